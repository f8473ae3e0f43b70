"""Acts and standards as a letter names them."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from letterkit.checks.families.law.act_list import STANDARDS
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import PROSE, Subject
from letterkit.russian.dates import find_dates

_DATE = r"от\s+(?:\d{1,2}\.\d{1,2}\.\d{2,4}|«?\d{1,2}»?\s+\p{L}+\s+\d{4})(?:\s?(?:года|г\.?)(?!\p{L}))?"
_NUMBER = r"(?:№|N)\s?(?:[\p{L}\d][\p{L}\d./\-]*[\p{L}\d]|\d)"
_NAME = r"(?:[«\"](?:[^«»\"\n]|«[^«»\n]*»){3,400}[»\"])"
_NOUN = (
    r"основ(?:ы|ам|ами|ах)?(?=\s+законодательства)|федеральн\p{L}+\s+(?:конституционн\p{L}+\s+)?закон\p{L}*|закон(?:а|у|ом|е|ы|ов|ам|ами|ах)?|постановлени\p{L}+|распоряжени\p{L}+"
    r"|решени(?:е|я|ю|ем|и)(?=\s+(?:\p{L}+\s+){0,3}?(?:дум|совет|собрани|администраци|комисси|правлени|глав)\p{L}*)|приказ(?:а|у|ом|е|ы|ами?|ов|ах)?|указ(?:а|у|ом|е)?|\bФЗ"
)
_ACT = regex.compile(
    rf"(?i)\b(?P<noun>{_NOUN})\b(?P<issuer>(?:\s+(?!от\b)[\p{{L}}][\p{{L}}\-]*){{0,9}}?)"
    rf"(?=\s*(?:{_DATE}|{_NUMBER}|{_NAME}))"
    rf"(?:\s*(?P<number_first>{_NUMBER})(?=\s+{_DATE}))?"
    rf"(?:\s*(?P<date>{_DATE}))?(?:\s*(?P<number>{_NUMBER}))?(?:\s*(?P<name>{_NAME}))?"
)
_BARE = regex.compile(r"(?:(?:№|N)\s?)?(?<![\d.])(?P<number>\d{1,3}-ФЗ)\b")
# «ГОСТ Р 7.0.97-2016», «СанПиН 2.1.2.2645-10», «СНиП 2.07.01-89*»: kind and number alone.
_STANDARD = regex.compile(
    rf"(?<![\p{{L}}\d])(?P<noun>(?:{'|'.join(STANDARDS)})(?:\s+Р)?)\s*(?:№\s?)?(?P<number>(?:\d|[IVX]+-)[\p{{L}}\d./\-–—]*\d\*?)"
)
_DRAFT = regex.compile(r"(?i)\bпроект\p{L}*\s+(?:\p{L}+(?:ого|его|ых|их)\s+)?$")
_ABOUT = regex.compile(r"[«\"]\s*(?:О|Об|Обо)\s|[«\"]Технический\s+регламент")


@dataclass(frozen=True, slots=True)
class Act:
    """An act as named at ``start`` up to ``end`` of the subject's text; what is not named is None.

    ``noun`` is the word for its kind, empty for a bare «59-ФЗ»; ``number`` is without «№». ``date_span`` is that of the
    day alone, ``dated`` that with «от» and «г.».
    """

    noun: str
    issuer: str
    date: datetime.date | None
    date_span: tuple[int, int] | None
    dated: tuple[int, int] | None
    number: str | None
    name: str | None
    start: int
    end: int
    number_first: tuple[int, int] | None = None
    """Where the number stands before the date."""

    @property
    def federal_law(self) -> bool:
        return self.noun.lower().startswith(("федеральн", "фз")) or (self.number or "").upper().endswith("-ФЗ")


@once_a_letter
def acts(subject: Subject) -> tuple[Act, ...]:
    """The acts that the opening and the body name, in the order of the text; a draft has no number yet and is none."""
    return tuple(act for part in subject.parts_of(*PROSE) for act in _acts(subject.text, part.start, part.end))


@once_a_letter
def standards(subject: Subject) -> tuple[Act, ...]:
    """The standards, building and sanitary rules that the opening and the body name, not those in titles of acts."""
    return tuple(
        Act(found["noun"], "", None, None, None, found["number"], None, *found.span())
        for part in subject.parts_of(*PROSE)
        for found in _STANDARD.finditer(subject.text, part.start, part.end)
        if not any(act.start <= found.start() < act.end for act in acts(subject))
    )


def first_named(named: Iterable[Act]) -> Iterator[Act]:
    """Each of ``named`` where it is named for the first time."""
    seen: set[object] = set()
    for act in named:
        key = act.number.upper() if act.number else (act.name or act.date)
        if key not in seen:
            seen.add(key)
            yield act


def _acts(text: str, start: int, end: int) -> Iterator[Act]:
    found = [
        _act(text, match)
        for match in _ACT.finditer(text, start, end)
        if _is_act(match) and not _DRAFT.search(text, max(start, match.start() - 40), match.start())
    ]
    bare = [
        Act("", "", None, None, None, match["number"], None, match.start(), match.end())
        for match in _BARE.finditer(text, start, end)
        if not any(act.start <= match.start() < act.end for act in found)
    ]
    yield from sorted((*found, *bare), key=lambda act: act.start)


def _is_act(match: "regex.Match[str]") -> bool:
    """«закон «Аралия»» and a word with nothing after it name no act."""
    if match["number"] or match["number_first"]:
        return True
    return bool(match["name"] and _ABOUT.match(match["name"])) or bool(match["date"])


def _act(text: str, match: "regex.Match[str]") -> Act:
    number = match["number"] or match["number_first"]
    days = find_dates(match["date"]) if match["date"] else ()
    name = match["name"] if match["name"] and (_ABOUT.match(match["name"]) or number) else None
    end = match.end("name") if name else max(match.end(group) for group in ("number", "date", "number_first", "noun"))
    at = match.start("date") if days else 0
    return Act(
        noun=match["noun"],
        issuer=match["issuer"].strip(),
        date=days[0].date if days else None,
        date_span=(at + days[0].start, at + days[0].end) if days else None,
        dated=match.span("date") if days else None,
        number=regex.sub(r"^(?:№|N)\s?", "", number).rstrip(".") if number else None,
        name=" ".join(name[1:-1].split()) if name else None,
        start=match.start(),
        end=end,
        number_first=match.span("number_first") if match["number_first"] else None,
    )
