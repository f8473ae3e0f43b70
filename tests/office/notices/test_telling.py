"""Who is told of what: whom it concerns, once, as they want it, and nobody of their own deeds."""

import pytest
from sqlalchemy import select, update

from letterkit.core.office import LetterState
from letterkit.office.cases import appeals, approval, review
from letterkit.office.notices import listing
from letterkit.office.notices.choices import change_choices, read_choices
from letterkit.office.notices.kinds import DEFAULTS, NoticeKind, Ways, kinds_of
from letterkit.office.register.details import Details
from letterkit.reports.notice_words import heading
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Letter, Person

from ..cases.conftest import Day, later, refused
from .conftest import Told

KIND = NoticeKind


def last(day: Day, by: str) -> Notice:
    return listing.latest(day.office.database, getattr(day.staff, by), 1)[0]


def test_an_executor_learns_why_a_letter_came_back(day: Day, told: Told) -> None:
    letter = day.at(LetterState.REVIEW)
    review.give_back(day.office, day.staff.reviewer, letter.id, "Нет ответа на второй вопрос")
    assert told(day.staff.executor) == [KIND.RETURNED]
    notice = last(day, "executor")
    assert (notice.subject, notice.details["words"]) == (f"letter:{letter.id}", "Нет ответа на второй вопрос")
    assert (notice.details["by"], notice.details["appeal"]) == ("Новикова А.С.", "И-345")
    assert told(day.staff.colleague) == []


def test_an_approval_taken_back_is_a_letter_returned(printing_day: Day, told: Told) -> None:
    letter = printing_day.at(LetterState.APPROVED)
    approval.revoke(printing_day.office, printing_day.staff.signer, letter.id, "Другой адресат")
    assert told(printing_day.staff.executor) == [KIND.RETURNED]


def test_remarks_made_in_a_minute_are_one_notice_and_a_later_one_another(day: Day, told: Told) -> None:
    letter = day.on_review()
    for words in ("Сократите", "И здесь"):
        review.remark(day.office, day.staff.reviewer, letter.id, words)
    assert told(day.staff.executor) == [KIND.REMARKED]
    with later(minutes=2):
        review.remark(day.office, day.staff.reviewer, letter.id, "И ещё")
    assert told(day.staff.executor) == [KIND.REMARKED] * 2


def test_who_remarked_learns_once_that_it_was_resolved(day: Day, told: Told) -> None:
    letter = day.on_review()
    made = review.remark(day.office, day.staff.reviewer, letter.id, "Сократите")
    review.resolve(day.office, day.staff.executor, letter.id, made.id)
    with later(minutes=2):
        review.resolve(day.office, day.staff.executor, letter.id, made.id)
    assert told(day.staff.reviewer) == [KIND.RESOLVED]


@pytest.mark.parametrize("call", ["@Новикова", "@новикова", "@reviewer", "Посмотрите, @Новикова."])
def test_who_is_mentioned_learns_of_it(day: Day, told: Told, call: str) -> None:
    letter = day.on_review()
    review.remark(day.office, day.staff.second, letter.id, f"{call}, нужен ли пункт 3?")
    assert told(day.staff.reviewer) == [KIND.MENTIONED]


@pytest.mark.parametrize("call", ["Новикова", "novikova@reviewer", "@Новиков", "@Громов", "@second", "@Тихонова"])
def test_who_is_not_called_or_may_not_see_the_letter_is_told_nothing(day: Day, told: Told, call: str) -> None:
    letter = day.on_review()
    review.remark(day.office, day.staff.second, letter.id, f"{call}, нужен ли пункт 3?")
    assert [by.name for by in day.staff.everybody() if KIND.MENTIONED in told(by)] == []


def test_nobody_of_another_body_and_nobody_who_left_is_mentioned(day: Day, told: Told) -> None:
    letter = day.on_review()
    with day.office.database.writing() as session:
        session.execute(update(Person).where(Person.login == "reviewer").values(body="other"))
        session.execute(update(Person).where(Person.login == "signer").values(active=False))
    review.remark(day.office, day.staff.second, letter.id, "@Новикова и @Фамильев, посмотрите")
    assert told(day.staff.reviewer) == told(day.staff.signer) == []


