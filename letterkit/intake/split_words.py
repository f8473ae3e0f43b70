"""Words in pieces: a hyphen divides them at the end of a line, or each letter stands apart («П р о ш у»)."""

from collections.abc import Sequence

import regex

from letterkit.intake.values import Span
from letterkit.russian.morph import parses

_STOPS = r"(?P<stops>[.,:;!?…)»\"]*)"
_DIVIDED = regex.compile(
    rf"(?<![\p{{L}}-])(?P<head>\p{{L}}{{2,}})(?P<mark>[-‐¬]\s*\n[^\S\n]*)(?P<tail>\p{{Ll}}+)(?![\p{{L}}-]){_STOPS}"
)
_SPACED = regex.compile(rf"(?<![\p{{L}}\d])(?P<word>\p{{L}}(?: \p{{L}}){{4,}})(?![\p{{L}}\d]){_STOPS}")


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


def widen(span: Span, moved: Sequence[Span]) -> Span:
    """Where in the text as it was ``span`` of the joined one lies."""
    start, end = span
    return start, next((last for first, last in moved if first < end < last), end)


def _hyphen_of(head: str, tail: str) -> str:
    """What stands between them."""
    whole, parted, last = map(_is_known, (head + tail, f"{head}-{tail}", tail))
    if (whole and not (parted and last)) or not last:  # «Кош-/манбетовича»: what is no word is the end of one
        return ""
    return "-"


def _is_known(word: str) -> bool:
    return any(each.is_known for each in parses(word.lower()))
