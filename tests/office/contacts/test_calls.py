"""Calls: what a card needs, who sees it, how long calls take on average (6.6–6.8)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from letterkit.core.office import LetterState
from letterkit.core.register import CallEnd
from letterkit.deadlines.quarter import Quarter
from letterkit.office.contacts import calls
from letterkit.office.contacts.appeal_lookup import appeals_about
from letterkit.office.contacts.calls import CallCard, CallFilter

from ..cases.conftest import NOW, Day, refused

CARD = CallCard(NOW - timedelta(minutes=6), 290, CallEnd.ANSWERED, "Иванова Мария Петровна", "+7 914", "Назвали срок.")


def test_a_call_is_kept_with_what_was_told(day: Day) -> None:
    appeal = day.entered()
    call = calls.note(day.office, day.staff.registry, replace(CARD, appeal_id=appeal.id))
    kept = calls.read_call(day.office, day.staff.registry, call.id)
    assert (kept.caller, kept.seconds, kept.told, kept.end) == (
        "Иванова Мария Петровна",
        290,
        "Назвали срок.",
        "answered",
    )
    assert (kept.appeal_id, kept.by.surname) == (appeal.id, "Сергеева")
    assert day.journal(f"call:{call.id}") == ["call.noted"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"seconds": 0}, "call.no-length"),
        ({"seconds": 6 * 3600}, "call.too-long"),
        ({"at": NOW + timedelta(minutes=1)}, "call.not-yet"),
        ({"told": " \n"}, "call.nothing-told"),
        ({"end": CallEnd.FORWARDED}, "call.nobody-told"),
        ({"end": CallEnd.NUMBER_TOLD}, "call.nobody-told"),
        ({"caller": "И" * 301}, "contact.too-long"),
    ],
)
def test_a_card_that_lacks_something_is_refused(day: Day, changed: dict[str, object], code: str) -> None:
    with refused(code):
        calls.note(day.office, day.staff.executor, replace(CARD, **changed))  # type: ignore[arg-type]
    assert not calls.list_calls(day.office, day.staff.registry).rows


def test_whoever_is_asked_to_write_or_given_on_needs_no_answer_in_the_card(day: Day) -> None:
    for end in (CallEnd.ASKED_TO_WRITE, CallEnd.FORWARDED):
        calls.note(day.office, day.staff.executor, replace(CARD, end=end, told="", forwarded_to="отдел сетей"))
    assert len(calls.list_calls(day.office, day.staff.executor).rows) == 2


def test_executors_see_the_calls_of_their_department_the_registry_all_others_none(day: Day) -> None:
    staff = day.staff
    mine = calls.note(day.office, staff.executor, CARD)
    assert [each.id for each in calls.list_calls(day.office, staff.colleague).rows] == [mine.id]
    assert [each.id for each in calls.list_calls(day.office, staff.registry).rows] == [mine.id]
    assert not calls.list_calls(day.office, staff.stranger).rows
    with refused("call.gone"):
        calls.read_call(day.office, staff.stranger, mine.id)
    for other in (staff.clerk, staff.administrator):
        with refused("denied.duty"):
            calls.note(day.office, other, CARD)


def test_calls_of_another_body_do_not_exist(day: Day) -> None:
    call = calls.note(day.office, day.staff.registry, CARD)
    elsewhere = replace(day.staff.registry, body="another")
    with day.office.database.reading() as session, refused("call.gone"):
        calls._readable_call(session, elsewhere, call.id)


def test_only_who_has_answered_corrects_the_card(day: Day) -> None:
    call = calls.note(day.office, day.staff.executor, CARD)
    with refused("denied.not-own-call"):
        calls.mend(day.office, day.staff.registry, call.id, CARD)
    mended = calls.mend(day.office, day.staff.executor, call.id, replace(CARD, seconds=300, told="Назвали день."))
    assert (mended.seconds, mended.told) == (300, "Назвали день.")
    assert day.journal(f"call:{call.id}") == ["call.noted", "call.mended"]


def test_the_list_is_narrowed_by_day_end_person_words_and_length(day: Day) -> None:
    office, registry = day.office, day.staff.registry
    short = calls.note(office, registry, CARD)
    yesterday = replace(CARD, at=NOW - timedelta(days=1), seconds=700, caller="Ким Олег", end=CallEnd.ASKED_TO_WRITE)
    long = calls.note(office, day.staff.executor, yesterday)

    def found(**wanted: object) -> list[int]:
        return [each.id for each in calls.list_calls(office, registry, CallFilter(**wanted)).rows]  # type: ignore[arg-type]

    assert found() == [short.id, long.id]
    assert found(since=NOW.date()) == [short.id]
    assert found(until=NOW.date() - timedelta(days=1)) == [long.id]
    assert found(end=CallEnd.ASKED_TO_WRITE) == [long.id]
    assert found(by_id=registry.id) == [short.id]
    assert found(words="КИМ") == [long.id]
    assert found(is_longer=True) == [long.id]
    assert [person.surname for person in calls.answerers(office, registry)] == ["Петрова", "Сергеева"]


def test_the_average_of_a_quarter_is_told_beside_ten_minutes(day: Day) -> None:
    for seconds in (300, 500, 1300):
        calls.note(day.office, day.staff.registry, replace(CARD, seconds=seconds))
    in_march = datetime(2024, 3, 31, 23, 59).astimezone()
    calls.note(day.office, day.staff.executor, replace(CARD, at=in_march, seconds=60))
    now, before, never = calls.lengths(
        day.office, day.staff.stranger, [Quarter(2024, 2), Quarter(2024, 1), Quarter(2023, 4)]
    )
    assert (now.count, now.mean_s, now.longer, now.limit_s, now.is_met) == (3, 700.0, 1, 600, False)
    assert (before.count, before.mean_s, before.is_met) == (1, 60.0, True)
    assert (never.count, never.mean_s, never.is_met) == (0, None, None)


def test_an_appeal_is_found_by_surname_by_its_number_and_by_that_of_the_reply(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    for words in ("иванова", "И-345", "Иванова мария", letter.number or ""):
        assert [each.id for each in appeals_about(day.office, day.staff.registry, words)] == [letter.appeal_id], words
    for words in ("", "Сидорова", "Иванова Олег"):
        assert not appeals_about(day.office, day.staff.registry, words)


def test_a_call_is_linked_with_an_appeal_that_its_answerer_may_see(day: Day) -> None:
    appeal, call = day.entered(), calls.note(day.office, day.staff.executor, CARD)
    assert calls.link(day.office, day.staff.executor, call.id, appeal.id).appeal_id == appeal.id
    with refused("appeal.gone"):
        calls.link(day.office, day.staff.executor, call.id, 4711)
