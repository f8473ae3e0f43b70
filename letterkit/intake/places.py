"""The house or the street that an appeal speaks of, as a reply names it: «г. Макаров, ул. Ударная, д. 7»."""

from collections.abc import Sequence

import regex

from letterkit.intake.addresses import Address
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones

_ORDER = {"town": 0, "name": 1, "street": 1, "house": 2, "number": 2, "building": 3}
OF_HOUSE = regex.compile(
    r"(?i)(?<!\p{L})(?:дом|барак|двор|подъезд|крыш|кровл|подвал|лифт|балкон|стен|фундамент|батаре|отоплен|стояк|квартир|"
    r"общежити|аварийн|расселен|переселен|взамен|вод[аыу])\p{L}{0,4}(?!\p{L})"
)


def place_of(text: str, zones: Zones, places: Sequence[Address], own: FoundValue[object] | None) -> str | None:
    """The place that the story of ``text`` names; where it only tells of a house, the ``own`` address, no flat."""
    home = own.places if own else ()
    at_home = [each for each in places if any(begin < each.end and each.start < end for begin, end in home)]
    told = [
        each
        for each in places
        if not zones.in_head(each.start) and not zones.in_close(each.start) and each not in at_home
    ]
    chosen = max(told, key=lambda each: (bool({"house", "number"} & set(each.parts)), -each.start), default=None)
    if chosen is None and at_home and OF_HOUSE.search(text, *zones.story):
        chosen = at_home[0]
    return _words_of(chosen, text) if chosen else None


def _words_of(address: Address, text: str) -> str:
    said: list[tuple[str, str]] = []
    for kind, span in zip(address.parts, address.spans, strict=True):
        if kind in _ORDER and not (kind == "number" and any(other in ("house", "number") for other, _ in said)):
            words = " ".join(text[slice(*span)].split()).strip(" ,")
            said.append((kind, _without_flat(words) if kind == "number" else words))
    return ", ".join(words for _, words in sorted(said, key=lambda one: _ORDER[one[0]]))


def _without_flat(number: str) -> str:
    """«16-3» of an address is a house and a flat."""
    return regex.split(r"\s?[–—-]\s?(?=\d)", number)[0]
