"""Names in a list of those who sign: a line each, by number, in a table, with flats or houses beside them."""

import regex

from letterkit.intake.values import Span
from letterkit.intake.zones import Zones

_PART = r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?"
_LINE = regex.compile(
    r"(?m)^[^\S\n]*+(?:№?[^\S\n]*\d{1,3}[.)]?[^\S\n]*\|?[^\S\n]*|[-–—•*|][^\S\n]*)?"
    rf"(?P<name>{_PART}(?:[^\S\n]{_PART}){{1,2}}|{_PART}[^\S\n]\p{{Lu}}\.(?:[^\S\n]?\p{{Lu}}\.)?)"
    r"[^\S\n]*(?=$|\||,|\(|[–—-][^\S\n]|\s{3}|[^\S\n](?:кв|д|дом)\.?[^\S\n]?\d|[^\S\n]?\d)"
)
_HEADED = regex.compile(
    r"(?i)(?:подпис\p{L}*|расписал\p{L}+|член\p{L}+ совета|жители|подписавш\p{L}+)[^\n]{0,40}:?\s*$"
)
_FEWEST = 2
_NEAR = 120


def listed_signers(text: str, zones: Zones) -> list[Span]:
    """Where the names of the longest such list stand, in the close or under «Подписи:»; nothing of one name."""
    best: list[Span] = []
    run: list[Span] = []
    last = -1
    for match in _LINE.finditer(text):
        start = match.start()
        if run and text[last:start].count("\n") > _FEWEST:
            run = []
        if not run and not (zones.in_close(start) or _HEADED.search(text, max(0, start - _NEAR), start)):
            continue
        run.append(match.span("name"))
        end = text.find("\n", match.end())
        last = end if end >= 0 else len(text)
        if len(run) > len(best):
            best = list(run)
    return best if len(best) >= _FEWEST else []
