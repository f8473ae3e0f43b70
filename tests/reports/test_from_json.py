"""A report that was kept as JSON is the same report when it is read back."""

import json
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.reports.as_json import report_object
from letterkit.reports.from_json import report_of
from letterkit.settings import load_settings
from letterkit.tables.card import load_card

LETTERS = sorted((Path(__file__).parents[1] / "letters").glob("*.txt"))[:12]


@pytest.fixture(scope="module")
def checker() -> Checker:
    settings = load_settings()
    card = load_card(settings.templates_dir / "samples" / "demo.yml")
    options = CheckOptions(settings.profile_path, settings.rules_dir, settings.rules_memory, card, engine="off")
    return Checker(options)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_what_was_kept_says_the_same_when_it_is_read_back(path: Path, checker: Checker) -> None:
    object_ = report_object(checker.check_file(path).report)
    kept = json.loads(json.dumps(object_, ensure_ascii=False))
    assert json.loads(json.dumps(report_object(report_of(kept)), ensure_ascii=False)) == kept


def test_findings_read_back_equal_those_that_were_kept(checker: Checker) -> None:
    report = checker.check_bytes(
        "Уважаемый Мария Петровна!\n\nСогласно приказа, мы сообщаем .\n".encode(), "a.txt"
    ).report
    assert report.findings
    assert report_of(json.loads(json.dumps(report_object(report)))).findings == report.findings
