from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_letters import Made, made_letters
from printed_pages import CHARACTER_MM, HEIGHT_MM, PITCH_MM, RIGHT_MM, facts_of, row
from sample_letters import SAMPLES, Look, in_word

from letterkit.core.box import Box
from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter, Role
from letterkit.core.page import PageFacts, PageWord
from letterkit.core.paper import Zone
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.reading import read_docx, read_pdf

ODD = [made for made in made_letters() if made.missing_form != "docx"]
FULL = "Рассмотрев Ваше обращение по вопросу ремонта дома и двора, министерство"


def read(*pages: list[list[PageWord]]) -> Letter:
    return read_pdf(b"", "letter.pdf", facts_of(*pages))


LOOKS = (
    Look(spacing=1.5),
    Look(spacing=1.5, blank_lines=False),
    Look(spacing=1.15, blank_lines=False, justified=False),
    Look(blank_lines=False, size_pt=12, right_mm=10),
    Look(indent_mm=0, justified=False, size_pt=13),
    Look(indent_mm=0, blank_lines=False, after_pt=6, spacing=1.15),
)


def rows(*texts: str, top_mm: float = 20.0) -> list[list[PageWord]]:
    return [row(text, top_mm + number * PITCH_MM, justified=len(text) > 60) for number, text in enumerate(texts)]


def roles_of(letter: Letter) -> list[tuple[str, str]]:
    return [
        (part.role.value, " ".join(letter.text_of(part).split()))
        for part in letter.parts
        if part.role is not Role.PAGE_NUMBER
    ]


@pytest.fixture(scope="session")
def samples_in_print(converter: Converter) -> dict[str, Letter]:
    pdfs = converter.pdfs([in_word(text) for text in SAMPLES.values()])
    return {name: read_pdf(pdf, name, page_facts(pdf)) for name, pdf in zip(SAMPLES, pdfs, strict=True)}


@pytest.mark.office
@pytest.mark.parametrize("name", SAMPLES)
def test_a_printed_letter_has_the_words_and_parts_of_its_word_file(
    name: str, samples_in_print: dict[str, Letter]
) -> None:
    printed, word = samples_in_print[name], read_docx(in_word(SAMPLES[name]), name)
    assert printed.text.split() == word.text.split()
    assert roles_of(printed) == roles_of(word)


@pytest.mark.office
def test_however_the_text_is_set_its_paragraphs_are_found_again(converter: Converter) -> None:
    files = [in_word(SAMPLES["long"], look) for look in LOOKS]
    for look, file, pdf in zip(LOOKS, files, converter.pdfs(files), strict=True):
        assert roles_of(read_pdf(pdf, "a.pdf", page_facts(pdf))) == roles_of(read_docx(file, "a.docx")), look


@pytest.mark.office
@pytest.mark.parametrize("made", ODD, ids=lambda made: made.name)
def test_odd_letters_in_print_are_read_word_for_word(made: Made, odd_in_print: dict[str, Letter]) -> None:
    letter = odd_in_print[made.name]
    found = Counter((part.role.value, word) for part in letter.parts for word in letter.text_of(part).split())
    found = Counter({pair: count for pair, count in found.items() if pair[0] != "page_number"})
    assert (sorted((made.expected() - found).elements()), sorted((found - made.expected()).elements())) == ([], [])


@pytest.mark.office
def test_page_numbers_of_a_long_letter_are_found_and_paragraphs_go_over_pages(odd_in_print: dict[str, Letter]) -> None:
    letter = odd_in_print["in_three_pages"]
    assert [letter.text_of(part) for part in letter.parts_of(Role.PAGE_NUMBER)] == ["2", "3", "4"]
    assert len(list(letter.parts_of(Role.BODY))) == 22
    assert {paragraph.page for paragraph in letter.paragraphs} == {1, 2, 3, 4}


@pytest.mark.office
def test_paragraphs_know_where_they_stand(samples_in_print: dict[str, Letter]) -> None:
    letter = samples_in_print["redirected"]
    for paragraph in letter.paragraphs:
        assert paragraph.page == 1
        assert paragraph.box is not None
        assert 29 < paragraph.box.x_mm < 196
        assert paragraph.box.right_mm < 197


