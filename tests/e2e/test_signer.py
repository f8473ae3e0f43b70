"""A signer who is refused: nobody signs alone, over an error, or what has changed since it was seen."""

from typing import TYPE_CHECKING

import pytest

from letterkit.core.office import Duty
from letterkit.office.cases import appeals, drafting, review
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from webui.engine import Engine

from .conftest import ANSWER, CARD, OPENING, PASSWORD, SLIP, WHOLE, SignIn, hand_in
from .test_day import number_of
from .test_roles import told

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.browser
@pytest.mark.office
def test_a_signer_cannot_approve_alone_what_they_have_written(sign_in: SignIn, engine: Engine, appeal: int) -> None:
    boss = accounts.add(
        engine.database,
        None,
        "boss",
        PASSWORD,
        Details("Пишущева", "Ольга", "Ивановна", phone="+7 (4242) 00-00-00"),
        [Duty.EXECUTOR, Duty.SIGNER],
    ).actor
    card = appeals.read_appeal(engine.office, accounts.by_login(engine.database, "lida").actor, appeal).card
    letter = drafting.begin(engine.office, boss, {**card, "reply": CARD["reply"]}, "explained")
    letter = drafting.save(engine.office, boss, letter.id, letter.revision, letter.title, WHOLE, kept=True)
    review.submit(engine.office, boss, letter.id, letter.revision)

    page = sign_in("boss")
    page.goto(f"/letters/{letter.id}")
    page.locator("summary", has_text="Зарегистрировать").click()
    page.locator("form[action$='/number'] button").click()
    told(page, "Письмо зарегистрировано")
    assert page.locator("form[action$='/approve']").count() == 0
    assert "Вы писали это письмо" in page.locator(".blocked li", has_text="Утвердить").inner_text()
    # Who asks past the page is refused as well.
    token, docx = page.locator("[name=csrf_token]").first.input_value(), "0" * 64
    path = f"/letters/{letter.id}/approve"
    assert page.request.post(path, form={"csrf_token": token, "docx": docx}).status in (403, 409)

    vera = sign_in("vera")
    vera.goto(f"/letters/{letter.id}")
    vera.locator("form[action$='/agree'] button").click()
    told(vera, "ждёт подписанта")
    page.goto(f"/letters/{letter.id}")
    approve(page)
    told(page, "Утверждённые файлы")


@pytest.mark.browser
@pytest.mark.office
def test_an_error_blocks_the_signature_until_somebody_answers_for_it(
    sign_in: SignIn, engine: Engine, draft: int
) -> None:
    hand_in(engine, draft, "\n".join((OPENING, SLIP, ANSWER, "Звоните исполнителю письма.")))
    ivan = sign_in("ivan")
    ivan.goto(f"/letters/{draft}")
    ivan.locator("summary", has_text="Зарегистрировать").click()
    ivan.locator("form[action$='/number'] button").click()
    told(ivan, "Письмо зарегистрировано")
    assert ivan.locator("form[action$='/approve']").count() == 0
    assert "ошибк" in ivan.locator(".blocked li", has_text="Утвердить").inner_text()

    finding = ivan.locator(".finding.error").first
    finding.get_by_text("принять под ответственность…").click()
    finding.locator("[name=reason]").fill("   ")
    finding.get_by_role("button", name="Принять под ответственность").click()
    ivan.wait_for_selector(".finding .field-error")
    finding.locator("[name=reason]").fill("Так названо в приказе.")
    finding.get_by_role("button", name="Принять под ответственность").click()
    told(ivan, "Замечание принято под Вашу ответственность.")
    approve(ivan)
    told(ivan, "Утверждённые файлы")
    ivan.goto(f"/letters/{draft}/passport")
    assert "Так названо в приказе." in ivan.inner_text("#checked >> xpath=..")


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_that_was_changed_needs_its_signature_again(sign_in: SignIn, engine: Engine, approved: int) -> None:
    ivan = sign_in("ivan")
    ivan.goto(f"/letters/{approved}")
    before = ivan.locator(".hashes code").first.inner_text()
    ivan.locator("summary", has_text="Отозвать утверждение").click()
    ivan.fill("#revoke-reason", "Назовите подрядчика.")
    ivan.get_by_role("button", name="Отозвать утверждение").click()
    told(ivan, "Утверждение отозвано")
    assert ivan.locator("a[href$='/export/docx']").count() == 0
    assert ivan.request.get(f"/letters/{approved}/export/docx").status == 422

    hand_in(engine, approved, f"{WHOLE}\nРаботы ведёт подрядчик министерства.")
    lida = sign_in("lida")
    lida.goto(f"/letters/{approved}")
    assert lida.locator("form[action$='/send']").count() == 0
    ivan.goto(f"/letters/{approved}")
    assert ivan.locator("a[href$='/export/docx']").count() == 0
    approve(ivan)
    told(ivan, "Утверждённые файлы")
    assert ivan.locator(".hashes code").first.inner_text() != before


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_changed_since_it_was_seen_is_not_approved(sign_in: SignIn, engine: Engine, agreed: int) -> None:
    ivan = sign_in("ivan")
    ivan.goto(f"/letters/{agreed}")
    ivan.locator("summary", has_text="Зарегистрировать").click()
    ivan.locator("form[action$='/number'] button").click()
    told(ivan, "Письмо зарегистрировано")
    lida = sign_in("lida")
    lida.goto(f"/letters/{agreed}")
    lida.locator("summary", has_text="Изменить номер или дату").click()
    lida.fill("#number", f"99-{agreed}")
    lida.locator("form[action$='/number'] button").click()
    told(lida, "Письмо зарегистрировано")
    ivan.locator("summary", has_text="Утвердить").click()
    ivan.locator("form[action$='/approve'] button").click()
    assert "Приёмкина" in ivan.inner_text("#approve-error")
    assert ivan.locator("a[href$='/export/docx']").count() == 0


def approve(page: "Page") -> None:
    """Approves the letter that is shown and comes back to it: the next one that waits is opened by itself."""
    letter = number_of(page)
    page.locator("summary", has_text="Утвердить").click()
    page.locator("form[action$='/approve'] button").click()
    told(page, "Письмо утверждено")
    page.goto(f"/letters/{letter}")
