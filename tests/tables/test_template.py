"""The template leads to a clean card, protects what people type, and explains itself."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from letterkit.compose.catalogue import Catalogue, ReplyText, parse_reply
from letterkit.tables import Sheet, read_sheet, template_table
from letterkit.tables.columns import known_columns
from letterkit.tables.instructions import HOW_TO
from letterkit.tables.spelling import values_of
from letterkit.tables.template import LISTS, SHEET

from .conftest import PROFILE, codes, saved


def book_of(reply: ReplyText) -> Any:
    return openpyxl.load_workbook(io.BytesIO(template_table(reply, PROFILE)))


def column(sheet: Any, header: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if str(cell.value).removesuffix(" *") == header)


@pytest.fixture(scope="session")
def template(redirect: ReplyText) -> Any:
    return book_of(redirect)


def test_the_example_row_of_every_reply_text_is_a_card(catalogue: Catalogue) -> None:
    for reply in catalogue.replies():
        sheet = read_sheet(template_table(reply, PROFILE), "т.xlsx", reply)
        (row,) = sheet.rows()
        assert (sheet.title, sheet.faults, codes(row.faults)) == (SHEET, (), ["table.example-row"])
        assert row.card is not None
        assert row.card.appeal.number == "И-345"
        for name, field in reply.fields.items():
            assert field.example is None or row.card.reply.fields[name]


def test_the_template_shows_the_town_of_its_body_and_its_row_is_known_for_any(redirect: ReplyText) -> None:
    town = replace(PROFILE, body=replace(PROFILE.body, address_lines=("ул. Мира, д. 1,", "г. Омск, 644000")))
    data = template_table(redirect, town)
    book = openpyxl.load_workbook(io.BytesIO(data))
    letter = column(book[SHEET], "Почтовый адрес")
    assert book[SHEET][f"{letter}2"].value == "ул. Ленина, д. 10, кв. 5, г. Омск, 644000"
    (row,) = read_sheet(data, "т.xlsx", redirect).rows()
    assert codes(row.faults) == ["table.example-row"]


def test_an_example_left_in_the_table_is_only_a_warning_until_it_is_changed(redirect: ReplyText, template: Any) -> None:
    data = saved(template)
    book = openpyxl.load_workbook(io.BytesIO(data))
    letter = column(book[SHEET], "Фамилия")
    book[SHEET][f"{letter}2"] = "Сидорова"
    (row,) = read_sheet(saved(book), "т.xlsx", redirect).rows()
    assert row.faults == ()


def test_every_column_that_the_reply_text_needs_is_there_and_marked(catalogue: Catalogue) -> None:
    for reply in catalogue.replies():
        headers = [cell.value for cell in book_of(reply)[SHEET][1]]
        for each in known_columns(reply).by_path.values():
            if each.required:
                assert f"{each.header} *" in headers
        assert len(headers) == len(set(headers))


def test_text_columns_are_text_for_cells_still_to_be_typed(template: Any) -> None:
    sheet = template[SHEET]
    for header, form in (("Номер обращения", "@"), ("Почтовый адрес", "@"), ("Дата регистрации", "DD.MM.YYYY")):
        letter = column(sheet, header)
        assert sheet.column_dimensions[letter].number_format == form
        assert sheet[f"{letter}2"].number_format == form


def test_fixed_values_can_be_chosen_from_a_list(template: Any) -> None:
    sheet = template[SHEET]
    by_column = {str(each.sqref).split("2:", 1)[0]: each for each in sheet.data_validations.dataValidation}
    chosen = by_column[column(sheet, "Как поступило")]
    assert chosen.type == "list"
    place = chosen.formula1.split("!")[1].replace("$", "")
    offered = [row[0].value for row in template[LISTS][place]]
    assert offered == [spellings[0] for spellings in values_of("appeal.channel").values()]
    assert template[LISTS].sheet_state == "hidden"
    assert by_column[column(sheet, "Коллективное обращение")].type == "list"
    assert by_column[column(sheet, "Номер обращения")].type is None


def test_prompts_keep_within_the_limits_of_excel(catalogue: Catalogue) -> None:
    for reply in catalogue.replies():
        for each in book_of(reply)[SHEET].data_validations.dataValidation:
            assert 0 < len(each.promptTitle) <= 32
            assert 0 < len(each.prompt) <= 255


def test_the_header_stays_in_sight_and_carries_hints(template: Any) -> None:
    sheet = template[SHEET]
    assert sheet.freeze_panes == "B2"
    assert all(cell.comment and cell.comment.text.endswith(".") for cell in sheet[1])


def test_the_second_sheet_explains_every_column(template: Any) -> None:
    told = {row[0].value for row in template[HOW_TO].iter_rows()}
    assert {str(cell.value).removesuffix(" *") for cell in template[SHEET][1]} <= told


def test_an_example_that_begins_like_a_formula_is_text() -> None:
    text = "---\nid: x\ntitle: О\nfields:\n  a: {label: Поле, example: '=1+1'}\n---\n{{ a }}"
    sheet = book_of(parse_reply(text, "x.md"))[SHEET]
    cell = sheet[f"{column(sheet, 'Поле')}2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_row_typed_below_the_example_reads_back(
    redirect: ReplyText, template: Any, read: Callable[..., Sheet]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved(template)))
    sheet = book[SHEET]
    typed = {"Номер обращения": "3.08-15/24", "О чём обращение": "ремонт", "Фамилия": "Петров", "Имя": "Иван",
             "Куда направлено": "инспекция", "Как поступило": "лично", "Коллективное обращение": "нет"}  # fmt: skip
    for header, value in typed.items():
        sheet[f"{column(sheet, header)}3"] = value
    _, row = read(saved(book)).rows()
    assert row.faults == ()
    assert row.card is not None
    assert row.card.appeal.number == "3.08-15/24"