def test_rows_are_joined_to_paragraphs_and_an_indent_begins_a_new_one() -> None:
    indented = [row("Дом отремонтируют к 1 сентября.", 20 + 4 * PITCH_MM, 42.5)]
    letter = read(rows(FULL, FULL, FULL, "строительства сообщает.") + indented)
    assert [letter.text[p.start : p.end].split()[-1] for p in letter.paragraphs] == ["сообщает.", "сентября."]


def test_white_between_paragraphs_is_a_blank_line() -> None:
    letter = read(rows(FULL, FULL, "сообщает.") + rows("Дом отремонтируют.", top_mm=20 + 4 * PITCH_MM))
    assert letter.text.endswith("сообщает.\n\nДом отремонтируют.")


def test_stretched_spaces_of_a_justified_row_are_no_columns() -> None:
    wide = "Новая спортивная площадка находится на балансе"
    letter = read(
        [
            row(FULL, 20, justified=True),
            row(wide, 20 + PITCH_MM, justified=True),
            *rows(FULL, "учреждения.", top_mm=20 + 2 * PITCH_MM),
        ]
    )
    assert letter.text == f"{FULL} {wide} {FULL} учреждения."


@pytest.mark.parametrize("justified", [False, True])
def test_two_spaces_on_a_printed_line_are_read_as_two(justified: bool) -> None:
    typed = FULL.replace("обращение ", "обращение  ")
    letter = read(
        [row(FULL, 20), row(typed, 20 + PITCH_MM, justified=justified), *rows("центра.", top_mm=20 + 2 * PITCH_MM)]
    )
    assert typed in letter.text


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("Новая спортивная площадка находится на балансе города", id="one space everywhere"),
        pytest.param("Дом  сдан", id="too few spaces to compare with"),
        pytest.param("Новая  спортивная  площадка находится на балансе города", id="several wide gaps"),
    ],
)
def test_two_spaces_are_not_read_into_a_line_that_may_have_none(typed: str) -> None:
    letter = read([row(FULL, 20), row(typed, 20 + PITCH_MM), *rows("центра.", top_mm=20 + 2 * PITCH_MM)])
    assert "  " not in letter.text


def test_a_column_at_the_right_is_read_after_the_one_at_the_left() -> None:
    left = rows("МИНИСТЕРСТВО СТРОИТЕЛЬСТВА", "САХАЛИНСКОЙ ОБЛАСТИ", "20.05.2024 № 5")
    right = [
        row(text, 21 + number * PITCH_MM, 120) for number, text in enumerate(("Ивановой М.П.", "ул. Ленина, д. 10"))
    ]
    letter = read(left + right + rows("Уважаемая Мария Петровна!", FULL, FULL, "сообщает.", top_mm=60))
    assert [role for role, _ in roles_of(letter)] == [
        "letterhead",
        "date",
        "number",
        "addressee",
        "salutation",
        "opening",
    ]


def test_two_full_cells_that_nearly_touch_are_told_apart() -> None:
    left = rows("МИНИСТЕРСТВО СТРОИТЕЛЬСТВА ОБЛАСТИ", "Коммунистический проспект, д. 32")
    right = [
        row(text, 20 + number * PITCH_MM, 113)
        for number, text in enumerate(("Ивановой Марии Петровне", "ул. Ленина, д. 10"))
    ]
    letter = read(left + right + rows("Уважаемая Мария Петровна!", FULL, FULL, "сообщает.", top_mm=60))
    assert roles_of(letter)[1] == ("addressee", "Ивановой Марии Петровне ул. Ленина, д. 10")


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("обраще-", "ние", "обращение"),
        ("какой-", "либо", "какой-либо"),
        ("Южно-", "Сахалинске", "Южно-Сахалинске"),
        ("кое-", "где", "кое-где"),
        ("жилищно-", "коммунального", "жилищно-коммунального"),
        ("2024-", "2026", "2024-2026"),
        ("vologda-", "med.ru", "vologda-med.ru"),
    ],
)
def test_only_a_hyphen_set_to_break_a_word_is_taken_away(before: str, after: str, joined: str) -> None:
    first, then = (
        f"Рассмотрев Ваше обращение по вопросу ремонта {before}",
        f"{after} и другого, министерство строительства и области",
    )
    letter = read(
        [row(line, 20 + number * PITCH_MM, justified=True) for number, line in enumerate((FULL, first, then, FULL))]
    )
    assert f" {joined} " in letter.text