def test_an_executor_mentioned_in_their_own_letter_is_told_one_thing(day: Day, told: Told) -> None:
    letter = day.on_review()
    review.remark(day.office, day.staff.reviewer, letter.id, "@Петрова, сократите")
    assert told(day.staff.executor) == [KIND.REMARKED]


class TestWhoHelps:
    """Those who answer together with the main executor (6.3) learn what they learn."""

    @pytest.fixture
    def helped(self, day: Day) -> Letter:
        """A letter under review, which a colleague of the executor and a stranger help with."""
        letter = day.on_review()
        assert letter.appeal_id is not None
        people = [day.staff.colleague.id, day.staff.stranger.id]
        appeals.choose_helpers(day.office, day.staff.registry, letter.appeal_id, people)
        return letter

    def test_they_learn_that_they_do_once(self, day: Day, helped: Letter, told: Told) -> None:
        assert told(day.staff.colleague) == told(day.staff.stranger) == [KIND.GIVEN]
        assert heading(KIND.GIVEN, last(day, "stranger").details) == (
            "Вы – соисполнитель по обращению №\u00a0И-345, срок до 13.06.2024"
        )
        assert helped.appeal_id is not None
        with later(minutes=2):
            appeals.choose_helpers(day.office, day.staff.registry, helped.appeal_id, [day.staff.stranger.id])
        assert told(day.staff.stranger) == [KIND.GIVEN]

    def test_who_enters_an_appeal_with_them_tells_them_too(self, day: Day, told: Told) -> None:
        more = Details(helpers=(day.staff.stranger.id,))
        appeals.add(day.office, day.staff.registry, day.card(), day.staff.executor.id, more)
        assert told(day.staff.stranger) == [KIND.GIVEN]

    def test_what_becomes_of_the_letter_is_told_by_it_to_who_may_see_it_and_by_the_appeal_to_others(
        self, day: Day, helped: Letter, told: Told
    ) -> None:
        review.remark(day.office, day.staff.reviewer, helped.id, "Сократите, @Ли")
        review.give_back(day.office, day.staff.reviewer, helped.id, "Нет ответа на второй вопрос")
        for by in ("executor", "colleague", "stranger"):
            assert told(getattr(day.staff, by))[-2:] == [KIND.REMARKED, KIND.RETURNED]
        sees, not_sees = last(day, "colleague"), last(day, "stranger")
        assert (sees.subject, sees.details["words"]) == (f"letter:{helped.id}", "Нет ответа на второй вопрос")
        assert (not_sees.subject, "words" in not_sees.details) == (f"appeal:{helped.appeal_id}", False)
        assert heading(KIND.RETURNED, not_sees.details) == (
            "На доработку вернули ответ на обращение №\u00a0И-345, Вы – соисполнитель"
        )

    def test_each_chooses_for_themselves(self, day: Day, helped: Letter, told: Told) -> None:
        change_choices(day.office.database, day.staff.colleague, {KIND.RETURNED: Ways(False, False)})
        review.give_back(day.office, day.staff.reviewer, helped.id, "Нет ответа")
        assert KIND.RETURNED not in told(day.staff.colleague)
        assert KIND.RETURNED in told(day.staff.stranger)

    def test_who_writes_the_letter_themselves_is_told_as_its_executor_alone(self, day: Day, told: Told) -> None:
        appeal = appeals.add(day.office, day.staff.registry, day.card(), day.staff.executor.id)
        appeals.choose_helpers(day.office, day.staff.registry, appeal.id, [day.staff.stranger.id])
        letter = day.on_review(by=day.staff.stranger)
        review.give_back(day.office, day.staff.reviewer, letter.id, "Нет ответа")
        assert told(day.staff.stranger) == [KIND.GIVEN, KIND.RETURNED]


def test_who_is_given_an_appeal_learns_of_it_and_of_nothing_when_they_had_it(day: Day, told: Told) -> None:
    appeal = day.entered()
    for minutes in (0, 2):
        with later(minutes=minutes):
            appeals.assign(day.office, day.staff.registry, appeal.id, day.staff.executor.id)
    assert told(day.staff.executor) == [KIND.GIVEN]
    assert last(day, "executor").details["due"] == appeal.due.isoformat()


def test_who_enters_an_appeal_for_themselves_is_told_nothing(day: Day, told: Told) -> None:
    appeals.add(day.office, day.staff.executor, day.card(), day.staff.executor.id)
    assert told(day.staff.executor) == []


