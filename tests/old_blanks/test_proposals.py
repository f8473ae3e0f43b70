"""Each mark is proposed for the words that it belongs to, once, with its likelihood; what lacks gets a line."""

from collections.abc import Sequence
from pathlib import Path

import pytest

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