def test_a_body_whose_address_stands_at_the_right_is_not_the_addressee() -> None:
    left = rows("МИНИСТЕРСТВО ДЕЛ", "ОТДЕЛ ПО ОКРУГУ", "16.09.2025 № 3", "Пермяку И.З.", "ул. Мира, д. 9, кв. 33")
    right = [
        row(text, 20 + number * PITCH_MM, 120)
        for number, text in enumerate(("Юности ул., 10, Чусовой", "Тел. (34256) 0-00-00", "a@omvd59.ru"))
    ]
    letter = read(left + right + rows("Уважаемый Иван Захарович!", FULL, FULL, "сообщает.", top_mm=60))
    assert ("letterhead", "Юности ул., 10, Чусовой Тел. (34256) 0-00-00 a@omvd59.ru") in roles_of(letter)


@pytest.mark.parametrize(
    ("role", "words"),
    [("addressee", "Ивановой М.П."), ("addressee", "a@example.ru"), ("reference", "На № 7 от 14.05.2024")],
)
def test_a_column_of_one_line_is_told_from_a_blank_that_it_nearly_touches(role: str, words: str) -> None:
    left = rows("МИНИСТЕРСТВО СТРОИТЕЛЬСТВА ОБЛАСТИ", "Коммунистический пр-т, 32", "тел. 0-00-00", "20.05.2024 № 5")
    right = [row(words, 20, left[0][-1].box.right_mm + HEIGHT_MM)]
    letter = read(left + right + rows("Уважаемая Мария Петровна!", FULL, FULL, "сообщает.", top_mm=60))
    assert (role, words) in roles_of(letter)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("На обращение № 91120 от", "10.11.2025", "На обращение № 91120 от 10.11.2025"),
        ("На № 402 от 7", "августа 2024 года", "На № 402 от 7 августа 2024 года"),
        ("На № 402 от 7 августа 2024", "года", "На № 402 от 7 августа 2024 года"),
        ("На №", "402 от 07.08.2024", "На № 402 от 07.08.2024"),
        ("На №", "ИСХ-4411/СЕВ от «2» июня 2025 г.", "На № ИСХ-4411/СЕВ от «2» июня 2025 г."),
    ],
)
def test_a_reference_broken_by_a_narrow_column_is_one(before: str, after: str, joined: str) -> None:
    left = rows("АО «ЭНЕРГОСБЫТ»", "20.05.2024 № 5", before, after)
    right = [row(text, 20 + number * PITCH_MM, 120) for number, text in enumerate(("Ивановой М.П.", "ул. Мира, д. 10"))]
    letter = read(left + right + rows("Уважаемая Мария Петровна!", FULL, FULL, "сообщает.", top_mm=60))
    assert ("reference", joined) in roles_of(letter)


@pytest.mark.parametrize(("before", "after"), [("№ 1855-", "о"), ("№ 26.3/", "5207")])
def test_a_number_broken_beside_its_day_is_one(before: str, after: str) -> None:
    data = [*row("20.05.2024", 20 + 2 * PITCH_MM), *row(before, 20 + 2 * PITCH_MM, 75)]
    left = [*rows("АДМИНИСТРАЦИЯ ГОРОДА", "ШАДРИНСКА"), data, row(after, 20 + 3 * PITCH_MM)]
    right = [row(text, 20 + number * PITCH_MM, 120) for number, text in enumerate(("Ивановой М.П.", "ул. Мира, д. 10"))]
    letter = read(left + right + rows("Уважаемая Мария Петровна!", FULL, FULL, "сообщает.", top_mm=60))
    assert ("number", before + after) in roles_of(letter)


def paragraphs(letter: Letter) -> list[str]:
    return [letter.text[each.start : each.end] for each in letter.paragraphs]


def test_a_sentence_set_in_the_middle_of_the_sheet_is_one_paragraph() -> None:
    texts = (
        "Рассмотрели Ваше обращение о маршруте автобуса № 15 и сообщаем, что он не",
        "вышел в рейс по вине",
        "водителя.",
    )
    middle = (30 + RIGHT_MM) / 2
    centred = [row(text, 0, 0)[-1].box.right_mm for text in texts]
    placed = [
        row(text, 20 + n * PITCH_MM, middle - wide / 2)
        for n, (text, wide) in enumerate(zip(texts, centred, strict=True))
    ]
    letter = read([*placed, *rows(FULL, FULL, top_mm=50)])
    assert paragraphs(letter)[:2] == [f"{texts[0]} {texts[1]}", texts[2]]


