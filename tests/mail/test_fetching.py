"""Each message of a mailbox becomes what it is, once; nothing is marked or deleted on the server."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.core.mail import MailingState, MessageState
from letterkit.core.office import Actor, IncomingState
from letterkit.core.outcome import Channel
from letterkit.core.profile import Profile
from letterkit.office.cases import dispatch, today
from letterkit.office.mail import fetching as reading
from letterkit.office.mail import listing, mailings, receipts
from letterkit.office.mail.addresses import mailbox_addresses
from letterkit.office.mail.delivery import Delivery, deliver
from letterkit.office.mail.fetching import Fetching, fetch, finish_seen
from letterkit.office.mail.mailings import MailWish
from letterkit.reports.mail_words import message_state
from letterkit.settings import Settings
from letterkit.store.antivirus import Antivirus
from letterkit.store.incoming_tables import Incoming, IncomingFile
from letterkit.store.mail_tables import Mailbox, Mailing, MailMessage
from letterkit.store.tables import Appeal, Letter

from ..clamd import EICAR, FOUND, clamd_running
from ..office.cases.conftest import NOW, Day, refused
from .conftest import EMAIL, kept, mailing, message, proposed, read_as_it_is
from .servers import Dovecot, Letterbox, report

Look = Callable[..., int]


def states(day: Day) -> list[str]:
    return [each.state for each in kept(day.office.database)]


def test_a_message_of_a_citizen_becomes_one_appeal_to_be(day: Day, dovecot: Dovecot, user: str, look: Look) -> None:
    dovecot.put(user, message(1), message(2))
    assert [look(), look()] == [2, 0]
    assert states(day) == [MessageState.PROPOSED] * 2
    first, _ = proposed(day.office.database)
    assert (first.heading, first.sender, first.message_id) == (
        "О крыше 1",
        "ivanov1@example.ru",
        "<1@citizen.example.ru>",
    )
    with day.office.database.reading() as session:
        file = session.scalars(select(IncomingFile).filter_by(incoming_id=first.id)).one()
    assert day.office.files.get(file.content).replace(b"\r\n", b"\n") == message(1).as_bytes()
    assert (dovecot.count(user), dovecot.unseen(user)) == (2, 2)


def test_what_comes_later_is_read_by_the_next_look(day: Day, dovecot: Dovecot, user: str, look: Look) -> None:
    dovecot.put(user, message(1))
    look()
    dovecot.put(user, message(2), message(3))
    assert look() == 2
    assert len(proposed(day.office.database)) == 3


def test_a_second_copy_is_set_aside_and_another_message_of_the_same_name_is_not(
    day: Day, dovecot: Dovecot, user: str, look: Look
) -> None:
    copy = b"Received: from another server\r\n" + message(1).as_bytes()
    dovecot.put(user, message(1), copy, message(2, "Это другое.", Message_ID="<1@citizen.example.ru>"))
    look()
    assert states(day) == [MessageState.PROPOSED, MessageState.DUPLICATE, MessageState.PROPOSED]
    assert len(proposed(day.office.database)) == 2


def test_a_message_without_a_name_is_kept_once(day: Day, dovecot: Dovecot, user: str, look: Look) -> None:
    nameless = message(1, Message_ID="").as_bytes()
    dovecot.put(user, nameless, nameless)
    look()
    assert states(day) == [MessageState.PROPOSED, MessageState.DUPLICATE]


def test_a_folder_that_the_server_has_numbered_anew_gives_no_appeal_twice(
    day: Day, dovecot: Dovecot, user: str, look: Look
) -> None:
    dovecot.put(user, message(1))
    look()
    with day.office.database.writing() as session:
        session.scalars(select(MailMessage)).one().uidvalidity += 1
    assert look() == 0
    assert len(proposed(day.office.database)) == 1


@pytest.mark.parametrize(
    ("heads", "state", "why"),
    [
        ({"Auto_Submitted": "auto-replied"}, MessageState.AUTOMATIC, "auto-submitted"),
        ({"Auto_Submitted": "no"}, MessageState.PROPOSED, None),
        ({"X_Autoreply": "yes"}, MessageState.AUTOMATIC, "auto-reply"),
        ({"Subject": "Автоответ: в отпуске"}, MessageState.AUTOMATIC, "auto-reply"),
        ({"Return_Path": "<>"}, MessageState.AUTOMATIC, "no-return-path"),
        ({"X_Spam_Flag": "YES"}, MessageState.SPAM, "spam-flag"),
        ({"X_Spam_Status": "No, score=0.1"}, MessageState.PROPOSED, None),
        ({"List_Id": "<news.example.ru>"}, MessageState.SPAM, "newsletter"),
    ],
)
def test_automatic_answers_and_spam_are_set_aside(
    day: Day, dovecot: Dovecot, user: str, look: Look, heads: dict[str, str], state: MessageState, why: str | None
) -> None:
    dovecot.put(user, message(1, **heads))
    look()
    [row] = kept(day.office.database)
    assert (row.state, row.why) == (state, why)
    assert len(proposed(day.office.database)) == (state is MessageState.PROPOSED)


def test_what_was_set_aside_can_be_taken_for_an_appeal(day: Day, dovecot: Dovecot, user: str, look: Look) -> None:
    dovecot.put(user, message(1, List_Id="<news.example.ru>"))
    look()
    [row] = kept(day.office.database)
    taken = listing.take_up(day.office, day.staff.registry, row.id, read_as_it_is)
    assert [each.id for each in proposed(day.office.database)] == [taken.incoming_id]
    with refused("message.taken"):
        listing.take_up(day.office, day.staff.registry, row.id, read_as_it_is)
    with refused("denied.duty"):
        listing.take_up(day.office, day.staff.executor, row.id, read_as_it_is)


def test_a_message_at_which_reading_breaks_is_told_of_and_holds_up_no_other(
    day: Day, dovecot: Dovecot, user: str, look: Look
) -> None:
    def broken(files: object) -> object:
        raise RuntimeError("a fault of ours")

    dovecot.put(user, message(1))
    look(reader_of=lambda body: broken)
    dovecot.put(user, message(2))
    look()
    assert states(day) == [MessageState.FAILED, MessageState.PROPOSED]


def test_a_message_at_which_worker_after_worker_dies_is_left_to_a_person(
    day: Day, dovecot: Dovecot, user: str, look: Look, fetching: Fetching
) -> None:
    def dies(files: object) -> object:
        raise KeyboardInterrupt

    dovecot.put(user, message(1))
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            look(reader_of=lambda body: dies)
    assert finish_seen(fetching) == 1
    assert states(day) == [MessageState.FAILED]


def test_a_message_too_large_is_told_of_and_not_read(
    day: Day, dovecot: Dovecot, user: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    dovecot.put(user, message(1, "ы" * 2000), message(2))
    look()
    large, _ = kept(day.office.database)
    assert (large.state, large.why, large.heading, large.content) == ("failed", "too-large", "О крыше 1", None)
    assert message_state(large)[2] == "больше 50 МБ: откройте в почтовой программе"


def test_what_was_read_is_moved_where_the_settings_say_so(day: Day, dovecot: Dovecot, user: str, look: Look) -> None:
    dovecot.put(user, message(1), message(2))
    look(done="letterkit")
    assert (dovecot.count(user), dovecot.count(user, "letterkit")) == (0, 2)
    dovecot.put(user, message(3))
    look(done="letterkit")
    assert (dovecot.count(user), len(proposed(day.office.database))) == (0, 3)


def test_messages_before_the_first_day_are_not_read(day: Day, dovecot: Dovecot, user: str, look: Look) -> None:
    dovecot.put(user, message(1))
    assert look(since=date(2100, 1, 1)) == 0
    assert look(since=date(2020, 1, 1)) == 1


def test_two_bodies_read_their_own_mailboxes(day: Day, dovecot: Dovecot, user: str, fetching: Fetching) -> None:
    dovecot.put(user, message(1))
    dovecot.put(f"{user}-2", message(1))
    urls = f"{dovecot.url(user)} {dovecot.url(f'{user}-2', body='zhilinspekcia')}"
    assert [fetch(fetching, each) for each in mailbox_addresses(Settings(imap_url=urls))] == [1, 1]
    assert [each.body for each in proposed(day.office.database)] == ["", "zhilinspekcia"]


def test_a_folder_named_in_russian_is_read(day: Day, dovecot: Dovecot, user: str, fetching: Fetching) -> None:
    dovecot.put(user, message(1))
    urls = Settings(imap_url=dovecot.url(user, "%D0%9E%D0%B1%D1%80%D0%B0%D1%89%D0%B5%D0%BD%D0%B8%D1%8F"))
    [address] = mailbox_addresses(urls)
    assert address.folder == "Обращения"
    with pytest.raises(ToolFailed):
        fetch(fetching, address)
    with dovecot.open(user) as server:
        server.create('"&BB4EMQRABDAESQQ1BD0EOARP-"')
    assert fetch(fetching, address) == 0


def test_the_trouble_of_a_mailbox_is_kept_until_it_is_over(
    day: Day, dovecot: Dovecot, user: str, fetching: Fetching
) -> None:
    [address] = mailbox_addresses(Settings(imap_url=dovecot.url(user).replace("secret", "wrong")))
    with pytest.raises(ToolFailed):
        fetch(fetching, address)
    with day.office.database.reading() as session:
        box = session.scalars(select(Mailbox)).one()
    assert (box.looked, box.failing, (box.failed or "").partition("\t")[0]) == (None, NOW, "mailbox.refused")
    [right] = mailbox_addresses(Settings(imap_url=dovecot.url(user)))
    fetch(fetching, right)
    with day.office.database.reading() as session:
        box = session.scalars(select(Mailbox)).one()
    assert (box.looked, box.failing, box.failed) == (NOW, None, None)


def test_a_server_that_is_away_is_no_answer(fetching: Fetching, user: str) -> None:
    [address] = mailbox_addresses(Settings(imap_url=f"imap+plain://{user}:x@127.0.0.1:1/"))
    with pytest.raises(ToolMissing) as caught:
        fetch(fetching, address)
    assert caught.value.code == "mailbox.no-answer"


def mailed(day: Day, delivery: Delivery, letter: Letter) -> Mailing:
    made = mailings.mail(day.office, day.staff.registry, letter.id, MailWish(EMAIL, "Ответ", "Вот он."))
    deliver(delivery)
    return made


def test_a_report_of_delivery_tells_that_the_reply_came_back(
    day: Day, to_mail: Callable[..., Letter], delivery: Delivery, dovecot: Dovecot, user: str, look: Look
) -> None:
    letter = to_mail()
    sent = mailed(day, delivery, letter)
    dovecot.put(user, report(sent.message_id, EMAIL))
    look()
    back = mailing(day.office.database)
    assert back.state == MailingState.BOUNCED
    assert back.bounced is not None
    assert (back.bounced["reason"], back.bounced["status"]) == ("no-mailbox", "5.1.1")
    assert (states(day), len(proposed(day.office.database))) == ([MessageState.BOUNCE], 0)
    assert day.journal(f"letter:{letter.id}")[-1] == "mailing.bounced"


def undelivered(day: Day) -> int:
    """How many letters the page of the day tells the registry of."""
    return today.undelivered_letters(day.office, day.staff.registry).count


def test_a_reply_that_came_back_goes_once_more_to_another_address_or_by_post(
    day: Day, to_mail: Callable[..., Letter], delivery: Delivery, dovecot: Dovecot, user: str, look: Look
) -> None:
    letter = to_mail()
    dovecot.put(user, report(mailed(day, delivery, letter).message_id, EMAIL))
    look()
    assert (undelivered(day), today.count_letters(day.office, day.staff.registry)) == (1, 1)
    again = MailWish("ivanova@mail.example.ru", "Ответ", "Ещё раз.")
    second = mailings.mail(day.office, day.staff.registry, letter.id, again)
    assert (deliver(delivery), undelivered(day)) == (1, 0)
    dovecot.put(user, report(second.message_id, EMAIL, status="5.2.2"))
    look()
    assert undelivered(day) == 1
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    with refused("letter.wrong-step"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    assert undelivered(day) == 0
    assert day.journal(f"letter:{letter.id}").count("letter.sent") == 3


def test_a_delay_is_no_failure(
    day: Day, to_mail: Callable[..., Letter], delivery: Delivery, dovecot: Dovecot, user: str, look: Look
) -> None:
    dovecot.put(user, report(mailed(day, delivery, to_mail()).message_id, EMAIL, action="delayed", status="4.4.1"))
    look()
    assert mailing(day.office.database).state == MailingState.ACCEPTED
    assert [(each.state, each.why) for each in kept(day.office.database)] == [("automatic", "delivery-report")]


def test_an_old_server_tells_it_in_words(
    day: Day, to_mail: Callable[..., Letter], delivery: Delivery, dovecot: Dovecot, user: str, look: Look
) -> None:
    sent = mailed(day, delivery, to_mail())
    words = f"Не удалось доставить:\n550 mailbox is full\n\nMessage-Id: {sent.message_id}\n"
    heads = {"From": "Mail Delivery Subsystem <mailer-daemon@old.example.ru>", "Subject": "failure notice"}
    dovecot.put(user, message(1, words, **heads))
    look()
    back = mailing(day.office.database)
    assert (back.state, (back.bounced or {})["reason"]) == (MailingState.BOUNCED, "full")


def test_a_bounce_of_something_else_is_set_aside(day: Day, dovecot: Dovecot, user: str, look: Look) -> None:
    dovecot.put(user, report("<reminder@letterkit>", EMAIL))
    look()
    assert [(each.state, each.why) for each in kept(day.office.database)] == [("bounce", "not-ours")]


def test_what_a_citizen_answers_to_our_letter_is_shown_with_it(
    day: Day, to_mail: Callable[..., Letter], delivery: Delivery, dovecot: Dovecot, user: str, look: Look
) -> None:
    sent = mailed(day, delivery, to_mail())
    dovecot.put(user, message(1, In_Reply_To=sent.message_id))
    look()
    [row] = kept(day.office.database)
    assert (row.state, row.mailing_id) == (MessageState.REPLY, sent.id)
    assert len(proposed(day.office.database)) == 1


def enter(day: Day, by: Actor) -> Appeal:
    """The first appeal to be becomes one of the register."""
    appeal = day.entered(number="И-77")
    with day.office.database.writing() as session:
        row = session.scalars(select(Incoming)).one()
        row.state, row.decided, row.appeal_id = IncomingState.ENTERED, NOW, appeal.id
    return appeal


def test_the_receipt_of_an_appeal_is_confirmed_once_when_it_is_entered(
    day: Day, delivery: Delivery, letterbox: Letterbox, dovecot: Dovecot, user: str, look: Look
) -> None:
    dovecot.put(user, message(1))
    look()
    profile = with_text(day, "Ваше обращение зарегистрировано.")
    assert receipts.queue_receipts(day.office.database, lambda body: profile, words) == 0
    enter(day, day.staff.registry)
    assert [receipts.queue_receipts(day.office.database, lambda body: profile, words) for _ in range(2)] == [1, 0]
    deliver(delivery)
    [told] = letterbox.taken
    assert (told["To"], told["Auto-Submitted"]) == ("ivanov1@example.ru", "auto-replied")
    assert told["In-Reply-To"] == "<1@citizen.example.ru>"
    assert letterbox.senders == ["<>"]


def test_no_receipt_is_confirmed_without_a_text_nor_to_a_program(
    day: Day, dovecot: Dovecot, user: str, look: Look
) -> None:
    dovecot.put(user, message(1, Auto_Submitted="auto-generated"))
    look()
    [row] = kept(day.office.database)
    listing.take_up(day.office, day.staff.registry, row.id, read_as_it_is)
    enter(day, day.staff.registry)
    profile = with_text(day, "Ваше обращение зарегистрировано.")
    assert receipts.queue_receipts(day.office.database, lambda body: profile, words) == 0
    assert receipts.queue_receipts(day.office.database, lambda body: day.office.profile, words) == 0


def with_text(day: Day, text: str) -> Profile:
    return replace(day.office.profile, texts={**day.office.profile.texts, "receipt": text})


def words(appeal: Appeal, profile: Profile) -> tuple[str, str]:
    return f"Обращение {appeal.number}", profile.texts["receipt"]


def test_nothing_is_kept_of_a_message_in_which_the_antivirus_finds_something(
    day: Day, dovecot: Dovecot, user: str, look: Look
) -> None:
    bad = message(1)
    bad.add_attachment(EICAR, "application", "octet-stream", filename="счёт.exe")
    dovecot.put(user, bad, message(2))
    before = set(day.office.files.names())
    with clamd_running() as clamd:
        assert look(antivirus=Antivirus(clamd, day.office.database)) == 1
    first, second = kept(day.office.database)
    assert (first.state, first.content, second.state) == (MessageState.FAILED, None, MessageState.PROPOSED)
    assert FOUND in message_state(first)[2]
    assert len(set(day.office.files.names()) - before) == 1
    assert dovecot.count(user) == 2


def test_messages_wait_on_the_server_while_the_antivirus_is_silent(
    day: Day, dovecot: Dovecot, user: str, look: Look
) -> None:
    dovecot.put(user, message(1))
    with pytest.raises(ToolMissing):
        look(antivirus=Antivirus("unix:/nowhere/clamd.ctl", day.office.database))
    assert kept(day.office.database) == []
    assert look() == 1
