"""How well printed words are seen, whatever operators of the file hide them."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from letterkit.pages.facts import page_facts
from letterkit.pages.visible import SeenPage, SeenWord, seen_pages

Draw = Callable[[Any], None]
X, Y, SIZE = 100, 600, 14
WORD = "Salutation"


def page_of(*draws: Draw) -> SeenPage:
    """A page on which ``draws`` have drawn, in their order."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for draw in draws:
        draw(canvas)
    canvas.save()
    pdf = out.getvalue()
    [page] = seen_pages(pdf, page_facts(pdf))
    return page


def seen_of(*draws: Draw) -> dict[str, SeenWord]:
    return {one.word.text: one for one in page_of(*draws).words}


def word(text: str = WORD, colour: Any = 0, *, x: float = X, y: float = Y, size: float = SIZE) -> Draw:
    def draw(canvas: Any) -> None:
        canvas.setFont("Times-Roman", size)
        canvas.setFillColor(HexColor(colour) if isinstance(colour, int) else colour)
        canvas.drawString(x, y, text)

    return draw


def plate(colour: int) -> Draw:
    """A filled rectangle where the word stands."""

    def draw(canvas: Any) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.rect(X - 20, Y - 20, 200, 60, stroke=0, fill=1)

    return draw


def window(width: float, height: float, dy: float = -4) -> Draw:
    """Nothing is seen outside of it any more."""

    def draw(canvas: Any) -> None:
        path = canvas.beginPath()
        path.rect(X, Y + dy, width, height)
        canvas.clipPath(path, stroke=0)

    return draw


@pytest.mark.parametrize(
    "draws",
    [
        (word(),),
        (word(colour=0x808080),),
        (word(colour=0x1F4E9C),),
        (word(colour=0xC00000, size=6),),
        (plate(0x1F3864), word(colour=0xFFFFFF)),
        (plate(0xFFFF99), word()),
        (word(), lambda canvas: canvas.line(X, Y - 3, X + 90, Y - 3)),
        (word(colour=Color(0, 0, 0, alpha=0.8)),),
        (window(300, 40), word()),
    ],
    ids=["black", "grey", "blue", "small-red", "white-on-dark", "black-on-yellow", "ruled", "half-clear", "in-a-box"],
)
def test_what_a_reader_reads_is_seen_whole(draws: tuple[Draw, ...]) -> None:
    seen = seen_of(*draws)[WORD]
    assert seen.contrast > 3
    assert seen.wide > 0.95
    assert (seen.high_em or 0) > 0.6


@pytest.mark.parametrize(
    "draws",
    [
        (word(colour=0xFFFFFF),),
        (word(colour=0xF4F4F4),),
        (plate(0x202020), word()),
        (plate(0xFFFF00), word(colour=0xFFFFAA)),
        (word(), plate(0xFFFFFF)),
        (word(), plate(0x000000)),
        (word(colour=Color(0, 0, 0, alpha=0.03)),),
        (window(300, 40, dy=60), word()),
    ],
    ids=["white", "pale", "black-on-black", "yellow", "under-white", "under-black", "clear", "beside-its-box"],
)
def test_what_hides_a_word_leaves_no_contrast(draws: tuple[Draw, ...]) -> None:
    assert seen_of(*draws)[WORD].contrast < 1.5


def test_a_neighbour_does_not_make_a_white_word_seen() -> None:
    found = seen_of(word(colour=0xFFFFFF), word("under", y=Y - 11), word("over", y=Y + 11))
    assert found[WORD].contrast == 1
    assert found["under"].contrast > 10


def test_a_word_that_an_edge_cuts_is_seen_in_part() -> None:
    assert seen_of(window(30, 40), word())[WORD].wide == pytest.approx(30 / 61, abs=0.06)
    assert seen_of(word(x=560))[WORD].wide == pytest.approx(35 / 61, abs=0.06)
    low = seen_of(window(300, 5, dy=0), word())[WORD]
    assert (low.high_em, low.contrast > 3) == (pytest.approx(5 / SIZE, abs=0.07), True)


def test_a_word_that_runs_up_the_sheet_is_seen_as_well() -> None:
    def turned(canvas: Any) -> None:
        canvas.translate(X, Y)
        canvas.rotate(90)
        word(x=0, y=0)(canvas)

    seen = seen_of(turned)[WORD]
    assert (seen.contrast > 10, seen.wide > 0.9, seen.high_em) == (True, True, None)


@pytest.mark.parametrize(
    ("other", "met"),
    [
        (word("others", x=X + 20), ["others"]),
        (word("others", x=X + 20, y=Y + 4), ["others"]),
        (word("others", y=Y + 13), []),
        (word("others", x=X + 63), []),
        (word("______", x=X + 20), []),
        (word("2)", x=X + 60, y=Y + 6, size=8), []),
        (word("SAMPLE", 0xDDDDDD, x=X - 40, y=Y - 10, size=50), []),
        (word("SAMPLE", x=X - 40, y=Y - 10, size=50), ["SAMPLE"]),
    ],
    ids=["on-it", "a-little-higher", "next-line", "beside-it", "underscores", "note-mark", "pale-stamp", "black-stamp"],
)
def test_words_cross_where_letters_stand_on_letters(other: Draw, met: list[str]) -> None:
    page = page_of(word(), other)
    crossed = [tuple(page.words[number].word.text for number in pair) for pair in page.crossings]
    assert [other for one, other in crossed if one == WORD] == met
