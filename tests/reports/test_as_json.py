"""CONTRACT's report, to the letter."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from letterkit.checking.checker import CheckedLetter
from letterkit.reports.as_json import document, one_line, report_object

SCHEMA = json.loads(files("letterkit.reports").joinpath("report.schema.json").read_text(encoding="utf-8"))


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_report_answers_to_the_schema(checked: CheckedLetter) -> None:
    validator().validate(json.loads(one_line(checked.report)))


def test_every_key_written_is_described_and_every_key_described_is_written(checked: CheckedLetter) -> None:
    written = report_object(checked.report)
    described = SCHEMA["properties"]
    assert set(written) == set(described)
    for name in ("not_checked", "waived", "clauses"):
        assert set(written[name][0]) == set(described[name]["items"]["properties"])
    assert set(written["findings"][0]) == set(SCHEMA["$defs"]["finding"]["properties"])
    assert set(written["parts"][0]) == set(SCHEMA["$defs"]["part"]["properties"])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("verdict", "good"),
        ("findings", [{"code": "salutation.gender"}]),
        ("clauses", [{"clause": "3.5", "state": "green"}]),
        ("source", {"name": "a.txt", "kind": "text", "sha256": "nothing"}),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_know(checked: CheckedLetter, key: str, value: Any) -> None:
    wrong = report_object(checked.report) | {key: value}
    assert not validator().is_valid(wrong)


def test_a_missing_thing_has_no_place(checked: CheckedLetter) -> None:
    missing = report_object(checked.report)["findings"][-1]
    assert (missing["code"], missing["start"], missing["end"], missing["box"]) == ("executor.missing", None, None, None)


def test_offsets_cut_the_excerpt_out_of_the_text(checked: CheckedLetter) -> None:
    told = report_object(checked.report)
    for finding in told["findings"]:
        if finding["start"] is not None:
            assert told["text"][finding["start"] : finding["end"]] == finding["excerpt"]


def test_what_was_not_checked_says_why_in_words_and_by_code(checked: CheckedLetter) -> None:
    told = report_object(checked.report)["not_checked"][0]
    assert told["code"] == "card.none"
    assert "карточк" in told["why"].lower()


def test_one_line_is_one_line(checked: CheckedLetter) -> None:
    assert "\n" not in one_line(checked.report)


def test_one_letter_is_an_object_and_several_are_a_list(checked: CheckedLetter) -> None:
    other = replace(checked.report, findings=())
    assert json.loads(document([checked.report], single=True))["schema"] == "letterkit-report/1"
    assert [len(told["findings"]) for told in json.loads(document([checked.report, other], single=False))] == [5, 0]
