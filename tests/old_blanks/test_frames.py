"""A blank that went through LibreOffice prints the same letters: its frames grow again."""

import pytest

from letterkit.checking.checker import Checker
from letterkit.compose.fill import fill
from letterkit.compose.inspect import sentinels
from letterkit.compose.starter import starter
from letterkit.office.content.blanks.given import take
from letterkit.old_blanks.frames import mend_frames
from letterkit.pages.facts import page_facts

from .made_blanks import saved_as
from .test_marks import as_blank

pytestmark = pytest.mark.office

_NEAR_MM = 1.0
"""What rounding to whole twips and points moves a word by."""


def placed(data: bytes, printer: Checker) -> list[tuple[str, int, int]]:
    filled = fill(as_blank(data), sentinels()).docx
    pages = page_facts(printer.press.converter().pdf(filled)).pages
    return sorted(
        (word.text, round(word.box.x_mm / _NEAR_MM), round(word.box.y_mm / _NEAR_MM))
        for page in pages
        for word in page.words
    )


def near(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and abs(one[1] - other[1]) <= 1 and abs(one[2] - other[2]) <= 1


@pytest.mark.parametrize("suffix", [".docx", ".doc", pytest.param(".odt", marks=pytest.mark.long)])
def test_the_starter_is_libreoffices_as_well_as_words(suffix: str, printer: Checker) -> None:
    original = starter("corner", printer.profile.limits, "gost-2025")
    back = saved_as(original, suffix, printer.press.converter())
    given = take(back, "x.docx")
    assert given.frames == 3
    before, after = placed(original, printer), placed(given.data, printer)
    assert len(before) == len(after)
    assert [(one, other) for one, other in zip(before, after, strict=True) if not near(one, other)] == []


def test_a_blank_of_words_own_is_not_touched(printer: Checker) -> None:
    data = starter("longitudinal", printer.profile.limits, "gost-2025")
    assert mend_frames(data, "x.docx") == (data, 0)
