"""SARIF 2.1.0 as review tools read it."""

import json
from typing import Any

import pytest

from letterkit.checking.checker import CheckedLetter
from letterkit.reports.as_sarif import document


@pytest.fixture
def run(checked: CheckedLetter) -> dict[str, Any]:
    log = json.loads(document([checked]))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    return run


def test_every_result_names_a_rule_that_the_driver_describes(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [
        rules[each["ruleIndex"]]["id"] for each in run["results"]
    ]
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_levels_are_those_of_the_standard(run: dict[str, Any]) -> None:
    assert [result["level"] for result in run["results"]] == ["error", "note", "error", "warning", "error"]


def test_a_region_counts_lines_and_columns_from_one_and_offsets_from_zero(run: dict[str, Any]) -> None:
    place = run["results"][2]["locations"][0]["physicalLocation"]
    text = run["artifacts"][place["artifactLocation"]["index"]]["contents"]["text"]
    region = place["region"]
    assert text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == "выплаты ,поступившее"
    assert (region["startLine"], region["startColumn"]) == (3, 38)
    assert (region["endLine"], region["endColumn"]) == (3, 58)


def test_a_missing_thing_stands_for_the_whole_letter(run: dict[str, Any]) -> None:
    assert "region" not in run["results"][-1]["locations"][0]["physicalLocation"]


def test_each_suggestion_is_a_fix_that_replaces_the_words(run: dict[str, Any]) -> None:
    fixes = run["results"][2]["fixes"]
    inserted = [fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] for fix in fixes]
    assert inserted == ["выплаты, поступившее", "выплаты; поступившее"]


def test_a_file_name_becomes_an_address(run: dict[str, Any]) -> None:
    assert run["artifacts"][0]["location"]["uri"] == "%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%BE%20%E2%84%961.docx"


def test_what_was_not_checked_is_a_notification(run: dict[str, Any]) -> None:
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert "адресат" in notification["message"]["text"]
