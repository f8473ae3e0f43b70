"""What makes two rows, two applicants, two texts the same, however they were typed."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from letterkit.core.case import Applicant, CaseCard
from letterkit.core.outcome import Outcome
from letterkit.core.people import Person
from letterkit.standard_replies.identity import appeal_key, live_apart, may_be_one, row_key, said_by, text_key, who
from letterkit.tables.card import parse_card

Cards = Callable[..., CaseCard]


def named(surname: str | None, name: str | None = None, patronymic: str | None = None) -> Applicant:
    return Applicant(Person(surname, name, patronymic))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Семёнова", "Алёна", "Петровна"), named("СЕМЕНОВА", "АЛЕНА", "ПЕТРОВНА")),
        (named("Иванова", "Мария", "Петровна"), named("Иванова", "М.", "П.")),
        (named("Иванова", "Мария", "Петровна"), named("Иванова", "М.П.")),
        (named("Иванова", "Мария", "Петровна"), named("Иванова", "Мария")),
        (named("Иванова", "Мария", "Петровна"), named("Иванова")),
        (named("Петров-Водкин", "Кузьма"), named("Петров – Водкин", "Кузьма")),
        (named("Иванова", "Мария"), named("Ивaнова", "Mария")),  # Latin a and M
        (Applicant(organisation="ООО «Сахстрой»"), Applicant(organisation='ооо  "САХСТРОЙ"')),
        (Applicant(Person("Орлов", "Игорь"), organisation="ООО «Сахстрой»"), named("Орлов", "И.")),
    ],
)
def test_one_applicant_is_known_in_any_writing(one: Applicant, other: Applicant) -> None:
    assert may_be_one(who(one), who(other))
    assert may_be_one(who(other), who(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Иванова", "Мария", "Петровна"), named("Иванова", "Мария", "Павловна")),
        (named("Иванова", "Мария"), named("Иванова", "Н.")),
        (named("Иванова", "Мария"), named("Иванов", "М.")),
        (named(None, "Мария"), named(None, "Мария")),
        (Applicant(organisation="ООО «Сахстрой»"), Applicant(organisation="ООО «Сахдом»")),
        (Applicant(), Applicant()),
    ],
)
def test_two_applicants_are_not_taken_for_one(one: Applicant, other: Applicant) -> None:
    assert not may_be_one(who(one), who(other))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("ул. Мира, д. 3, кв. 12, г. Корсаков, 694020", "694020, г. Корсаков, Мира 3-12", False),
        ("ул. Мира, д. 3, кв. 12", "ул. Мира, д. 3, кв. 13", True),
        ("ул. Мира, д. 3", None, False),
    ],
)
def test_namesakes_are_told_apart_by_the_figures_of_their_houses(one: str, other: str | None, apart: bool) -> None:
    assert live_apart(who(Applicant(address=one)), who(Applicant(address=other))) is apart


@pytest.mark.parametrize("written", ["И-345", "№ И-345", "и‑345", " И – 345 ", "и-345"])
def test_a_number_is_the_same_in_any_writing(written: str) -> None:
    assert appeal_key(written) == appeal_key("И-345")


def test_other_numbers_are_other_numbers() -> None:
    assert len({appeal_key(number) for number in ("И-345", "И-3450", "К-345", "И-345/1", "345", "0345")}) == 6


def test_a_text_is_the_same_whatever_its_signs_and_spaces() -> None:
    assert text_key("Дом ещё строят – сдадут до\u00a01.09.") == text_key("дом еще  строят, сдадут до 1.09")
    assert text_key("Дом сдадут до 1.09") != text_key("Дом сдадут до 2.09")


# --- rows


def test_a_row_keeps_its_key() -> None:
    """It stands in databases: a key that changes would send letters a second time."""
    card = parse_card({"appeal": {"number": "И-345"}, "applicant": {"surname": "Иванова"}}, "строка 2")
    assert row_key(said_by(card), "redirect") == "9bff57bde0d27f375a39debc080da135b4d993b37f0db5813f9aaa191b1948c7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"fields": {"letters": ["№ 1", "№ 2"]}}, {"fields": {"letters": "№ 1\n№ 2\n"}}),
        ({"fields": {"judged": "15.04.2024"}}, {"fields": {"judged": "2024-04-15"}}),
        ({"fields": {"flat": 5, "note": ""}}, {"fields": {"flat": "5"}}),
        ({"due_date": "15.04.2024", "body": None}, {"due_date": "2024-04-15"}),
        ({"outcome": "redirected", "restricted": False}, {}),
    ],
)
def test_a_row_is_the_same_in_any_format(one: dict[str, object], other: dict[str, object]) -> None:
    keys = {row_key(said_by(parse_card({"reply": reply}, "строка 2")), "redirect") for reply in (one, other)}
    assert len(keys) == 1


def test_a_row_that_says_something_else_is_another(card: Cards) -> None:
    given = card("redirect")
    others = [
        given,
        replace(given, number="1"),
        replace(given, date=datetime.date(2024, 6, 6)),
        replace(given, applicant=replace(given.applicant, address="ул. Мира, д. 2")),
        replace(given, applicant=replace(given.applicant, collective=True)),
        replace(given, reply=replace(given.reply, restricted=True)),
        replace(given, reply=replace(given.reply, fields={**given.reply.fields, "why": "Так устроено"})),
        replace(given, appeal=replace(given.appeal, questions=("Когда?",))),
    ]
    assert len({row_key(said_by(each), "redirect") for each in others}) == len(others)
    assert row_key(said_by(given), "redirect") != row_key(said_by(given), "interim")
    planned = replace(given, reply=replace(given.reply, outcome=Outcome.REDIRECTED))
    assert row_key(said_by(given), "redirect") == row_key(said_by(planned), "redirect")


@given_any(st.text(alphabet="аб  \t\n\r\x0b\x1c\x85\u2028\u00a0", max_size=12))
def test_white_space_of_any_kind_makes_no_difference(text: str) -> None:
    tidy = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    said = said_by(CaseCard(number=text))
    assert said.get("number", "") == tidy