def test_an_indented_row_in_the_middle_by_chance_goes_on_with_the_next() -> None:
    first = row("Вы обратились в администрацию города с просьбой продлить", 20 + 3 * PITCH_MM, 42.5)
    middle_mm = first[0].box.x_mm + first[-1].box.right_mm
    letters = round((middle_mm - 2 * 30) / CHARACTER_MM)
    second = row("микроавтобусный" + "ж" * (letters - 15), 20 + 4 * PITCH_MM)
    letter = read([*rows(FULL, "области."), first, second, *rows(FULL, FULL, top_mm=20 + 5 * PITCH_MM)])
    assert abs(second[0].box.x_mm + second[-1].box.right_mm - middle_mm) < 2.0
    assert "продлить микроавтобусный" in letter.text


def test_a_little_white_after_a_full_row_ends_the_paragraph() -> None:
    full = "Рассмотрев Ваше обращение по вопросу ремонта дома и двора, сообщаем все."
    texts = [row(text, 20 + n * PITCH_MM, justified=True) for n, text in enumerate([*[FULL] * 5, full])]
    letter = read([*texts, row(FULL, 20 + 6.3 * PITCH_MM, justified=True)])
    assert paragraphs(letter)[-1] == FULL


def test_a_dash_that_begins_a_row_of_a_sentence_begins_no_item() -> None:
    dashed = "– до 1 ноября. Тогда министерство вынесет вопрос на заседание комиссии"
    letter = read([row(line, 20 + n * PITCH_MM, justified=True) for n, line in enumerate((FULL, dashed, FULL))])
    assert paragraphs(letter) == [f"{FULL} {dashed} {FULL}"]


def test_an_item_under_a_line_set_in_is_a_paragraph_of_its_own() -> None:
    lead, item = "Для этого нужен хотя бы один из таких документов на руках:", "– профсоюзный билет с отметками;"
    first = row(lead, 20 + 2 * PITCH_MM, 42.5, justified=True)
    letter = read([*rows(FULL, FULL), first, row(item, 20 + 3 * PITCH_MM)])
    assert paragraphs(letter)[1:] == [lead, item]


def test_years_broken_at_their_dash_are_joined_without_a_blank() -> None:
    first = "Рассмотрев Ваше обращение о плане ремонта домов в городе на годы 2027–"
    texts = [row(line, 20 + n * PITCH_MM, justified=True) for n, line in enumerate((FULL, first))]
    letter = read([*texts, row("2029 министерство", 20 + 2 * PITCH_MM)])
    assert "годы 2027–2029 министерство" in letter.text


def test_two_words_parted_by_a_slash_are_joined_without_a_blank() -> None:
    first = "Рассмотрев Ваше обращение о ремонте, просим прислать договор аренды и/"
    letter = read(
        [row(FULL, 20, justified=True), row(first, 20 + PITCH_MM, justified=True), row("или чек.", 20 + 2 * PITCH_MM)]
    )
    assert letter.text.endswith("аренды и/или чек.")


def test_a_sentence_left_open_goes_on_though_its_next_word_just_fitted() -> None:
    """Boxes of words are measured to some tenths of a millimetre; the next word is told to fit by as much."""
    short = "– за квартиру площадью пятьдесят квадратных метров заплатите"
    room_mm = RIGHT_MM - row(short, 20)[-1].box.right_mm
    word = "ж" * round((room_mm - 0.25 * HEIGHT_MM) / CHARACTER_MM - 0.5)
    texts = [row(FULL, 20, justified=True), row(FULL, 20 + PITCH_MM, justified=True)]
    letter = read([*texts, row(short, 20 + 3 * PITCH_MM), row(f"{word} рублей;", 20 + 4 * PITCH_MM)])
    assert paragraphs(letter)[-1] == f"{short} {word} рублей;"


@pytest.mark.parametrize("mark", ["Приложение: копия письма на 1 л. в 1 экз.", "С уважением,"])
def test_a_mark_at_the_top_of_a_page_begins_a_block(mark: str) -> None:
    full = "Служба принимает звонки жителей всего города круглосуточно и ежедневно."
    letter = read(rows(FULL, FULL, full), [row(mark, 20), row("И.о. министра", 20 + 3 * PITCH_MM)])
    assert letter.text.startswith(f"{FULL} {FULL} {full}\n\n{mark}")


