"""A copy of a blank with a Word comment at every remark: what is wrong there, how to mend it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from letterkit.core import clock
from letterkit.office.content.remark import Remark
from letterkit.reports.annotate import AUTHOR, INITIALS
from letterkit.reports.template_words import place_words
from letterkit.reports.wording import LEVEL_FORMS, quote, sentence_of

if TYPE_CHECKING:
    from letterkit.ooxml.comment_part import Line
    from letterkit.ooxml.comment_places import Spot


def add_comments(docx: bytes, name: str, remarks: Sequence[Remark]) -> bytes:
    """The blank ``docx`` with a comment for each of ``remarks``, in their order; nothing else in it changes.

    Word lets no comment hang in headers, boxes and footnotes: one about words there stands beside and names the place.
    Raises LetterFileError as ``ooxml.comments.Commenting``.
    """
    from letterkit.ooxml.comments import Commenting

    blank = Commenting(docx, name, author=AUTHOR, initials=INITIALS, moment=clock.now())
    for remark in remarks:
        spot = blank.spot(remark.place.start, remark.place.end)
        blank.add(spot, tuple(_lines(remark, spot)))
    return blank.save()


def _lines(remark: Remark, spot: "Spot") -> Iterator["Line"]:
    yield sentence_of(remark.error), "bold"
    if not spot.exact:
        place = place_words(remark.place)
        words = f": {quote(remark.place.words)}" if remark.place.words else ""
        yield f"Место: {place}{words}.", "plain"
    level = LEVEL_FORMS[remark.level][0].capitalize()
    about = [level, f"п. {remark.clause} Порядка"] if remark.clause else [level]
    yield " · ".join([*about, str(remark.error.details.get("rule") or remark.error.code)]), "small"
