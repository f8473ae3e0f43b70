"""Which place is said with the subject of an appeal: its house, its settlement, one that it tells of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from letterkit.intake.addresses import Address
from letterkit.intake.places import OF_HOUSE, names_town, place_of, said_places, town_of
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones

_DIGIT = regex.compile(r"\d")
_CAPITAL = regex.compile(r"(?<=\s)\p{Lu}\p{Ll}")


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """Words that say where, «» for none, and what speaks for them."""

    words: str
    signs: Mapping[str, float]


def place_offers(
    subject: str,
    text: str,
    asked: Sequence[FoundValue[str]],
    zones: Zones,
    places: Sequence[Address],
    own: FoundValue[object] | None,
) -> tuple[PlaceOffer, ...]:
    """The places that may be said with ``subject``; none comes first."""
    offers = [PlaceOffer("", {})]
    house = place_of(text, zones, places, own)
    town = town_of(text, places)
    found = {
        "house": house and f"по адресу: {house}",
        "town": town,
        "of a question": next(said_places(" ".join(each.value for each in asked)), None),
        "of the story": next(said_places(text[slice(*zones.story)]), None),
    }
    for kind, words in found.items():
        if words:
            offers.append(PlaceOffer(words, _signs_of(kind, subject)))
            if town and kind.startswith("of ") and not names_town(words):
                offers.append(PlaceOffer(f"{words} {town}", _signs_of(f"{kind}, and town", subject)))
    return tuple(offers)


def _signs_of(kind: str, subject: str) -> dict[str, float]:
    return {
        kind: 1.0,
        f"{kind}, house": float(bool(OF_HOUSE.search(subject))),
        f"{kind}, said already": float(bool(_DIGIT.search(subject) or _CAPITAL.search(subject))),
    }
