"""POST and GET /v2/check: the shape of LanguageTool's answers, our findings at their places, its words of refusal."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.checking.checker import Checker
from letterkit.core.errors import ToolFailed
from letterkit.core.report import NotChecked

from .conftest import Ask
from .shape import differences

WRONG = "Согласно приказа работы идут."
MODES = ("all", "textLevelOnly", "allButTextLevelOnly")
ADVICE, ADVISED = "officialese.purpose", f"{WRONG} В целях ремонта закуплены материалы."
BOTH = {"grammar.soglasno-dative", "officialese.this"}


def cut(text: str, match: dict[str, Any]) -> str:
    """The words that ``match`` is about, counted as LanguageTool counts."""
    wide = text.encode("utf-16-le")
    return wide[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le")


def test_an_answer_has_the_shape_of_languagetool_s(ask: Ask) -> None:
    told = ask(f"{WRONG} Данный вопрос решён.\n\nПривет , мир!")
    assert len(told["matches"]) >= 3
    assert differences(told) == []


def test_a_match_has_our_words_our_clause_and_the_page_of_the_rule(ask: Ask) -> None:
    [match] = ask(WRONG)["matches"]
    assert cut(WRONG, match) == "Согласно приказа"
    assert match["replacements"] == [{"value": "Согласно приказу"}]
    assert match["rule"]["id"] == "grammar.soglasno-dative"
    assert match["rule"]["urls"] == [{"value": "http://localhost/rules/grammar.soglasno-dative"}]
    assert "Пункт 3.3 Порядка" in match["rule"]["description"]
    assert "пункт 3.3 Порядка" in match["shortMessage"]
    assert match["rule"]["category"]["id"] == "GRAMMAR"
    assert match["sentence"] == WRONG


def test_it_finds_what_the_command_finds_with_text_only(ask: Ask, checker: Checker) -> None:
    text = f"Данный вопрос решён.\n\n{WRONG}\n\nКрышу отремонтируют, когда закупят материалы!"
    report = checker.check_bytes(text.encode(), "x.txt", text_only=True).report
    expected = sorted((place.start, each.code) for each in report.findings for place in each.places if place.excerpt)
    told = ask(text, level="picky")["matches"]
    assert sorted((each["offset"], each["rule"]["id"]) for each in told) == expected


@pytest.mark.parametrize(
    ("address", "asked", "is_told"),
    [
        ("/v2/check", {}, False),
        ("/v2/check", {"level": "default"}, False),
        ("/v2/check", {"level": "picky"}, True),
        ("/v2/check", {"enabledRules": ADVICE}, True),
        ("/v2/check", {"enabledCategories": "STYLE"}, True),
        ("/v2/check", {"level": "picky", "disabledRules": ADVICE}, False),
        ("/v2/picky/check", {}, True),
        ("/v2/picky/check", {"level": "default"}, False),
    ],
)
def test_advice_is_for_those_who_ask_for_it(
    client: FlaskClient, address: str, asked: dict[str, str], is_told: bool
) -> None:
    matches = client.post(address, data={"text": ADVISED, "language": "ru-RU", **asked}).get_json()["matches"]
    codes = [each["rule"]["id"] for each in matches]
    assert (ADVICE in codes) is is_told
    assert "grammar.soglasno-dative" in codes


def test_offsets_count_units_of_utf_16(ask: Ask) -> None:
    text = f"😀 {WRONG} 😀😀 {WRONG}"
    found = [each for each in ask(text)["matches"] if each["rule"]["id"] == "grammar.soglasno-dative"]
    assert [cut(text, each) for each in found] == ["Согласно приказа"] * 2
    assert [cut(each["context"]["text"], each["context"]) for each in found] == ["Согласно приказа"] * 2


def test_markup_is_not_checked_and_offsets_count_in_it(ask: Ask) -> None:
    pieces = [
        {"markup": "<p class='a'>"}, {"text": "Согласно "}, {"markup": "<b>"}, {"text": "приказа"}, {"markup": "</b>"},
        {"text": " работы идут."}, {"markup": "<p>", "interpretAs": "\n\n"}, {"text": WRONG},
    ]  # fmt: skip
    written = "".join(piece.get("text", piece.get("markup", "")) for piece in pieces)
    told = ask(data=json.dumps({"annotation": pieces}))
    assert [cut(written, each) for each in told["matches"]] == ["Согласно <b>приказа", "Согласно приказа"]
    assert [written[start:end] for start, end in told["sentenceRanges"]] == [
        "Согласно <b>приказа</b> работы идут.",
        WRONG,
    ]
    assert ask(data=json.dumps({"text": WRONG}))["matches"] == ask(WRONG)["matches"]


@pytest.mark.parametrize(
    ("asked", "rules"),
    [
        ({}, BOTH),
        ({"disabledRules": "officialese.this,other"}, {"grammar.soglasno-dative"}),
        ({"disabledCategories": "GRAMMAR"}, {"officialese.this"}),
        ({"disabledCategories": "GRAMMAR", "enabledRules": "grammar.soglasno-dative"}, BOTH),
        ({"enabledRules": "officialese.this", "enabledOnly": "true"}, {"officialese.this"}),
        ({"enabledCategories": "STYLE", "enabledOnly": "true"}, {"officialese.this"}),
        ({"enabledRules": "MORFOLOGIK_RULE_RU_RU", "enabledOnly": "true"}, set()),
        ({"level": "picky", "motherTongue": "ru-RU"}, BOTH),
    ],
)
def test_rules_are_switched_by_the_ids_that_are_told(ask: Ask, asked: dict[str, str], rules: set[str]) -> None:
    assert {each["rule"]["id"] for each in ask(f"{WRONG} Данный вопрос решён.", **asked)["matches"]} == rules


def test_a_note_of_obsidian_is_checked_as_it_asks(ask: Ask) -> None:
    """Its markup is Markdown; a link is read by its words, its fields are those of its source."""
    pieces = [
        {"text": "Ответ"}, {"markup": "\n\n- [ ] ", "interpretAs": "\n\n"}, {"markup": "["}, {"text": "Согласно"},
        {"markup": "](https://example.ru/a?b=1&c=2)"}, {"text": " приказа работы идут."},
    ]  # fmt: skip
    written = "".join(piece.get("text", piece.get("markup", "")) for piece in pieces)
    asked = {"language": "auto", "enabledOnly": "false", "level": "picky", "motherTongue": "ru-RU"}
    variants = {"preferredVariants": "en-US,de-DE,pt-PT,ca-ES"}
    told = ask(data=json.dumps({"annotation": pieces}), **asked, **variants)
    found = [each for each in told["matches"] if each["rule"]["id"] == "grammar.soglasno-dative"]
    assert [cut(written, each) for each in found] == ["Согласно](https://example.ru/a?b=1&c=2) приказа"]
    assert told["language"]["code"] == "ru-RU"


def test_add_ons_that_ask_twice_are_told_each_finding_once(ask: Ask) -> None:
    text = f"{WRONG} Мы сообщаем об этом.\n\nЯ сообщаю, что крышу починили."
    told = {mode: [each["rule"]["id"] for each in ask(text, mode=mode)["matches"]] for mode in MODES}
    assert told["textLevelOnly"] == ["consistency.speaker"]
    assert told["allButTextLevelOnly"] == ["grammar.soglasno-dative"]
    assert sorted(told["all"]) == ["consistency.speaker", "grammar.soglasno-dative"]


def test_rules_of_languagetool_alone_start_no_check(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letterkit that was given its own address must not ask itself."""
    monkeypatch.setattr(Checker, "check_bytes", None)
    assert ask(WRONG, enabledRules="MORFOLOGIK_RULE_RU_RU", enabledOnly="true")["matches"] == []


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "\x00\x01"])
def test_a_text_without_words_has_nothing_wrong(ask: Ask, text: str) -> None:
    assert ask(text)["matches"] == []


