"""A row is a card or all that is wrong with it, and the card is the one that a form or a file would give."""

import datetime
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from letterkit.checking.profile import load_profile
from letterkit.compose.addressee import salutation
from letterkit.compose.catalogue import Catalogue, ReplyText
from letterkit.compose.context import reply_context
from letterkit.compose.letter import with_defaults
from letterkit.core.card_values import CARD_VALUES, card_with
from letterkit.core.errors import CardError
from letterkit.core.outcome import Channel
from letterkit.core.people import Gender
from letterkit.settings import Settings
from letterkit.tables import Sheet, SheetRow, read_sheet
from letterkit.tables import case_table as sheets
from letterkit.tables.card import card_faults, parse_card
from letterkit.tables.column_reader import reader_of
from letterkit.tables.columns import known_columns
from letterkit.tables.misfits import misfits

from .conftest import codes, places

Read = Callable[..., Sheet]
GOOD = {"О чём обращение": "ремонт", "ФИО": "Иванова Мария Петровна", "Куда направлено": "инспекция"}


def row(read: Read, reply: ReplyText | None = None, **cells: str) -> SheetRow:
    """The row with good cells and ``cells`` («_» for a space in a header)."""
    table = GOOD | {header.replace("_", " "): value for header, value in cells.items()}
    lines = (";".join(table), ";".join(f'"{value}"' for value in table.values()))
    (made,) = read("\n".join(lines).encode(), **({"reply": reply} if reply else {})).rows()
    return made


@pytest.mark.parametrize("said", ["почта", "Почта", "ПОЧТОЙ", "Почта России", "post", "по почте."])
def test_words_of_a_list_are_taken_in_russian_and_in_english(said: str, read: Read) -> None:
    card = row(read, Как_поступило=said).card
    assert card is not None
    assert card.appeal.channel is Channel.POST


@pytest.mark.parametrize(
    ("said", "is_so"), [("да", True), ("Да.", True), ("+", True), ("нет", False), ("-", False), ("1", True)]
)
def test_yes_and_no_are_taken_as_people_write_them(said: str, is_so: bool, read: Read) -> None:
    card = row(read, ДСП=said).card
    assert card is not None
    assert card.reply.restricted is is_so


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Когда?\nКем?", ("Когда?", "Кем?")),
        ("Когда?; Кем?;", ("Когда?", "Кем?")),
        ("Когда; и кем?\nКак?", ("Когда; и кем?", "Как?")),
        ("Когда?", ("Когда?",)),
    ],
)
def test_a_list_is_lines_or_parted_by_semicolons(cell: str, items: tuple[str, ...], read: Read) -> None:
    card = row(read, Вопросы=cell).card
    assert card is not None
    assert card.appeal.questions == items


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Иванова Мария Петровна", ("Иванова", "Мария", "Петровна")),
        ("Петров-Водкин Кузьма Сергеевич", ("Петров-Водкин", "Кузьма", "Сергеевич")),
        ("Мария Петровна Иванова", ("Иванова", "Мария", "Петровна")),
        ("Алиев Гасан Рашид оглы", ("Алиев", "Гасан", "Рашид оглы")),
        ("Иванова М.П.", ("Иванова", "М.", "П.")),
    ],
)
def test_a_full_name_is_split(name: str, parts: tuple[str, ...], read: Read) -> None:
    card = row(read, ФИО=name).card
    assert card is not None
    person = card.applicant.person
    assert (person.surname, person.name, person.patronymic) == parts


@pytest.mark.parametrize(
    "name",
    [
        "Иванова Мария Петровна и Петров Иван Сергеевич",
        "Иванова М.П., Петров И.С.",
        "Иванова Мария Петровна Петров Иван",
        "Иванова Мария Петровна (мать)",
        "Мария",
    ],
)
def test_what_is_not_the_full_name_of_one_person_is_not_guessed_at(name: str, read: Read) -> None:
    assert places(row(read, ФИО=name).faults) == [("table.name-unread", "B")]


def test_every_fault_of_a_row_is_told_with_its_column(read: Read) -> None:
    made = row(
        read,
        О_чём_обращение="",
        Дата_регистрации="31.02.2024",
        Канал="голубь",
        ДСП="может быть",
        Фамилия_исполнителя="Ив4нов",
    )
    assert made.card is None
    assert places(made.faults) == [
        ("card.missing", "A"),
        ("data.bad-value", "D"),
        ("data.bad-value", "E"),
        ("table.not-flag", "F"),
        ("data.bad-value", "G"),
    ]