def test_signers_learn_that_a_letter_waits_only_when_they_have_asked_for_it(printing_day: Day, told: Told) -> None:
    asks, silent = printing_day.staff.signer, printing_day.staff.writing_signer
    change_choices(printing_day.office.database, asks, {KIND.LETTER_WAITS: Ways(True, False)})
    printing_day.agreed()
    assert (told(asks), told(silent)) == ([KIND.LETTER_WAITS], [])


def test_a_person_chooses_the_ways_of_each_kind(day: Day, told: Told, with_mail: None) -> None:
    database, by = day.office.database, day.staff.executor
    assert read_choices(database, by)[KIND.RETURNED] == DEFAULTS[KIND.RETURNED]
    for ways, stands, mail in ((Ways(False, True), False, "waits"), (Ways(True, False), True, None)):
        change_choices(database, by, {KIND.RETURNED: ways})
        assert read_choices(database, by)[KIND.RETURNED] == ways
        letter = day.at(LetterState.REVIEW)
        review.give_back(day.office, day.staff.reviewer, letter.id, "Ещё раз")
        with database.reading() as session:
            notice = session.scalars(select(Notice).filter_by(person_id=by.id).order_by(Notice.id.desc())).first()
        assert notice is not None
        assert (notice.in_page, notice.mail) == (stands, mail)
    change_choices(database, by, {KIND.RETURNED: Ways(False, False)})
    review.give_back(day.office, day.staff.reviewer, day.at(LetterState.REVIEW).id, "И ещё")
    assert told(by) == [KIND.RETURNED] * 2


def test_each_kind_is_offered_to_those_whom_it_concerns(day: Day) -> None:
    assert KIND.LETTER_WAITS in kinds_of(day.staff.signer)
    assert KIND.LETTER_WAITS not in kinds_of(day.staff.executor)
    kept = [KIND.VERSION_DECIDED, KIND.RETENTION]
    assert kinds_of(day.staff.administrator) == kinds_of(day.staff.clerk) == kept
    of_registry = [KIND.MENTIONED, KIND.BATCH_ENDED, KIND.BATCH_TO_SEND, KIND.MAIL_TROUBLE, KIND.RETENTION]
    assert kinds_of(day.staff.registry) == of_registry
    chosen = {kind for by in day.staff.everybody() for kind in kinds_of(by)}
    assert chosen == set(NoticeKind) - {KIND.SIGN_IN, KIND.SECURITY}  # nobody chooses not to be told of these


def test_what_is_undone_is_told_to_nobody(day: Day, told: Told) -> None:
    letter = day.at(LetterState.REVIEW)
    with refused("return.no-reason"):
        review.give_back(day.office, day.staff.reviewer, letter.id, " ")
    assert told(day.staff.executor) == []


class TestReading:
    @pytest.fixture
    def three(self, day: Day) -> list[int]:
        """Three notices of the executor, by their numbers."""
        for minutes in range(3):
            with later(minutes=2 * minutes):
                letter = day.at(LetterState.REVIEW)
                review.give_back(day.office, day.staff.reviewer, letter.id, f"Причина {minutes}")
        found = listing.list_notices(day.office.database, day.staff.executor)
        return [notice.id for notice in found.rows]

    def test_what_is_unread_stands_first_the_newest_above(self, day: Day, three: list[int]) -> None:
        database, by = day.office.database, day.staff.executor
        listing.mark_read(database, by, three[0])
        assert [each.id for each in listing.list_notices(database, by).rows] == [three[1], three[2], three[0]]
        assert [each.id for each in listing.latest(database, by, 5)] == three[1:]
        assert listing.count_unread(database, by) == 2

    def test_what_came_after_the_page_was_shown_stays_unread(self, day: Day, three: list[int]) -> None:
        database, by = day.office.database, day.staff.executor
        assert listing.mark_all_read(database, by, three[1]) == 2
        assert [each.id for each in listing.latest(database, by, 5)] == three[:1]
        assert listing.mark_all_read(database, by) == 1

    def test_another_s_notice_is_not_there(self, day: Day, three: list[int]) -> None:
        assert listing.list_notices(day.office.database, day.staff.colleague).rows == []
        with refused("notice.gone"):
            listing.mark_read(day.office.database, day.staff.colleague, three[0])
        assert listing.mark_all_read(day.office.database, day.staff.colleague) == 0
