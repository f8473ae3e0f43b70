"""A noun phrase put back into the nominative: «районную комиссию города» → «районная комиссия города»."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex

from letterkit.russian.forms import put
from letterkit.russian.morph import parses
from letterkit.russian.names_letters import keep_capitals

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
_MODIFIERS = frozenset(("ADJF", "PRTF"))
_MOST = 5
"""Words before the head of a phrase that can agree with it."""


def phrase_nominative(phrase: str, cases: Sequence[str]) -> str | None:
    """``phrase`` with its first head and what agrees with it in the nominative; the words after the head stay.

    ``cases`` are those in which it may stand, the likeliest first, in OpenCorpora's terms («accs», «datv»); None when
    it begins with no noun in any of them. A second head joined by «и» changes too.
    """
    words = list(_WORD.finditer(phrase))
    for case in cases:
        head = _head(words, case)
        if head is None:
            continue
        changes = _to_nominative(words[: head + 1], case)
        if changes is None:
            continue
        joined = _second_head(phrase, words, head, case)
        if joined is not None:
            changes |= _to_nominative(words[joined[0] : joined[1] + 1], case) or {}
        return _rebuilt(phrase, changes)
    return None


def _head(words: "Sequence[regex.Match[str]]", case: str) -> int | None:
    """The first noun in ``case`` with nothing before it but what can agree with it."""
    for index, word in enumerate(words[:_MOST]):
        modifies = _reading(word[0], case, _MODIFIERS) is not None
        if _reading(word[0], case, frozenset(("NOUN",))) is not None and not (
            modifies and index + 1 < len(words) and _agree(word[0], words[index + 1][0], case)
        ):
            return index
        if not modifies:
            return None
    return None


def _agree(modifier: str, noun: str, case: str) -> bool:
    """Whether ``modifier`` is an adjective of ``noun``, though it may be a noun itself: «главному врачу»."""
    head = _reading(noun, case, frozenset(("NOUN",)))
    return head is not None and any(
        each.tag.POS in _MODIFIERS and case in each.tag and each.tag.number == head.tag.number
        and each.tag.gender in (head.tag.gender, None)
        for each in parses(modifier.lower())
    )  # fmt: skip


def _reading(word: str, case: str, parts: frozenset[str]) -> "Parse | None":
    read = [each for each in parses(word.lower()) if each.tag.POS in parts]
    fits = [each for each in read if case in each.tag or (case == "loct" and "loc2" in each.tag)]
    if not fits or (fits[0].score < 0.02 and len(read) > len(fits)):
        return None
    return fits[0]


def _to_nominative(words: "Sequence[regex.Match[str]]", case: str) -> dict[tuple[int, int], str] | None:
    head = _reading(words[-1][0], case, frozenset(("NOUN",)))
    made = head and put(head, frozenset(one for one in ("nomn", head.tag.number) if one))
    if head is None or made is None:
        return None
    changes = {words[-1].span(): keep_capitals(words[-1][0], made)}
    for word in words[:-1]:
        read = [
            each
            for each in parses(word[0].lower())
            if each.tag.POS in _MODIFIERS and case in each.tag and each.tag.number == head.tag.number
            and each.tag.gender in (head.tag.gender, None)
        ]  # fmt: skip
        wanted = {"nomn", head.tag.number} | ({head.tag.gender} if head.tag.number == "sing" else set())
        form = read and put(read[0], frozenset(one for one in wanted if one))
        if not form:
            return None
        changes[word.span()] = keep_capitals(word[0], form)
    return changes


def _second_head(phrase: str, words: "Sequence[regex.Match[str]]", head: int, case: str) -> tuple[int, int] | None:
    """A noun after «и» in the same case and no genitive: «о ремонте крыши и замене труб»."""
    for index in range(head + 1, len(words) - 1):
        if words[index][0].lower() != "и":
            continue
        rest = words[index + 1 :]
        second = _head(rest, case)
        if second is None:
            return None
        noun = rest[second][0].lower()
        if any("gent" in each.tag for each in parses(noun) if each.tag.POS == "NOUN") and case != "gent":
            return None
        return index + 1, index + 1 + second
    return None


def _rebuilt(phrase: str, changes: dict[tuple[int, int], str]) -> str:
    made, done = [], 0
    for (start, end), form in sorted(changes.items()):
        made += [phrase[done:start], form]
        done = end
    return "".join([*made, phrase[done:]])
