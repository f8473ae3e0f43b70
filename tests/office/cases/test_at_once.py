"""Two people at the same letter in the same moment: one comes first, the other is told."""

import contextvars
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.errors import LetterkitError
from letterkit.core.office import LetterState
from letterkit.office.cases import appeals, approval, drafting, numbering, presence, review
from letterkit.store import audit
from letterkit.store.tables import Approval

from .conftest import Day

pytestmark = pytest.mark.both_databases


def at_once(*steps: Callable[[], Any]) -> list[str]:
    """The steps begun in the same moment, each in a thread; «done» or the code of each, in the order given."""
    together = Barrier(len(steps))

    def run(step: Callable[[], Any]) -> str:
        together.wait(10)
        try:
            step()
        except LetterkitError as fault:
            return fault.code
        return "done"

    with ThreadPoolExecutor(len(steps)) as threads:
        running = [threads.submit(contextvars.copy_context().run, run, step) for step in steps]
        return [each.result(60) for each in running]


def one_of(told: Sequence[str], refusal: str) -> bool:
    return sorted(told) == sorted(["done", refusal])


def journal_holds(day: Day) -> bool:
    with day.office.database.reading() as session:
        return audit.verify(session).broken is None


def test_two_who_save_the_same_letter(day: Day) -> None:
    letter = day.begun()
    told = at_once(
        lambda: drafting.save(day.office, day.staff.executor, letter.id, 1, "О доме", "Слова первого.", kept=True),
        lambda: drafting.save(day.office, day.staff.colleague, letter.id, 1, "О доме", "Слова второго.", kept=True),
    )
    assert one_of(told, "letter.changed")
    now = day.now(letter)
    assert now.revision == 2
    assert now.text == ("Слова первого." if told[0] == "done" else "Слова второго.")
    assert journal_holds(day)


def test_two_who_approve_the_same_letter(printing_day: Day) -> None:
    day, letter = printing_day, printing_day.numbered()
    seen = day.docx(letter)
    told = at_once(
        lambda: approval.approve(day.office, day.staff.signer, letter.id, seen),
        lambda: approval.approve(day.office, day.staff.writing_signer, letter.id, seen),
    )
    assert one_of(told, "letter.wrong-step")
    with day.office.database.reading() as session:
        assert len(session.scalars(select(Approval)).all()) == 1
    assert journal_holds(day)


def test_an_approval_and_a_return(printing_day: Day) -> None:
    day, letter = printing_day, printing_day.numbered()
    seen = day.docx(letter)
    told = at_once(
        lambda: approval.approve(day.office, day.staff.signer, letter.id, seen),
        lambda: review.give_back(day.office, day.staff.second, letter.id, "Короче."),
    )
    assert one_of(told, "letter.wrong-step")
    assert day.now(letter).state == (LetterState.APPROVED if told[0] == "done" else LetterState.RETURNED)


def test_two_who_hand_the_same_letter_in(day: Day) -> None:
    letter = day.begun()
    told = at_once(
        lambda: review.submit(day.office, day.staff.executor, letter.id, 1),
        lambda: review.submit(day.office, day.staff.colleague, letter.id, 1),
    )
    assert one_of(told, "denied.not-writable")


def test_two_registrations_get_two_numbers(day: Day) -> None:
    letters = [day.on_review(appeal={"number": f"И-{number}"}) for number in range(3)]
    told = at_once(*(lambda each=each: numbering.enter(day.office, day.staff.registry, each.id) for each in letters))
    assert told == ["done"] * 3
    assert {day.now(each).number for each in letters} == {"3.08-1/24", "3.08-2/24", "3.08-3/24"}
    assert journal_holds(day)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_numbers_of_the_year_are_given_by_one_transaction_at_a_time(day: Day) -> None:
    day.numbered()
    database = day.office.database
    with Session(database.engine) as first:
        numbering.hold(first, "", {2024})
        with pytest.raises(LetterkitError, match=r"database\."), database.writing(wait_ms=50) as second:
            numbering.hold(second, "", {2024})
        with database.writing(wait_ms=50) as elsewhere:
            numbering.hold(elsewhere, "", {2023})


def test_two_who_enter_the_same_number_by_hand(day: Day) -> None:
    first, second = (day.on_review(appeal={"number": f"И-{number}"}) for number in range(2))
    told = at_once(
        lambda: numbering.enter(day.office, day.staff.registry, first.id, "77"),
        lambda: numbering.enter(day.office, day.staff.signer, second.id, "77"),
    )
    assert one_of(told, "number.taken")


def test_two_who_take_a_letter_for_review(day: Day) -> None:
    letter = day.on_review()
    told = at_once(
        lambda: review.take(day.office, day.staff.second, letter.id),
        lambda: review.take(day.office, day.staff.signer, letter.id),
    )
    assert one_of(told, "review.taken")


def test_two_who_enter_the_same_appeal(day: Day) -> None:
    told = at_once(
        lambda: appeals.add(day.office, day.staff.registry, day.card()),
        lambda: appeals.add(day.office, day.staff.executor, day.card()),
    )
    assert one_of(told, "appeal.twice")


def test_two_who_record_an_oral_answer(day: Day) -> None:
    appeal = day.entered()
    told = at_once(
        *(
            lambda by=by: appeals.answer_orally(day.office, by, appeal.id, told="Объяснили.", consent=True)
            for by in (day.staff.registry, day.staff.executor)
        )
    )
    assert one_of(told, "appeal.done")


def test_two_pages_of_one_person_say_that_they_are_there(day: Day) -> None:
    letter = day.begun()
    assert at_once(*[lambda: presence.present(day.office, day.staff.executor, letter.id)] * 4) == ["done"] * 4
