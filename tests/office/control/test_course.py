"""The course of an appeal: extended once and in order, done when all is answered, noted on the way (7.4–7.12)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import Channel
from letterkit.office.cases import appeals, dispatch
from letterkit.office.control import closing, course, extension, questions, terms
from letterkit.office.control.course import Course
from letterkit.store.database import Database
from letterkit.store.tables import Appeal, Letter

from ..cases.conftest import Day, later, refused

WHY = "заключение о состоянии дома ещё не готово"
UNTIL = date(2024, 7, 1)
EXTENSION = {
    "outcome": None,
    "due_date": "01.07.2024",
    "fields": {"progress": "Дом осмотрели.", "reason": WHY},
}
QUESTIONS = ["Когда снесут дом?", "Когда дадут квартиру?"]


def seen(day: Day, appeal: Appeal | Letter) -> Course:
    appeal_id = appeal.appeal_id if isinstance(appeal, Letter) else appeal.id
    assert appeal_id is not None
    return course.course_of(day.office, day.staff.registry, appeal_id)


def send(day: Day, letter: Letter) -> Letter:
    return dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)


def answering(day: Day, *asked: str) -> Letter:
    """An approved letter on the substance of those questions."""
    reply = {"fields": {**day.card()["reply"]["fields"], "answers": [f"Ответ на вопрос «{each}»." for each in asked]}}
    return day.at(LetterState.APPROVED, reply=reply, appeal={"questions": list(asked)})


def extended(day: Day, **appeal: Any) -> Letter:
    return day.at(LetterState.APPROVED, "extension", reply=EXTENSION, appeal=appeal)


def test_an_extension_holds_only_when_the_applicant_was_told(day: Day) -> None:
    appeal = day.entered()
    extension.decide(day.office, day.staff.reviewer, appeal.id, UNTIL, WHY)
    decided = seen(day, appeal)
    assert decided.appeal.extended_to is None
    assert (decided.appeal.extension or {})["why"] == WHY
    send(day, extended(day))
    told = seen(day, appeal)
    assert told.appeal.extended_to == UNTIL
    assert (told.appeal.extension or {})["told"] == "2024-06-05"
    assert told.told_late == ""
    assert day.journal(f"appeal:{appeal.id}")[-2:] == ["appeal.extension-decided", "appeal.extended"]


def test_an_applicant_told_another_way_is_noted_with_the_day(day: Day) -> None:
    appeal = day.entered()
    with refused("extension.not-decided"):
        extension.tell(day.office, day.staff.registry, appeal.id, date(2024, 6, 5), "письмо № 12")
    extension.decide(day.office, day.staff.executor, appeal.id, UNTIL, WHY)
    with refused("extension.not-yet"):
        extension.tell(day.office, day.staff.registry, appeal.id, date(2024, 6, 6), "письмо № 12")
    with refused("extension.no-how"):
        extension.tell(day.office, day.staff.registry, appeal.id, date(2024, 6, 5), " ")
    extension.tell(day.office, day.staff.registry, appeal.id, date(2024, 6, 4), "письмо № 12")
    assert seen(day, appeal).appeal.extended_to == UNTIL


@pytest.mark.parametrize(
    ("until", "why", "code"),
    [
        (UNTIL, " ", "extension.no-why"),
        (date(2024, 6, 13), WHY, "extension.not-longer"),
        (date(2024, 7, 14), WHY, "extension.too-long"),
    ],
)
def test_an_extension_has_a_reason_and_its_bounds(day: Day, until: date, why: str, code: str) -> None:
    appeal = day.entered()
    with refused(code):
        extension.decide(day.office, day.staff.executor, appeal.id, until, why)


def test_the_longest_extension_is_thirty_days_beyond_the_first_term(day: Day) -> None:
    appeal = day.entered()
    extension.decide(day.office, day.staff.executor, appeal.id, date(2024, 7, 13), WHY)


def test_a_term_is_extended_once(day: Day) -> None:
    letter, second = extended(day), extended(day)
    send(day, letter)
    with refused("extension.twice"):
        send(day, second)
    assert letter.appeal_id is not None
    with refused("extension.twice"):
        extension.decide(day.office, day.staff.executor, letter.appeal_id, date(2024, 7, 10), WHY)


def test_after_the_term_there_is_nothing_to_extend(day: Day) -> None:
    appeal = day.entered()
    letter = extended(day)
    with later(days=9):  # the day after the 13th, which is a Thursday
        with refused("extension.too-late"):
            extension.decide(day.office, day.staff.executor, appeal.id, UNTIL, WHY)
        send(day, letter)
        told = seen(day, appeal)
    assert told.appeal.extended_to is None
    assert told.told_late == "ended"


def test_a_notice_later_than_three_days_before_the_end_is_told_as_late(day: Day) -> None:
    letter = extended(day)
    with later(days=6):  # the 11th; the last day was the 10th
        send(day, letter)
        told = seen(day, letter)
    assert (told.appeal.extended_to, told.told_late) == (UNTIL, "notice")


def test_letters_that_have_not_gone_are_due_with_the_extended_term(day: Day) -> None:
    draft = day.begun()
    appeal = draft.appeal_id
    assert appeal is not None
    extension.decide(day.office, day.staff.executor, appeal, UNTIL, WHY)
    extension.tell(day.office, day.staff.registry, appeal, date(2024, 6, 5), "по телефону и письмом № 12")
    assert day.now(draft).due == UNTIL


def test_a_reply_that_answers_every_question_closes_the_appeal(day: Day) -> None:
    letter = send(day, answering(day, *QUESTIONS))
    told = seen(day, letter)
    assert told.appeal.state == AppealState.DONE
    assert (told.appeal.closed or {})["letter"] == letter.id
    assert [question.letter_id for question in told.questions] == [letter.id] * 2


def test_a_reply_that_leaves_a_question_leaves_the_appeal_open(day: Day) -> None:
    appeal = day.entered(questions=QUESTIONS)
    send(day, answering(day, "  когда снесут дом"))
    told = seen(day, appeal)
    assert told.appeal.state == AppealState.WORK
    assert [bool(question.answered) for question in told.questions] == [True, False]
    assert told.lacks == ("questions",)
    with refused("closing.questions"):
        closing.close(day.office, day.staff.registry, appeal.id, "ответили")
    with refused("question.answered"):
        questions.answer(day.office, day.staff.executor, appeal.id, 1, "письмом")
    with refused("question.nothing-told"):
        questions.answer(day.office, day.staff.executor, appeal.id, 2, " ")
    questions.answer(day.office, day.staff.executor, appeal.id, 2, "на приёме 05.06.2024")
    closing.close(day.office, day.staff.signer, appeal.id, "На оба вопроса отвечено")
    assert (seen(day, appeal).appeal.closed or {})["why"] == "На оба вопроса отвечено"


@pytest.mark.parametrize(
    ("reply_text", "fields"),
    [
        ("interim", {"progress": "Осмотрели.", "waiting": "Ждём."}),
        ("clarify", {"asked": ["номер дома"], "answer_by": "07.06.2024"}),
    ],
)
def test_a_request_or_an_interim_reply_does_not_close(day: Day, reply_text: str, fields: dict[str, Any]) -> None:
    appeal = day.entered()
    reply = {"outcome": None, "due_date": "10.06.2024", "fields": fields}
    send(day, day.at(LetterState.APPROVED, reply_text, reply=reply))
    assert seen(day, appeal).appeal.state != AppealState.DONE
    with refused("closing.no-reply"):
        closing.close(day.office, day.staff.registry, appeal.id, "ответили")


def test_a_reply_that_went_another_way_is_named_when_the_appeal_is_closed(day: Day) -> None:
    appeal = day.entered(questions=[])
    with refused("closing.no-why"):
        closing.close(day.office, day.staff.registry, appeal.id, "")
    with refused("closing.before-appeal"):
        closing.close(day.office, day.staff.registry, appeal.id, "да", reply_number="12", answered=date(2024, 5, 1))
    with refused("closing.not-yet"):
        closing.close(day.office, day.staff.registry, appeal.id, "да", reply_number="12", answered=date(2024, 6, 6))
    closing.close(day.office, day.staff.registry, appeal.id, "да", reply_number="12", answered=date(2024, 6, 4))
    told = seen(day, appeal).appeal
    assert (told.reply_number, told.answered, told.state) == ("12", date(2024, 6, 4), AppealState.DONE)
    with refused("appeal.done"):
        closing.close(day.office, day.staff.registry, appeal.id, "ещё раз")


@pytest.mark.parametrize("who", ["executor", "reviewer", "clerk", "administrator"])
def test_only_those_who_control_take_an_appeal_off_control(day: Day, who: str) -> None:
    appeal = day.entered()
    for act in (closing.close, closing.reopen):
        with refused("denied.duty"):
            act(day.office, getattr(day.staff, who), appeal.id, "да")


def test_an_appeal_closed_by_mistake_comes_back_on_control(day: Day) -> None:
    appeal = day.entered()
    with refused("appeal.not-done"):
        closing.reopen(day.office, day.staff.registry, appeal.id, "ошибка")
    appeals.answer_orally(day.office, day.staff.registry, appeal.id, told="Разъяснили", consent=True)
    closing.reopen(day.office, day.staff.registry, appeal.id, "гражданин не согласился")
    assert seen(day, appeal).appeal.state == AppealState.WORK
    assert day.journal(f"appeal:{appeal.id}")[-1] == "appeal.reopened"


def test_notes_tell_the_course_of_an_appeal_newest_first(day: Day) -> None:
    appeal = day.entered()
    with refused("note.empty"):
        course.note(day.office, day.staff.executor, appeal.id, " \n ")
    with refused("note.too-long"):
        course.note(day.office, day.staff.executor, appeal.id, "а" * 4001)
    course.note(day.office, day.staff.executor, appeal.id, "Запросили  заключение.")
    course.note(day.office, day.staff.registry, appeal.id, "Получили заключение.\nПередали юристам.")
    assert [note.words for note in seen(day, appeal).notes] == [
        "Получили заключение.\nПередали юристам.",
        "Запросили заключение.",
    ]


def test_a_redirect_says_whether_it_went_within_seven_days(day: Day) -> None:
    reply = {"outcome": None, "fields": {"to_body": "администрация города Южно-Сахалинска"}}
    told = {"reply": reply, "appeal": {"number": "И-1", "registered": "30.05.2024"}}
    in_time = day.at(LetterState.APPROVED, "redirect", **told)
    late = day.at(LetterState.APPROVED, "redirect", reply=reply, appeal={"number": "И-2", "registered": "24.05.2024"})
    found = [seen(day, send(day, letter)).redirects[0] for letter in (in_time, late)]
    assert [each.late for each in found] == [0, 5]
    assert found[0].receiver == "администрация города Южно-Сахалинска"


def test_the_term_of_an_appeal_is_chosen_and_its_letters_follow(day: Day) -> None:
    draft = day.begun(appeal={"registered": "04.06.2024"})
    assert draft.appeal_id is not None
    with refused("deadline.no-term"):
        terms.choose(day.office, day.staff.executor, draft.appeal_id, "notice")
    terms.choose(day.office, day.staff.executor, draft.appeal_id, "unclear")
    assert seen(day, draft).appeal.due == day.now(draft).due == date(2024, 6, 11)
    with refused("extension.other-term"):
        extension.decide(day.office, day.staff.executor, draft.appeal_id, UNTIL, WHY)


def test_nobody_of_another_department_or_body_touches_the_course(day: Day) -> None:
    appeal = day.entered()
    appeals.assign(day.office, day.staff.registry, appeal.id, day.staff.executor.id)
    with refused("appeal.gone"):
        course.note(day.office, day.staff.stranger, appeal.id, "Моё")
    with refused("appeal.gone"):
        extension.decide(day.office, day.staff.stranger, appeal.id, UNTIL, WHY)


def test_a_day_that_stood_on_a_day_off_moves_when_its_calendar_is_known(day: Day, database: Database) -> None:
    waits, given, done = (day.entered(number=f"И-{number}") for number in (1, 2, 3))
    with database.writing() as session:
        for appeal, due in ((waits, date(2024, 6, 15)), (given, date(2024, 6, 20)), (done, date(2024, 6, 15))):
            row = session.get_one(Appeal, appeal.id)
            row.registered, row.due = date(2024, 5, 16), due
        session.get_one(Appeal, done.id).state = AppealState.DONE
    assert terms.recount(database, lambda body: "preceding") == [waits.id]
    with database.reading() as session:
        found = dict(session.execute(select(Appeal.number, Appeal.due)).all())
    assert found == {"И-1": date(2024, 6, 14), "И-2": date(2024, 6, 20), "И-3": date(2024, 6, 15)}
    assert day.journal(f"appeal:{waits.id}")[-1] == "appeal.recounted"
    assert terms.recount(database, lambda body: "preceding") == []


def test_an_appeal_of_a_year_without_a_calendar_is_entered_and_told_as_not_confirmed(day: Day) -> None:
    with clock.stopped_at(datetime(2099, 5, 20, tzinfo=UTC)):
        appeal = day.entered(registered="20.05.2099")
    assert appeal.due == date(2099, 6, 19)
    first = seen(day, appeal).first
    assert not first.is_confirmed
    assert first.fault is not None
    assert first.fault.details == {"year": 2099}
