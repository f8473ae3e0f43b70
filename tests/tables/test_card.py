import datetime
import json
from pathlib import Path

import pytest

from letterkit.core.card_values import CARD_VALUES, known_words
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.outcome import Channel, Outcome
from letterkit.core.people import Gender, Person
from letterkit.tables.card import load_card, parse_card

DEMO = Path(__file__).resolve().parents[2] / "templates" / "samples" / "demo.yml"


def refused(mapping: object) -> CardError:
    with pytest.raises(CardError) as caught:
        parse_card(mapping, "карточка")  # type: ignore[arg-type]
    assert caught.value.file == "карточка"
    return caught.value


def test_the_demo_card_is_read_whole() -> None:
    card = load_card(DEMO)
    assert card.applicant.person == Person("Иванова", "Мария", "Петровна", Gender.FEMALE)
    assert card.appeal.registered == datetime.date(2024, 5, 14)
    assert (card.appeal.channel, card.reply.outcome) == (Channel.SITE, Outcome.BY_DATE)
    assert len(card.appeal.questions) == 2
    assert isinstance(card.reply.fields["answers"], tuple)


def test_json_and_yaml_say_the_same(tmp_path: Path) -> None:
    card = {"appeal": {"number": "И-1", "registered": "14.05.2024"}, "date": "2024-06-05", "number": 17}
    (tmp_path / "a.json").write_text(json.dumps(card, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "a.yml").write_text(
        "appeal:\n  number: И-1\n  registered: 2024-05-14\ndate: 05.06.2024\nnumber: '17'\n", encoding="utf-8"
    )
    assert load_card(tmp_path / "a.json") == load_card(tmp_path / "a.yml") == parse_card(card, "x")


@pytest.mark.parametrize(
    "empty", [{}, {"appeal": None, "reply": {"fields": None, "attachments": None}}, {"applicant": {"surname": " "}}]
)
def test_empty_sections_and_cells_mean_nothing(empty: dict[str, object]) -> None:
    assert parse_card(empty, "x") == CaseCard()


@pytest.mark.parametrize(
    ("mapping", "code", "key"),
    [
        ({"zzz": 1}, "data.unknown-key", "zzz"),
        ({"applicant": {"surename": "Иванова"}}, "data.unknown-key", "applicant.surename"),
        ({"date": "31.02.2024"}, "data.bad-value", "date"),
        ({"date": "2024-02-31"}, "data.bad-value", "date"),
        ({"date": "05.06.24"}, "data.bad-value", "date"),
        ({"date": "2024"}, "data.bad-value", "date"),
        ({"date": 0}, "data.bad-value", "date"),  # which would be the first day of 1970
        ({"reply": {"outcome": "решено"}}, "data.bad-value", "reply.outcome"),
        ({"number": 3.1}, "data.bad-value", "number"),
        ({"number": True}, "data.bad-value", "number"),
        ({"reply": {"restricted": "может быть"}}, "data.bad-value", "reply.restricted"),
        ({"reply": {"fields": {"to_body": {"a": 1}}}}, "data.bad-value", "reply.fields.to_body"),
        ({"reply": {"fields": {"sum": 1.5}}}, "data.bad-value", "reply.fields.sum"),
        ({"appeal": {"questions": "Когда?"}}, "data.bad-value", "appeal.questions"),
        ({"applicant": {"surname": "Я" * 3000}}, "data.bad-value", "applicant.surname"),
        ({"appeal": []}, "data.bad-value", "appeal"),
    ],
)
def test_what_a_card_may_not_hold_is_refused_by_its_key(mapping: dict[str, object], code: str, key: str) -> None:
    error = refused(mapping)
    assert (error.code, error.details["key"]) == (code, key)


def test_a_word_of_a_fixed_list_is_told_with_the_list() -> None:
    assert refused({"appeal": {"channel": "почта"}}).details["known"] == known_words("appeal.channel")
    assert "post" in known_words("appeal.channel")
    assert known_words("appeal.number") == ()


def test_a_card_that_is_no_mapping_is_refused() -> None:
    assert refused([1, 2]).code == "data.not-a-mapping"


def test_the_place_in_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "card.yml"
    path.write_text("number: 1\nreply:\n  due_date: 2024-02-31\n", encoding="utf-8")
    with pytest.raises(CardError) as caught:
        load_card(path)
    assert (caught.value.code, caught.value.details["key"]) == ("data.bad-value", "reply.due_date")
    assert (caught.value.line, caught.value.column) == (3, 3)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CardError) as caught:
        load_card(tmp_path / "нет.yml")
    assert caught.value.code == "file.not-found"


def test_control_characters_go_and_words_stay() -> None:
    card = parse_card(
        {
            "applicant": {"surname": "Ива\u200bнова", "organisation": "ООО\x00 Дом\x07", "address": "ул. Мира,\n д. 3"},
            "reply": {"body": "Раз.\r\n\r\n- два\x0b"},
        },
        "x",
    )
    assert card.applicant.person.surname == "Иванова"
    assert card.applicant.organisation == "ООО Дом"
    assert card.applicant.address == "ул. Мира, д. 3"
    assert card.reply.body == "Раз.\n\n- два"


@pytest.mark.parametrize("surname", ["{{ x }}", "Иванова <b>", "Иванова & Ко", "Ива\x0bнова", "Иванова2"])
def test_a_sign_that_no_name_has_is_refused_with_its_key(surname: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_card({"applicant": {"surname": surname}}, "x")
    assert (caught.value.code, caught.value.details["key"]) == ("data.bad-value", "applicant.surname")


@pytest.mark.parametrize(
    "surname", ["О’Генри", "Петрова-Водкина", "Мамед оглы", "Иванова (Петрова)", "Ким", "де ла Крус"]
)
def test_a_name_may_hold_what_stands_between_letters(surname: str) -> None:
    assert parse_card({"applicant": {"surname": surname}}, "x").applicant.person.surname == surname


def test_a_hostile_organisation_is_kept_to_the_character() -> None:
    given = "ООО «Рога & Копыта» {{ x }} <филиал>"
    assert parse_card({"applicant": {"organisation": given}}, "x").applicant.organisation == given


def test_the_list_of_keys_is_whole() -> None:
    sections = {path.partition(".")[0] for path in CARD_VALUES}
    assert sections == {"appeal", "applicant", "reply", "executor", "signer", "number", "date"}
    assert {"appeal.repeat_of", "reply.copy_number", "executor.unit", "signer.post", "applicant.collective"} <= set(
        CARD_VALUES
    )
    assert len(CARD_VALUES) == len(set(CARD_VALUES)) == 38 + 2
