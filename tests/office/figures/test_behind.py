"""Behind each number stand exactly the appeals that it counts."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from letterkit.core.office import Actor, Duty
from letterkit.core.register import Result
from letterkit.office.figures.appeals import AppealFigures, figures
from letterkit.office.figures.appeals_behind import Behind, Figure, behind, parse_behind
from letterkit.office.figures.letters_behind import BehindLetters, OfLetters, letters_behind, parse_letters
from letterkit.office.figures.work import Work, work
from letterkit.store.database import Database
from letterkit.store.paging import PAGE

from .conftest import SIGNER, SUMMER, refused


def numbers(found: AppealFigures) -> Iterator[tuple[Behind, int]]:
    """Every number of the figures and what it is."""
    waiting, complaints = found.waiting, found.complaints
    yield Behind(SUMMER, Figure.RECEIVED), found.received
    for what, counted in (
        (Figure.CHANNEL, found.channels),
        (Figure.COMPLAINT_CHANNEL, found.complaint_channels),
        (Figure.REASON, found.reasons),
        (Figure.GROUP, found.groups),
        (Figure.ANSWERED_GROUP, {group: each.count for group, each in waiting.of_groups.items()}),
        (
            Figure.NOT_ANSWERED_GROUP,
            {group: count - waiting.of_groups[group].count for group, count in found.groups.items()},
        ),
        (Figure.RESULT, complaints.results),
    ):
        for value, count in counted.items():
            yield Behind(SUMMER, what, value), count
    yield Behind(SUMMER, Figure.ANSWERED), waiting.all.count
    yield Behind(SUMMER, Figure.NOT_ANSWERED), found.not_answered
    yield Behind(SUMMER, Figure.LATE), waiting.late
    yield Behind(SUMMER, Figure.COMPLAINTS), complaints.received
    yield Behind(SUMMER, Figure.REPEATS), found.repeats


def test_every_number_is_that_of_the_appeals_behind_it(filled: Database) -> None:
    with filled.reading() as session:
        every = list(numbers(figures(session, "", SUMMER, 0)[0]))
        assert {number.what for number, _ in every} == set(Figure)
        for number, count in every:
            assert behind(session, SIGNER, number).total == count, number


def test_all_pages_together_hold_each_appeal_once(filled: Database) -> None:
    number = Behind(SUMMER, Figure.RESULT, Result.REFUSED)
    with filled.reading() as session:
        first = behind(session, SIGNER, number)
        pages = [behind(session, SIGNER, number, page).rows for page in range(1, first.pages + 1)]
    ids = [appeal.id for page in pages for appeal in page]
    assert len(ids) == len(set(ids)) == first.total > PAGE
    assert {appeal.result for page in pages for appeal in page} == {"refused"}


def test_a_page_that_is_not_there_is_the_last_one(filled: Database) -> None:
    number = Behind(SUMMER, Figure.LATE)
    with filled.reading() as session:
        assert behind(session, SIGNER, number, 999).number == behind(session, SIGNER, number).pages


@pytest.mark.parametrize("duty", [Duty.EXECUTOR, Duty.CLERK, Duty.ADMINISTRATOR])
def test_who_does_not_see_every_appeal_does_not_see_those_behind_a_number(filled: Database, duty: Duty) -> None:
    with filled.reading() as session, refused("denied.duty"):
        behind(session, Actor(1, "Вязова О.И.", frozenset({duty})), Behind(SUMMER, Figure.RECEIVED))


def test_nobody_sees_appeals_of_another_body(filled: Database) -> None:
    stranger = Actor(1, "Чужой Ч.Ч.", frozenset({Duty.SIGNER}), body="другой")
    with filled.reading() as session:
        assert behind(session, stranger, Behind(SUMMER, Figure.RECEIVED)).total == 0


@pytest.mark.parametrize(("what", "value"), [("", ""), ("everything", ""), ("result", "won")])
def test_a_number_that_there_is_not_is_refused(what: str, value: str) -> None:
    with refused("metrics.no-such-number"):
        parse_behind(SUMMER, what, value)


def of_letters(found: Work) -> Iterator[tuple[BehindLetters, int]]:
    """Every number of letters and what it is."""
    yield BehindLetters(SUMMER, OfLetters.SENT), found.sent
    yield BehindLetters(SUMMER, OfLetters.RETURNED), found.returned
    yield BehindLetters(SUMMER, OfLetters.CHECKED), found.checked
    for step, spread in found.steps.items():
        yield BehindLetters(SUMMER, OfLetters.STEP, step), spread.count


def test_letters_behind_a_number_are_those_that_it_counts(filled: Database) -> None:
    with filled.reading() as session:
        counted = work(session, "", SUMMER, 0)[0]
        for number, count in of_letters(counted):
            assert letters_behind(session, SIGNER, number).total == count > 0, number
        second = letters_behind(session, SIGNER, BehindLetters(SUMMER, OfLetters.SENT), 2)
        stranger = Actor(1, "Чужой Ч.Ч.", frozenset({Duty.SIGNER}), body="другой")
        for number, _ in of_letters(counted):
            assert letters_behind(session, stranger, number).total == 0
    assert (second.number, len(second.rows)) == (2, PAGE)


def test_findings_of_the_letters_behind_a_clause_are_those_that_it_counts(filled: Database) -> None:
    with filled.reading() as session:
        counted = work(session, "", SUMMER, 0)[0].findings
        assert len(counted) > 2
        for clause, count in counted.items():
            assert findings(session, BehindLetters(SUMMER, OfLetters.FOUND_CLAUSE, clause)) == count, clause
        assert findings(session, BehindLetters(SUMMER, OfLetters.FOUND)) == sum(counted.values())


def findings(session: Session, number: BehindLetters) -> int:
    """How many findings the letters and batches of all pages have."""
    first = letters_behind(session, SIGNER, number)
    pages = [letters_behind(session, SIGNER, number, page).rows for page in range(1, first.pages + 1)]
    assert sum(map(len, pages)) == first.total
    return sum(each.findings for page in pages for each in page) + sum(each.findings for each in first.batches)


@pytest.mark.parametrize(("what", "value"), [("lost", ""), ("", ""), ("step", ""), ("step", "coffee")])
def test_a_number_of_letters_that_there_is_not_is_refused(what: str, value: str) -> None:
    with refused("metrics.no-such-number"):
        parse_letters(SUMMER, what, value)
