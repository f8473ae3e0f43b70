"""What letters on a blank look like: the layout rules of the pack asked of samples, and told of the blank."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.checking.checker import CheckedLetter, Checker, Composition
from letterkit.compose import Blank
from letterkit.core.errors import LetterkitError, TemplateError
from letterkit.core.finding import Finding, Level
from letterkit.office.content.blanks.letters import SampleLetter, letters_on
from letterkit.office.content.blanks.markup import TAG
from letterkit.office.content.blanks.origin import Origins, trace_blank
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.remark import BlankPlace, Remark

_ORDER = tuple(Level)
_OF_BLANKS = frozenset({
    "layout", "letterhead", "reference", "addressee", "title", "salutation", "closing", "signature", "executor",
    "attachment", "esign", "length", "placeholder",
})  # fmt: skip
"""Families of rules that ask what only the blank decides: the words of the samples break none of them."""
_TOLD_BETTER = frozenset({"letterhead.differs", "letterhead.name-differs", "placeholder.changing-field"})
"""Typed data of the body and fields of Word, which ``reference`` and ``leftovers`` find in the blank itself."""


@dataclass(frozen=True, slots=True)
class PrintedSample:
    """A sample as printed and checked."""

    letter: SampleLetter
    checked: CheckedLetter


@dataclass(frozen=True, slots=True)
class Trial:
    """``unprinted``: why there are no pages, a wording code; then nothing is known of the layout."""

    letters: tuple[PrintedSample, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unprinted: str | None = None


def try_blank(blank: Blank, places: Places, checker: Checker) -> Trial:
    """Letters on ``blank`` made, printed and checked; a blank that makes no letter has that as its remark."""
    mark = trace_blank(blank, places)
    try:
        letters = letters_on(mark.blank, checker.profile)
    except LetterkitError as fault:
        return Trial(remarks=(Remark(_blank_fault(fault, blank)),))
    asked = [Composition(each.composed.docx, each.name, each.card) for each in letters]
    tried, remarks = [], []
    unprinted: str | None = None
    for letter, outcome in zip(letters, checker.check_together(asked), strict=True):
        if isinstance(outcome, LetterkitError):
            remarks.append(Remark(_blank_fault(outcome, blank)))
            continue
        tried.append(PrintedSample(letter, outcome))
        if outcome.pdf is None:
            unprinted = next(
                (one.why for one in outcome.report.not_checked if one.what.startswith("layout")), "pages.off"
            )
        origins = Origins(letter.composed.docx, letter.name, mark)
        remarks += _of_letter(outcome, origins, places, blank)
    return Trial(tuple(tried), tuple(_merge_remarks(remarks)), unprinted)


def _of_letter(checked: CheckedLetter, origins: Origins, places: Places, blank: Blank) -> Iterator[Remark]:
    for finding in checked.report.findings:
        place = origins.place(finding.start)
        if finding.code in _TOLD_BETTER:
            continue
        if finding.family not in _OF_BLANKS:
            if not _stands_in(finding, place, places):
                continue
            place = places.words_in(place, finding.excerpt)
        error = TemplateError(
            "blank.letter",
            file=blank.file,
            message=finding.message,
            advice=finding.advice.rstrip("."),
            rule=finding.code,
            part=place.part,
            paragraph=place.paragraph,
        )
        yield Remark(error, finding.level, place, finding.clause)


def _stands_in(finding: Finding, place: BlankPlace, places: Places) -> bool:
    """Whether the words found are typed into the blank, and not those of the sample."""
    if place.start is None or place.end is None or not finding.excerpt.strip():
        return False
    return finding.excerpt in TAG.sub("\0", places.text[place.start : place.end])


def _merge_remarks(remarks: Sequence[Remark]) -> Iterator[Remark]:
    """One remark for what several letters show, the worst of it; numbers in a message differ with the letter."""
    alike: dict[tuple[object, ...], Remark] = {}
    for remark in remarks:
        said = remark.error.details
        key = (
            remark.error.code,
            said.get("rule"),
            re.sub(r"\d+(?:,\d+)?", "#", str(said.get("message"))),
            remark.place,
        )
        known = alike.get(key)
        if known is None or _ORDER.index(remark.level) < _ORDER.index(known.level):
            alike[key] = remark
    yield from sorted(alike.values(), key=lambda remark: _ORDER.index(remark.level))


def _blank_fault(fault: LetterkitError, blank: Blank) -> LetterkitError:
    """``fault`` of a sample as that of the blank."""
    return TemplateError(fault.code, file=blank.file, **fault.details)  # type: ignore[arg-type]
