"""A single letter with a standard reply text meets the gate of clause 4.3 that rows of tables meet."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from letterkit.compose import Catalogue
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.profile import Profile
from letterkit.standard_replies.single_letter import demand, demand_of_draft, is_wanting, stops

from .test_gate import ORDINARY, STANDARD, with_fields

Cards = Callable[..., CaseCard]


@pytest.mark.parametrize("id", [*STANDARD, *ORDINARY])
def test_a_letter_with_all_its_evidence_passes(id: str, card: Cards, catalogue: Catalogue, profile: Profile) -> None:
    demand(card(id), catalogue.reply(id), profile)
    demand_of_draft(card(id), catalogue.reply(id), profile)


def test_one_without_its_evidence_is_refused_by_the_field(card: Cards, catalogue: Catalogue, profile: Profile) -> None:
    with pytest.raises(CardError) as caught:
        demand(with_fields(card("court"), court=None), catalogue.reply("court"), profile)
    assert (caught.value.code, caught.value.details["key"]) == ("standard.no-evidence", "reply.fields.court")


def test_what_is_missing_is_told_from_what_is_wrong(card: Cards, catalogue: Catalogue, profile: Profile) -> None:
    spoilt = with_fields(card("court"), court="администрация города", how=None)
    found = {each.code: is_wanting(each) for each in stops(spoilt, catalogue.reply("court"), profile)}
    assert found == {"standard.no-evidence": True, "standard.not-a-court": False}


@pytest.mark.parametrize("id", ORDINARY)
def test_an_ordinary_reply_has_nothing_to_prove(id: str, card: Cards, catalogue: Catalogue, profile: Profile) -> None:
    bare = replace(card(id), appeal=replace(card(id).appeal, number=None, registered=None))
    assert stops(bare, catalogue.reply(id), profile) == ()


def test_a_term_that_the_register_has_prolonged_is_not_prolonged_again(
    card: Cards, catalogue: Catalogue, profile: Profile
) -> None:
    until = datetime.date(2024, 7, 12)
    found = stops(card("extension"), catalogue.reply("extension"), profile, extended_to=until)
    assert [each.code for each in found] == ["standard.extended-twice"]


def test_a_draft_without_a_date_is_not_called_late(card: Cards, catalogue: Catalogue, profile: Profile) -> None:
    """Its appeal was registered years ago: when it goes out nobody has said."""
    undated = replace(card("extension"), date=None)
    demand_of_draft(undated, catalogue.reply("extension"), profile)
    with pytest.raises(CardError, match=r"standard\.extended-late"):
        demand(undated, catalogue.reply("extension"), profile)
    late = replace(undated, date=datetime.date(2024, 6, 20))
    with pytest.raises(CardError, match=r"standard\.extended-late"):
        demand_of_draft(late, catalogue.reply("extension"), profile)
