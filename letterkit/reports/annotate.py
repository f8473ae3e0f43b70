"""The reviewer's own letter with a Word comment at every finding: what is wrong, by which clause, how to mend it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from letterkit.core import clock
from letterkit.core.errors import LetterFileError
from letterkit.core.finding import Finding
from letterkit.core.report import Report
from letterkit.reports.mends import mend_words
from letterkit.reports.repeats import times_words
from letterkit.reports.wording import LEVEL_FORMS, quote

if TYPE_CHECKING:
    from letterkit.ooxml.comment_part import Line
    from letterkit.ooxml.comment_places import Spot

AUTHOR = "letterkit"
INITIALS = "lk"

# Keys are values of letterkit.ooxml.comment_places.Where: comments cannot hang there, so they say where to look.
_PLACES: Mapping[str, str] = {
    "text box": "в надписи (текстовом поле)",
    "header": "в верхнем колонтитуле",
    "footer": "в нижнем колонтитуле",
    "footnote": "в сноске",
    "endnote": "в концевой сноске",
}
_LONGEST_QUOTE = 200


def annotate(docx: bytes, name: str, report: Report) -> bytes:
    """The letter ``docx`` with a comment for each finding of its ``report``, in their order; the rest stays as it is.

    Raises LetterFileError ``annotate.other-letter`` when the report is of another text, and those of
    ``ooxml.comments.Commenting``.
    """
    from letterkit.ooxml.comments import Commenting

    letter = Commenting(docx, name, author=AUTHOR, initials=INITIALS, moment=clock.now())
    if letter.text != report.text:
        raise LetterFileError("annotate.other-letter", file=name)
    for finding in report.findings:
        spot = letter.spot(finding.start, finding.end)
        letter.add(spot, tuple(_lines(finding, spot, report.text)))
    return letter.save()


def _lines(finding: Finding, spot: "Spot", text: str) -> Iterator["Line"]:
    yield _sentence(finding.message), "bold"
    if finding.start is not None and not spot.exact:
        place = _PLACES.get(spot.where.value, "")
        words = _quote(finding, text)
        if place or words:
            yield f"Место: {', '.join(filter(None, (place, words)))}.", "plain"
    if mend := mend_words(finding):
        yield f"{mend}.", "plain"
    if finding.advice:
        yield _sentence(finding.advice), "plain"
    if finding.others:
        yield f"В письме {times_words(len(finding.others))}.", "plain"
    level = LEVEL_FORMS[finding.level][0].capitalize()
    about = [level, f"п. {finding.clause} Порядка"] if finding.clause else [level]
    yield " · ".join([*about, finding.code]), "small"


def _quote(finding: Finding, text: str) -> str:
    words = text[finding.start : finding.end]
    if not words.strip():
        return ""
    return quote(words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…")


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
