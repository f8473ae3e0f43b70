"""Where the executor mark stands, in millimetres on the PDF that LibreOffice makes (clause 6.2)."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from letterkit.compose import ComposedLetter
from letterkit.core.box import Box, around
from letterkit.core.case import CaseCard
from letterkit.core.page import Page
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts

pytestmark = pytest.mark.office

LEFT_MM, BOTTOM_MM = 30, 297 - 20
# Fonts differ by fractions of a millimetre between LibreOffice 7.4 and 25.2.
LEFT_TOLERANCE_MM, BOTTOM_TOLERANCE_MM = 2, 2.5
SENTENCE = "Подрядчик осмотрел дом и составил список работ, который приложен к договору. "


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    with Converter() as made:
        yield made


def long_letter(demo: CaseCard, paragraphs: int) -> CaseCard:
    """The demo card with so many lines of text before its end."""
    body = "\n\n".join(f"{index}. Пункт работ." for index in range(1, paragraphs + 1))
    return dataclasses.replace(demo, reply=dataclasses.replace(demo.reply, body=body))


def box_of(page: Page, *words: str, below_mm: float = 0) -> Box | None:
    """The box of ``words`` on ``page``, lower than ``below_mm``."""
    return around(word.box for word in page.words if word.text in words and word.box.y_mm > below_mm)


def mark_of(page: Page) -> Box | None:
    """The executor mark: its words stand one under another in a smaller type than the letter's."""
    return around(
        word.box
        for word in page.words
        if word.text in ("Петрова", "Сергеевна,", "жилищной", "политики,", "a.petrova@sakhalin.gov.ru")
        and word.box.y_mm > 240
    )


@pytest.mark.parametrize("blank", ["corner", "longitudinal", "corner-2016", "longitudinal-2016"])
def test_the_mark_is_lower_left_of_the_last_page_only(
    blank: str, demo: CaseCard, write: Callable[..., ComposedLetter], converter: Converter
) -> None:
    letters = [write(long_letter(demo, count), blank=blank).docx for count in (0, 12, 60)]
    pages_seen = []
    for pdf in converter.pdfs(letters):
        pages = page_facts(pdf).pages
        pages_seen.append(len(pages))
        mark = mark_of(pages[-1])
        assert mark is not None
        assert abs(mark.x_mm - LEFT_MM) <= LEFT_TOLERANCE_MM
        assert abs(mark.bottom_mm - BOTTOM_MM) <= BOTTOM_TOLERANCE_MM
        assert mark.right_mm < 140
        for page in pages[:-1]:
            assert box_of(page, "политики,", "a.petrova@sakhalin.gov.ru") is None
    assert pages_seen == [1, 2, 3]


@pytest.mark.long
@pytest.mark.parametrize("blank", ["corner", "longitudinal"])
def test_the_mark_never_lies_over_words_and_the_signature_never_stands_alone(
    blank: str, demo: CaseCard, write: Callable[..., ComposedLetter], converter: Converter
) -> None:
    """Letters that end at every height of the page, from roomy to overfull."""
    counts = range(45)
    letters = [write(long_letter(demo, count), blank=blank).docx for count in counts]
    seen = set()
    for count, pdf in zip(counts, converter.pdfs(letters), strict=True):
        pages = page_facts(pdf).pages
        seen.add(len(pages))
        last = pages[-1]
        mark = mark_of(last)
        signature = box_of(last, "Фамильев", "И.О.")
        assert mark is not None, count
        assert signature is not None, f"{count}: the signature is not on the last page"
        marked = {word for word in last.words if word.box.y_mm >= mark.y_mm - 0.5}
        above = around(word.box for word in last.words if word not in marked)
        assert above is not None
        assert above.bottom_mm <= mark.y_mm + 0.3, f"{count}: words reach into the mark"
        assert all(word.box.x_mm < 140 for word in marked), f"{count}: other words beside the mark"
        text_lines = {round(word.box.bottom_mm) for word in last.words if 20 < word.box.y_mm < signature.y_mm - 18}
        assert len(text_lines) >= 3, f"{count}: only {len(text_lines)} lines of text with the signature"
    assert seen >= {1, 2}


def test_page_numbers_stand_in_the_top_margin_from_the_second_page(
    demo: CaseCard, write: Callable[..., ComposedLetter], converter: Converter
) -> None:
    pages = page_facts(converter.pdf(write(long_letter(demo, 60)).docx)).pages
    for page in pages:
        top = [word for word in page.words if word.box.bottom_mm < 20]
        assert [word.text for word in top] == ([] if page.number == 1 else [str(page.number)])
        for word in top:
            assert word.box.y_mm >= 9.5
            # The middle of the text area, 30 mm from the left and 15 mm from the right.
            assert abs((word.box.x_mm + word.box.right_mm) / 2 - 112.5) < 1


def test_requisites_keep_to_their_width(
    demo: CaseCard, write: Callable[..., ComposedLetter], converter: Converter
) -> None:
    for blank, widest in (("corner", 80), ("corner-2016", 75)):
        page = page_facts(converter.pdf(write(demo, blank=blank).docx)).pages[0]
        name = box_of(page, "МИНИСТЕРСТВО", "СТРОИТЕЛЬСТВА")
        assert name is not None
        assert name.height_mm < 6, "the name of the body broke into two lines"
        assert name.x_mm >= LEFT_MM - 0.5
        assert name.right_mm <= LEFT_MM + widest + 0.5
