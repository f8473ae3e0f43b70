"""Words in pieces: a hyphen divides them at the end of a line, or each letter stands apart («П р о ш у»)."""

from collections.abc import Sequence
from itertools import groupby

import regex

from letterkit.intake.values import Span
from letterkit.russian.morph import parses

_STOPS = r"(?P<stops>[.,:;!?…)»\"]*)"
_DIVIDED = regex.compile(
    rf"(?<![\p{{L}}-])(?P<head>(?:\p{{L}}+-)?\p{{L}}{{2,}})(?P<mark>[-‐¬]\s*\n[^\S\n]*)(?P<tail>\p{{Ll}}+(?:-\p{{L}}+)*)(?![\p{{L}}-]){_STOPS}"
)
_SPACED = regex.compile(rf"(?<![\p{{L}}\d])(?P<word>\p{{L}}(?: \p{{L}}){{4,}})(?![\p{{L}}\d]){_STOPS}")
_CUT = regex.compile(r"[\p{L}\d,–—-]")
_GOES_ON = regex.compile(r"\s*[\p{Ll}\d](?!\p{L}{0,2}\.\s|[\d.]*\))")
_FEWEST, _MOST, _WIDE, _FULL, _HEAD = 3, 0.5, 60, 0.75, 6


def join_split(text: str) -> tuple[str, Sequence[Span]]:
    """``text``, as long as it was, with such words whole, blanks after them; and where what was moved lies.

    A word that is written with a hyphen («северо-восточный», «по-прежнему») keeps it.
    """
    moved: list[Span] = []

    def join(word: "regex.Match[str]") -> str:
        head, mark, tail, stops = word.group("head", "mark", "tail", "stops")
        hyphen = _hyphen_of(head, tail)
        moved.append((word.start("mark"), word.end()))
        return head + hyphen + tail + stops + (mark[1:] if hyphen else " " + mark[1:])

    def close(word: "regex.Match[str]") -> str:
        letters = word["word"].replace(" ", "")
        if not _is_known(letters):
            return word[0]
        moved.append(word.span())
        return (letters + word["stops"]).ljust(len(word[0]))

    return _SPACED.sub(close, _DIVIDED.sub(join, text)), tuple(moved)


def join_lines(text: str) -> str:
    """``text``, as long as it was, whose narrow paragraphs of lines cut at any word are in one line each.

    Wider ones are known by ``sentences``; a column so narrow may be a head or a list as well.
    """
    paragraphs = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return "\n".join(_as_one_line(list(lines)) if is_told else "\n".join(lines) for is_told, lines in paragraphs)


def _as_one_line(lines: Sequence[str]) -> str:
    widest, margin = max(map(len, lines)), min(len(line) - len(line.lstrip()) for line in lines)
    cut = [_CUT.match(line.rstrip()[-1:]) is not None for line in lines[:-1]]
    goes_on = [is_cut and _GOES_ON.match(after) is not None for is_cut, after in zip(cut, lines[1:], strict=True)]
    if widest >= _WIDE or margin >= _HEAD or len(lines) < _FEWEST or sum(goes_on) < _MOST * len(goes_on):
        return "\n".join(lines)
    full = [is_cut and len(line) >= _FULL * widest for is_cut, line in zip(cut, lines, strict=False)]
    marks = [" " if joint else "\n" for joint in map(max, goes_on, full)]
    return "".join(line + mark for line, mark in zip(lines, [*marks, ""], strict=True))


def widen(span: Span, moved: Sequence[Span]) -> Span:
    """Where in the text as it was ``span`` of the joined one lies."""
    start, end = span
    return start, next((last for first, last in moved if first < end < last), end)


def _hyphen_of(head: str, tail: str) -> str:
    """What stands between them."""
    whole, parted, last = map(_is_known, (head + tail, f"{head}-{tail}", tail))
    ends = "-" in head and _is_known(head.rpartition("-")[2] + tail)  # «дизайн-проек-/та»
    if (whole and not (parted and last)) or ends or not last:  # «Кош-/манбетовича»: what is no word is the end of one
        return ""
    return "-"


def _is_known(word: str) -> bool:
    return any(each.is_known for each in parses(word.lower()))
