"""Which of the addresses of an appeal is where its writer lives and is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from letterkit.intake.addresses import Address
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.likelihood import likelihood
from letterkit.intake.places import in_nominative, names_town
from letterkit.intake.values import FoundValue, Span
from letterkit.intake.zones import Zones

_OWN = regex.compile(
    r"(?i)(?:адр(?:ес\p{L}*|\.)|прож(?:ив\p{L}*|\.)|живу|жив[её]м|жительниц\p{L}|житель|зарегистрир\p{L}+|для\s+(?:ответа|писем|корреспонденции)|"
    r"ответить|ответ|пишите|писать|прописк\p{L}*|прописан\p{L}*|от\s+кого|снима\p{L}+)[^\n.!?]{0,40}$"
)
_FOR_LETTERS = regex.compile(
    r"(?i)(?:для\s+(?:переписки|корреспонденции|писем|ответа)|почт\p{L}*\.?\s+адрес|факт\p{L}*\.?(?:\s+адрес)?|"
    r"живу\s+сейчас)[^\n.!?]{0,40}$"
)
_OF_A_HOUSE = regex.compile(
    r"(?i)(?:дом\p{L}*|кварти\p{L}+|двор\p{L}*|участ\p{L}+|расположен\p{L}+|вокруг|отдел\p{L}*|управлени\p{L}+)\W{1,3}$"
)
_NEAR = 60
_LONGEST_LINE = 170
_NO_ADDRESS = regex.compile(
    r"\s*(?:[(;<☎]|[,.]?\s*(?:тел|моб|сот|e-?mail|эл\.|почта|инн|кпп)(?!\p{L}))|[.]\s+(?-i:\p{Lu})|\S+@", regex.I
)
_TOWN_AND_STREET = regex.compile(r"(?P<town>[^,]+?)\s(?:по|на)\s(?P<rest>.+)")
_HOUSE_ALONG = regex.compile(
    r"(?i)дом[ауе]\s(?:№\s?)?(?P<number>\d+(?:\s?[/-]\s?\d+)?[а-д]?)\sпо\s(?P<street>ул(?:\.|ице)\s?[^,(]+?)"
    r"(?:(?:,|\sв)\s(?P<town>(?:г|город|с|сел|п|пос|пос[её]л?к|дер|деревн|ст)[.ае]?\s[^,(]+))?(?P<rest>[,(].*)?"
)
_INTO_HOUSE = regex.compile(r",?\s+в\s+доме\s")
_FLAT_AFTER = regex.compile(
    r"[\s,;–—(]{1,3}(?:(?:проживающ\p{L}+|живу|из|там\s+же)[,\s]+)?"
    r"(?P<flat>(?i:кв|квартир[аеыу]|ком|комн|комнат[аеыу])\.?[^\S\n]?(?:№[^\S\n]?)?\d{1,4}(?:-?[а-д](?!\p{L}))?)(?!\d)"
)
"""«Крючкова Валентина Сергеевна, кв. 17»: what of the address a signer adds to the house told above."""
_FLAT = regex.compile(r"(?i)(?<!\p{L})(?:кв|квартир\p{L}|ком|комн|комнат\p{L}|к|оф)\.?\s?(?:№\s?)?\d")
_ENOUGH = 0.4
_BIAS = -6.1
WEIGHTS = {
    "postcode": 1.4, "flat": 1.1, "house": 1.2, "street": 0.5, "in a form": 0.8, "own by its words": 1.1,
    "for letters": 0.3, "of a house by its words": 0.1, "in the head": 0.7, "in the close": 1.8,
    "after the name": 2.2, "before the name": -0.3, "first": 1.8, "last": 1.8, "alone in its line": 1.6,
}  # fmt: skip
"""Of a logistic regression over labelled appeals (bench/runs/fit_address.py): which address is the writer's own."""


@dataclass(frozen=True, slots=True)
class OfferedAddress:
    """An address at ``span`` and what speaks for it."""

    span: Span
    signs: frozenset[str]

    @property
    def likelihood(self) -> float:
        """How likely it is the writer's own, from 0 to 1."""
        return likelihood(_BIAS, WEIGHTS, dict.fromkeys(self.signs, 1.0))


