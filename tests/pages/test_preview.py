"""Pictures of pages: right size, right colours, safe from threads."""

import io
import threading
import time

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from letterkit.core.errors import LetterFileError, RequestError
from letterkit.core.page import PageFacts
from letterkit.pages import preview
from letterkit.pages.preview import png, previews, remove_encryption


def drawn(*sizes: tuple[float, float], colour: tuple[float, float, float] = (0, 0, 0)) -> bytes:
    """Pages of the given sizes in points, a square of ``colour`` in the lower left corner of each."""
    made = io.BytesIO()
    canvas = Canvas(made)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, 0, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def opened(picture: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(picture))
    image.load()
    return image


def test_a_page_is_drawn_at_its_size_and_resolution() -> None:
    assert opened(png(drawn((144, 288)), 1, dpi=72)).size == (144, 288)
    assert opened(png(drawn((144, 288)), 1, dpi=144)).size == (288, 576)


def test_what_is_at_the_lower_left_of_the_page_is_there_in_the_picture() -> None:
    image = opened(png(drawn((144, 288)), 1, dpi=72))
    assert image.mode == "L"
    assert (image.getpixel((10, 278)), image.getpixel((10, 10)), image.getpixel((134, 278))) == (0, 255, 255)


def test_colours_are_kept_and_in_order() -> None:
    image = opened(png(drawn((100, 100), colour=(1, 0.5, 0)), 1, dpi=72))
    assert image.mode == "RGB"
    red, green, blue = image.getpixel((10, 90))
    assert (red, blue) == (255, 0)
    assert 120 <= green <= 135


def test_odd_widths_are_not_skewed() -> None:
    for width in range(73, 80):
        image = opened(png(drawn((width, 100), colour=(1, 0, 0)), 1, dpi=72))
        assert image.size == (width, 100)
        assert image.getpixel((71, 99)) == image.getpixel((0, 28)) == (255, 0, 0)
        assert image.getpixel((72, 99)) == image.getpixel((0, 27)) == (255, 255, 255)


def test_a_huge_page_is_drawn_smaller() -> None:
    longest = preview.LONGEST_SIDE_PX
    assert opened(png(drawn((14_400, 7_200)), 1, dpi=300)).size == (longest, longest // 2)


def test_resolution_has_limits() -> None:
    pdf = drawn((144, 144))
    assert opened(png(pdf, 1, dpi=10_000)).size == (600, 600)
    assert opened(png(pdf, 1, dpi=1)).size == (40, 40)


def test_a_turned_page_is_drawn_as_shown() -> None:
    turned = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn((144, 288)))) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(turned)
    image = opened(png(turned.getvalue(), 1, dpi=72))
    assert image.size == (288, 144)
    assert image.getpixel((10, 10)) == 0


def test_all_pages_are_drawn_up_to_a_limit() -> None:
    assert [opened(picture).size for picture in previews(drawn((72, 72), (144, 72)), dpi=72)] == [(72, 72), (144, 72)]
    assert len(previews(drawn(*[(72, 72)] * (preview.MOST_PREVIEWS + 1)), dpi=20)) == preview.MOST_PREVIEWS


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_page_that_is_not_there_is_a_wrong_request(page: int) -> None:
    with pytest.raises(RequestError) as raised:
        png(drawn((72, 72)), page)
    assert (raised.value.code, raised.value.details) == ("preview.no-page", {"page": page, "pages": 1})


def test_a_broken_or_locked_file_is_refused() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn((72, 72)))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="secret", user="riddle"))
    for data, code in ((b"", "pdf.broken"), (b"%PDF-1.7 rubbish", "pdf.broken"), (locked.getvalue(), "pdf.password")):
        for draw in (lambda given: png(given, 1), previews, remove_encryption):
            with pytest.raises(LetterFileError) as raised:
                draw(data)
            assert raised.value.code == code


def test_threads_draw_the_same_pictures_as_one_and_never_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    most_inside: list[int] = []

    def watched(document: object, number: int, dpi: int) -> bytes:
        inside.append(number)
        most_inside.append(len(inside))
        time.sleep(0.01)
        picture = draw(document, number, dpi)
        inside.pop()
        return picture

    pdf = drawn((144, 288), (288, 144))
    alone = [png(pdf, page) for page in (1, 2)]
    draw = preview._draw
    monkeypatch.setattr(preview, "_draw", watched)
    together: list[list[bytes]] = []
    threads = [threading.Thread(target=lambda: together.append([png(pdf, page) for page in (1, 2)])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == [alone] * 6
    assert max(most_inside) == 1


@pytest.mark.office
def test_word_boxes_hold_the_ink_of_their_words(pdfs: dict[int, bytes], facts: dict[int, PageFacts]) -> None:
    """Nothing is printed outside the boxes, and each box has something printed in it."""
    dpi = 150
    for page in facts[9].pages:
        image = opened(png(pdfs[9], page.number, dpi)).convert("L")
        scale = dpi / 25.4
        for word in page.words:
            box = word.box
            sides = (box.x_mm * scale, box.y_mm * scale, box.right_mm * scale, box.bottom_mm * scale)
            darkest = image.crop(tuple(round(side) for side in sides)).getextrema()[0]
            assert darkest < 128, word
            outer = (round(sides[0]) - 1, round(sides[1]) - 1, round(sides[2]) + 1, round(sides[3]) + 1)
            image.paste(255, outer)
        assert image.getextrema()[0] > 128
