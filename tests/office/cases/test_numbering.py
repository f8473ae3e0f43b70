"""The number and the date of a letter (clauses 4.1, 4.2)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from letterkit.core import clock
from letterkit.core.office import LetterState
from letterkit.office.cases import numbering, review
from letterkit.store.tables import Counter, Letter

from .conftest import Day, refused

pytestmark = pytest.mark.both_databases


@pytest.fixture
def others(day: Day) -> list[Letter]:
    return [day.on_review(appeal={"number": f"И-{number}"}) for number in (1, 2)]


def test_the_number_follows_the_mask_of_the_profile_and_is_printed(day: Day) -> None:
    assert day.office.profile.texts["number"] == "3.08-{n}/{yy}"
    letter = day.numbered()
    assert (letter.number, letter.dated) == ("3.08-1/24", date(2024, 6, 5))
    newest = day.versions(letter)[-1]
    assert newest.made_of is not None
    assert (newest.made_of["number"], newest.made_of["dated"]) == ("3.08-1/24", "2024-06-05")
    assert newest.report is not None
    assert "3.08-1/24" in newest.report["text"].replace("\u2011", "-")
    assert newest.docx != day.versions(letter)[-2].docx


def test_a_letter_is_not_blamed_for_the_number_that_it_has_not_got_yet(day: Day) -> None:
    before, after = day.versions(day.numbered())[-2:]
    for version, state in ((before, "not checked"), (after, "met")):
        assert version.report is not None
        assert not [each for each in version.report["findings"] if each["code"].startswith("reference.")]
        assert {"clause": "4.1", "state": state} in version.report["clauses"]


def test_numbers_follow_each_other(day: Day, others: list[Letter]) -> None:
    numbers = [numbering.enter(day.office, day.staff.registry, each.id).number for each in others]
    assert numbers == ["3.08-1/24", "3.08-2/24"]


def test_a_number_once_given_stays(day: Day) -> None:
    letter = day.numbered()
    assert numbering.enter(day.office, day.staff.signer, letter.id).number == "3.08-1/24"
    back = review.give_back(day.office, day.staff.second, letter.id, "Короче.")
    again = review.submit(day.office, day.staff.executor, letter.id, back.revision)
    assert numbering.enter(day.office, day.staff.registry, again.id).number == "3.08-1/24"


def test_a_number_entered_by_hand_is_stepped_over(day: Day, others: list[Letter]) -> None:
    first, second = others
    assert numbering.enter(day.office, day.staff.registry, first.id, "3.08-1/24").number == "3.08-1/24"
    assert numbering.enter(day.office, day.staff.registry, second.id).number == "3.08-2/24"


def test_a_number_is_one_letters_in_a_year(day: Day, others: list[Letter]) -> None:
    first, second = others
    numbering.enter(day.office, day.staff.registry, first.id, " 12  а ")
    with refused("number.taken"):
        numbering.enter(day.office, day.staff.registry, second.id, "12 а")
    assert day.now(second).number is None
    with clock.stopped_at(datetime(2025, 1, 9, 10).astimezone()):
        assert numbering.enter(day.office, day.staff.registry, second.id, "12 а").number == "12 а"


def test_every_year_counts_from_one(day: Day, others: list[Letter]) -> None:
    numbering.enter(day.office, day.staff.registry, others[0].id)
    with clock.stopped_at(datetime(2025, 1, 9, 10).astimezone()):
        assert numbering.enter(day.office, day.staff.registry, others[1].id).number == "3.08-1/25"


def test_a_letter_is_dated_between_its_appeal_and_today(day: Day) -> None:
    letter = day.on_review()
    for impossible in (date(2024, 5, 13), date(2024, 6, 6)):
        with refused("number.bad-date"):
            numbering.enter(day.office, day.staff.registry, letter.id, dated=impossible)
    assert numbering.enter(day.office, day.staff.registry, letter.id, dated=date(2024, 6, 3)).dated == date(2024, 6, 3)


def test_a_number_that_no_register_holds_is_refused(day: Day) -> None:
    with refused("number.too-long"):
        numbering.enter(day.office, day.staff.registry, day.on_review().id, "1" * 61)


@pytest.mark.parametrize("who", ["executor", "clerk", "administrator"])
def test_letters_are_registered_by_registry_signer_and_reviewer(day: Day, who: str) -> None:
    with refused("denied.duty"):
        numbering.enter(day.office, getattr(day.staff, who), day.on_review().id)


@pytest.mark.parametrize("state", [LetterState.DRAFT, LetterState.RETURNED, LetterState.APPROVED, LetterState.SENT])
def test_only_letters_under_review_are_registered(day: Day, state: LetterState) -> None:
    with refused("letter.wrong-step"):
        numbering.enter(day.office, day.staff.registry, day.at(state).id)


def test_a_letter_given_another_number_while_it_was_in_print_is_not_mixed_up(day: Day) -> None:
    letter, real = day.on_review(), day.office.writing

    class Interrupted:
        """Another gives the letter a number of their own while it is in print with the first."""

        def print_letter(self, *printed: Any) -> Any:
            numbering.enter(day.office, day.staff.signer, letter.id, "77")
            return real.print_letter(*printed)

    with refused("letter.meanwhile"):
        numbering.enter(replace(day.office, writing=Interrupted()), day.staff.registry, letter.id)  # type: ignore[arg-type]
    newest = day.versions(letter)[-1]
    assert newest.made_of is not None
    assert newest.made_of["number"] == day.now(letter).number == "77"


def test_numbers_for_a_batch_leave_out_those_that_somebody_has_given_by_hand(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "_AT_ONCE", 2)
    with day.office.database.writing() as session:
        first = numbering.numbers_for(day.office, session, "", clock.today(), 5)
        session.get_one(Counter, f"letters-{clock.today().year}").value = 0
    letter = day.at(LetterState.SENT)
    with day.office.database.writing() as session:
        session.get_one(Letter, letter.id).number = first[1]
        again = numbering.numbers_for(day.office, session, "", clock.today(), 4)
    assert len(set(first)) == 5
    assert again == [first[0], *first[2:]]