def test_signs_that_are_no_text_keep_their_places(ask: Ask) -> None:
    text = f"\ufeff\x00 {WRONG}"
    [match] = [each for each in ask(text)["matches"] if each["rule"]["id"] == "grammar.soglasno-dative"]
    assert cut(text, match) == "Согласно приказа"
    assert ask(data='{"text": "\\ud83d Согласно приказа работы идут."}')["matches"]


@pytest.mark.parametrize("text", ["The roof will be repaired.", "Дах відремонтують, бо її вже чекають."])
def test_a_text_in_another_language_is_told_to_be_unchecked(ask: Ask, text: str) -> None:
    told = ask(text, language="auto", preferredVariants="en-GB")
    assert told["matches"] == []
    assert told["warnings"]["incompleteResults"] is True
    assert "не на русском" in told["warnings"]["incompleteResultsReason"]
    assert ask(WRONG, language="auto")["matches"]


def test_what_was_not_checked_is_a_warning(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    check = Checker.check_bytes

    def cut_short(self: Checker, *given: Any, **named: Any) -> Any:
        checked = check(self, *given, **named)
        gap = (NotChecked("grammar.case", "check.out-of-time"),)
        return replace(checked, report=replace(checked.report, not_checked=gap))

    monkeypatch.setattr(Checker, "check_bytes", cut_short)
    warnings = ask(WRONG)["warnings"]
    assert warnings["incompleteResults"] is True
    assert warnings["incompleteResultsReason"].startswith("Грамматика – ")


REFUSED = [
    ({}, "Missing 'text' or 'data' parameter"),
    ({"text": "а"}, "Missing 'language' parameter, e.g. 'language=en-US'"),
    ({"text": "а", "language": "en-US"}, "'en-US' is not a language code known to LanguageTool."),
    ({"text": "а", "data": "{}", "language": "ru-RU"}, "Set only 'text' or 'data' parameter, not both"),
    ({"data": "{", "language": "ru-RU"}, "Could not parse JSON from 'data' parameter"),
    ({"data": "[" * 100_000, "language": "ru-RU"}, "Could not parse JSON from 'data' parameter"),
    ({"data": "[1]", "language": "ru-RU"}, "'data' key in JSON requires 'text' or 'annotation' key"),
    ({"data": '{"text": "а", "annotation": []}', "language": "ru-RU"}, "'data' key in JSON requires either"),
    ({"data": '{"annotation": [{"x": 1}]}', "language": "ru-RU"}, "Only 'text' and 'markup' are supported"),
    ({"data": '{"annotation": [{"text": "а", "markup": "б"}]}', "language": "ru-RU"}, "Only either 'text' or 'markup'"),
    ({"data": '{"annotation": [{"text": 1}]}', "language": "ru-RU"}, "'text', 'markup' and 'interpretAs'"),
    ({"text": "а", "language": "ru-RU", "enabledOnly": "true"}, "You must specify enabled rules or categories"),
    ({"text": "а", "language": "ru-RU", "enabledOnly": "true", "disabledRules": "x"}, "You cannot specify disabled"),
    ({"text": "а", "language": "ru-RU", "level": "hard"}, "Unknown value 'hard' for parameter 'level'."),
    ({"text": "а", "language": "ru-RU", "preferredVariants": "en-GB"}, "You specified 'preferredVariants' but"),
]


@pytest.mark.parametrize(("asked", "said"), REFUSED)
def test_what_is_wrong_is_told_in_languagetool_s_words(client: FlaskClient, asked: dict[str, str], said: str) -> None:
    for answer in (client.post("/v2/check", data=asked), client.get("/v2/check", query_string=asked)):
        assert answer.status_code == 400
        assert answer.text.startswith(f"Error: {said}")
        assert answer.mimetype == "text/plain"


def test_other_refusals_are_one_line_too(client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"text": WRONG, "language": "ru-RU"}
    long = client.post("/v2/check", data={**asked, "text": "Дом. " * 70_000})
    assert (long.status_code, long.text[:13]) == (413, "Error: Знаков")
    heavy = client.post("/v2/check", data={**asked, "text": "a" * (4 << 20)})
    assert (heavy.status_code, heavy.text[:22]) == (413, "Error: Запрос слишком ")
    assert client.post("/v2/words/add", data=asked).status_code == 404
    assert client.get("/v2/configinfo").text == "Error: Unsupported action: 'configinfo'"

    def overstay(*_: object, **__: object) -> None:
        raise ToolFailed("check.overstayed", limit_s=20)

    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Checker, "check_bytes", overstay)
    assert client.post("/v2/check", data=asked).status_code == 503
    monkeypatch.setattr(Checker, "check_bytes", break_down)
    broken = client.post("/v2/check", data=asked)
    assert (broken.status_code, broken.text[:31]) == (500, "Error: Ошибка самой программы №")
    app.config["LIMIT_API"] = "1/minute"
    often = [client.post("/v2/check", data=asked) for _ in range(3)][-1]
    assert (often.status_code, often.text[:21]) == (429, "Error: Слишком много ")


