"""Size and font of printed words: what a reader sees, and nothing where the file cannot tell."""

import io
import subprocess
from collections.abc import Callable

import pikepdf
import pytest
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from letterkit.core.page import PageWord
from letterkit.pages.facts import page_facts

CYRILLIC = "CyrillicType"


@pytest.fixture(scope="module", autouse=True)
def cyrillic_font() -> None:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Liberation Serif:style=Regular"], capture_output=True, text=True, check=True
    )
    pdfmetrics.registerFont(TTFont(CYRILLIC, found.stdout))


def words_of(draw: Callable[[Canvas], None], change: Callable[[pikepdf.Pdf], None] | None = None) -> list[PageWord]:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(210 * mm, 297 * mm))
    draw(canvas)
    canvas.save()
    if change is not None:
        changed = io.BytesIO()
        with pikepdf.open(made) as opened:
            change(opened)
            opened.save(changed)
        made = changed
    return list(page_facts(made.getvalue()).pages[0].words)


@pytest.mark.parametrize("size_pt", [8, 11.5, 12, 14])
def test_a_word_has_the_size_and_the_font_it_is_set_in(size_pt: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(CYRILLIC, size_pt)
        canvas.drawString(72, 700, "Министерство")
        canvas.setFont("Times-Roman", size_pt)
        canvas.drawString(72, 650, "Ministry")

    cyrillic, latin = words_of(draw)
    assert (cyrillic.size_pt, latin.size_pt) == (size_pt, size_pt)
    assert (cyrillic.font, latin.font) == ("LiberationSerif", "Times-Roman")


def test_a_page_that_is_shrunk_has_smaller_type() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(0.5, 0.5)
        canvas.setFont(CYRILLIC, 14)
        canvas.drawString(72, 700, "Министерство")

    (word,) = words_of(draw)
    assert word.size_pt == pytest.approx(7)


def test_a_turned_word_has_the_size_of_its_letters() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(90)
        canvas.setFont(CYRILLIC, 14)
        canvas.drawString(0, 0, "Министерство")

    (word,) = words_of(draw)
    assert word.size_pt == pytest.approx(14)
    assert word.box.height_mm > word.box.width_mm


def test_text_laid_invisibly_under_a_scan_has_no_size() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont(CYRILLIC, 14)
        text.setTextRenderMode(3)
        text.textLine("Невидимо")
        text.setTextRenderMode(0)
        text.textLine("Видимо")
        canvas.drawText(text)

    under, seen = words_of(draw)
    assert (under.text, under.size_pt, under.font) == ("Невидимо", None, None)
    assert (seen.text, seen.size_pt) == ("Видимо", 14)


def test_a_raised_mark_does_not_change_the_size_of_its_word() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont(CYRILLIC, 14)
        text.textOut("договор")
        text.setFont(CYRILLIC, 8)
        text.setRise(5)
        text.textOut("1")
        canvas.drawText(text)

    (word,) = words_of(draw)
    assert (word.text, word.size_pt) == ("договор1", 14)


def test_a_font_without_a_name_tells_no_size() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(CYRILLIC, 14)
        canvas.drawString(72, 700, "Министерство")

    def nameless(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            font.BaseFont = pikepdf.Name("/")

    (word,) = words_of(draw, nameless)
    assert (word.size_pt, word.font) == (None, None)
