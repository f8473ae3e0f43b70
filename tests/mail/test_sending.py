"""A reply goes out by mail once: it is sent when a server has taken it, and nobody else sends what may be gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.core.mail import MailingState
from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import Channel
from letterkit.office.cases import approval, dispatch, passport
from letterkit.office.integrity.letters import letters
from letterkit.office.integrity.mismatch import MismatchKind
from letterkit.office.mail import mailings
from letterkit.office.mail.addresses import outbox_finder
from letterkit.office.mail.delivery import Delivery, deliver
from letterkit.office.mail.mailings import MailWish
from letterkit.settings import Settings
from letterkit.store.mail_tables import Mailing
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Dispatch, Letter

from ..office.cases.conftest import NOW, Day, later, refused
from .conftest import DOCX, EMAIL, PDF, mailing
from .servers import Letterbox

ToMail = Callable[..., Letter]
WISH = MailWish(EMAIL, "Ответ № 3.08-1/24", "Направляем ответ.")


class Failing:
    """An outbox that fails as it is told, and counts."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault, self.tried = fault, 0

    def send(self, message: EmailMessage, bounces_to: str | None = None) -> None:
        self.tried += 1
        if self.fault is not None:
            raise self.fault


def by(delivery: Delivery, outbox: Failing) -> Delivery:
    return Delivery(delivery.database, delivery.files, lambda body: outbox, delivery.body_of, delivery.per_minute)


def test_the_approved_bytes_go_out_with_the_words_from_the_address_of_the_body(
    day: Day, to_mail: ToMail, delivery: Delivery, letterbox: Letterbox
) -> None:
    letter = to_mail()
    queued = mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    assert day.now(letter).state == LetterState.APPROVED
    assert deliver(delivery) == 1
    [taken] = letterbox.taken
    assert (taken["To"], taken["Subject"], taken["Message-ID"]) == (EMAIL, WISH.heading, queued.message_id)
    assert day.office.profile.body.email in taken["From"]
    assert letterbox.senders == [day.office.profile.body.email]
    words, pdf = taken.iter_parts()  # type: ignore[attr-defined]
    assert words.get_content().strip() == WISH.words
    assert (pdf.get_content(), pdf.get_content_type()) == (PDF, "application/pdf")
    assert deliver(delivery) == 0


def test_the_letter_is_sent_and_the_appeal_done_when_the_server_has_taken_it(
    day: Day, to_mail: ToMail, delivery: Delivery
) -> None:
    letter = to_mail()
    mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    deliver(delivery)
    now = day.now(letter)
    assert (now.state, now.appeal.state) == (LetterState.SENT, AppealState.DONE)  # type: ignore[union-attr]
    with day.office.database.reading() as session:
        gone = session.scalars(select(Dispatch)).one()
        assert (gone.channel, gone.to, gone.by_id) == (Channel.EMAIL, EMAIL, day.staff.registry.id)
        assert MismatchKind.SENDING not in {each.kind for each in letters(session)}
    assert day.journal(f"letter:{letter.id}")[-3:] == ["mailing.queued", "mailing.accepted", "letter.sent"]


def test_the_word_file_goes_where_it_is_wished(
    day: Day, to_mail: ToMail, delivery: Delivery, letterbox: Letterbox
) -> None:
    letter = to_mail()
    _, files = mailings.mailable(day.office, day.staff.registry, letter.id)
    wanted = [each.sha256 for each in files]
    mailings.mail(day.office, day.staff.registry, letter.id, MailWish(EMAIL, "Ответ", "Вот он.", wanted))
    deliver(delivery)
    parts = list(letterbox.taken[0].iter_parts())  # type: ignore[attr-defined]
    assert [each.get_content() for each in parts[1:]] == [PDF, DOCX]


@pytest.mark.parametrize(
    "to", ["", "ivanova", "a@b c.ru x", "ivanova@example.ru\nBcc: all@example.ru", "ё" * 320 + "@x.ru"]
)
def test_what_is_no_address_is_refused(day: Day, to_mail: ToMail, to: str) -> None:
    letter = to_mail(applicant={"email": EMAIL})
    with refused("mailing.bad-address"):
        mailings.mail(day.office, day.staff.registry, letter.id, MailWish(to, "Ответ", "Вот он."))


def test_a_letter_on_its_way_goes_by_no_other_way_and_is_not_taken_back(day: Day, to_mail: ToMail) -> None:
    letter = to_mail()
    mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    with refused("mailing.on-its-way"):
        mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    with refused("mailing.on-its-way"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    with refused("mailing.on-its-way"):
        approval.revoke(day.office, day.staff.signer, letter.id, "Ошибка.")
    mailings.cancel(day.office, day.staff.registry, mailing(day.office.database).id)
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)


def test_only_the_registry_sends(day: Day, to_mail: ToMail) -> None:
    letter = to_mail()
    for who in (day.staff.executor, day.staff.signer, day.staff.administrator):
        with refused("denied.duty"):
            mailings.mail(day.office, who, letter.id, WISH)


