"""Which place is said with the subject of an appeal: its house, its settlement, one that it tells of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from letterkit.intake.addresses import Address
from letterkit.intake.places import OF_HOUSE, names_town, place_of, said_places, town_of
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones

_DIGIT = regex.compile(r"\d")
_NAME = regex.compile(r"(?<=[\s«-])\p{Lu}\p{Ll}{3}")
_CAPITAL = regex.compile(r"(?<=\s)\p{Lu}\p{Ll}")


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """Words that say where, «» for none, and what speaks for them."""

    words: str
    signs: Mapping[str, float]


def told_places(
    text: str,
    asked: Sequence[FoundValue[str]],
    zones: Zones,
    places: Sequence[Address],
    own: FoundValue[object] | None,
) -> tuple[tuple[str, str], ...]:
    """The places that an appeal tells of, each by its kind: in which words a subject may say it."""
    house, town = place_of(text, zones, places, own), town_of(text, places)
    found = {
        "house": house and f"по адресу: {house}",
        "town": town,
        "of a question": next(said_places(" ".join(each.value for each in asked)), None),
        "of the story": next(said_places(text[slice(*zones.story)]), None),
    }
    told = []
    for kind, words in found.items():
        if words:
            told.append((kind, words))
            if town and kind.startswith("of ") and not names_town(words):
                told.append((f"{kind}, and town", f"{words} {town}"))
    return tuple(told)


def place_offers(subject: str, told: Sequence[tuple[str, str]]) -> tuple[PlaceOffer, ...]:
    """The places ``told`` that may be said with ``subject`` and are not said in it; none comes first."""
    new = ((kind, words) for kind, words in told if not _says(subject, words))
    return (PlaceOffer("", {}), *(PlaceOffer(words, _signs_of(kind, subject)) for kind, words in new))


def words_in_common(subject: str, place: str) -> int:
    """With how many words ``subject`` ends that ``place`` begins with: «… по улице Лесной», «по улице Лесной, 4»."""
    said, where = ([word.strip(",") for word in words.split()] for words in (subject, place))
    return next((size for size in range(min(len(said), len(where)), 0, -1) if said[-size:] == where[:size]), 0)


def _says(subject: str, place: str) -> bool:
    """Whether ``subject`` names what ``place`` does, unless the place only says more of its end."""
    named = {name.lower() for name in _NAME.findall(subject)} & {name.lower() for name in _NAME.findall(place)}
    return bool(named) and not (words_in_common(subject, place) and not _DIGIT.search(subject))


def _signs_of(kind: str, subject: str) -> dict[str, float]:
    return {
        kind: 1.0,
        f"{kind}, house": float(bool(OF_HOUSE.search(subject))),
        f"{kind}, said already": float(bool(_DIGIT.search(subject) or _CAPITAL.search(subject))),
    }
