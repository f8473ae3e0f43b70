"""What is known of an appeal is put right: once, by whoever has seen it as it is, with a line in the journal."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.register import Result
from letterkit.office.cases import appeals, corrections, queue
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.control import elsewhere, extension
from letterkit.office.register import search
from letterkit.office.register.details import Details
from letterkit.store.tables import Appeal

from .conftest import Day, refused


def corrected(day: Day, appeal: Appeal, details: Details | None = None, **changes: Any) -> Any:
    """The registry changes values of the section ``appeal``; None takes a value out."""
    known = corrections.correctable_appeal(day.office, day.staff.registry, appeal.id)
    card = deepcopy(dict(known.card))
    for name, value in changes.items():
        card["appeal"][name] = value
        if value is None:
            del card["appeal"][name]
    return corrections.correct(day.office, day.staff.registry, appeal.id, known.seen, card, details or known.details)


def ago(days: int) -> str:
    """The day so many days ago, as a card has it."""
    return f"{clock.today() - timedelta(days=days):%d.%m.%Y}"


def found(day: Day, words: str) -> list[int]:
    with day.office.database.reading() as session:
        return list(session.scalars(select(Appeal.id).where(search.condition(session, words))))


def test_a_slip_is_put_right_and_found_by_its_new_words(day: Day) -> None:
    appeal = day.entered()
    letter = day.begun()
    changed = corrected(day, appeal, subject="ремонт бассейна школы", group="6.1", kind="complaint")
    assert {"card", "subject", "group", "kind"} <= set(changed)
    now = appeals.read_appeal(day.office, day.staff.registry, appeal.id)
    assert (now.subject, now.kind) == ("ремонт бассейна школы", "complaint")
    assert found(day, "бассейны") == [appeal.id]
    of_pool = queue.page(day.office, day.staff.executor, LetterFilters(LetterList.OWN, "бассейны"))
    assert [row.letter.id for row in of_pool.rows] == [letter.id]
    assert day.journal(f"appeal:{appeal.id}") == ["appeal.entered", "appeal.changed"]


def test_the_term_is_counted_anew_from_another_day(day: Day) -> None:
    appeal = day.entered(registered="14.05.2024")
    corrected(day, appeal, registered="15.05.2024")
    now = appeals.read_appeal(day.office, day.staff.registry, appeal.id)
    assert (now.registered, now.due) == (date(2024, 5, 15), date(2024, 6, 14))


def test_an_appeal_that_was_answered_cannot_have_come_later(day: Day) -> None:
    appeal = day.entered(registered=ago(10))
    on = clock.today() - timedelta(days=3)
    elsewhere.enter(day.office, day.staff.registry, appeal.id, on=on, result=Result.EXPLAINED, number="15")
    with refused("appeal.after-answer"):
        corrected(day, appeal, registered=ago(2))
    corrected(day, appeal, registered=ago(3))
    now = appeals.read_appeal(day.office, day.staff.registry, appeal.id)
    assert now.registered == on
    assert now.due == appeals.due_by("preceding", on) > appeal.due


def test_a_day_that_is_to_come_is_refused(day: Day) -> None:
    with refused("appeal.not-yet"):
        corrected(day, day.entered(), registered=ago(-1))


def test_an_extension_stays_while_it_is_later_than_the_first_term(day: Day) -> None:
    today = clock.today()
    appeal = day.entered(registered=ago(20))
    until = appeal.due + timedelta(days=5)
    extension.decide(day.office, day.staff.registry, appeal.id, until, "Ждём заключение")
    extension.tell(day.office, day.staff.registry, appeal.id, today, "письмо № 12")
    corrected(day, appeal, registered=ago(19))
    assert appeals.read_appeal(day.office, day.staff.registry, appeal.id).extended_to == until
    corrected(day, appeal, registered=ago(0))
    now = appeals.read_appeal(day.office, day.staff.registry, appeal.id)
    assert now.extended_to is None
    assert now.due > until


def test_what_is_the_same_is_no_change_and_leaves_no_line(day: Day) -> None:
    appeal = day.entered()
    assert corrected(day, appeal) == {}
    assert day.journal(f"appeal:{appeal.id}") == ["appeal.entered"]


def test_who_saves_over_another_change_is_refused(day: Day) -> None:
    appeal = day.entered()
    known = corrections.correctable_appeal(day.office, day.staff.registry, appeal.id)
    corrected(day, appeal, Details(reason="течёт крыша"))
    with refused("appeal.changed-since"):
        corrections.correct(day.office, day.staff.registry, appeal.id, known.seen, known.card, Details(reason="другое"))
    assert appeals.read_appeal(day.office, day.staff.registry, appeal.id).reason == "течёт крыша"


def test_a_number_that_another_appeal_has_is_refused(day: Day) -> None:
    day.entered(number="И-1")
    appeal = day.entered(number="И-2")
    with refused("appeal.twice"):
        corrected(day, appeal, number="И-1")
    with refused("card.missing"):
        corrected(day, appeal, number=None)
    with refused("appeal.too-long"):
        corrected(day, appeal, number="И" * 61)


def test_only_the_registry_and_executors_put_right_what_they_may_see(day: Day) -> None:
    appeal = day.entered()
    for who in (day.staff.signer, day.staff.clerk):
        with refused("denied.duty"):
            corrections.correctable_appeal(day.office, who, appeal.id)
    with refused("appeal.gone"):
        corrections.correctable_appeal(day.office, day.staff.registry, 4711)
