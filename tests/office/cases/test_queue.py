"""Which letters wait for whom, in which order; and who has a letter open right now."""

from datetime import timedelta

import pytest

from letterkit.core.office import Actor, LetterState
from letterkit.office.cases import drafting, presence, queue, review, search
from letterkit.office.cases.queue import LetterFilters, LetterList, Waiting
from letterkit.store.tables import Letter

from .conftest import Day, later, refused

pytestmark = pytest.mark.both_databases


def rows(day: Day, by: Actor, wanted: LetterList, words: str = "") -> list[Waiting]:
    return [*queue.page(day.office, by, LetterFilters(wanted, words)).rows]


def ids(day: Day, by: Actor, wanted: LetterList, words: str = "") -> list[int]:
    return [row.letter.id for row in rows(day, by, wanted, words)]


def due(day: Day, number: str, registered: str, state: LetterState = LetterState.REVIEW) -> Letter:
    return day.at(state, appeal={"number": number, "registered": registered})


def test_each_duty_has_the_letters_that_wait_for_it(day: Day) -> None:
    made = {state: day.at(state, appeal={"number": f"И-{state}"}).id for state in LetterState}

    def waits(by: Actor) -> set[str]:
        return {state for state, letter_id in made.items() if letter_id in ids(day, by, LetterList.WAITING)}

    assert waits(day.staff.second) == {LetterState.REVIEW}
    assert waits(day.staff.signer) == {LetterState.REVIEW, LetterState.AGREED}
    assert waits(day.staff.registry) == {LetterState.AGREED, LetterState.APPROVED}
    assert waits(day.staff.executor) == waits(day.staff.clerk) == set()


def test_the_soonest_deadline_comes_first_and_letters_without_one_last(day: Day) -> None:
    far, late, soon = due(day, "1", "03.06.2024"), due(day, "2", "25.04.2024"), due(day, "3", "10.05.2024")
    alone = drafting.begin(day.office, day.staff.executor, day.card(appeal={"number": "4"}), "by_date")
    review.submit(day.office, day.staff.executor, alone.id, 1)
    found = rows(day, day.staff.second, LetterList.WAITING)
    assert [row.letter.id for row in found] == [late.id, soon.id, far.id, alone.id]
    assert [row.urgency for row in found] == ["late", "soon", "", ""]
    assert [row.left for row in found] == [-12, 2, 28, None]


def test_a_sent_letter_is_never_urgent_and_stands_behind_the_others(day: Day) -> None:
    sent, draft = due(day, "1", "25.04.2024", LetterState.SENT), due(day, "2", "03.06.2024", LetterState.DRAFT)
    found = rows(day, day.staff.executor, LetterList.OWN)
    assert [(row.letter.id, row.urgency) for row in found] == [(draft.id, ""), (sent.id, "")]


def test_age_counts_from_when_the_letter_was_handed_in(day: Day) -> None:
    day.on_review()
    day.begun()
    with later(days=1, hours=3):
        found = rows(day, day.staff.executor, LetterList.OWN)
    assert [row.age for row in found] == [timedelta(days=1, hours=3), None]


def test_own_letters_are_those_of_the_department(day: Day) -> None:
    mine, other = day.begun(), day.begun(by=day.staff.stranger, appeal={"number": "И-400"})
    assert ids(day, day.staff.colleague, LetterList.OWN) == [mine.id]
    assert ids(day, day.staff.stranger, LetterList.OWN) == [other.id]
    assert ids(day, day.staff.second, LetterList.OWN) == []


def test_of_more_letters_than_a_page_has_none_is_lost_and_all_are_counted_and_found(day: Day) -> None:
    first = day.begun()
    with day.office.database.writing() as session:
        row = session.get_one(Letter, first.id)
        for number in range(queue.PAGE + 20):
            session.add(
                Letter(
                    executor_id=row.executor_id,
                    changed_by_id=row.executor_id,
                    reply=row.reply,
                    blank=row.blank,
                    card={},
                    title=f"О колодце {number}",
                    due=row.due,
                    created=row.created,
                    changed=row.changed,
                )
            )
    search.complete(day.office.database)
    asked = LetterFilters(LetterList.OWN)
    pages = [queue.page(day.office, day.staff.executor, asked, number) for number in (1, 2, 99)]
    assert [len(page.rows) for page in pages] == [50, 21, 21]
    assert {page.total for page in pages} == {page.by_state[LetterState.DRAFT] for page in pages} == {71}
    assert len({row.letter.id for page in pages for row in page.rows}) == 71
    of_last = queue.page(day.office, day.staff.executor, LetterFilters(LetterList.OWN, "колодцев 69"))
    assert [row.letter.title for row in of_last.rows] == ["О колодце 69"]


def test_letters_are_found_by_heading_in_any_form_by_number_appeal_and_executor(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    for words in ("3.08-", "ПЕРЕСЕЛЕНИЕ", "аварийных домов", "Иванова", "петров", "И-345", "переселение Петрова"):
        assert ids(day, day.staff.registry, LetterList.ALL, words) == [letter.id], words
        assert ids(day, day.staff.stranger, LetterList.ALL, words) == []
    for words in ("_", "водопровод", "переселение водопровод", "Петрова Козлов"):
        assert ids(day, day.staff.registry, LetterList.ALL, words) == [], words


def test_a_letter_is_found_by_its_new_heading_and_no_more_by_the_old(day: Day) -> None:
    letter = day.begun()
    for revision, heading in enumerate(("О колодце", "О скамейке"), 1):
        drafting.save(day.office, day.staff.executor, letter.id, revision, heading, "Текст.")
    assert ids(day, day.staff.executor, LetterList.OWN, "скамейка") == [letter.id]
    assert ids(day, day.staff.executor, LetterList.OWN, "колодец") == []


def test_others_who_have_the_letter_open_are_named_until_they_are_silent_for_45_seconds(day: Day) -> None:
    letter = day.begun()
    assert presence.present(day.office, day.staff.executor, letter.id).others == []
    with later(seconds=44):
        assert presence.present(day.office, day.staff.colleague, letter.id).others == ["Петрова А.С."]
    with later(seconds=45):
        assert presence.present(day.office, day.staff.colleague, letter.id).others == []
        assert presence.present(day.office, day.staff.executor, letter.id).others == ["Ли А.С."]
    with refused("letter.gone"):
        presence.present(day.office, day.staff.stranger, letter.id)


def test_presence_tells_of_a_newer_revision_and_its_writer(day: Day) -> None:
    letter = day.begun()
    drafting.save(day.office, day.staff.colleague, letter.id, 1, "О доме", "Текст.")
    seen = presence.present(day.office, day.staff.executor, letter.id)
    assert (seen.revision, seen.changed_by) == (2, "Ли А.С.")