def own_address(
    text: str, labelled: Sequence[LabelledLine], zones: Zones, places: Sequence[Address], names: Sequence[Span]
) -> FoundValue[str] | None:
    """The address of the writer as on an envelope, with the flat that stands after one of ``names``, the writer's."""
    offered = offered_addresses(text, labelled, zones, places, names)
    flat = next((after for _, stop in names if (after := _FLAT_AFTER.match(text, stop))), None)
    houses = [each for each in offered if {"house", "street"} <= each.signs and "flat" not in each.signs]
    best = max(offered, key=lambda each: each.likelihood, default=None)
    if best is None or best.likelihood < _ENOUGH:
        return None
    start, end = best.span
    start = max([start, *(stop for begin, stop in names if begin <= start < stop < end)])
    end = _end_of_line(text, labelled, start, end)
    end = min([end, *(begin for begin, _ in names if start + (end - start) // 2 < begin < end)])
    words = " ".join(text[start:end].split()).strip(" ,.(")
    if words.count("(") > words.count(")") and not names_town(words[words.rindex("(") + 1 :]):
        words = words[: words.rindex("(")].rstrip(" ,")
    told = FoundValue(_as_on_envelope(words), ((start, end),), round(best.likelihood, 2))
    if flat is None or best not in houses or _FLAT.search(words):
        return told
    return FoundValue(f"{told.value}, {flat['flat']}", (*told.places, flat.span("flat")), told.confidence)


def _end_of_line(text: str, labelled: Sequence[LabelledLine], start: int, end: int) -> int:
    """The end of the line of a form that ``start``–``end`` begins, without what is no part of an address any more."""
    line = next(
        (each for each in labelled if each.label is Label.ADDRESS and each.at == start and end < each.end), None
    )
    if line is None or line.end - line.at > _LONGEST_LINE:
        return end
    more = _NO_ADDRESS.search(text, end, line.end)
    return more.start() if more else line.end


def _as_on_envelope(address: str) -> str:
    """«Поронайске на улице Восточной в доме 73» → «Поронайск, улица Восточная, дом 73»; «дома № 4 по ул. Лесной,
    с. Быков» → «с. Быков, ул. Лесная, д. 4».
    """
    if along := _HOUSE_ALONG.fullmatch(address):
        parts = (along["town"], along["street"])
        return ", ".join([*(in_nominative(part) for part in parts if part), f"д. {along['number']}"]) + (
            along["rest"] or ""
        )
    said = _TOWN_AND_STREET.fullmatch(address)
    if said is None or not names_town(said["town"]):
        return in_nominative(address)
    return f"{in_nominative(said['town'])}, {in_nominative(_INTO_HOUSE.sub(', дом ', said['rest']))}"


def offered_addresses(
    text: str, labelled: Sequence[LabelledLine], zones: Zones, places: Sequence[Address], names: Sequence[Span]
) -> list[OfferedAddress]:
    """All addresses, and the lines of forms for one in which none was read."""
    forms = [line for line in labelled if line.label is Label.ADDRESS and line.at < line.end]
    unread = [
        (line.at, line.end)
        for line in forms
        if "@" not in text[line.at : line.end] and not any(line.at <= each.start < line.end for each in places)
    ]
    spans = [(each.start, each.end, frozenset(each.parts)) for each in places]
    spans = sorted(spans + [(start, end, frozenset[str]()) for start, end in unread])
    return [
        OfferedAddress(
            (start, end),
            frozenset(
                sign
                for sign, holds in {
                    "postcode": "index" in parts,
                    "flat": "flat" in parts,
                    "house": bool({"house", "number"} & parts),
                    "street": bool({"street", "name"} & parts),
                    "in a form": any(line.at <= start < line.end for line in forms),
                    "own by its words": bool(_OWN.search(text[max(0, start - _NEAR) : start])),
                    "for letters": bool(_FOR_LETTERS.search(text[max(0, start - _NEAR) : start])),
                    "of a house by its words": bool(_OF_A_HOUSE.search(text[max(0, start - _NEAR) : start])),
                    "in the head": zones.in_head(start),
                    "in the close": zones.in_close(start),
                    "after the name": any(0 <= start - stop < _NEAR for _, stop in names),
                    "before the name": any(0 <= begin - end < _NEAR for begin, _ in names),
                    "first": at == 0,
                    "last": at == len(spans) - 1,
                    "alone in its line": not text[text.rfind("\n", 0, start) + 1 : start].strip(),
                }.items()
                if holds
            ),
        )
        for at, (start, end, parts) in enumerate(spans)
    ]
