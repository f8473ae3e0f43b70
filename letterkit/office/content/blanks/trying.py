"""A letter on a blank for the eye: to one kind of person, of one page or two, printed."""

from dataclasses import dataclass

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.office.content.blanks.inspection import Inspection
from letterkit.office.content.blanks.letters import LONG, SHORT, letter_on
from letterkit.office.content.samples import SAMPLE_PEOPLE

LENGTHS = {1: SHORT, 2: LONG}
"""Paragraphs by the pages that they make."""


@dataclass(frozen=True, slots=True)
class SamplePages:
    """``pages`` are pictures (PNG); none, and the reason ``why`` (a wording code), where nothing could be printed."""

    person: str
    length: int
    pages: tuple[bytes, ...] = ()
    pdf: bytes | None = None
    why: str | None = None


def show(blank: Blank, checker: Checker, person: str, length: int, known: Inspection | None = None) -> SamplePages:
    """Raises RequestError ``blank.no-sample``; TemplateError for a blank of which no letter can be made.

    What ``known`` has printed already is not printed again.
    """
    if person not in SAMPLE_PEOPLE or length not in LENGTHS:
        raise RequestError("blank.no-sample")
    paragraphs = LENGTHS[length]
    for tried in known.trial.letters if known else ():
        if (tried.letter.person, tried.letter.paragraphs) == (person, paragraphs) and tried.checked.pdf:
            return _preview_letter(person, length, tried.checked.pdf)
    letter = letter_on(blank, checker.profile, person, paragraphs)
    try:
        return _preview_letter(person, length, checker.press.converter().pdf(letter.composed.docx))
    except LetterkitError as fault:
        return SamplePages(
            person, length, why="pages.no-libreoffice" if fault.code == "libreoffice.missing" else fault.code
        )


def _preview_letter(person: str, length: int, pdf: bytes) -> SamplePages:
    from letterkit.pages.preview import previews

    return SamplePages(person, length, tuple(previews(pdf)), pdf)
