"""Pages of mail: a letter is written, queued and told of; what came in is shown with what was done with it."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.mail import MailingState, MessageState
from letterkit.core.office import Duty, LetterState
from letterkit.office.cases import appeals
from letterkit.office.mail.addresses import outbox_finder
from letterkit.office.mail.delivery import Delivery, deliver
from letterkit.settings import Settings
from letterkit.store.mail_tables import Mailbox, Mailing, MailMessage
from letterkit.store.tables import Approval, Letter, Version
from webui.engine import Engine
from webui.health import parts

from .office import ClientOf, People

EMAIL = "ivanova@example.ru"
CITIZEN = b"From: c@example.ru\nSubject: =?utf-8?b?0JrRgNGL0YjQsA==?=\nMessage-ID: <1@c.ru>\n\nFix the roof.\n"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(data=tmp_path, database_url=database_url, smtp_url="files", imap_url="imaps://a:b@example.ru/INBOX")


@pytest.fixture
def letter(own_engine: Engine, people: People) -> int:
    """An approved letter to somebody with an address of mail."""
    office, now = own_engine.office, clock.now()
    day = f"{clock.today():%d.%m.%Y}"
    card = {
        "appeal": {"number": "И-1", "registered": day, "subject": "ремонт крыши", "channel": "site"},
        "applicant": {"surname": "Иванова", "name": "Мария", "email": EMAIL},
    }
    appeal = appeals.add(office, people[Duty.REGISTRY].actor, card)
    who = people[Duty.EXECUTOR]
    told = {"reply": "by_date", "blank": office.profile.blank, "card": card, "title": "О крыше", "text": "Починим."}
    with office.database.writing() as session:
        row = Letter(
            appeal_id=appeal.id,
            executor_id=who.id,
            state=LetterState.APPROVED,
            number="3.08-1/26",
            dated=clock.today(),
            created=now,
            changed=now,
            changed_by_id=who.id,
            submitted=now,
            **told,
        )
        session.add(row)
        session.flush()
        docx, pdf = office.files.put(b"docx"), office.files.put(b"%PDF")
        version = Version(letter_id=row.id, number=1, at=now, by_id=who.id, why="approved", docx=docx, pdf=pdf, **told)
        session.add(version)
        session.flush()
        by_id = people[Duty.SIGNER].id
        files = {"docx": docx, "pdf": pdf}
        session.add(Approval(letter_id=row.id, version_id=version.id, kind="approved", by_id=by_id, at=now, **files))
        return row.id


@pytest.fixture
def registry(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.REGISTRY)


def form(**changed: str) -> dict[str, str]:
    return {"to": EMAIL, "heading": "Ответ № 3.08-1/26", "words": "Направляем ответ.", **changed}


def send_out(engine: Engine) -> int:
    finder = outbox_finder(engine.settings)
    body = engine.office.profile.body
    return deliver(Delivery(engine.database, engine.files, finder, lambda _: body, 30))


def test_the_message_stands_ready_with_the_number_the_words_and_the_approved_file(
    registry: FlaskClient, letter: int
) -> None:
    page = registry.get(f"/letters/{letter}/mail").text
    assert f'value="{EMAIL}"' in page
    assert "Ответ № 3.08-1/26 на обращение № И-1" in page
    assert "обращения по электронной почте не подают" in page
    assert "утверждённый файл" in page


def test_a_letter_is_queued_and_then_sent_and_its_page_says_so(
    registry: FlaskClient, letter: int, own_engine: Engine
) -> None:
    page = registry.get(f"/letters/{letter}").text
    assert "Отправить по электронной почте…" in page
    assert "Отметить отправленным вручную" in page
    assert f'href="/letters/{letter}"' in registry.get("/home").text
    told = registry.post(f"/letters/{letter}/mail", data=form(), follow_redirects=True).text
    assert "в электронной почте: в очереди" in told
    assert f'href="/letters/{letter}"' not in registry.get("/home").text
    assert "Снять с очереди" in told
    assert send_out(own_engine) == 1
    after = registry.get(f"/letters/{letter}").text
    assert "принято сервером" in after
    assert "Отправлено" in after
    assert [each.suffix for each in (own_engine.settings.data_dir / "mail").iterdir()] == [".eml"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"to": "нет"}, "не адрес электронной почты"), ({"words": " "}, "нет темы или текста")],
)
def test_what_is_wrong_is_told_above_the_form_with_what_was_typed(
    registry: FlaskClient, letter: int, wrong: dict[str, str], sentence: str
) -> None:
    answer = registry.post(f"/letters/{letter}/mail", data=form(heading="Моя тема", **wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Моя тема" in answer.text


def test_a_queued_letter_is_taken_out_from_its_own_page(registry: FlaskClient, letter: int, own_engine: Engine) -> None:
    registry.post(f"/letters/{letter}/mail", data=form())
    with own_engine.database.reading() as session:
        mailing = session.scalars(select(Mailing)).one()
    answer = registry.post(f"/mail/{mailing.id}/cancel", data={"from": "letter"})
    assert answer.location.endswith(f"/letters/{letter}#sent")
    assert send_out(own_engine) == 0
    again = registry.post(f"/mail/{mailing.id}/cancel", follow_redirects=True).text
    assert "с письмом уже что-то сделали" in again.casefold()
    assert registry.post(f"/mail/{mailing.id}/burn").status_code == 404


@pytest.mark.parametrize(
    ("state", "words", "buttons"),
    [
        (MailingState.LOST, "неизвестно, ушло ли", ("Письмо дошло", "Отправить ещё раз", "Считать неотправленным")),
        (MailingState.REFUSED, "не принято", ("Попробовать ещё раз",)),
        (MailingState.BOUNCED, "такого ящика нет", ()),
    ],
)
def test_the_page_of_a_message_says_what_became_of_it_and_what_can_be_done(
    registry: FlaskClient, letter: int, own_engine: Engine, state: MailingState, words: str, buttons: tuple[str, ...]
) -> None:
    registry.post(f"/letters/{letter}/mail", data=form())
    with own_engine.database.writing() as session:
        mailing = session.scalars(select(Mailing)).one()
        mailing.state = state
        mailing.bounced = {
            "at": clock.now().isoformat(),
            "reason": "no-mailbox",
            "status": "5.1.1",
            "text": "no such user",
        }
    page = registry.get(f"/mail/{mailing.id}").text
    assert words in page
    assert all(button in page for button in buttons)
    listed = registry.get(f"/mail/?state={state}").text
    assert words in listed
    assert "no such user" not in listed


def test_what_came_in_is_told_and_can_be_taken_for_an_appeal(registry: FlaskClient, own_engine: Engine) -> None:
    with own_engine.database.writing() as session:
        row = MailMessage(
            mailbox="otvet@example.ru/INBOX",
            uidvalidity=1,
            uid=1,
            fingerprint="0" * 64,
            message_id="<1@c.ru>",
            sender="c@example.ru",
            heading="Крыша",
            at=clock.now(),
            size=1,
            content=own_engine.files.put(CITIZEN),
            state=MessageState.SPAM,
            why="newsletter",
        )
        session.add(row)
    listed = registry.get("/mail/received").text
    assert "рассылка многим сразу" in listed
    assert "по электронной почте обращений не подают" in listed
    page = registry.get(f"/mail/received/{row.id}").text
    assert "Fix the roof." in page
    answer = registry.post(f"/mail/received/{row.id}/take")
    assert "/appeals/incoming/" in answer.location
    assert "Это обращение" not in registry.get(f"/mail/received/{row.id}").text


def test_a_mailbox_that_cannot_be_read_is_told_of_to_the_administrator_and_at_health(
    client_of: ClientOf, own_engine: Engine
) -> None:
    assert part_mail(own_engine) is None
    with own_engine.database.writing() as session:
        since = clock.now() - timedelta(hours=1)
        session.add(Mailbox(name="otvet@example.ru/INBOX", failing=since, failed="mailbox.refused\tno such user"))
    assert "Ящик otvet@example.ru/INBOX не читается" in client_of(Duty.ADMINISTRATOR).get("/home").text
    assert part_mail(own_engine) == "health.mail"


def part_mail(engine: Engine) -> str | None:
    """What /health finds wrong with the mail."""
    try:
        parts.mail(engine)
    except LetterkitError as fault:
        return fault.code
    return None


def test_without_a_server_nothing_is_offered(registry: FlaskClient, letter: int, own_engine: Engine) -> None:
    own_engine.settings = Settings(data=own_engine.settings.data, database_url=own_engine.settings.database_url)
    assert "Отправить по электронной почте…" not in registry.get(f"/letters/{letter}").text
    answer = registry.post(f"/letters/{letter}/mail", data=form())
    assert answer.status_code == 422
    assert "электронная почта для ответов не настроена" in answer.text.casefold()
