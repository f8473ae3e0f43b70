"""The closing formula (NORMS C.4)."""

from collections.abc import Iterator
from random import Random

from bench.accuracy.edit import Edit, absence, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role


def _forms(sheet: Sheet, *forms: str) -> Iterator[Edit]:
    part = sheet.first(Role.CLOSING)
    if part and sheet.words_of(part).rstrip(",") == "С уважением":
        for form in forms:
            yield swap((part.start, part.end), form, way=form)


@planter("closing.removed", "closing", "absence")
def no_closing(sheet: Sheet, random: Random) -> Iterator[Edit]:
    span = sheet.whole(Role.CLOSING)
    if span:
        yield absence(span)


@planter("closing.lower-case", "closing|spelling|typography", "form")
def lower_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _forms(sheet, "с уважением,")


@planter("closing.wrong-sign", "closing|punctuation", "form")
def wrong_sign(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _forms(sheet, "С уважением.", "С уважением!", "С уважением:", "С уважением;", "С уважением,,")


@planter("closing.shortened", "closing|abbreviation", "form")
def shortened_closing(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _forms(sheet, "С ув.,", "С уваж.,")


@planter("closing.misspelt", "closing|spelling|grammar", "typo", most=8)
def misspelt(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _forms(
        sheet, "С уважениям,", "С уваженим,", "С увожением,", "Суважением,", "С уважениeм,", "С уважение,"
    )


@planter("closing.unofficial", "closing|tone", "form", most=8)
def unofficial(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Warmer than a public body may be."""
    yield from _forms(
        sheet,
        "С наилучшими пожеланиями,",
        "Всего доброго,",
        "С надеждой на понимание,",
        "Искренне Ваш,",
        "До свидания,",
        "С приветом,",
        "С глубоким почтением,",
        "Удачи,",
    )


@planter("closing.without-greeting", "closing|salutation", "absence")
def without_greeting(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The greeting is gone, the closing that answers it stays."""
    span = sheet.whole(Role.SALUTATION)
    if span and sheet.first(Role.CLOSING):
        yield absence(span)
