"""Text against pages: real ones from LibreOffice, and small ones made by hand for each difficulty."""

import re

import pytest

from letterkit.core.box import Box
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.pages.locate import PageMap, PagePlace

from ..counted import calls

LETTER_MM, LINE_MM = 2.0, 6.0
HEADER = "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА САХАЛИНСКОЙ ОБЛАСТИ"
SHY, NBSP = "\N{SOFT HYPHEN}", "\N{NO-BREAK SPACE}"


def printed(*pages: str) -> PageFacts:
    """Pages on which each letter is 2 mm wide and each line 6 mm below the other, spaces included."""
    made = []
    for number, lines in enumerate(pages, start=1):
        words = [
            PageWord(
                found.group(),
                Box(found.start() * LETTER_MM, row * LINE_MM, len(found.group()) * LETTER_MM, LINE_MM - 1),
            )
            for row, line in enumerate(lines.splitlines())
            for found in re.finditer(r"\S+", line)
        ]
        made.append(Page(number, 210, 297, tuple(words)))
    return PageFacts(tuple(made))


def words_at(facts: PageFacts, place: PagePlace) -> list[str]:
    """The printed words whose middle lies in ``place``."""
    box = place.box
    return [
        word.text
        for word in facts.pages[place.page - 1].words
        if box.x_mm <= word.box.x_mm + word.box.width_mm / 2 <= box.right_mm
        and box.y_mm <= word.box.y_mm + word.box.height_mm / 2 <= box.bottom_mm
    ]


def found_words(text: str, facts: PageFacts, sought: str) -> list[str]:
    """The printed words under the boxes of ``sought``, which stands once in ``text``."""
    assert text.count(sought) == 1
    start = text.index(sought)
    return [word for place in PageMap(text, facts).boxes(start, start + len(sought)) for word in words_at(facts, place)]


@pytest.mark.office
@pytest.mark.parametrize("size", [1, 9])
def test_every_word_of_a_letter_is_found_where_it_is_printed(
    facts: dict[int, PageFacts], rich_texts: dict[int, str], size: int
) -> None:
    text = rich_texts[size]
    pages = PageMap(text, facts[size])
    for found in re.finditer(r"\S+", text):
        boxes = pages.boxes(*found.span())
        shown = "".join(word.rstrip("-") for place in boxes for word in words_at(facts[size], place))
        wanted = found.group().replace(SHY, "")
        assert shown.lower().replace("-", "") == wanted.lower().replace("-", ""), found


@pytest.mark.office
def test_like_paragraphs_are_told_apart(facts: dict[int, PageFacts], rich_texts: dict[int, str]) -> None:
    text = rich_texts[9]
    pages = PageMap(text, facts[9])
    tops = []
    for opening, year in zip(re.finditer("Рассмотрев", text), range(2027, 2036), strict=True):
        at = text.index(str(year))
        first, second = pages.place(*opening.span()), pages.place(at, at + 4)
        assert first is not None
        assert second is not None
        tops += [(first.page, first.box.y_mm), (second.page, second.box.y_mm)]
    assert tops == sorted(tops)
    assert (tops[0][0], tops[-1][0]) == (1, 2)


@pytest.mark.office
@pytest.mark.parametrize(
    "sought",
    [
        HEADER,
        "minstroy.sakhalin.gov.ru",
        "приказываю",
        "приложение на двух листах",
        "г.\u00a0Оха,",
        "ул. Ленина, д. 10, кв. 5,",
        "Сидоров Павел Ильич",
    ],
)
def test_parts_out_of_order_and_letters_changed_in_print_are_found(
    facts: dict[int, PageFacts], rich_texts: dict[int, str], sought: str
) -> None:
    words = found_words(rich_texts[9], facts[9], sought)
    assert " ".join(words).lower() == sought.replace(NBSP, " ").lower()


@pytest.mark.office
def test_of_what_pages_repeat_the_first_header_and_a_footer_are_taken(facts: dict[int, PageFacts]) -> None:
    footer = "minstroy.sakhalin.gov.ru"
    text = f"{HEADER}\n{footer}"
    pages = PageMap(text, facts[9])
    header, foot = pages.place(0, len(HEADER)), pages.place(len(text) - len(footer), len(text))
    assert header is not None
    assert foot is not None
    # LibreOffice 7.4 prints footers after the text, 25.2 right after the header: the neighbour in the text wins.
    assert header.page == 1
    assert foot.page in (1, 2)
    assert header.box.y_mm < 20
    assert foot.box.y_mm > 270


def test_a_range_over_lines_has_a_box_for_each_and_a_union() -> None:
    facts = printed("один два три\nчетыре пять")
    pages = PageMap("один два три четыре пять", facts)
    assert pages.boxes(5, 19) == (PagePlace(1, Box(10, 0, 14, 5)), PagePlace(1, Box(0, 6, 12, 5)))
    assert pages.place(5, 19) == PagePlace(1, Box(0, 0, 24, 11))


def test_a_part_of_a_word_has_its_share() -> None:
    pages = PageMap("обращение", printed("обращение"))
    assert pages.place(2, 5) == PagePlace(1, Box(4, 0, 6, 5))


def test_a_range_over_two_pages_is_placed_on_the_first_and_drawn_on_both() -> None:
    pages = PageMap("конец начало", printed("конец", "начало"))
    assert pages.place(0, 12) == PagePlace(1, Box(0, 0, 10, 5))
    assert [place.page for place in pages.boxes(0, 12)] == [1, 2]
    assert [pages.page_of(offset) for offset in (0, 4, 5, 6, 11)] == [1, 1, 1, 2, 2]