def test_a_refused_cell_is_not_called_empty_too(read: Read, catalogue: Catalogue) -> None:
    made = row(read, catalogue.reply("by_date"), Срок="31.02.2024", Что_будет_сделано="отремонтируют крышу")
    assert ("card.missing", "D") not in places(made.faults)
    assert ("data.bad-value", "D") in places(made.faults)


def test_a_fault_does_not_keep_alive_what_was_there_when_it_rose(read: Read) -> None:
    for fault in row(read, ФИО="Ким Саша", Дата_регистрации="31.02.2024", ДСП="может быть").faults:
        assert (fault.error.__traceback__, fault.error.__context__, fault.error.__cause__) == (None, None, None)


def test_a_gender_that_the_name_does_not_say_is_asked_for(read: Read) -> None:
    assert places(row(read, ФИО="Ким Саша").faults) == [("card.gender-unknown", "B")]
    assert places(row(read, ФИО="Ким Саша", Пол="").faults) == [("card.gender-unknown", "D")]
    card = row(read, ФИО="Ким Саша", Пол="ж").card
    assert card is not None
    assert card.applicant.person.gender is Gender.FEMALE


def test_another_outcome_than_that_of_the_reply_text_is_told(read: Read) -> None:
    assert places(row(read, Исход="вопрос решён").faults) == [("card.outcome-differs", "D")]


def test_each_question_wants_its_answer(read: Read, catalogue: Catalogue) -> None:
    solved = catalogue.reply("solved")
    base = {"Что_сделано_и_когда": "20.05.2024 отремонтировали", "Вопросы": "Когда?\nКем?"}
    answers = "Ответы_на_вопросы_обращения"
    table = {"Куда_направлено": "x"}
    assert "card.answers-differ" in codes(row(read, solved, **table, **base, **{answers: "Вчера"}).faults)
    assert "card.missing" in codes(row(read, solved, **table, **base, **{answers: ""}).faults)
    assert codes(row(read, solved, **table, **base, **{answers: "Вчера\nНами"}).faults) == []


def test_the_same_letter_twice_is_a_fault_and_another_applicant_of_the_appeal_a_warning(read: Read) -> None:
    head = "№ обращения;Дата регистрации;О чём обращение;ФИО;Куда направлено"
    rows = [
        "И-1;14.05.2024;ремонт;Иванова Мария;инспекция",
        "И - 1;14.05.2024;ремонт;ИВАНОВА Мария;инспекция",
        "И-1;14.05.2024;ремонт;Петров Иван;инспекция",
        "И-1;14.05.2023;ремонт;Иванова Мария;инспекция",
        "И-1;15.05.2024;ремонт;Иванова Мария;инспекция",
    ]
    first, again, other, earlier, mistyped = read("\n".join([head, *rows]).encode()).rows()
    assert (first.faults, earlier.faults) == ((), ())
    assert (places(again.faults), again.card) == ([("table.row-twice", "A")], None)
    assert again.faults[0].error.details["first"] == 2
    assert (places(other.faults), other.card is not None) == ([("table.appeal-twice", "A")], True)
    assert codes(mistyped.faults) == ["table.row-twice"], "numbers begin anew each year, so another day is a slip"


def test_rows_can_be_read_again_from_the_first(read: Read) -> None:
    sheet = read("О чём обращение;ФИО;Куда направлено;№ обращения\nа;Иванова Мария;б;1\nа;Иванова Мария;б;1\n".encode())
    first, again = ([(each.number, each.card, codes(each.faults)) for each in sheet.rows()] for _ in range(2))
    assert first == again
    assert [faults for *_, faults in first] == [[], ["table.row-twice"]]


def test_rows_come_one_at_a_time(read: Read) -> None:
    sheet = read("О чём обращение;ФИО;Куда направлено\nа;Иванова Мария;б\n".encode() + "а;б;в\n".encode() * 1000)
    assert next(iter(sheet.rows())).number == 2


