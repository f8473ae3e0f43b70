"""Findings that somebody entitled answers for: the bytes of the letter stay, its report does not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letterkit.core.office import LetterState
from letterkit.office.cases import drafting, numbering, review, waivers
from letterkit.store.tables import Letter

from .conftest import Day, refused

FAULT = "Согласно приказа министерства дом снесут."


@pytest.fixture
def faulty(day: Day) -> Letter:
    """On review with an error in the words «Согласно приказа»."""
    letter = day.begun()
    text = f"{letter.text}\n{FAULT}"
    saved = drafting.save(day.office, day.staff.executor, letter.id, 1, letter.title, text)
    return review.submit(day.office, day.staff.executor, letter.id, saved.revision)


def errors(day: Day, letter: Letter) -> list[dict[str, Any]]:
    report = day.versions(letter)[-1].report
    assert report is not None
    return [each for each in report["findings"] if each["level"] == "error"]


def test_a_waived_finding_no_longer_counts_and_the_file_stays_the_same(day: Day, faulty: Letter) -> None:
    (fault,) = errors(day, faulty)
    before = day.docx(faulty)
    waived = waivers.waive(day.office, day.staff.second, faulty.id, fault["code"], fault["excerpt"], "Название  акта.")
    assert (waived.errors, errors(day, faulty), day.docx(faulty)) == (0, [], before)
    newest = day.versions(faulty)[-1]
    assert newest.report is not None
    assert newest.report["waived"] == [
        {"code": fault["code"], "reason": "Название акта.", "by": "Белова А.С.", "until": "2024-07-05"}
    ]
    with day.office.database.reading() as session:
        (waiver,) = drafting.waivers_of(session, faulty)
    assert waiver.until == date(2024, 7, 5)


def test_a_finding_taken_back_stands_again(day: Day, faulty: Letter) -> None:
    (fault,) = errors(day, faulty)
    waivers.waive(day.office, day.staff.second, faulty.id, fault["code"], fault["excerpt"], "Название акта.")
    again = waivers.unwaive(day.office, day.staff.signer, faulty.id, fault["code"], fault["excerpt"])
    assert (again.errors, len(errors(day, faulty))) == (1, 1)
    with refused("waiver.no-finding"):
        waivers.unwaive(day.office, day.staff.signer, faulty.id, fault["code"], fault["excerpt"])
    assert day.journal(f"letter:{faulty.id}")[-2:] == ["letter.waived", "letter.unwaived"]


def test_a_waiver_needs_a_reason(day: Day, faulty: Letter) -> None:
    (fault,) = errors(day, faulty)
    with refused("waiver.no-reason"):
        waivers.waive(day.office, day.staff.second, faulty.id, fault["code"], fault["excerpt"], "  ")


def test_a_waiver_is_of_a_finding_that_is_there_and_of_its_own_words(day: Day, faulty: Letter) -> None:
    (fault,) = errors(day, faulty)
    for code, excerpt in ((fault["code"], None), (fault["code"], "Благодаря приказа"), ("tone.rude", fault["excerpt"])):
        with refused("waiver.no-finding"):
            waivers.waive(day.office, day.staff.second, faulty.id, code, excerpt, "Так и надо.")
    waivers.waive(day.office, day.staff.second, faulty.id, fault["code"], fault["excerpt"], "Так и надо.")
    with refused("waiver.no-finding"):
        waivers.waive(day.office, day.staff.signer, faulty.id, fault["code"], fault["excerpt"], "И я.")


def test_who_has_written_the_letter_waives_nothing_in_it(day: Day, faulty: Letter) -> None:
    (fault,) = errors(day, faulty)
    saved = review.recall(day.office, day.staff.executor, faulty.id)
    saved = drafting.save(day.office, day.staff.reviewer, faulty.id, saved.revision, "О доме", faulty.text)
    review.submit(day.office, day.staff.executor, faulty.id, saved.revision)
    with refused("denied.author"):
        waivers.waive(day.office, day.staff.reviewer, faulty.id, fault["code"], fault["excerpt"], "Так и надо.")
    with refused("denied.duty"):
        waivers.waive(day.office, day.staff.registry, faulty.id, fault["code"], fault["excerpt"], "Так и надо.")


def test_a_draft_has_nothing_to_waive(day: Day) -> None:
    with refused("letter.wrong-step"):
        waivers.waive(day.office, day.staff.second, day.at(LetterState.RETURNED).id, "tone.rude", "слова", "Причина.")


def test_a_waiver_outlives_the_return_of_the_letter(day: Day, faulty: Letter) -> None:
    (fault,) = errors(day, faulty)
    waivers.waive(day.office, day.staff.second, faulty.id, fault["code"], fault["excerpt"], "Название акта.")
    back = review.give_back(day.office, day.staff.second, faulty.id, "Короче.")
    text = f"Короткий ответ.\n{FAULT}"
    saved = drafting.save(day.office, day.staff.executor, faulty.id, back.revision, back.title, text)
    review.submit(day.office, day.staff.executor, faulty.id, saved.revision)
    assert fault["code"] not in {each["code"] for each in errors(day, faulty)}


def test_a_waiver_made_while_the_letter_is_being_registered_is_not_lost(day: Day, faulty: Letter) -> None:
    (fault,) = errors(day, faulty)
    real = day.office.writing

    class Interrupted:
        """Somebody waives the finding while the registry's letter is in print."""

        def print_letter(self, *letter: Any) -> Any:
            waivers.waive(day.office, day.staff.second, faulty.id, fault["code"], fault["excerpt"], "Название акта.")
            return real.print_letter(*letter)

    with refused("letter.meanwhile"):
        numbering.enter(replace(day.office, writing=Interrupted()), day.staff.registry, faulty.id)  # type: ignore[arg-type]
    entered = numbering.enter(day.office, day.staff.registry, faulty.id)
    assert (entered.number, entered.errors) == ("3.08-1/24", 0)
