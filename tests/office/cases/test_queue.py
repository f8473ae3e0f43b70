"""Which letters wait for whom, in which order; and who has a letter open right now."""

from datetime import timedelta

import pytest

from letterkit.core.office import Actor, LetterState
from letterkit.office.cases import drafting, presence, queue, review
from letterkit.store.tables import Letter

from .conftest import Day, later, refused

pytestmark = pytest.mark.both_databases


def ids(rows: list[queue.Waiting]) -> list[int]:
    return [row.letter.id for row in rows]


def due(day: Day, number: str, registered: str, state: LetterState = LetterState.REVIEW) -> Letter:
    return day.at(state, appeal={"number": number, "registered": registered})


def test_each_duty_has_the_letters_that_wait_for_it(day: Day) -> None:
    made = {state: day.at(state, appeal={"number": f"И-{state}"}).id for state in LetterState}

    def waits(by: Actor) -> set[str]:
        return {state for state, letter_id in made.items() if letter_id in ids([*queue.queue(day.office, by)])}

    assert waits(day.staff.second) == {LetterState.REVIEW}
    assert waits(day.staff.signer) == {LetterState.REVIEW, LetterState.AGREED}
    assert waits(day.staff.registry) == {LetterState.AGREED, LetterState.APPROVED}
    assert waits(day.staff.executor) == waits(day.staff.clerk) == set()


def test_the_soonest_deadline_comes_first_and_letters_without_one_last(day: Day) -> None:
    far, late, soon = due(day, "1", "03.06.2024"), due(day, "2", "25.04.2024"), due(day, "3", "10.05.2024")
    alone = drafting.begin(day.office, day.staff.executor, day.card(appeal={"number": "4"}), "by_date")
    review.submit(day.office, day.staff.executor, alone.id, 1)
    rows = queue.queue(day.office, day.staff.second)
    assert ids([*rows]) == [late.id, soon.id, far.id, alone.id]
    assert [row.urgency for row in rows] == ["late", "soon", "", ""]
    assert [row.left for row in rows] == [-12, 2, 28, None]


def test_a_sent_letter_is_never_urgent_and_stands_behind_the_others(day: Day) -> None:
    sent, draft = due(day, "1", "25.04.2024", LetterState.SENT), due(day, "2", "03.06.2024", LetterState.DRAFT)
    rows = queue.own(day.office, day.staff.executor)
    assert [(row.letter.id, row.urgency) for row in rows] == [(draft.id, ""), (sent.id, "")]


def test_age_counts_from_when_the_letter_was_handed_in(day: Day) -> None:
    day.on_review()
    day.begun()
    with later(days=1, hours=3):
        rows = queue.own(day.office, day.staff.executor)
    assert [row.age for row in rows] == [timedelta(days=1, hours=3), None]


def test_own_letters_are_those_of_the_department(day: Day) -> None:
    mine, other = day.begun(), day.begun(by=day.staff.stranger, appeal={"number": "И-400"})
    assert ids([*queue.own(day.office, day.staff.colleague)]) == [mine.id]
    assert ids([*queue.own(day.office, day.staff.stranger)]) == [other.id]
    assert queue.own(day.office, day.staff.second) == []


def test_a_crowd_of_other_peoples_letters_hides_none_of_ones_own(day: Day) -> None:
    mine = day.begun()
    with day.office.database.writing() as session:
        row = session.get_one(Letter, mine.id)
        for _ in range(queue._MOST + 1):
            session.add(
                Letter(
                    executor_id=day.staff.stranger.id,
                    changed_by_id=day.staff.stranger.id,
                    reply=row.reply,
                    blank=row.blank,
                    card={},
                    due=row.due - timedelta(days=1) if row.due else None,
                    created=row.created,
                    changed=row.changed,
                )
            )
    assert ids([*queue.own(day.office, day.staff.executor)]) == [mine.id]
    assert len(queue.own(day.office, day.staff.stranger)) == queue._MOST


def test_the_archive_finds_letters_by_number_and_heading_in_any_case(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    for words in ("3.08-", "ПЕРЕСЕЛЕНИИ", "Аварийного"):
        assert ids([*queue.archive(day.office, day.staff.registry, words)]) == [letter.id]
    assert queue.archive(day.office, day.staff.registry, "_") == []
    assert queue.archive(day.office, day.staff.stranger) == []


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
