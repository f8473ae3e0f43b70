"""Each mark is proposed for the words that it belongs to, once, with its likelihood; what lacks gets a line."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document

from letterkit.old_blanks import Proposal, propose
from letterkit.old_blanks.names import field_named
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map

from .made_blanks import MadeBlank, make_blank, read_blanks

HERE = Path(__file__).parent
HEAD = ["[body]", "cb> КОМИТЕТ ПО ТРУДУ", "c> ул. Мира, 1, г. Светлый, 690000", "____ № ____"]
LEAST_SHARE = 0.95
"""Of marks proposed for the right words in blanks that were set apart when the rules were written."""


def proposed(blank: MadeBlank) -> Sequence[tuple[str, str, Proposal]]:
    package = Package.open(blank.data, blank.name)
    text = text_map(package).text
    return [(one.field, " ".join(text[one.start : one.end].split()), one) for one in propose(package)]


def words_of(blank: MadeBlank) -> set[tuple[str, str]]:
    return {(field, words) for field, words, _ in proposed(blank) if words}


@pytest.mark.parametrize("blank", list(read_blanks(HERE / "known.txt")), ids=str)
def test_marks_are_proposed_for_their_words_and_no_others(blank: MadeBlank) -> None:
    assert words_of(blank) == {(field, words) for field, words in blank.expected if words}


@pytest.mark.parametrize("file", ["apart", "harder", "later"])
def test_blanks_that_were_set_apart_are_read_as_well(file: str) -> None:
    wanted, right, wrong = 0, 0, 0
    for blank in read_blanks(HERE / f"{file}.txt"):
        expected = {(field, words) for field, words in blank.expected if words}
        found = words_of(blank)
        wanted, right, wrong = wanted + len(expected), right + len(expected & found), wrong + len(found - expected)
    assert right >= LEAST_SHARE * wanted
    assert wrong <= (1 - LEAST_SHARE) * wanted


def test_what_has_a_name_is_likelier_than_what_stands_at_its_place() -> None:
    blank = make_blank("", [*HEAD, "r> Кому-то", "<<Приветствие>>", "j> Слова.", "Мэр→А.А. Иванов"])
    likely = {field: one.likelihood for field, _, one in proposed(blank)}
    assert likely["salutation"] > likely["addressee"] > likely["closing"]


def test_what_a_blank_lacks_is_proposed_as_a_line_of_its_own_at_its_usual_place() -> None:
    blank = make_blank("", [*HEAD, "r> Ивановой М.П.", "c> Уважаемая Мария Петровна!", "j> Слова.", "Мэр→А.А. Иванов"])
    found = {field: one for field, _, one in proposed(blank)}
    fresh = {field for field, one in found.items() if one.fresh}
    assert fresh == {
        "organisation.phone", "organisation.email", "organisation.site", "incoming.number", "restriction", "title",
        "attachments", "closing", "executor",
    }  # fmt: skip
    order = ["restriction", "addressee", "title", "salutation", "paragraphs", "attachments", "signer.post_lines"]
    starts = [found[field].start for field in order]
    assert starts == sorted(starts)
    assert found["executor"].start > found["signer.name"].start


def test_a_phone_of_the_executor_is_not_the_bodys() -> None:
    lines = [*HEAD, "тел. (4200) 11-11-11", "c> Уважаемые коллеги!", "j> Слова.", "Мэр→А.А. Иванов"]
    found = words_of(make_blank("", [*lines, "[footer]", "Исп. Иванова М.П. 8(4242)22-22-22"]))
    assert ("organisation.phone", "(4200) 11-11-11") in found
    assert ("executor", "Исп. Иванова М.П. 8(4242)22-22-22") in found


@pytest.mark.parametrize(
    "foot",
    [
        ["Отдел писем: Сидорова О.И., тел. (423) 222-33-47"], ["Ольга Ильинична Сидорова", "телефон: (423) 222-33-47"],
        ["Сидорова", "телефон: (423) 222-33-47"], ["____ (Ф.И.О. исполнителя)", "телефон: (423) 222-33-47"],
        ["<<Сотрудник>>", "<<Тел_сотрудника>>"], ["<<ispolnitel>>", "<<telefon>>"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["[footer]", ""])
def test_a_phone_beside_a_name_at_the_end_is_the_executors(foot: list[str], place: str) -> None:
    lines = [*HEAD, "c> Уважаемые коллеги!", "j> Слова.", "<<Должность>>→<<Подпись>>", place, *foot]
    found = words_of(make_blank("", lines))
    shown = " ".join(foot).replace("<<", "«").replace(">>", "»")
    assert [words for field, words in found if field == "executor"] == [shown]
    assert "organisation.phone" not in {field for field, _ in found}


def test_a_phone_beside_an_address_in_the_footer_is_the_bodys() -> None:
    lines = ["[body]", "cb> КОМИТЕТ ПО ТРУДУ", "____ № ____", "c> Уважаемые коллеги!", "j> Слова.", "Мэр→А.А. Иванов"]
    foot = ["[footer]", "ул. К.А. Маркса, 1, г. Светлый, 690000", "телефон: (423) 222-33-47"]
    assert ("organisation.phone", "(423) 222-33-47") in words_of(make_blank("", [*lines, *foot]))


@pytest.mark.parametrize(
    ("line", "date", "number"),
    [
        ("от «___» ______ 20___ года № ____", "«___» ______ 20___ года", "____"),
        ("______20___г. № ____", "______20___г.", "____"), ("____.____.____ № ____", "____.____.____", "____"),
        ("Исх. № ____ от ___.___.20___", "___.___.20___", "____"), ("от ………… № ………", "…………", "………"),
        ("от ______ № 3-12/____/____", "______", "3-12/____/____"),
        ("Дата: ______ Исходящий номер: ____", "______", "____"),
    ],
)  # fmt: skip
def test_the_whole_line_to_write_on_gets_its_mark(line: str, date: str, number: str) -> None:
    found = words_of(make_blank("", [*HEAD[:-1], line, "c> Уважаемые коллеги!", "j> Слова.", "Мэр→А.А. Иванов"]))
    assert {("date", date), ("number", number)} <= found


def test_a_number_has_its_place_behind_its_sign_and_lines_are_drawn_with_underlined_tabs() -> None:
    after = ["c> Уважаемые коллеги!", "j> Слова.", "Мэр→А.А. Иванов"]
    bare = {field: one for field, _, one in proposed(make_blank("", [*HEAD[:-1], "«  » 20  г. №", *after]))}
    assert not bare["number"].fresh
    document = Document(io.BytesIO(make_blank("", [*HEAD[:-1], "№", *after]).data))
    line = next(each for each in document.paragraphs if each.text == "№")
    line.add_run("\t\t").underline = True
    data = io.BytesIO()
    document.save(data)
    drawn = {one.field: one for one in propose(Package.open(data.getvalue(), "x"))}
    assert not drawn["number"].fresh


def test_a_letterhead_in_another_language_at_the_right_is_not_the_addressee() -> None:
    row = ["[table 70 30 70]", "cb> РЕСПУБЛИКА ТАТАРСТАН", "cb> КОМИТЕТ", "[cell]", "[cell]", "cb> ТАТАРСТАН"]
    lines = [*row, "cb> РАЙОНЫНЫҢ КОМИТЕТЫ", "[body]", "____ № ____", "r> Гр. Ахметову Р.Р."]
    found = words_of(make_blank("", [*lines, "c> Уважаемый Рустам Ринатович!", "Текст", "Мэр→А.А. Иванов"]))
    assert {("addressee", "Гр. Ахметову Р.Р."), ("paragraphs", "Текст"), ("signer.post_lines", "Мэр")} <= found


def test_two_frames_are_two_places() -> None:
    frames = ["[frame 0 0 80]", "УПРАВЛЕНИЕ ТРУДА", "ул. Мира, 1", "[frame 95 0 75]", "Петрову И.С.", "ул. Мира, 3"]
    found = words_of(make_blank("", [*frames, "[body]", "____ № ____", "c> Уважаемый Иван!", "Мэр→А.А. Иванов"]))
    assert {("organisation.lines", "УПРАВЛЕНИЕ ТРУДА"), ("addressee", "Петрову И.С. ул. Мира, 3")} <= found


def test_what_a_merge_field_showed_is_a_place_and_quoted_words_are_none() -> None:
    lines = ["[body]", "cb> ФОНД «ТЕКСТ»", "«RegDate» № «RegNum»", "«Salutation»", "«Body»", "«SignPost»→«SignName»"]
    found = words_of(make_blank("", lines))
    assert {("date", "«RegDate»"), ("salutation", "«Salutation»"), ("paragraphs", "«Body»")} <= found
    assert ("organisation.lines", "ФОНД «ТЕКСТ»") in found


def test_what_word_asks_with_is_a_place_though_nothing_keeps_it() -> None:
    ask = "Место для ввода текста."
    lines = [*HEAD[:-1], f"Место для ввода даты. № {ask}", f"На № {ask} от Место для ввода даты.", f"r> {ask}", ask]
    found = words_of(make_blank("", [*lines, "Выберите элемент.→Выберите элемент.", "", ask, ask]))
    assert {("number", ask), ("incoming.date", "Место для ввода даты."), ("signer.name", "Выберите элемент.")} <= found
    assert {("paragraphs", ask), ("executor", f"{ask} {ask}")} <= found


def test_words_of_a_sample_letter_are_its_text_and_not_its_date() -> None:
    lines = ["c> Уважаемые коллеги!", "j> По договору от 01.02.2023 № 5 сообщаем.", "j> О сроке.", "Мэр→А.А. Иванов"]
    found = words_of(make_blank("", [*HEAD, *lines]))
    assert ("date", "____") in found
    assert ("paragraphs", "По договору от 01.02.2023 № 5 сообщаем. О сроке.") in found


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("ДатаОбращения", "incoming.date"), ("Вх_номер", "incoming.number"), ("RegNum", "number"), ("REGDATE", "date"),
        ("Адрес_заявителя", "addressee"), ("ФИОИсполнителя", "executor"), ("ТелефонИсполнителя", "executor"),
        ("Краткое содержание", "title"), ("Штамп ЭП", "nothing"), ("Должность", "signer.post_lines"), ("Прочее", ""),
    ],
)  # fmt: skip
def test_names_of_places_tell_their_marks(name: str, field: str) -> None:
    assert field_named(name) == field
