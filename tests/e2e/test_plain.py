"""The service without scripts: every step of a letter by plain forms, from the check page to the post."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letterkit.office.cases import drafting
from letterkit.office.people import accounts
from webui.engine import Engine

from .conftest import ANSWER, OPENING, PASSWORD, SLIP, WHOLE, SignIn
from .test_check_page import LETTER, word_letter

if TYPE_CHECKING:
    from playwright.sync_api import Page


def number_of(page: "Page") -> int:
    found = re.search(r"/letters/(\d+)", page.url)
    assert found is not None
    return int(found[1])


def step(page: "Page", words: str, **fields: str) -> None:
    """Opens the folded form of a step, fills it and presses its button."""
    page.locator(".act > summary", has_text=words).click()
    form = page.locator("details[open] form", has_text=words)
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button", name=words).click()


@pytest.mark.browser
def test_a_visitor_takes_a_mend_of_a_pasted_text_and_undoes_it(plain_page: "Page") -> None:
    plain_page.goto("/")
    assert not plain_page.get_by_text("перетащите").is_visible()
    plain_page.fill("[name=text]", LETTER)
    plain_page.click("[data-begin]")
    plain_page.locator("button.mend").first.click()
    plain_page.get_by_role("status").filter(has_text="Исправлено").wait_for()
    with plain_page.expect_download() as caught:
        plain_page.click("a[href$='/file/mended']")
    mended = caught.value.path().read_text(encoding="utf-8")
    assert mended != LETTER
    plain_page.locator("form[action$='/undo'] button").click()
    plain_page.get_by_role("status").filter(has_text="отменено").wait_for()
    assert plain_page.locator("a[href$='/file/mended']").count() == 0


@pytest.mark.browser
@pytest.mark.office
def test_a_visitor_sees_the_pages_and_all_of_the_report_of_a_word_letter(plain_page: "Page", tmp_path: Path) -> None:
    file = tmp_path / "ответ.docx"
    file.write_bytes(word_letter())
    plain_page.goto("/")
    plain_page.set_input_files("[name=letter]", str(file))
    plain_page.click("[data-begin]")
    for place in ("#findings", "#pages", "#text", "#clauses"):
        assert plain_page.locator(place).is_visible(), place
    assert not plain_page.locator("[data-keys]").is_visible()
    plain_page.locator("summary", has_text="Удалить").click()
    plain_page.get_by_role("button", name="Удалить с сервера").click()
    plain_page.get_by_text("удалено с сервера").wait_for()


@pytest.mark.browser
def test_nothing_to_check_is_told_on_the_page(plain_page: "Page") -> None:
    plain_page.goto("/")
    plain_page.click("[data-begin]")
    assert "Проверять нечего" in plain_page.inner_text("[role=alert]")


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_goes_from_the_appeal_to_the_post(sign_in: SignIn, engine: Engine, appeal: int) -> None:
    anna = sign_in("anna", script=False)
    anna.goto(f"/appeals/{appeal}")
    anna.get_by_role("link", name="Подготовить ответ").first.click()
    anna.locator(".other-texts > summary").click()
    anna.locator("button[name=reply][value=explained]").click()
    letter = number_of(anna)

    # What was typed comes back with its findings, each with the words to put there.
    anna.fill("#text", "\n".join((OPENING, SLIP, ANSWER)))
    anna.get_by_role("button", name="Сохранить и проверить").click()
    anna.get_by_text("Сохранено.").wait_for()
    assert "Согласно графику" in anna.locator(".finding", has_text="дательный падеж").locator(".mends").inner_text()
    anna.get_by_role("button", name="На проверку").click()
    anna.get_by_text("Письмо передано на проверку.").wait_for()

    vera = sign_in("vera", script=False)
    vera.goto(f"/letters/{letter}")
    step(vera, "Вернуть", reason="Исправьте падеж.")
    vera.get_by_text("Письмо возвращено исполнителю с причиной.").wait_for()

    anna.goto("/home")
    assert "Исправьте падеж." in anna.inner_text("main")
    anna.goto(f"/letters/{letter}/edit")
    anna.fill("#text", WHOLE)
    anna.get_by_role("button", name="На проверку").click()
    anna.get_by_text("Письмо передано на проверку.").wait_for()

    vera.goto(f"/letters/{letter}")
    vera.get_by_role("button", name="Согласовать").click()
    vera.get_by_text("ждёт подписанта").first.wait_for()

    ivan = sign_in("ivan", script=False)
    ivan.goto(f"/letters/{letter}")
    step(ivan, "Зарегистрировать")
    step(ivan, "Утвердить")
    ivan.get_by_text("уйдёт только этот файл").first.wait_for()

    lida = sign_in("lida", script=False)
    lida.goto(f"/letters/{letter}")
    lida.locator(".act > summary", has_text="Отправить").click()
    lida.locator(".way-out button.primary").click()
    lida.locator("#sent", has_text="Отправлено").wait_for()


@pytest.mark.browser
def test_what_is_seen_without_scripts_works_without_them(sign_in: SignIn, appeal: int, draft: int) -> None:
    anna = sign_in("anna", script=False)
    for path in ("/letters/new", f"/letters/{draft}/edit", f"/letters/{draft}", "/appeals/new", f"/appeals/{appeal}"):
        anna.goto(path)
        idle = anna.locator("button[type=button]:visible, [hx-post]:visible:not(form, input, select, div)")
        assert (path, idle.all_inner_texts()) == (path, [])


@pytest.mark.browser
def test_the_editor_says_where_the_pages_are_seen(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna", script=False)
    anna.goto(f"/letters/{draft}/edit")
    assert not anna.get_by_text("Собираем страницы").is_visible()
    anna.locator("#pages").get_by_role("link", name="просмотре").click()
    assert number_of(anna) == draft


@pytest.mark.browser
@pytest.mark.parametrize("button", ["Сохранить и проверить", "На проверку"])
def test_a_text_that_somebody_else_has_saved_meanwhile_is_not_lost(
    sign_in: SignIn, engine: Engine, draft: int, button: str
) -> None:
    anna = sign_in("anna", script=False)
    anna.goto(f"/letters/{draft}/edit")
    oleg = accounts.by_login(engine.database, "oleg").actor
    letter = drafting.read_letter(engine.office, oleg, draft)
    drafting.save(engine.office, oleg, draft, letter.revision, letter.title, "Текст Олега.", kept=True)
    anna.fill("#text", "Текст Анны.")
    anna.get_by_role("button", name=button).click()
    assert "Соседов" in anna.inner_text("[role=alert]")
    assert anna.input_value("#text").strip() == "Текст Анны."
    anna.get_by_role("button", name="Сохранить и проверить").click()
    anna.get_by_text("Сохранено.").wait_for()
    anna.goto(f"/letters/{draft}/versions")
    assert "Текст Олега." in anna.inner_text("main")


@pytest.mark.browser
@pytest.mark.parametrize("button", ["Сохранить и проверить", "На проверку"])
def test_a_text_that_is_too_long_stays_in_its_field(sign_in: SignIn, draft: int, button: str) -> None:
    anna = sign_in("anna", script=False)
    anna.goto(f"/letters/{draft}/edit")
    anna.fill("#text", "Слово. " * 20_000)
    anna.get_by_role("button", name=button).click()
    assert "длиннее" in anna.inner_text("[role=alert]")
    assert len(anna.input_value("#text")) > 100_000


@pytest.mark.browser
def test_what_is_sent_after_the_session_has_ended_is_not_lost(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna", script=False)
    anna.goto(f"/letters/{draft}/edit")
    anna.context.clear_cookies()
    anna.fill("#text", "Дописано после конца сеанса.")
    anna.get_by_role("button", name="Сохранить и проверить").click()
    assert "не потеряно" in anna.inner_text("[role=alert]")
    anna.fill("#login", "anna")
    anna.fill("#password", PASSWORD)
    with anna.context.expect_page() as another:
        anna.get_by_role("button", name="Войти").click()
    another.value.wait_for_load_state()
    # The sign-in has made proofs of before worthless, and without scripts nothing on this page asks for a new one.
    anna.get_by_role("button", name="Отправить ещё раз").click()
    anna.get_by_text("Страница была открыта до нового входа").wait_for()
    anna.get_by_role("button", name="Отправить ещё раз").click()
    anna.get_by_text("Сохранено.").wait_for()
    assert "Дописано после конца сеанса." in anna.input_value("#text")


@pytest.mark.browser
def test_what_another_site_sends_is_not_sent_on(plain_page: "Page", service: str) -> None:
    plain_page.goto("about:blank")
    plain_page.set_content(f"""<form method="post" action="{service}/letters/1/approve">
        <input name="docx" value="чужое"><button>Выиграть</button></form>""")
    plain_page.click("button")
    plain_page.get_by_role("heading", name="Вход").wait_for()
    assert plain_page.get_by_role("button", name="Отправить ещё раз").count() == 0
