"""How a mend is told where the eye sees no change: spaces, dashes and letters of another alphabet have names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from letterkit.core.finding import Finding
from letterkit.reports.wording import quote, visible
from letterkit.russian.clean import InvisibleKind, clean, invisible

MOST = 4
"""Mends of one finding that are told."""
_SPACES = {
    " ": ("пробел", "пробелы"),
    "\t": ("знак табуляции", "знаки табуляции"),
    "\n": ("новая строка", "новые строки"),
    "\u00a0": ("неразрывный пробел", "неразрывные пробелы"),
    "\u202f": ("узкий неразрывный пробел", "узкие неразрывные пробелы"),
    "\u2009": ("тонкий пробел", "тонкие пробелы"),
}
_OTHER_SPACE = ("особый пробел", "особые пробелы")
_DASHES = {
    "-": ("дефис", "дефиса"),
    "\u2010": ("дефис", "дефиса"),
    "\u2011": ("неразрывный дефис", "неразрывного дефиса"),
    "–": ("тире", "тире"),
    "—": ("длинное тире", "длинного тире"),
    "−": ("минус", "минуса"),
}
_WITHOUT: dict[InvisibleKind, str] = {
    "soft-hyphen": "без мягкого переноса",
    "zero-width": "без невидимого знака",
    "direction": "без знака направления письма",
    "control": "без управляющего знака",
    "combining": "буква одним знаком",
}
_ALPHABETS = {"CYRILLIC": "русскими буквами", "LATIN": "латинскими буквами"}
_ENDS = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_SPACE_RUN = re.compile(r"\s+")
_DASH = re.compile(f"[{''.join(map(re.escape, _DASHES))}]")


@dataclass(frozen=True, slots=True)
class MendWords:
    """``words`` to be quoted, and what nobody would see: spaces ``before`` and ``after`` them, a ``note``."""

    words: str
    before: str = ""
    after: str = ""
    note: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether the mend takes away and puts nothing in its place."""
        return not (self.words or self.before)

    @property
    def is_unseen(self) -> bool:
        """Whether the words alone do not tell the mend."""
        return bool(self.before or self.after or self.note)

    def __str__(self) -> str:
        sum_ = " + ".join(part for part in (self.before, self.words and quote(self.words), self.after) if part)
        return f"{sum_} ({self.note})" if self.note else sum_


def describe_words(words: str, instead_of: str) -> MendWords:
    """``words`` for somebody who sees ``instead_of`` in their place.

    Spaces at the ends are named when the ends differ. What is inside is named only when both look the same: then it is
    all that the mend does.
    """
    first, inner, last = _cut(words)
    if not inner:
        is_left_alone = len(words) == 1 < len(instead_of) and not instead_of.strip()
        return MendWords("", f"один {_spaces(words)}" if is_left_alone else _spaces(words))
    other_first, other, other_last = _cut(instead_of)
    return MendWords(
        visible(inner),
        "" if first == other_first else _spaces(first),
        "" if last == other_last else _spaces(last),
        ", ".join(_differences(inner, other)) if inner != other and _is_alike(inner, other) else "",
    )


def mends_of(finding: Finding) -> list[MendWords]:
    """The mends of ``finding`` that are told, the first first."""
    return [describe_words(words, finding.excerpt) for words in finding.suggestions[:MOST]]


def mend_words(finding: Finding) -> str:
    """«Заменить на «Уважаемая» или «Уважаемый»», «Вставить «,»», «Убрать»; empty where nothing is suggested."""
    words = " или ".join("убрать" if mend.is_nothing else str(mend) for mend in mends_of(finding))
    sentence = words if words.startswith("убрать") or not words else f"{verb(finding)} {words}"
    return sentence[:1].upper() + sentence[1:]


def verb(finding: Finding) -> str:
    """What is done with the words of a mend of ``finding``."""
    return "вставить" if finding.start is not None and finding.start == finding.end else "заменить на"


def change_words(was: str, now: str) -> str:
    """A change that has been made: «на» + пробел → «на» + неразрывный пробел."""
    if not was:
        return f"вставлено: {describe_words(now, was)}"
    return f"{describe_words(was, now)} → {describe_words(now, was)}" if now else f"убрано: {describe_words(was, now)}"


def _cut(text: str) -> tuple[str, str, str]:
    """Spaces before, the words, spaces after; of spaces alone all stand before."""
    found = _ENDS.fullmatch(text)
    assert found is not None
    return found[1], found[2], found[3]


def _spaces(run: str) -> str:
    """The spaces of ``run`` by name, like ones counted."""
    names = Counter(_SPACES.get(space, _OTHER_SPACE) for space in run)
    return ", ".join(one if count == 1 else f"{many} ({count})" for (one, many), count in names.items())


def _is_alike(one: str, other: str) -> bool:
    """Whether both look the same: kinds of spaces and dashes, and whose letter a shape is, are not seen."""
    one, other = (_SPACE_RUN.sub(" ", _DASH.sub("-", clean(text).text)) for text in (one, other))
    if len(one) != len(other):
        return False
    return all(a == b or {_alphabet(a), _alphabet(b)} == _ALPHABETS.keys() for a, b in zip(one, other, strict=True))


def _differences(now: str, was: str) -> Iterator[str]:
    """What tells ``now`` from ``was``, which looks the same."""
    yield from (_WITHOUT[kind] for kind in dict.fromkeys(mark.kind for mark in invisible(was)))
    spaces = zip(_SPACE_RUN.findall(was), _SPACE_RUN.findall(now), strict=False)
    changed = Counter(f"один {_spaces(new)}" if len(old) > 1 else new for old, new in spaces if old != new)
    for new, count in changed.items():
        one, many = _SPACES.get(new, (new, new)) if len(new) > 1 else _SPACES.get(new, _OTHER_SPACE)
        yield one if count == 1 else many
    dashes = zip(_DASH.findall(was), _DASH.findall(now), strict=False)
    for old, new in dict.fromkeys(pair for pair in dashes if pair[0] != pair[1]):
        yield f"{_DASHES[new][0]} вместо {_DASHES[old][1]}"
    before, after = (Counter(map(_alphabet, text)) for text in (was, now))
    yield from (words for name, words in _ALPHABETS.items() if after[name] > before[name])


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0]
