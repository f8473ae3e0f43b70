"""What stands on a printed sheet: rows of text, its margins, the number of the page; made pages, no printer."""

from collections.abc import Callable, Sequence

import pytest

from letterkit.checks.sheets import PrintedSheet, printed_sheets
from letterkit.core.box import Box
from letterkit.core.letter import Letter, Paragraph, Part, Role, Source
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.pages.locate import PageMap

SIZE_PT, HIGH_MM, LETTER_MM = 14.0, 5.4, 2.0
Printed = tuple[float, float, str]
Sheets = Callable[..., tuple[PrintedSheet, ...]]


def words(x_mm: float, y_mm: float, text: str, size_pt: float | None = SIZE_PT) -> list[PageWord]:
    found = []
    for word in text.split():
        found.append(PageWord(word, Box(x_mm, y_mm, len(word) * LETTER_MM, HIGH_MM), size_pt, "Serif"))
        x_mm += (len(word) + 1) * LETTER_MM
    return found


def page(number: int, rows: Sequence[Printed], size_pt: float | None = SIZE_PT, width_mm: float = 210) -> Page:
    printed = [word for x_mm, y_mm, text in rows for word in words(x_mm, y_mm, text, size_pt)]
    return Page(number, width_mm, 507 - width_mm, tuple(printed))


def sheets(*pages: Page, parts: Sequence[tuple[Role, str]] = ()) -> tuple[PrintedSheet, ...]:
    """The sheets of a letter whose text is what the pages print, or the given parts."""
    given = parts or [(Role.BODY, " ".join(word.text for each in pages for word in each.words))]
    text, placed = "", []
    for role, said in given:
        text += "\n" if text else ""
        placed.append(Part(role, len(text), len(text) + len(said)))
        text += said
    paragraphs = tuple(Paragraph(part.start, part.end) for part in placed)
    letter = Letter(Source("письмо.pdf", "pdf", "0"), text, paragraphs, tuple(placed))
    facts = PageFacts(pages)
    return printed_sheets(letter, facts, PageMap(text, facts))


TEXT = [
    (42.5, 60.0, "Рассмотрев Ваше обращение по вопросу ремонта крыши"),
    (30.0, 66.0, "дома на улице Мира, сообщаем: кровлю починят осенью, а"),
    (30.0, 72.0, "чердак утеплят до первых морозов, подрядчик выбран"),
    (30.0, 78.0, "весной."),
]


def test_margins_are_the_white_around_the_rows() -> None:
    (sheet,) = sheets(page(1, TEXT))
    margins = sheet.margins
    assert margins is not None
    assert (margins.left_mm, margins.top_mm) == (30.0, 60.0)
    assert margins.bottom_mm == pytest.approx(297 - 78 - HIGH_MM)


def test_the_last_digits_of_the_executors_phone_are_not_the_number_of_the_page() -> None:
    mark = [(30.0, 266.0, "Пчелинцева Варвара Олеговна, 8 (48236) 0-00-"), (30.0, 272.0, "02")]
    parts = [(Role.BODY, " ".join(said for _, _, said in TEXT)), (Role.EXECUTOR, "".join(said for _, _, said in mark))]
    sheet = sheets(page(1, [(30.0, 30.0, "Дом")]), page(2, [*TEXT, *mark]), parts=[(Role.OPENING, "Дом"), *parts])[1]
    assert sheet.page_number is None


def test_a_lone_row_that_hangs_out_is_not_the_edge_of_the_text() -> None:
    (sheet,) = sheets(page(1, [(8.0, 54.0, "Копия верна,"), *TEXT]))
    assert sheet.margins is not None
    assert sheet.margins.left_mm == 30.0


def test_two_rows_are_too_few_to_measure_by() -> None:
    (sheet,) = sheets(page(1, TEXT[:2]))
    assert sheet.margins is None


def test_words_under_a_scan_and_words_written_upwards_are_no_rows() -> None:
    upwards = PageWord("Входящий", Box(4, 100, HIGH_MM, 40), SIZE_PT, "Serif")
    printed = page(1, TEXT)
    (sheet,) = sheets(Page(1, 210, 297, (*printed.words, upwards)))
    (scan,) = sheets(page(1, TEXT, size_pt=None))
    assert sheet.margins is not None
    assert sheet.margins.left_mm == 30.0
    assert scan.rows == ()


def test_the_executor_and_the_stamp_do_not_narrow_the_margins() -> None:
    printed = [*TEXT, (12.0, 284.0, "Петрова Анна"), (12.0, 290.0, "00-00-00"), (12.0, 278.0, "Сертификат 00A1")]
    parts = [
        (Role.BODY, " ".join(text for _, _, text in TEXT)),
        (Role.ESIGN, "Сертификат 00A1"),
        (Role.EXECUTOR, "Петрова Анна\n00-00-00"),
    ]
    (sheet,) = sheets(page(1, printed), parts=parts)
    assert sheet.margins is not None
    assert (sheet.margins.left_mm, sheet.margins.bottom_mm) == (30.0, pytest.approx(297 - 78 - HIGH_MM))


def test_a_running_head_is_no_text_of_the_page() -> None:
    head = (60.0, 10.0, "Министерство строительства")
    _, second = sheets(page(1, TEXT), page(2, [head, (110.0, 15.8, "2"), *TEXT]))
    assert second.margins is not None
    assert second.margins.top_mm == 60.0
    assert second.page_number is not None
    assert (second.page_number.number, second.page_number.at_top) == (2, True)


def test_text_that_begins_high_on_a_further_page_is_seen() -> None:
    high = [(x_mm, y_mm - 50, text) for x_mm, y_mm, text in TEXT]
    _, second = sheets(page(1, TEXT), page(2, high))
    assert second.margins is not None
    assert second.margins.top_mm == 10.0


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ((110.0, 11.0, "2"), "2"),
        ((100.0, 11.0, "– 2 –"), "– 2 –"),
        ((90.0, 11.0, "стр. 2 из 3"), "стр. 2 из 3"),
        ((90.0, 281.0, "Страница 2"), "Страница 2"),
        ((110.0, 11.0, "17"), None),
        ((110.0, 11.0, "2 июня"), None),
        ((110.0, 150.0, "2"), None),
    ],
)
def test_the_number_of_a_page_is_alone_on_its_row_in_the_margin(row: Printed, number: str | None) -> None:
    rows = sorted([*TEXT, row], key=lambda each: each[1])
    _, second = sheets(page(1, TEXT), page(2, rows))
    assert (second.page_number.text if second.page_number else None) == number


def test_a_page_after_the_signature_is_an_attachment() -> None:
    parts = [
        (Role.BODY, " ".join(text for _, _, text in TEXT)),
        (Role.SIGNATURE, "Министр Фамильев"),
        (Role.BODY, "Перечень домов"),
    ]
    found = sheets(
        page(1, [*TEXT, (30.0, 90.0, "Министр Фамильев")]), page(2, [(8.0, 8.0, "Перечень домов")]), parts=parts
    )
    assert [sheet.number for sheet in found] == [1]


def test_a_page_on_its_side_is_left_out() -> None:
    assert sheets(page(1, TEXT, width_mm=297)) == ()
