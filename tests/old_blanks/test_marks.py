"""Marks stand where words stood: the blank is whole, fills, and looks as it did everywhere else."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from letterkit.checking.checker import Checker
from letterkit.checking.profile import load_profile
from letterkit.compose import Blank
from letterkit.compose.fill import fill
from letterkit.compose.inspect import sentinels
from letterkit.core.errors import TemplateError
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.office.content.blanks.head import measured_head
from letterkit.office.content.blanks.inspection import file_remarks
from letterkit.office.content.blanks.letters import letters_on
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.lint import lint_path
from letterkit.old_blanks import ChosenMark, propose, put_marks
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.pages.differences import differences
from letterkit.reading import read_docx

from .conftest import HERE, HOME
from .made_blanks import MadeBlank, make_blank, read_blanks

HEAD = ["[body]", "cb> КОМИТЕТ ПО ТРУДУ", "c> ул. Мира, 1, г. Светлый, 690000"]
ALL = [
    *read_blanks(HERE / "known.txt"),
    *(
        pytest.param(blank, marks=pytest.mark.long)
        for file in ("apart", "harder", "later")
        for blank in read_blanks(HERE / f"{file}.txt")
    ),
]


def marked(blank: MadeBlank, *left: str) -> bytes:
    """The blank with all that is proposed for it but the fields ``left``."""
    chosen = [one for one in propose(Package.open(blank.data, blank.name)) if one.field not in left]
    marks = [ChosenMark(one.field, one.start, one.end, one.fresh) for one in chosen]
    return put_marks(blank.data, f"{blank.name}.docx", marks)


def as_blank(data: bytes) -> Blank:
    head = measured_head(Places.of(data, "x.docx"), load_profile(HOME.profile_path), "x", "x")
    return Blank(head, data, "x.docx")


def words(data: bytes) -> str:
    return text_map(Package.open(data, "x")).text


@pytest.mark.parametrize("blank", ALL, ids=str)
def test_an_old_blank_becomes_one_without_errors(blank: MadeBlank) -> None:
    remarks = file_remarks(as_blank(marked(blank)), load_profile(HOME.profile_path))
    assert [one.error.code for one in remarks if one.level is Level.ERROR] == []


@pytest.mark.office
def test_only_marked_places_look_otherwise(made: Mapping[str, MadeBlank], printer: Checker) -> None:
    old = made["Угловой бланк с чертами в таблице"]
    context = {
        **sentinels(),
        "organisation": {
            "name": "министерство строительства Сахалинской области",
            "lines": ("МИНИСТЕРСТВО СТРОИТЕЛЬСТВА", "САХАЛИНСКОЙ ОБЛАСТИ"),
            "address_lines": ("ул. Пограничная, д. 63,", "г. Южно-Сахалинск, 693000"),
            "phone": "(4242) 00-00-00",
            "fax": "(4242) 00-00-01",
            "email": "minstroy@example.ru",
            "site": "minstroy.example.ru",
        },
        "date": None,
        "number": None,
        "incoming": {"number": None, "date": None},
        "restricted": False,
        "addressee": ("Ивановой М.П.", "ул. Мира, д. 1, кв. 2, г. Холмск, 694620"),
        "title": "О ремонте крыши",
        "salutation": "Уважаемая Мария Петровна!",
        "paragraphs": [
            {"text": text, "kind": "text", "keep": at == 1}
            for at, text in enumerate(("Рассмотрев Ваше обращение, сообщаем.", "Работы начнутся в июне."))
        ],
        "attachments": [{"text": "Приложение: на 2 л. в 1 экз.", "first": True}],
        "closing": "С уважением,",
        "signer": {"post_lines": ("Министр строительства",), "name": "И.О. Фамилия"},
        "executor": ("Исп. Иванова М.П.", "8(4242) 00-00-02"),
    }
    filled = fill(replace(as_blank(marked(old)), file="x.docx"), context)
    before, after = printer.press.converter().pdfs([old.data, filled.docx])
    changed = differences(before, after, 1)
    # The name of the signer goes to the right margin, so that posts of other lengths leave it there.
    assert changed
    assert all(box.x_mm > 90 for box in changed)
    assert max(box.bottom_mm for box in changed) - min(box.y_mm for box in changed) < 10


@pytest.mark.office
def test_a_blank_whose_requisites_stand_in_cells_of_their_own_is_in_order(printer: Checker, tmp_path: Path) -> None:
    row = "[table 35 10 35 20 30 10 30]", "[cell]", "№", "[cell]", "[cell]", "на №", "[cell]", "[cell]", "от", "[cell]"
    lines = [*HEAD, *row, "[body]", "r> Ивановой М.П.", "О дороге", "c> Уважаемая Мария Петровна!", "j> Слова."]
    file = tmp_path / "cells.docx"
    file.write_bytes(marked(make_blank("Ячейки", [*lines, "С уважением,", "Мэр→А.А. Иванов", "Исп. Иванова М.П."])))
    remarks = lint_path(file, printer.profile, as_blank(file.read_bytes()), printer)
    rules = {str(one.error.details.get("rule", one.error.code)) for one in remarks}
    assert not {rule for rule in rules if rule.startswith("reference.")}
    letter = letters_on(as_blank(file.read_bytes()), printer.profile)[0].composed.docx
    read = read_docx(letter, file.name)
    parts = [part for part in read.parts if part.role in (Role.NUMBER, Role.REFERENCE)]
    assert [len(read.text_of(part).split("\n")) for part in parts] == [2, 4]


SECOND = ["cb> СӘЛАМӘТЛЕК МИНИСТРЛЫГЫ", "c> Островский ур., 11, Казан шәһәре, 420111", "c> тел. (843) 231-79-99"]


@pytest.mark.office
def test_a_second_language_stays_as_typed_and_nothing_is_said_of_it(printer: Checker, tmp_path: Path) -> None:
    head = [
        "[table 75 15 80]",
        *HEAD[1:],
        "c> тел. (843) 231-79-98",
        "[cell]",
        "[cell]",
        *SECOND,
        "[body]",
        "____ № ____",
        "r> Ивановой М.П.",
    ]
    rest = [
        "О дороге",
        "c> Уважаемая Мария Петровна!",
        "j> Слова.",
        "С уважением,",
        "Мэр→А.А. Иванов",
        "Исп. Иванова М.П.",
    ]
    file = tmp_path / "two.docx"
    file.write_bytes(marked(make_blank("Два языка", [*head, *rest])))
    assert "231-79-99" in words(file.read_bytes())
    remarks = lint_path(file, printer.profile, as_blank(file.read_bytes()), printer)
    assert [one.error.code for one in remarks if one.level is Level.ERROR] == []


def test_pictures_tables_and_styles_stay_as_they_are(made: Mapping[str, MadeBlank]) -> None:
    old = made["Угловой бланк с чертами в таблице"]
    with zipfile.ZipFile(io.BytesIO(old.data)) as given, zipfile.ZipFile(io.BytesIO(marked(old))) as new:
        same = {name for name in given.namelist() if given.read(name) == new.read(name)}
        assert set(given.namelist()) - same == {"word/document.xml"}
    bold = [run.bold for run in Document(io.BytesIO(marked(old))).tables[0].cell(0, 0).paragraphs[0].runs if run.text]
    assert bold[0] is True


def test_what_would_be_filled_by_word_is_filled_by_us(made: Mapping[str, MadeBlank]) -> None:
    for name in ("Слияние: поля Word", "Элементы управления", "Бланк с полями слияния"):
        data = marked(made[name])
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").decode()
        assert "MERGEFIELD" not in xml
        assert "<w:sdt>" not in xml
        assert "{{ salutation }}" in words(data)


def test_what_is_not_confirmed_stays(made: Mapping[str, MadeBlank]) -> None:
    data = marked(made["Слияние: поля Word"], "salutation", "title")
    assert "«Обращение»" in words(data)
    assert "«Заголовок»" in words(data)
    assert "{{ salutation }}" not in words(data)


def test_what_a_body_does_not_have_goes_with_its_name(made: Mapping[str, MadeBlank]) -> None:
    old = made["Угловой бланк с чертами в таблице"]
    values = sentinels()
    whole = fill(as_blank(marked(old)), values).text
    lacking = fill(as_blank(marked(old)), {**values, "organisation": {**values["organisation"], "fax": None}}).text  # type: ignore[dict-item]
    assert "факс щит-fax" in whole
    assert "факс" not in lacking


def test_a_restriction_and_its_copy_number_come_and_go_together(made: Mapping[str, MadeBlank]) -> None:
    old = made["Подпись в таблице, исполнитель под чертой"]
    values = sentinels()
    assert "Экз. № щит-экземпляр" in fill(as_blank(marked(old)), values).text
    assert "Экз." not in fill(as_blank(marked(old)), {**values, "restricted": False}).text


def test_a_new_line_goes_behind_all_that_stands_for_several_paragraphs() -> None:
    after = ["____ № ____", "r> Ивановой М.П.", "c> Уважаемая Мария Петровна!", "j> Первый абзац.", "j> Второй абзац."]
    for sample in (after, after[:-1]):
        blank = make_blank("x", ["[body]", "cb> КОМИТЕТ", "cb> ПО ТРУДУ", *sample])
        said = words(marked(blank)).split("\n")
        assert "e-mail: {{ organisation.email }}" in said
        assert "{{ closing }}" in said[said.index("{%p endif %}", said.index("{%p else %}")) + 2 :]


def test_two_marks_do_not_share_their_words() -> None:
    blank = make_blank("x", ["[body]", "Министр А.А. Иванов"])
    with pytest.raises(TemplateError) as fault:
        put_marks(blank.data, "x.docx", [ChosenMark("signer.post_lines", 0, 10), ChosenMark("signer.name", 8, 19)])
    assert fault.value.code == "blank.marks-overlap"
