"""The answer goes out by mail and comes back: the browser, a real SMTP server and a real IMAP server on loopback."""

import pytest
from sqlalchemy import select

from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Letter
from letterkit.worker.mail import MailRounds
from webui.engine import Engine

from ..mail.servers import Dovecot, Letterbox, report
from .conftest import MAILBOX, SignIn, flaws
from .test_roles import told

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.office]
EMAIL = "egorova@example.ru"


def test_a_letter_goes_out_by_mail_comes_back_and_goes_once_more(
    sign_in: SignIn, engine: Engine, approved: int, rounds: MailRounds, dovecot: Dovecot, letterbox: Letterbox
) -> None:
    with engine.database.writing() as session:
        letter = session.get_one(Letter, approved)
        letter.card = {**letter.card, "applicant": {**letter.card["applicant"], "email": EMAIL}}
    lida = sign_in("lida")
    lida.goto(f"/letters/{approved}")
    lida.locator("summary", has_text="Отправить").click()
    lida.get_by_role("link", name="Отправить по электронной почте").click()
    assert lida.input_value("#to") == EMAIL
    assert flaws(lida) == []
    lida.get_by_role("button", name="Отправить").click()
    told(lida, "Письмо в очереди")
    assert rounds.send() == 1
    [taken] = letterbox.taken
    lida.reload()
    assert "принято сервером" in lida.inner_text("#sent")
    with engine.database.reading() as session:
        sent = session.scalars(select(Mailing).filter_by(letter_id=approved)).one()
    assert (taken["Message-ID"], taken["To"]) == (sent.message_id, EMAIL)
    dovecot.put(MAILBOX, report(sent.message_id, EMAIL))
    assert rounds.fetch() == 1
    lida.reload()
    assert "такого ящика нет" in lida.inner_text("#sent").casefold()
    assert "вернулось" in lida.inner_text("header.object-head")
    assert flaws(lida) == []
    lida.goto("/mail/received")
    assert "отказ в доставке" in lida.inner_text("table")
    lida.goto(f"/letters/{approved}/mail")
    lida.fill("#to", "elena@example.ru")
    lida.get_by_role("button", name="Отправить").click()
    told(lida, "Письмо в очереди")
    assert rounds.send() == 1
    lida.reload()
    assert "elena@example.ru" in lida.inner_text("#sent dl")
    assert [each["To"] for each in letterbox.taken] == [EMAIL, "elena@example.ru"]