def test_it_says_what_it_is_and_which_language_it_knows(client: FlaskClient, app: Flask) -> None:
    assert client.get("/v2/languages").get_json() == [{"name": "Russian", "code": "ru", "longCode": "ru-RU"}]
    software = client.get("/v2/info").get_json()["software"]
    assert software["name"] == "letterkit"
    assert software["commit"] == app.extensions["letterkit"].book.version
    assert client.get("/v2/maxtextlength").text == "300000"


def test_the_form_of_libreoffice_7_4_is_read_as_it_meant_it(client: FlaskClient) -> None:
    """It puts words into its form unquoted: «&», «+» and «%» are words."""
    text = "Плата 5% + 3%41 & ещё, согласно приказа, &language=en-US растёт."
    for rest in ("", "&username=СЭД и к&apiKey="):
        sent = f"text={text}&language=ru-RU{rest}".encode()
        told = client.post("/v2/check", data=sent, content_type="application/x-www-form-urlencoded").get_json()
        [match] = [each for each in told["matches"] if each["rule"]["id"] == "grammar.soglasno-dative"]
        assert cut(text, match) == "согласно приказа"
        assert told["sentenceRanges"] == [[0, len(text)]]
    sent = f"text={WRONG}&language=ru-RU&disabledRules=grammar.soglasno-dative".encode()
    told = client.post("/v2/check", data=sent, content_type="application/x-www-form-urlencoded").get_json()
    assert told["matches"] == [], "others leave letters unquoted but mean the marks"
