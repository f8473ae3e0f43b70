"""A letter's text made safe for looking at: what cannot be seen is taken away, look-alike letters are set right.

Files bring soft hyphens, zero-width marks, «и» with a separate breve, kinds of spaces, Latin «c» for Cyrillic «с».
Rules look at the cleaned text; ``CleanText.span`` takes every place back to the text as given.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from letterkit.russian.mixed_alphabets import Lookalike, find_lookalikes, replace_lookalikes

InvisibleKind = Literal["soft-hyphen", "zero-width", "direction", "control", "combining"]

_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u034f\u180e\ufe00-\ufe0f"
_AS_PICTURE = "\ufe0f"
"""Asks for the coloured picture of the sign before it: phones put it after each heart."""
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# U+034F is a combining mark by its number and an invisible joiner by its meaning.
_COMBINING = "\u0300-\u034e\u0350-\u036f"

_HIDDEN = f"{_SOFT_HYPHEN}{_ZERO_WIDTH}{_DIRECTION}{_CONTROL}{_COMBINING}"
_UNSEEN = re.compile(f"(?:[{_HIDDEN}]|\r(?=\n))+")
_MAY_HIDE = re.compile(f"[{_HIDDEN}\r]")  # most texts hide nothing, and a set of characters is sought fastest
_MARK = re.compile(f"[{_COMBINING}]")
_KINDS: tuple[tuple[InvisibleKind, re.Pattern[str]], ...] = (
    ("combining", _MARK),
    ("soft-hyphen", re.compile(_SOFT_HYPHEN)),
    ("direction", re.compile(f"[{_DIRECTION}]")),
    ("control", re.compile(f"[{_CONTROL}]")),
    ("zero-width", re.compile(f"[{_ZERO_WIDTH}]")),
)

# One character for one: these never move an offset.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011", "-"),
}
_LONE_RETURN = re.compile(r"\r(?!\n)")
_UNPLAIN = re.compile(f"[{''.join(_PLAIN)}]")

# Not allowed in XML 1.0, or able to hide or turn text around in a document.
_UNFIT = re.compile(f"[{_CONTROL}{_ZERO_WIDTH}{_DIRECTION}\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean ``text``; character ``i`` of it stood at ``origin[i]`` up to ``ends[i]`` of the text as given.

    At ``cuts`` more than what cannot be seen is left out, and ``text`` does not say what the writer wrote.
    """

    text: str
    origin: Sequence[int]
    ends: Sequence[int]
    cuts: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the text as given, in code points."""
        if start >= end:
            place = self.origin[start] if start < len(self.origin) else (self.ends[-1] if self.ends else 0)
            return place, place
        return self.origin[start], self.ends[end - 1]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` says all that stands there; what is left out of a gap says nothing."""
        return bisect_right(self.cuts, start) == bisect_left(self.cuts, end) or self.text[start:end].isspace()


@dataclass(frozen=True, slots=True)
class Invisible:
    """``text[start:end]`` as given holds marks that cannot be seen, or a letter put together from two."""

    start: int
    end: int
    kind: InvisibleKind


def clean(text: str) -> CleanText:
    """``text`` without what cannot be seen, й and ё in one piece, plain spaces and hyphens, alphabets not mixed."""
    seen = _without_unseen(text)
    return CleanText(replace_lookalikes(seen.text, find_lookalikes(seen.text)), seen.origin, seen.ends)


def lookalikes(text: str) -> tuple[Lookalike, ...]:
    """Words of ``text`` that mix alphabets, with the word as it was meant; offsets in ``text`` as given."""
    seen = _without_unseen(text)
    found = []
    for word in find_lookalikes(seen.text):
        start, end = seen.span(word.start, word.end)
        found.append(Lookalike(start, end, text[start:end], word.corrected))
    return tuple(found)


def invisible(text: str) -> tuple[Invisible, ...]:
    """Places of ``text`` with marks that cannot be seen; a composed letter is shown with the letter it stands on."""
    found = []
    for match in _UNSEEN.finditer(text):
        marks = match.group().strip("\r")
        if not marks or (marks == _AS_PICTURE and match.start() and not text[match.start() - 1].isalnum()):
            continue
        kind = next(name for name, pattern in _KINDS if pattern.search(marks))
        start = match.start()
        if kind == "combining" and start and text[start - 1].isalpha():
            start -= 1
        found.append(Invisible(start, match.end(), kind))
    return tuple(found)


def control_free(text: str) -> str:
    """``text`` fit to stand in a document: nothing invisible or forbidden in XML, letters composed, breaks as \\n.

    Non-breaking spaces and soft hyphens are the writer's own and stay.
    """
    return unicodedata.normalize("NFC", _UNFIT.sub("", _LINE_BREAKS.sub("\n", text)))


def _without_unseen(text: str) -> CleanText:
    plain = _LONE_RETURN.sub("\n", text) if "\r" in text else text
    plain = _UNPLAIN.sub(lambda match: _PLAIN[match.group()], plain)
    if _MAY_HIDE.search(plain) is None:
        return CleanText(plain, range(len(plain) + 1), range(1, len(plain) + 1))

    pieces: list[str] = []
    origin, ends = array("l"), array("l")
    done = 0
    for match in _UNSEEN.finditer(plain):
        start, end = match.span()
        pieces.append(plain[done:start])
        origin.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        marks = _MARK.findall(match.group())
        if marks and start > done and plain[start - 1].isalpha():
            composed = unicodedata.normalize("NFC", plain[start - 1] + "".join(marks))[0]
            pieces[-1] = pieces[-1][:-1] + composed
            ends[-1] = end - (plain[end - 1] == "\r")
        done = end
    pieces.append(plain[done:])
    origin.extend(range(done, len(plain) + 1))
    ends.extend(range(done + 1, len(plain) + 1))
    return CleanText("".join(pieces), origin, ends)
