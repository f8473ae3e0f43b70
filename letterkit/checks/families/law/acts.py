"""Acts as a letter names them, and those whose number, date and title are known (rules/words/acts.txt)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.errors import RuleError
from letterkit.russian.dates import find_dates, parse_date
from letterkit.word_lists import WordList, words_file, words_text

_DATE = r"от\s+(?:\d{1,2}\.\d{1,2}\.\d{2,4}(?:\s?г\.)?|«?\d{1,2}»?\s+\p{L}+\s+\d{4}(?:\s?(?:г\.|года))?)"
_NUMBER = r"(?:№|N)\s?(?:[\p{L}\d][\p{L}\d./\-]*[\p{L}\d]|\d)"
_NAME = r"(?:[«\"](?:[^«»\"\n]|«[^«»\n]*»){3,400}[»\"])"
_NOUN = (
    r"федеральн\p{L}+\s+(?:конституционн\p{L}+\s+)?закон\p{L}*|закон(?:а|у|ом|е|ы|ов|ам|ами|ах)?|постановлени\p{L}+|распоряжени\p{L}+"
    r"|решени(?:е|я|ю|ем|и)(?=\s+(?:\p{L}+\s+){0,3}?(?:дум|совет|собрани|администраци|комисси|правлени|глав)\p{L}*)|приказ(?:а|у|ом|е|ы|ами?|ов|ах)?|указ(?:а|у|ом|е)?|\bФЗ"
)
_ACT = regex.compile(
    rf"(?i)\b(?P<noun>{_NOUN})\b(?P<issuer>(?:\s+(?!от\b)[\p{{L}}][\p{{L}}\-]*){{0,9}}?)"
    rf"(?=\s*(?:{_DATE}|{_NUMBER}|{_NAME}))"
    rf"(?:\s*(?P<number_first>{_NUMBER})(?=\s+{_DATE}))?"
    rf"(?:\s*(?P<date>{_DATE}))?(?:\s*(?P<number>{_NUMBER}))?(?:\s*(?P<name>{_NAME}))?"
)
_BARE = regex.compile(r"(?:(?:№|N)\s?)?(?<![\d.])(?P<number>\d{1,3}-ФЗ)\b")
_ABOUT = regex.compile(r"[«\"]\s*(?:О|Об|Обо)\s|[«\"]Технический\s+регламент")


@dataclass(frozen=True, slots=True)
class Act:
    """An act as named at ``start`` up to ``end`` of the subject's text; what is not named is None.

    ``noun`` is the word for its kind, empty for a bare «59-ФЗ»; ``number`` is without «№».
    """

    noun: str
    issuer: str
    date: datetime.date | None
    date_span: tuple[int, int] | None
    number: str | None
    name: str | None
    start: int
    end: int
    number_first: bool = False

    @property
    def federal_law(self) -> bool:
        return self.noun.lower().startswith(("федеральн", "фз")) or (self.number or "").upper().endswith("-ФЗ")


@dataclass(frozen=True, slots=True)
class KnownAct:
    """A line of the list of acts; ``articles`` is how many it has, where that is known."""

    number: str
    date: datetime.date
    name: str
    articles: int | None


@once_a_letter
def acts(subject: Subject) -> tuple[Act, ...]:
    """The acts that the opening and the body name, in the order of the text."""
    return tuple(act for part in subject.parts_of(*PROSE) for act in _acts(subject.text, part.start, part.end))


def _acts(text: str, start: int, end: int) -> Iterator[Act]:
    found = [_act(text, match) for match in _ACT.finditer(text, start, end) if _is_act(match)]
    bare = [
        Act("", "", None, None, match["number"], None, match.start(), match.end())
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
        number=regex.sub(r"^(?:№|N)\s?", "", number).rstrip(".") if number else None,
        name=" ".join(name[1:-1].split()) if name else None,
        start=match.start(),
        end=end,
        number_first=match["number_first"] is not None,
    )


def known_acts(file: WordList | None = None) -> tuple[KnownAct, ...]:
    """The list of acts; raises RuleError ``words.line`` (``line``) for a line that cannot be read."""
    return _acts_of(file or words_file("acts.txt"))


@lru_cache(maxsize=8)
def _acts_of(path: WordList) -> tuple[KnownAct, ...]:
    return tuple(_parse_act(path, number, line) for number, line in _lines(path))


def _lines(path: WordList) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(words_text(path).splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _parse_act(path: WordList, number: int, line: str) -> KnownAct:
    fields = [field.strip() for field in line.split("|")]
    try:
        articles = int(fields[3]) if len(fields) > 3 else None
        return KnownAct(fields[0], parse_date(fields[1]), fields[2], articles)
    except (ValueError, IndexError):
        raise RuleError("words.line", file=str(path), line=number, text=line) from None
