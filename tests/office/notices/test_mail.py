"""Mail with notices: together, once, without a word about citizens; tried again later and later, and not for ever."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from letterkit.core.errors import LetterkitError, ToolFailed, ToolMissing
from letterkit.core.office import LetterState
from letterkit.office.cases import appeals, review
from letterkit.office.notices import mail
from letterkit.office.notices.kinds import MailState
from letterkit.reports.notice_words import mail_words
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Letter, Person

from ..cases.conftest import Day, later
from ..outbox import Post

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("with_mail")]
REASON = "Иванова Мария жаловалась на соседа"


@pytest.fixture
def send(day: Day, post: Post) -> Callable[[], int]:
    """One round of a worker."""
    words = lambda notices, name: mail_words(notices, name, "https://lk.example/")  # noqa: E731
    return lambda: mail.send_waiting(day.office.database, post, words, lambda _: "body@example.ru")


@pytest.fixture
def returned(day: Day) -> Letter:
    """A letter with a heading that names somebody, given back to its executor."""
    letter = day.at(LetterState.REVIEW)
    with day.office.database.writing() as session:
        session.execute(update(Letter).values(title="О доме Ивановой"))
    return review.give_back(day.office, day.staff.reviewer, letter.id, REASON)


def states(day: Day) -> list[str | None]:
    with day.office.database.reading() as session:
        return list(session.scalars(select(Notice.mail).order_by(Notice.id)))


def test_a_message_says_what_happened_and_nothing_of_citizens(
    day: Day, returned: Letter, send: Callable[[], int], post: Post
) -> None:
    assert [send(), send()] == [1, 0]
    [message] = post.sent
    assert (message["To"], message["From"]) == ("executor@example.ru", "body@example.ru")
    assert message["Subject"] == "Вам вернули ответ на обращение № И-345"
    assert message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "Причина сказана на странице письма." in text
    assert "https://lk.example/notices/" in text
    assert "Иванов" not in text
    assert states(day) == [MailState.SENT]


def test_a_letter_without_a_number_is_not_named_by_its_heading(day: Day, returned: Letter) -> None:
    with day.office.database.reading() as session:
        notice = session.scalars(select(Notice)).one()
    notice.details = {**notice.details, "appeal": None, "number": None}
    heading, text = mail_words([notice], "Петрова Анна Сергеевна")
    assert heading == "Вам вернули письмо без номера"
    assert "Иванов" not in text


def test_what_waits_for_one_person_goes_in_one_message(
    day: Day, returned: Letter, send: Callable[[], int], post: Post
) -> None:
    appeal = day.entered(number="И-9")
    appeals.assign(day.office, day.staff.registry, appeal.id, day.staff.executor.id)
    assert send() == 1
    assert post.sent[0]["Subject"] == "letterkit: 2 уведомления"
    assert "Вам поручено обращение № И-9, срок до " in post.sent[0].get_content()


@pytest.mark.parametrize("fault", [ToolMissing("mail.no-answer", why="нет связи"), ToolFailed("mail.refused")])
def test_what_has_surely_not_gone_is_tried_again_later_and_later_five_times_in_all(
    day: Day, returned: Letter, send: Callable[[], int], post: Post, fault: LetterkitError
) -> None:
    post.fails = fault
    tried = 0
    for minutes in range(0, 24 * 60, 5):
        with later(minutes=minutes):
            send()
        with day.office.database.reading() as session:
            tried = session.scalars(select(Notice.attempts)).one()
        if minutes < 10:
            assert tried == 1
    assert tried == 5
    assert states(day) == [MailState.FAILED]


def test_a_server_that_comes_back_gets_what_waited(
    day: Day, returned: Letter, send: Callable[[], int], post: Post
) -> None:
    post.fails = ToolMissing("mail.no-answer")
    send()
    post.fails = None
    assert send() == 0
    with later(minutes=11):
        assert send() == 1
    assert states(day) == [MailState.SENT]


def test_what_may_have_gone_is_never_sent_again(
    day: Day, returned: Letter, send: Callable[[], int], post: Post
) -> None:
    post.fails = ToolFailed("mail.lost")
    send()
    post.fails = None
    with later(hours=5):
        assert send() == 0
    assert states(day) == [MailState.FAILED]


def test_what_a_dead_worker_has_taken_is_left_alone(
    day: Day, returned: Letter, send: Callable[[], int], post: Post
) -> None:
    with day.office.database.writing() as session:
        session.execute(update(Notice).values(mail=MailState.TAKEN, attempts=1))
    with later(hours=5):
        assert send() == 0


def test_yesterday_s_news_is_not_sent(day: Day, returned: Letter, send: Callable[[], int]) -> None:
    with later(hours=25):
        assert send() == 0


def test_who_has_no_address_is_told_in_the_page_alone(day: Day, send: Callable[[], int]) -> None:
    with day.office.database.writing() as session:
        session.execute(update(Person).values(email=None))
    review.give_back(day.office, day.staff.reviewer, day.at(LetterState.REVIEW).id, REASON)
    assert states(day) == [None]
    assert send() == 0


def test_who_has_lost_their_address_holds_up_nobody(
    day: Day, returned: Letter, send: Callable[[], int], post: Post
) -> None:
    with day.office.database.writing() as session:
        session.execute(update(Person).values(email=None))
    assert send() == 0
    assert states(day) == [MailState.FAILED]