def test_a_word_broken_between_two_pages_is_whole() -> None:
    letter = read([row(FULL, 20), row("Мы рассмотрели обраще-", 20 + PITCH_MM)], rows("ние о ремонте дома."))
    assert letter.text.endswith("обращение о ремонте дома.")


def test_the_last_digits_of_a_broken_phone_are_no_page_number() -> None:
    foot = [row("Пчелинцева Варвара Олеговна, 8 (48236) 0-00-", 270), row("02", 270 + PITCH_MM)]
    letter = read(rows(FULL, FULL), [*rows("Дом сдан.", "Работы окончены."), *foot])
    assert letter.text.endswith("8 (48236) 0-00-02")


def test_the_last_row_of_the_text_is_no_part_of_a_signature_beside_a_stamp() -> None:
    text = rows(*[FULL] * 5, "звоните нам в любое время.", "С уважением,", "Директор")
    stamp = [
        row(words, 20 + number * PITCH_MM, x_mm)
        for number, (words, x_mm) in enumerate(
            (("Документ подписан", 110), ("электронной подписью", 110), ("Е.Л. Хвостова", 160)), start=8
        )
    ]
    assert paragraphs(read(text + stamp))[0] == " ".join([*[FULL] * 5, "звоните нам в любое время."])


def test_running_lines_are_said_once_and_stand_apart_from_the_text() -> None:
    pages = [
        [row("Министерство строительства", 10), *rows(first, FULL, FULL), row(f"Страница {n}", 285)]
        for n, first in ((1, FULL), (2, f"Рассмотрели {FULL[11:]}"))
    ]
    letter = read(*pages)
    assert letter.text.count("Министерство строительства") == 1
    assert [p.zone for p in letter.paragraphs] == [Zone.BODY, Zone.HEADER, Zone.FOOTER, Zone.FOOTER]
    assert [part.page for part in letter.parts_of(Role.PAGE_NUMBER)] == [1, 2]


def test_a_scan_is_refused() -> None:
    for facts in (PageFacts(facts_of([[]]).pages), facts_of([row("Вх. № 5", 20)], [])):
        with pytest.raises(LetterFileError) as caught:
            read_pdf(b"", "scan.pdf", facts)
        assert (caught.value.code, caught.value.file) == ("pdf.scan", "scan.pdf")


def test_rows_end_at_the_right_margin_of_the_made_pages() -> None:
    assert row(FULL, 20, justified=True)[-1].box.right_mm == pytest.approx(RIGHT_MM)


WORD = st.builds(
    lambda text, x, y, width, height: PageWord(text, Box(x, y, width, height)),
    st.sampled_from(["Уважаемая", "Мария!", "2", "обраще-", "20.05.2024", "№", "О", "сообщаем.", "т.", "-"]),
    st.floats(-20, 230),
    st.floats(-20, 320),
    st.floats(0, 60),
    st.floats(0, 30),
)


@given(st.lists(st.lists(WORD, max_size=25), min_size=1, max_size=3))
def test_words_anywhere_on_the_pages_are_read_or_refused(pages: list[list[PageWord]]) -> None:
    facts = facts_of(*([words] for words in pages))
    try:
        letter = read_pdf(b"", "odd.pdf", facts)
    except LetterFileError as fault:
        assert fault.code == "pdf.scan"  # noqa: PT017 - either outcome is right
        return
    assert all(one.end <= two.start for one, two in pairwise(letter.parts))


def test_words_a_thousand_miles_apart_do_not_have_all_the_way_between_them_as_spaces() -> None:
    far = PageWord("Ответ", Box(-2e9, 50.0, 10.0, 4.0))
    letter = read([[far, *row("министерство строительства Сахалинской области сообщает Вам", 50.0)]])
    assert len(letter.text) < 5_000


@pytest.mark.parametrize(
    "boxes",
    [
        [Box(30 + number * 5.0, 50.0, 4.0, 4.0) for number in range(50_000)],
        [Box(30.0 + number % 3, 5 + number / 100, 40.0, 0.9) for number in range(20_000)],
        [Box(30.0, number * 2.0 + number % 977 / 1e3, 40.0, 1.0) for number in range(20_000)],
    ],
    ids=["one row", "rows of no pitch", "rows to no middle"],
)
def test_a_page_of_words_that_no_letter_has_is_read_in_time_that_grows_with_them(boxes: list[Box]) -> None:
    # Each compared with each of the others would outlast the limit of a test.
    read([[PageWord("слово", box) for box in boxes]])