@pytest.mark.long
@pytest.mark.slow
def test_memory_does_not_grow_with_the_table(redirect: ReplyText, tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        lines = (f"ремонт дома {n} {'х' * 200};Иванова Мария;инспекция" for n in range(rows))
        path.write_text("\n".join(["О чём обращение;ФИО;Куда направлено", *lines]), encoding="utf-8")
        tracemalloc.start()
        assert sum(row.card is not None for row in read_sheet(path, path.name, redirect).rows()) == rows
        made = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return made

    peak(4_000)  # what is read once and remembered
    assert peak(16_000) < peak(4_000) * 1.2


def test_a_table_longer_than_the_limit_ends_with_a_fault(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    rows = list(read("О чём обращение;ФИО;Куда направлено\n".encode() + "а;Иванова Мария;в\n".encode() * 5).rows())
    assert [codes(each.faults) for each in rows] == [[], [], ["table.too-many-rows"]]


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = {}
    for path, value in values.items():
        inside = card
        *sections, name = path.split(".")
        for section in sections:
            inside = inside.setdefault(section, {})
        inside[name] = value
    return card


REDIRECT = Catalogue(Settings(_env_file=None).templates_dir).reply("redirect")
COLUMNS = known_columns(REDIRECT).by_path
TEXTS = sorted(path for path in CARD_VALUES if path in COLUMNS and COLUMNS[path].type in ("text", "prose"))
CELLS = some.text(some.sampled_from("Ивано 4\n\tА-.й5№;\u00a0"), min_size=1, max_size=12).filter(str.strip)


@given(some.dictionaries(some.sampled_from(TEXTS), CELLS))
def test_a_cell_alone_passes_what_a_whole_card_passes(cells: dict[str, str]) -> None:
    """The fast way accepts and makes the same as ``parse_card``."""
    readings = {path: reader_of(COLUMNS[path], REDIRECT)(text) for path, text in cells.items()}
    refused = {fault.details["key"] for fault in card_faults(nested(cells), "")}
    assert {path for path, reading in readings.items() if reading.fault} == refused
    if not refused:
        assert card_with(dict(pair for each in readings.values() for pair in each.values)) == parse_card(
            nested(cells), ""
        )


TSJ = {"appeal.subject": "ремонт", "applicant.organisation": "ТСЖ «Надежда»"}
BODY = {"reply.fields.to_body": "инспекция"}
DECISION = {"reply.fields.decision": "отремонтировали", "appeal.questions": ["Когда?", "Кем?"]}
CASES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("redirect", {}),
    ("redirect", BODY | {"appeal.subject": "ремонт", "applicant.surname": "Ким"}),
    ("redirect", TSJ | BODY),
    ("redirect", TSJ),
    ("redirect", TSJ | BODY | {"reply.outcome": "solved"}),
    ("by_date", TSJ | DECISION),
    ("solved", TSJ | DECISION),
    ("solved", TSJ | DECISION | {"reply.fields.answers": ["Вчера"]}),
    ("solved", TSJ | DECISION | {"reply.fields.answers": ["Вчера", "Нами"]}),
    ("explained", TSJ),
    ("explained", TSJ | {"reply.body": "Да."}),
    ("repeat", TSJ | {"reply.ground": "abuse", "reply.fields.letters": ["от 12.01.2024 № 1"]}),
)


@pytest.mark.parametrize(("reply_id", "values"), CASES)
def test_what_composing_refuses_is_among_what_a_row_is_told(
    reply_id: str, values: dict[str, Any], catalogue: Catalogue
) -> None:
    card, reply = parse_card(nested(values), ""), catalogue.reply(reply_id)
    told = [(fault.code, fault.details["key"]) for fault in misfits(card, reply)]
    profile = load_profile(Settings(_env_file=None).profile_path)
    first: list[tuple[str, object]] = []
    try:
        salutation(card.applicant)
        reply_context(with_defaults(card, profile), reply, profile)
    except CardError as fault:
        first.append((fault.code, fault.details["key"]))
    assert set(first) <= set(told)
    assert bool(first) == bool(told)


def test_dates_of_a_table_are_days(read: Read) -> None:
    card = row(read, Дата_регистрации="14.05.2024 0:00:00", Дата_ответа="2024-06-05").card
    assert card is not None
    assert (card.appeal.registered, card.date) == (datetime.date(2024, 5, 14), datetime.date(2024, 6, 5))