def test_a_server_that_is_away_is_tried_later_and_later_and_then_no_more(
    day: Day, to_mail: ToMail, delivery: Delivery
) -> None:
    mailings.mail(day.office, day.staff.registry, to_mail().id, WISH)
    away = Failing(ToolMissing("mail.no-answer", why="нет сети"))
    for minutes in range(0, 5 * 24 * 60, 30):
        with later(minutes=minutes):
            deliver(by(delivery, away))
    assert away.tried == 9
    assert mailing(day.office.database).state == MailingState.REFUSED


def test_a_refusal_for_now_is_tried_again_and_one_for_good_is_not(
    day: Day, to_mail: ToMail, delivery: Delivery, letterbox: Letterbox
) -> None:
    letter = to_mail()
    mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    letterbox.answers[EMAIL] = "450 4.7.1 Greylisted"
    deliver(delivery)
    assert mailing(day.office.database).state == MailingState.QUEUED
    letterbox.answers[EMAIL] = "550 5.1.1 No such user"
    with later(minutes=2):
        deliver(delivery)
    refusal = mailing(day.office.database)
    assert refusal.state == MailingState.REFUSED
    assert "No such user" in (refusal.failed or "")
    assert day.now(letter).state == LetterState.APPROVED
    del letterbox.answers[EMAIL]
    with later(minutes=3):
        mailings.retry(day.office, day.staff.registry, refusal.id)
        assert deliver(delivery) == 1
    assert letterbox.taken[0]["Message-ID"] == refusal.message_id


def test_the_registry_is_told_of_what_did_not_go(day: Day, to_mail: ToMail, delivery: Delivery) -> None:
    letter = to_mail()
    mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    deliver(by(delivery, Failing(ToolFailed("mail.refused", why="550", reply=550))))
    with day.office.database.reading() as session:
        told = session.scalars(select(Notice)).all()
    assert [(each.kind, each.person_id) for each in told if each.subject == f"letter:{letter.id}"] == [
        ("mail_trouble", day.staff.registry.id)
    ]


def test_what_may_be_gone_is_not_sent_again_by_itself(day: Day, to_mail: ToMail, delivery: Delivery) -> None:
    letter = to_mail()
    mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    broken = Failing(ToolFailed("mail.lost", why="connection reset"))
    deliver(by(delivery, broken))
    with later(days=3):
        deliver(by(delivery, broken))
    assert (broken.tried, mailing(day.office.database).state) == (1, MailingState.LOST)
    mailings.confirm(day.office, day.staff.registry, mailing(day.office.database).id)
    assert day.now(letter).state == LetterState.SENT


def test_no_more_a_minute_than_the_server_is_to_bear(day: Day, to_mail: ToMail, delivery: Delivery) -> None:
    for number in range(5):
        mailings.mail(day.office, day.staff.registry, to_mail(f"И-{number}").id, WISH)
    slow = Delivery(delivery.database, delivery.files, delivery.outbox_of, delivery.body_of, 2)
    assert [deliver(slow), deliver(slow)] == [2, 0]
    gone = []
    for seconds in (61, 130):
        with clock.stopped_at(NOW + timedelta(seconds=seconds)):
            gone.append(deliver(slow))
    assert gone == [2, 1]


def test_each_body_sends_by_its_own_server_from_its_own_address(
    day: Day, to_mail: ToMail, delivery: Delivery, letterbox: Letterbox
) -> None:
    mailings.mail(day.office, day.staff.registry, to_mail("И-1").id, WISH)
    other = mailings.mail(day.office, day.staff.registry, to_mail("И-2").id, WISH)
    with day.office.database.writing() as session:
        session.get_one(Mailing, other.id).body = "second"
    bodies = {"": delivery.body_of(""), "second": replace(delivery.body_of(""), email="second@example.gov.ru")}
    finder = outbox_finder(Settings(smtp_url="smtp://", reply_smtp_url=f"{letterbox.url}#second gopher://a"))
    with refused("mail.bad-address"):
        deliver(Delivery(delivery.database, delivery.files, finder, bodies.__getitem__, 30))
    assert letterbox.senders == ["second@example.gov.ru"]
    with day.office.database.reading() as session:
        assert [each.state for each in session.scalars(select(Mailing).order_by(Mailing.id))] == ["queued", "accepted"]


def test_the_passport_tells_how_the_letter_went_by_mail(day: Day, to_mail: ToMail, delivery: Delivery) -> None:
    letter = to_mail()
    queued = mailings.mail(day.office, day.staff.registry, letter.id, WISH)
    deliver(delivery)
    sent: dict[str, Any] = passport.passport(day.office, day.staff.registry, letter.id)["sent"]
    assert sent["channel"] == "email"
    assert sent["mail"] == {
        "message_id": queued.message_id,
        "state": "accepted",
        "accepted": NOW.isoformat(timespec="seconds"),
        "files": [{"name": each["name"], "sha256": each["sha256"]} for each in queued.files["files"]],
    }
