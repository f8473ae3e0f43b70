"""States of a letter that few see, and pages of refusal: nothing for axe to find, nothing wider than the window."""

from typing import TYPE_CHECKING

import pytest

from letterkit.core.outcome import Channel
from letterkit.office.cases import dispatch, review
from letterkit.office.people import accounts
from webui.engine import Engine

from .conftest import ANSWER, OPENING, PASSWORD, SLIP, SignIn, flaws, hand_in

if TYPE_CHECKING:
    from playwright.sync_api import Page


def fits(page: "Page") -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture
def sent(engine: Engine, approved: int) -> int:
    """A letter that has gone out by post."""
    lida = accounts.by_login(engine.database, "lida").actor
    return dispatch.send(engine.office, lida, approved, Channel.POST, track="80090012345677").id


@pytest.fixture
def remarked(engine: Engine, draft: int) -> int:
    """A letter under review: with an error, a remark at words, one at a paragraph and one about the whole."""
    hand_in(engine, draft, "\n".join((OPENING, SLIP, ANSWER)))
    vera = accounts.by_login(engine.database, "vera").actor
    review.take(engine.office, vera, draft)
    review.remark(engine.office, vera, draft, "Какого графика?", "Согласно графика")
    review.remark(engine.office, vera, draft, "Назовите подрядчика.", line=3)
    review.remark(engine.office, vera, draft, "Скажите, кто ответит на вопросы.")
    return draft


@pytest.mark.browser
@pytest.mark.office
@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.long), 400])
def test_a_letter_that_was_sent_its_passport_and_its_versions(sign_in: SignIn, sent: int, width: int) -> None:
    lida = sign_in("lida", width)
    for path in (f"/letters/{sent}", f"/letters/{sent}/passport", f"/letters/{sent}/versions?before=1&after=2"):
        lida.goto(path)
        assert (path, flaws(lida)) == (path, [])
        assert fits(lida), path
    lida.goto(f"/letters/{sent}")
    for tab in lida.locator(".tabs a").all():
        tab.click()
        assert (tab.inner_text(), flaws(lida)) == (tab.inner_text(), [])


@pytest.mark.browser
@pytest.mark.office
def test_the_passport_says_whether_a_file_is_the_approved_one(sign_in: SignIn, sent: int) -> None:
    lida = sign_in("lida")
    lida.goto(f"/letters/{sent}")
    with lida.expect_download() as caught:
        lida.locator("a[href$='/export/docx']").click()
    for data, said in (
        (caught.value.path().read_bytes(), "Да, это утверждённый файл"),
        (b"PK", "Нет, это другой файл"),
    ):
        lida.goto(f"/letters/{sent}/passport")
        lida.set_input_files("#file", {"name": "письмо.docx", "mimeType": "application/zip", "buffer": data})
        lida.get_by_role("button", name="Сверить").click()
        lida.get_by_role("status").filter(has_text=said).wait_for()
        assert flaws(lida) == []


@pytest.mark.browser
@pytest.mark.office
@pytest.mark.parametrize("width", [1280, 400])
def test_a_letter_under_review_with_findings_and_remarks(sign_in: SignIn, remarked: int, width: int) -> None:
    vera = sign_in("vera", width)
    vera.goto(f"/letters/{remarked}")
    vera.locator(".finding a.waive").first.click()
    vera.locator(".finding [name=reason]").wait_for()
    vera.locator("#return > summary").click()
    assert flaws(vera) == []
    assert fits(vera)
    vera.keyboard.press("Escape")
    for tab in vera.locator(".tabs a").all():
        tab.click()
        assert (tab.inner_text(), flaws(vera)) == (tab.inner_text(), [])
    assert "Какого графика?" in (vera.text_content("#remarks") or "")
    vera.locator("#return > summary").click()
    vera.locator("#return button.danger").click()  # without a reason
    vera.wait_for_selector("#return-error")
    assert flaws(vera) == []


@pytest.mark.browser
@pytest.mark.office
def test_the_executor_sees_the_remarks_beside_the_text_and_says_which_are_met(
    sign_in: SignIn, engine: Engine, remarked: int
) -> None:
    vera = accounts.by_login(engine.database, "vera").actor
    review.give_back(engine.office, vera, remarked, "Исправьте падеж.")
    anna = sign_in("anna")
    anna.goto(f"/letters/{remarked}/edit")
    anna.wait_for_selector(".cm-content")
    assert "Исправьте падеж." in anna.inner_text("#returned")
    assert flaws(anna) == []
    anna.locator("[data-remark]", has_text="Назовите подрядчика.").get_by_role("button", name="Решено").click()
    anna.locator(".remark.resolved", has_text="Назовите подрядчика.").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
def test_pages_of_refusal_say_what_to_do(browser_page: "Page", width: int, engine: Engine) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto("/sign-in")
    browser_page.fill("#login", "nina")
    browser_page.fill("#password", PASSWORD)
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/home")
    for path, status in (("/people", 403), ("/letters", 403), ("/no-such-page", 404), ("/check/unknown", 404)):
        answer = browser_page.goto(path)
        assert answer is not None
        assert (path, answer.status) == (path, status)
        assert (path, flaws(browser_page)) == (path, [])
        assert fits(browser_page), path
        assert browser_page.locator("main a[href='/home']").count() == 1


@pytest.mark.browser
@pytest.mark.office
@pytest.mark.parametrize("width", [1280, 400])
def test_what_cannot_be_taken_is_refused_in_words(browser_page: "Page", engine: Engine, draft: int, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto("/sign-in")
    browser_page.fill("#login", "anna")
    browser_page.fill("#password", PASSWORD)
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/home")
    answer = browser_page.goto(f"/letters/{draft}/passport")  # nothing has been approved yet
    assert answer is not None
    assert answer.status == 422
    assert flaws(browser_page) == []
    assert fits(browser_page)
    said = browser_page.inner_text("main")
    assert "Письмо ещё не утверждено" in said, said