def test_a_space_is_the_gap_between_its_words() -> None:
    text = "один  два"
    pages = PageMap(text, printed("один  два"))
    gap = PagePlace(1, Box(8, 0, 4, 5))
    assert pages.place(4, 6) == gap
    assert pages.place(5, 6) == gap


def test_a_space_at_a_line_end_is_marked_at_the_last_letter() -> None:
    assert PageMap("один два", printed("один\nдва")).place(4, 5) == PagePlace(1, Box(6, 0, 2, 5))


def test_a_place_of_no_length_is_a_letter() -> None:
    pages = PageMap("один два", printed("один два"))
    assert pages.place(2, 2) == PagePlace(1, Box(4, 0, 2, 5))
    assert pages.place(4, 4) == PagePlace(1, Box(6, 0, 2, 5))


@pytest.mark.parametrize(
    ("text", "paper", "sought", "words"),
    [
        ("Ответ о рассмотрении дела", "Ответ о рассмот-\nрении дела", "рассмотрении", ["рассмот-", "рении"]),
        ("город Южно-Сахалинск далеко", "город Южно-\nСахалинск далеко", "Южно-Сахалинск", ["Южно-", "Сахалинск"]),
        ("приказ №5 от мая", "приказ № 5 от мая", "№5", ["№", "5"]),
        ("приказ № 5 от мая", "приказ №5 от мая", "№ 5", ["№5"]),
        ("дом сне\u00adсён давно", "дом снесён давно", "сне\u00adсён", ["снесён"]),
        ("дом снесе\u0308н давно", "дом снесён давно", "снесе\u0308н", ["снесён"]),
        ("из\u2011за дождя", "из-за дождя", "из\u2011за", ["из-за"]),
        ("ул.\u00a0Мира, дом", "ул. Мира, дом", "ул.\u00a0Мира,", ["ул.", "Мира,"]),
        ("министр подписал", "МИНИСТР подписал", "министр", ["МИНИСТР"]),
        ("Он сказал: «да»", "1. Он сказал: «да»", "«да»", ["«да»"]),
    ],
)
def test_what_print_changes_is_still_found(text: str, paper: str, sought: str, words: list[str]) -> None:
    assert found_words(text, printed(paper), sought) == words


def test_a_word_broken_over_pages_with_headers_between_is_found() -> None:
    facts = printed("Министерство\nв порядке рассмот-\n1", "Министерство\nрения дела\n2")
    assert found_words("Министерство в порядке рассмотрения дела", facts, "рассмотрения") == ["рассмот-", "рения"]


def test_blocks_printed_in_another_order_are_found() -> None:
    facts = printed("исполнитель Сидоров П.И.\nшапка письма слева\nтекст ответа на обращение\nниже подпись министра")
    text = "шапка письма слева текст ответа на обращение ниже подпись министра исполнитель Сидоров П.И."
    for sought in ("шапка письма слева", "подпись министра", "исполнитель Сидоров П.И."):
        assert found_words(text, facts, sought) == sought.split()


def test_the_same_words_in_many_places_keep_their_order() -> None:
    lines = "\n".join(["да нет да да нет"] * 40)
    facts = printed(lines, lines)
    pages = PageMap(f"{lines}\n{lines}", facts)
    tops = [pages.place(*found.span()) for found in re.finditer("да|нет", f"{lines}\n{lines}")]
    order = [(place.page, place.box.y_mm, place.box.x_mm) for place in tops if place is not None]
    assert len(order) == 400
    assert order == sorted(order)


def test_text_that_is_not_printed_has_no_place_and_does_no_harm() -> None:
    text = "начало ответа скрытая вставка длиной в строку конец ответа"
    facts = printed("начало ответа конец ответа")
    start = text.index("скрытая")
    assert PageMap(text, facts).place(start, start + 7) is None
    assert found_words(text, facts, "конец ответа") == ["конец", "ответа"]


def test_a_page_number_is_not_taken_for_a_figure_in_missing_text() -> None:
    facts = printed("начало ответа\n2", "конец ответа")
    text = "начало ответа опущено в 2026 году конец ответа"
    start = text.index("2026")
    assert PageMap(text, facts).place(start, start + 4) is None


def test_a_scan_has_no_places() -> None:
    pages = PageMap("текст", printed(""))
    assert (pages.place(0, 5), pages.boxes(0, 5), pages.page_of(0)) == (None, (), None)
    assert PageMap("", printed("слово")).place(0, 0) is None


def test_a_long_document_of_like_lines_is_mapped_whole() -> None:
    lines = "\n".join(["Рассмотрев Ваше обращение, сообщаем следующее."] * 40)
    facts = printed(*[lines] * 100)
    pages = PageMap("\n".join([lines] * 100), facts)
    assert all(at is not None for _, _, at in pages.printed_words())


def test_words_in_another_order_everywhere_are_sought_in_time_that_grows_with_their_number() -> None:
    def work(count: int) -> int:
        words = [("дом", "сад", "лес")[at * at % 7 % 3] for at in range(count)]
        facts = printed(" ".join(sorted(words)))
        return calls(lambda: PageMap(" ".join(words), facts))

    assert work(1600) <= 3 * work(800)
