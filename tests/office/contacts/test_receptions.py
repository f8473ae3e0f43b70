"""Receptions: whose turn it is, the oral answer with consent, a written answer made of the card (2.6, 3.9, 5.2)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from letterkit.core.office import AppealState
from letterkit.office.cases import appeals
from letterkit.office.contacts import appeal_of_contact, receptions
from letterkit.office.contacts.appeal_of_contact import ContactAppeal
from letterkit.office.contacts.receptions import ReceptionCard
from letterkit.store.register_tables import Reception
from letterkit.store.tables import Appeal

from ..cases.conftest import NOW, Day, later, refused

CARD = ReceptionCard(NOW, "Ким Олег Иванович", "первый заместитель министра И.О. Заместителев", "переселение")


def come(day: Day, visitor: str, minutes: int = 0, **changed: object) -> Reception:
    card = replace(CARD, visitor=visitor, at=NOW + timedelta(minutes=minutes), **changed)  # type: ignore[arg-type]
    return receptions.enter(day.office, day.staff.registry, card)


def test_who_has_priority_comes_before_those_who_wait_and_those_received_stand_last(day: Day) -> None:
    first, second = come(day, "Первый"), come(day, "Второй", 10)
    come(day, "Без очереди", 30, is_priority=True)
    come(day, "Завтра", 24 * 60)
    receptions.answer_orally(day.office, day.staff.registry, first.id, told="Разъяснили.", consent=True)
    waiting = receptions.of_day(day.office, day.staff.executor, NOW.date())
    assert [each.visitor for each in waiting] == ["Без очереди", "Второй", "Первый"]
    assert second.priority is False


def test_a_search_finds_the_latest_receptions_first(day: Day) -> None:
    for visitor, days in (("Ким первый", 0), ("Ким третий", 2), ("Ким второй", 1), ("Пак", 3)):
        come(day, visitor, days * 24 * 60)
    found = receptions.find_receptions(day.office, day.staff.registry, "ким").rows
    assert [each.visitor for each in found] == ["Ким третий", "Ким второй", "Ким первый"]


def test_an_oral_answer_closes_the_appeal_of_the_card(day: Day) -> None:
    reception = come(day, "Иванова Мария Петровна", appeal_id=day.entered().id)
    told = receptions.answer_orally(day.office, day.staff.registry, reception.id, told=" Назвали  срок. ", consent=True)
    assert (told.end, told.told, told.consent) == ("oral", "Назвали срок.", True)
    appeal = appeals.read_appeal(day.office, day.staff.registry, told.appeal_id or 0)
    assert appeal.state == AppealState.DONE
    assert appeal.oral == {"on": "2024-06-05", "told": "Назвали срок.", "consent": True, "by": "Сергеева А.С."}
    assert day.journal(f"reception:{told.id}") == ["reception.entered", "reception.answered-orally"]


@pytest.mark.parametrize(
    ("told", "consent", "code"), [("", True, "oral.nothing-told"), ("Сказали.", False, "oral.no-consent")]
)
def test_without_an_answer_or_without_consent_nothing_is_closed(day: Day, told: str, consent: bool, code: str) -> None:
    reception = come(day, "Ким", appeal_id=day.entered().id)
    with refused(code):
        receptions.answer_orally(day.office, day.staff.registry, reception.id, told=told, consent=consent)
    kept = receptions.read_reception(day.office, day.staff.signer, reception.id)
    assert (kept.end, kept.appeal.state if kept.appeal else None) == (None, AppealState.NEW)


def test_an_answer_cannot_be_given_at_a_reception_that_is_yet_to_come(day: Day) -> None:
    tomorrow = come(day, "Ким", 24 * 60)
    with refused("oral.not-yet"):
        receptions.answer_orally(day.office, day.staff.registry, tomorrow.id, told="Сказали.", consent=True)
    with later(days=1):
        receptions.answer_orally(day.office, day.staff.registry, tomorrow.id, told="Сказали.", consent=True)


def test_a_second_try_after_a_stop_between_the_appeal_and_the_card_ends_well(day: Day) -> None:
    reception = come(day, "Ким", appeal_id=(appeal := day.entered()).id)
    appeals.answer_orally(day.office, day.staff.registry, appeal.id, told="Сказали.", consent=True)
    ended = receptions.answer_orally(day.office, day.staff.registry, reception.id, told="Сказали.", consent=True)
    assert ended.end == "oral"


def test_a_reception_ends_once(day: Day) -> None:
    reception = come(day, "Ким")
    receptions.answer_orally(day.office, day.staff.registry, reception.id, told="Сказали.", consent=True)
    with refused("reception.done"):
        receptions.answer_orally(day.office, day.staff.registry, reception.id, told="Иначе.", consent=True)
    with refused("reception.done"):
        receptions.answer_in_writing(day.office, day.staff.registry, reception.id, ContactAppeal("И-9"))
    with refused("reception.done"):
        receptions.mend(day.office, day.staff.registry, reception.id, CARD)


def test_a_written_answer_begins_with_an_appeal_that_keeps_the_priority(day: Day) -> None:
    reception = come(day, "Ким Олег Иванович", is_priority=True)
    known = appeal_of_contact.prefill_appeal(reception)
    assert (known.surname, known.name, known.patronymic, known.subject) == ("Ким", "Олег", "Иванович", "переселение")
    ended = receptions.answer_in_writing(day.office, day.staff.registry, reception.id, replace(known, number="Л-7"))
    with day.office.database.reading() as session:
        appeal = session.get_one(Appeal, ended.appeal_id)
    assert (appeal.number, appeal.channel, appeal.applicant) == ("Л-7", "visit", "Ким Олег Иванович")
    assert (appeal.priority, appeal.registered, ended.end) == (True, NOW.date(), "written")


def test_a_written_answer_to_a_known_appeal_enters_no_other(day: Day) -> None:
    appeal = day.entered()
    reception = come(day, "Иванова", appeal_id=appeal.id)
    assert receptions.answer_in_writing(day.office, day.staff.registry, reception.id).appeal_id == appeal.id
    with refused("reception.no-appeal"):
        receptions.answer_in_writing(day.office, day.staff.registry, come(day, "Ким").id)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"visitor": " "}, "reception.no-visitor"),
        ({"official": ""}, "reception.no-official"),
        ({"at": NOW + timedelta(days=400)}, "reception.too-far"),
        ({"visitor": "И" * 301}, "contact.too-long"),
        ({"appeal_id": 4711}, "appeal.gone"),
    ],
)
def test_a_card_that_lacks_something_is_refused(day: Day, changed: dict[str, object], code: str) -> None:
    with refused(code):
        receptions.enter(day.office, day.staff.registry, replace(CARD, **changed))  # type: ignore[arg-type]


def test_the_card_is_kept_by_registry_and_executors_and_seen_by_the_office_alone(day: Day) -> None:
    reception = come(day, "Ким")
    for other in (day.staff.signer, day.staff.clerk, day.staff.administrator):
        with refused("denied.duty"):
            receptions.enter(day.office, other, CARD)
    with refused("denied.duty"):
        receptions.read_reception(day.office, day.staff.clerk, reception.id)
    with refused("reception.gone"):
        receptions.read_reception(day.office, replace(day.staff.registry, body="another"), reception.id)


def test_an_earlier_reception_is_found_by_words(day: Day) -> None:
    reception = come(day, "Ким Олег Иванович")
    assert [each.id for each in receptions.find_receptions(day.office, day.staff.signer, "ким переселение").rows] == [
        reception.id
    ]
    assert not receptions.find_receptions(day.office, day.staff.signer, "ким дорога").rows
