"""A letter goes out by the channel that the Order allows (2.3–2.5); what it says decides whether the appeal is done."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import Channel
from letterkit.office.cases import dispatch
from letterkit.store.tables import Dispatch, Letter
from letterkit.tables.card import parse_card

from .conftest import Day, refused

ADDRESS, EMAIL = "ул. Ленина, д. 10, кв. 5, г. Южно-Сахалинск, 693000", "ivanova@example.ru"
WAITS = {"progress": "Дом осмотрели.", "reason": "заключение ещё готовят"}


def ways(day: Day, **sections: dict[str, Any]) -> list[tuple[str, str, str]]:
    card = parse_card(day.card(**sections), "карточка")
    return [(way.channel.value, way.clause, way.to) for way in dispatch.ways(card)]


def sent(day: Day, letter: Letter) -> Dispatch:
    with day.office.database.reading() as session:
        return session.scalars(select(Dispatch).filter_by(letter_id=letter.id)).one()


@pytest.mark.parametrize("channel", ["pos", "gosuslugi"])
def test_what_came_through_the_portal_is_answered_there(day: Day, channel: str) -> None:
    assert ways(day, appeal={"channel": channel}, applicant={"email": EMAIL}) == [
        ("pos", "2.3", ""),
        ("visit", "2.5", ""),
    ]


def test_the_addresses_named_in_the_appeal_decide_and_the_planned_one_comes_first(day: Day) -> None:
    both = {"address": ADDRESS, "email": EMAIL}
    assert ways(day, applicant=both, reply={"delivery": "email"}) == [
        ("email", "2.3", EMAIL),
        ("post", "2.3", ADDRESS),
        ("visit", "2.5", ""),
    ]
    assert ways(day, applicant={"address": None, "email": EMAIL})[0] == ("email", "2.3", EMAIL)
    assert [channel for channel, _, _ in ways(day, applicant={"address": None, "email": EMAIL})] == ["email", "visit"]


def test_an_address_that_the_card_lacks_is_to_be_told(day: Day) -> None:
    assert [channel for channel, _, _ in ways(day, applicant={"address": None})] == ["post", "email", "visit"]
    letter = day.at(LetterState.APPROVED, applicant={"address": None})
    with refused("dispatch.no-address"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST, to=f" {ADDRESS} ")
    assert sent(day, letter).to == ADDRESS


@pytest.mark.parametrize("channel", ["pos", "post", "email"])
def test_a_restricted_letter_goes_by_registered_post_alone(day: Day, channel: str) -> None:
    restricted = {"restricted": True, "copy_number": "1"}
    assert ways(day, appeal={"channel": channel}, reply=restricted) == [("post", "2.4", ADDRESS)]


def test_a_restricted_letter_needs_its_track_and_its_copy_number(day: Day) -> None:
    letter = day.at(LetterState.APPROVED, reply={"restricted": True, "copy_number": "2"})
    with refused("dispatch.wrong-channel"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.VISIT, handed_to="Иванова М.П.")
    with refused("dispatch.no-track"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    with refused("dispatch.too-long"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST, track="8" * 61)
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST, track="80110012345672")
    record = sent(day, letter)
    assert (record.track, record.copy_number, record.to) == ("80110012345672", "2", ADDRESS)
    unnumbered = day.at(LetterState.APPROVED, appeal={"number": "И-400"}, reply={"restricted": True})
    with refused("dispatch.no-copy-number"):
        dispatch.send(day.office, day.staff.registry, unnumbered.id, Channel.POST, track="80110012345672")


def test_a_letter_handed_over_names_who_took_it(day: Day) -> None:
    letter = day.at(LetterState.APPROVED)
    with refused("dispatch.no-receiver"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.VISIT)
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.VISIT, handed_to="Иванова Мария Петровна")
    assert sent(day, letter).handed_to == "Иванова Мария Петровна"


def test_no_other_channel_is_taken(day: Day) -> None:
    letter = day.at(LetterState.APPROVED)
    for channel in set(Channel) - {Channel.POST, Channel.VISIT}:
        with refused("dispatch.wrong-channel"):
            dispatch.send(day.office, day.staff.registry, letter.id, channel, to="куда-нибудь")


@pytest.mark.parametrize("state", [each for each in LetterState if each is not LetterState.APPROVED])
def test_only_an_approved_letter_goes_out_and_only_once(day: Day, state: LetterState) -> None:
    with refused("letter.wrong-step"):
        dispatch.send(day.office, day.staff.registry, day.at(state).id, Channel.POST)


@pytest.mark.parametrize("who", ["executor", "reviewer", "signer", "administrator"])
def test_letters_are_sent_by_the_registry(day: Day, who: str) -> None:
    with refused("denied.duty"):
        dispatch.send(day.office, getattr(day.staff, who), day.at(LetterState.APPROVED).id, Channel.POST)


def test_a_final_reply_closes_the_appeal(day: Day) -> None:
    letter = dispatch.send(day.office, day.staff.registry, day.at(LetterState.APPROVED).id, Channel.POST)
    assert letter.state == LetterState.SENT
    assert day.now(letter).appeal.state == AppealState.DONE  # type: ignore[union-attr]
    assert day.journal(f"letter:{letter.id}")[-1] == "letter.sent"


def test_an_interim_reply_leaves_the_appeal_open_and_its_deadline_as_it_was(day: Day) -> None:
    plan = {"outcome": None, "due_date": "01.08.2024", "fields": {"progress": "Дом осмотрели.", "waiting": "Ждём."}}
    letter = day.at(LetterState.APPROVED, "interim", reply=plan)
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    appeal = day.now(letter).appeal
    assert appeal is not None
    assert (appeal.state, appeal.extended_to) == (AppealState.WORK, None)


def test_a_reply_that_extends_the_term_moves_the_deadline_of_the_appeal_and_its_letters(day: Day) -> None:
    final = day.begun()
    plan = {"outcome": None, "due_date": "12.07.2024", "fields": WAITS}
    letter = day.at(LetterState.APPROVED, "extension", reply=plan)
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    appeal = day.now(letter).appeal
    assert appeal is not None
    assert (appeal.state, appeal.extended_to) == (AppealState.WORK, date(2024, 7, 12))
    assert day.now(final).due == date(2024, 7, 12)
    assert day.begun().due == date(2024, 7, 12)
