"""What makes two rows, two applicants or two texts the same, however they were typed."""

import dataclasses
import datetime
import hashlib
import json
import operator
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from letterkit.core.case import Applicant, CaseCard

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"\s*([^\W\d_])\.\s*([^\W\d_])\.?\s*")
_SIGN = re.compile(r"[\s№#]")
_HYPHEN = re.compile("[‐‑‒–—−]")
_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_DATE_LENGTH = 10
_UNTIDY = re.compile(r"[^\S ]|  |^ | $")
_FIGURES = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
"""Numbers of a house and a flat, not a postcode."""
# Letters that look alike: what was typed with a Latin keyboard is read as Russian.
_RUSSIAN = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")
_PLANNED = frozenset({"reply.outcome", "reply.ground"})
"""Said by the reply text already; a row may name them or not."""
_ROW = "row/1"
_IN_ORDER = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_KEPT = 2048
"""Most words and lines of a batch are the same in all its rows."""
_SHORT = 200
"""Longer ones seldom come twice, and would fill the memory."""
_WORDS = ("appeal.subject", "appeal.questions", "reply.body", "reply.fields", "reply.due_date")


Said = Mapping[str, str]
"""What a card says, by dotted paths."""


@dataclass(frozen=True, slots=True)
class ApplicantIdentity:
    """An applicant folded for comparison; an initial stands as one letter, what is not known is empty.

    ``house`` are the figures of the address, which stay when people write the rest of it in other ways.
    """

    surname: str
    name: str
    patronymic: str
    organisation: str
    house: str

    @property
    def initials(self) -> tuple[str, str, str]:
        """The surname and two letters, by which people are looked up."""
        return self.surname, self.name[:1], self.patronymic[:1]


def who(applicant: Applicant) -> ApplicantIdentity:
    """``applicant`` without case, spaces, hyphens, «ё» and Latin look-alikes: «Иванова М.П.» may be «ИВАНОВА Мария»."""
    person = applicant.person
    name, patronymic = person.name or "", person.patronymic or ""
    both = None if patronymic else _INITIALS.fullmatch(name)
    if both:
        name, patronymic = both.groups()
    organisation = "".join(_words(applicant.organisation)) if applicant.organisation else ""
    house = "-".join(_FIGURES.findall(applicant.address)) if applicant.address else ""
    return ApplicantIdentity(_name(person.surname), _name(name), _name(patronymic), organisation, house)


def may_be_one(one: ApplicantIdentity, other: ApplicantIdentity) -> bool:
    """Whether both may be the same applicant by their names: nothing that is known of both differs."""
    if one.organisation and other.organisation:
        return one.organisation == other.organisation
    return (
        bool(one.surname)
        and one.surname == other.surname
        and _fits(one.name, other.name)
        and _fits(one.patronymic, other.patronymic)
    )


def live_apart(one: ApplicantIdentity, other: ApplicantIdentity) -> bool:
    """Whether the addresses tell two namesakes from each other."""
    return bool(one.house and other.house) and one.house != other.house


def appeal_key(number: str) -> str:
    """The number of an appeal without «№», spaces and differences of hyphens, case and alphabet."""
    bare = _HYPHEN.sub("-", _SIGN.sub("", number))
    return unicodedata.normalize("NFKC", bare).casefold().translate(_RUSSIAN)


def text_key(text: str) -> str:
    """A hash of the words of ``text``: the same for texts that differ in signs, spaces, case, «ё»."""
    lines = (_line_words(line) for line in text.replace("\u00ad", "").split("\n"))
    return _digest(" ".join(filter(None, lines)))


def said_by(card: CaseCard) -> Said:
    """All that ``card`` says: empty cells, dates as text, numbers as text and lists as lines make no difference."""
    made = {
        path: said for path, value in zip(_LEAVES, _VALUES(card), strict=True) if value and (said := _text_of(value))
    }
    for name, value in card.reply.fields.items():
        if said := _text_of(value):
            made[f"reply.fields.{name}"] = said
    return made


def card_words(card: Said, reply_id: str) -> str:
    """What the reply to a card says, told by the card: the matter, the questions, the fields of the reply text."""
    said = sorted(each for each in card.items() if each[0].startswith(_WORDS))
    return "\n".join([reply_id, *(f"{path} {value}" for path, value in said)])


def row_key(card: Said, reply_id: str) -> str:
    """The identity of a row, 64 hexadecimal digits: a row that says the same has the same key, whatever its file."""
    values = {path: value for path, value in card.items() if path not in _PLANNED}
    return _digest(_IN_ORDER([_ROW, reply_id, values]))


def _leaves(value: object, path: str = "") -> Iterator[str]:
    """Where the single values of a card stand."""
    for name in getattr(value, "__dataclass_fields__", ()):
        inner, at = getattr(value, name), f"{path}{name}"
        if dataclasses.is_dataclass(inner):
            yield from _leaves(inner, f"{at}.")
        elif not isinstance(inner, Mapping):
            yield at


_LEAVES = tuple(_leaves(CaseCard()))
_VALUES = operator.attrgetter(*_LEAVES)  # one call for all: a batch asks a hundred thousand times


def _text_of(value: object) -> str:
    if type(value) is not str:
        if value is None or value is False:
            return ""
        if isinstance(value, (list, tuple)):
            return "\n".join(filter(None, map(_text_of, value)))
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, datetime.date):
            return value.isoformat()
    text = str(value)
    return _tidy_cached(text) if len(text) <= _SHORT else _tidy(text)


@lru_cache(_KEPT)
def _tidy_cached(text: str) -> str:
    return _tidy(text)


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if _UNTIDY.search(text):
        text = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    dated = _DATE.fullmatch(text) if len(text) == _DATE_LENGTH else None
    if dated is None:
        return text
    day, month, year, *iso = dated.groups()
    return "-".join(iso) if year is None else f"{year}-{month}-{day}"


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е"))


@lru_cache(_KEPT)
def _line_words(line: str) -> str:
    return " ".join(_words(line))


@lru_cache(_KEPT)
def _name(part: str | None) -> str:
    """The letters of a name alone: «Петров – Водкин» and «петров-водкин» are one."""
    if not part:
        return ""
    return "".join(_LETTERS.findall(unicodedata.normalize("NFKC", part).casefold().translate(_RUSSIAN)))


def _fits(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
