"""Sentences with a fault in brackets, put at the end of a paragraph of the letter.

A line of a bank is a sentence with ``[wrong=>right]`` in it, or ``[wrong]`` where no single wording is the right one.
«{Вы}», «{Вам}» … are written small to several people. Lines with ``=>`` give controls too: the sentence done well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

import regex

from bench.accuracy.edit import Edit
from bench.accuracy.planter import Plant, Planter
from bench.accuracy.sheet import Sheet

_MARKED = regex.compile(r"^(?P<before>[^\[\]]*)\[(?P<wrong>[^\[\]]+?)(?:=>(?P<right>[^\[\]]*))?\](?P<after>[^\[\]]*)$")
_YOU = regex.compile(r"\{(\p{L}+)\}")


@dataclass(frozen=True, slots=True)
class BankLine:
    """``before + wrong + after`` is faulty, ``before + right + after`` is not; ``right`` may be unknown."""

    before: str
    wrong: str
    right: str | None
    after: str


@cache
def lines(bank: str) -> tuple[BankLine, ...]:
    """The lines of the bank of that name; LookupError (a fault of the package) for one without a pair of brackets."""
    text = files("bench.accuracy").joinpath("banks", f"{bank}.txt").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            match = _MARKED.match(line)
            if match is None:
                raise LookupError(f"{bank}.txt: {line}")
            found.append(BankLine(**match.groupdict()))
    return tuple(found)


def bank_planters(
    bank: str, families: str, kind: str, *, most: int | None = None, follows: str = ""
) -> tuple[Planter, ...]:
    """The planter of ``bank`` and, when its lines have right wordings, the control beside it."""
    known = lines(bank)
    family = families.split("|")
    wrong = Planter(
        f"{family[0]}.{bank}",
        tuple(family),
        kind,
        _wrong(bank),
        most or len(known),
        tuple(filter(None, follows.split("|"))),
    )
    rights = sum(line.right is not None for line in known)
    if not rights:
        return (wrong,)
    return wrong, Planter(f"{family[0]}.{bank}-right", (), "control", _right(bank), rights)


def _wrong(bank: str) -> Plant:
    def plant(sheet: Sheet, random: Random) -> Iterator[Edit]:
        host = _host(sheet, random)
        if host is not None:
            for line in lines(bank):
                before, wrong, after = (_you(part, sheet) for part in (line.before, line.wrong, line.after))
                at = host + 1 + len(before)
                yield Edit((host, host), f" {before}{wrong}{after}", (at, at + len(wrong)), line.before + line.wrong)

    return plant


def _right(bank: str) -> Plant:
    def plant(sheet: Sheet, random: Random) -> Iterator[Edit]:
        host = _host(sheet, random)
        if host is not None:
            for line in lines(bank):
                if line.right is not None:
                    words = _you(line.before + line.right + line.after, sheet)
                    yield Edit((host, host), f" {words}", None, line.before + line.wrong)

    return plant


def _host(sheet: Sheet, random: Random) -> int | None:
    return random.choice(sheet.hosts) if sheet.hosts else None


def _you(words: str, sheet: Sheet) -> str:
    """«{Вы}» as this letter writes it; capital at the head of a sentence all the same."""

    def written(match: "regex.Match[str]") -> str:
        return match[1].lower() if sheet.greeted == "several" and match.start() > 0 else match[1]

    return _YOU.sub(written, words)
