"""Where two prints of a page differ is shown by boxes around what a reader would point at."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from letterkit.pages.differences import differences


def sheet(*words: tuple[float, float, str], pages: int = 1) -> bytes:
    """Words by the millimetres of their left end and baseline from the top left; on the first page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for x_mm, y_mm, text in words:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(x_mm * mm, A4[1] - y_mm * mm, text)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_the_same_page_has_none() -> None:
    assert differences(sheet((30, 50, "one")), sheet((30, 50, "one")), 1) == ()


def test_one_word_that_came_has_one_box_around_it() -> None:
    [box] = differences(sheet((30, 50, "one")), sheet((30, 50, "one"), (100, 200, "another")), 1)
    assert box.x_mm <= 100 <= 115 <= box.right_mm <= 125
    assert 190 < box.y_mm < 197
    assert 200 <= box.bottom_mm < 206


def test_words_far_apart_have_boxes_of_their_own_from_the_top() -> None:
    boxes = differences(sheet(), sheet((30, 250, "low"), (30, 50, "high"), (150, 50, "right")), 1)
    assert [(round(box.x_mm, -1), box.y_mm < 100) for box in boxes] == [(30, True), (150, True), (30, False)]


def test_a_page_that_only_one_has_differs_as_a_whole() -> None:
    [box] = differences(sheet(pages=1), sheet(pages=2), 2)
    assert (round(box.width_mm), round(box.height_mm)) == (210, 297)
