"""Marks around and inside a list (clause 3.3): «Приложите документы» before its items, the ends of the items."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject

_ITEM = regex.compile(r"\s*(?:[-–—•]|\d{1,2}[.)]|\p{Ll}\))\s")
_DASH_ITEM = regex.compile(r"\s*(?:[-–—•]|\d{1,2}\)|\p{Ll}\))\s+(?P<first>\S)")
_LAST_WORD = regex.compile(r"[\p{L}\p{N}»)]+(?P<mark>[.;,]?)$")
_GLUED_ITEM = regex.compile(r"\s*[-–—•]\S")  # an item all the same, its space is lost
# What announces a list for certain; after other sentences a full stop may stand.
_ANNOUNCES = regex.compile(
    r"(?i)\b(?:(?:ниже)?следующ(?:ие|ее|ий|ая|их|им|ими|ую|его|ей)\b[^.!?]*|(?:вправе|необходимо|нужно|следует|можете|"
    r"обязан\p{L}*|должн\p{L}*|прилагаются|приложите|представьте|предоставьте|принесите|документы|сведения)"
    r"(?:\s(?:документы|сведения))?)[.;,]?$"
)
_LONGEST = 400
_LINE = regex.compile(r"[^\n]*\S[^\n]*")
_TWO_SENTENCES = regex.compile(r"[.!?]\s+\p{Lu}")


_Line = tuple[int, str]


@function_check("punctuation.list-colon")
def list_colon(subject: Subject) -> Iterator[Hit]:
    """A sentence that announces a list, the list after it, and no colon between them."""
    in_item = False
    for (start, words), (_, following) in pairwise(_lines(subject)):
        in_item = bool(_ITEM.match(words) or _GLUED_ITEM.match(words)) or (in_item and words[0].islower())
        if in_item or not _ITEM.match(following):
            continue
        found = _LAST_WORD.search(words)
        if found is None:
            continue
        item = _DASH_ITEM.match(following)
        # «Работы включают.» and an item with a small letter: no sentence has ended
        small = item is not None and item["first"].islower() and (found["mark"] or words[-1].islower())
        if not _ANNOUNCES.search(words) and not (small and found["mark"] != ","):
            continue
        if found["mark"] == "." and (not _DASH_ITEM.match(following) or "ледующее." in found.group()):
            continue  # «сообщаем следующее.» and paragraphs with numbers
        mended = f"{words[found.start() : found.start('mark')]}:"
        yield Hit(start + found.start(), start + found.end(), suggestions=(mended,))


@function_check("punctuation.list-end")
def list_end(subject: Subject) -> Iterator[Hit]:
    """An item of a list with dashes that ends otherwise than its fellows: they end with «;», the last with a stop."""
    for items in _lists(subject):
        inner = [words[-1] for _, words in items[:-1]]
        two = len(items) == 2 and _is_one_of_two(items[0][1], items[1][1])
        if (len(inner) < 2 and not two) or max(len(words) for _, words in items) > _LONGEST:
            continue
        if not two and inner.count(";") * 2 < len(inner) and inner.count(".") * 2 <= len(inner):
            continue  # all with commas or with nothing: a way of its own
        for number, (start, words) in enumerate(items, 1):
            wanted = "." if number == len(items) else ";"
            found = _LAST_WORD.search(words)
            if found is not None and found["mark"] != wanted:
                mended = words[found.start() : found.start("mark")] + wanted
                yield Hit(start + found.start(), start + found.end(), suggestions=(mended,))


def _is_one_of_two(first: str, last: str) -> bool:
    """Whether the first of two items ends with a stop, or with nothing while the second has one."""
    return last[-1] in ".;" and (first[-1] == "." or first[-1].isalnum())


def _lines(subject: Subject) -> Iterator[_Line]:
    """The lines of the text proper, each with its place."""
    for part in subject.parts_of(*PROSE):
        for found in _LINE.finditer(subject.text, part.start, part.end):
            yield found.start(), found.group().rstrip()


def _lists(subject: Subject) -> Iterator[Sequence[_Line]]:
    """Runs of items with dashes that all begin with a small letter and hold one sentence each.

    An item goes on in the next line where it has no mark at its end; where that line begins with a capital, it may be
    a paragraph of its own, and nobody knows where the list ends.
    """
    run: list[_Line] = []
    for start, words in _lines(subject):
        item = _DASH_ITEM.match(words)
        if item is not None and item["first"].islower() and not _TWO_SENTENCES.search(words):
            run.append((start, words))
        elif run and item is None and words[0].islower() and run[-1][1][-1] not in ".;":
            begins = run[-1][0]
            run[-1] = begins, subject.text[begins : start + len(words)]
        else:
            if run and (run[-1][1][-1] in ".;" or not words[0].isalpha() or words[0].islower()):
                yield run
            run = []
    if run:
        yield run
