"""A word found in several places is one line of a report, which says how many more there are and where."""

from dataclasses import replace

import pytest

from letterkit.checking.checker import CheckedLetter
from letterkit.core.finding import Finding, Level
from letterkit.core.report import Report
from letterkit.reports import as_html, as_json, as_sarif
from letterkit.reports.as_text import Style, document
from letterkit.reports.from_json import report_of
from letterkit.reports.lines import Lines
from letterkit.reports.marks import marked_lines
from letterkit.reports.repeats import others_words, times_words

TEXT = "лимит\nлимита нет, лимиты есть\n"


def at(word: str, mend: str) -> Finding:
    start = TEXT.index(word)
    end = start + len(word)
    return Finding("foreign.test", "3.7", Level.WARNING, "…", "", word, start, end, suggestions=(mend,))


@pytest.fixture
def repeated(checked: CheckedLetter) -> Report:
    found = replace(at("лимит", "предел"), others=(at("лимита", "предела"), at("лимиты", "пределы")))
    return replace(checked.report, text=TEXT, parts=(), findings=(found,))


@pytest.mark.parametrize(("count", "told"), [(0, ""), (1, "ещё раз"), (2, "ещё 2 раза"), (7, "ещё 7 раз")])
def test_the_other_places_are_counted(count: int, told: str) -> None:
    assert times_words(count) == told


def test_lines_of_the_other_places_are_named_once(repeated: Report) -> None:
    assert others_words(repeated.findings[0], Lines(TEXT)) == "ещё 2 раза: строка 2"
    told = document(CheckedLetter(repeated, {}), Style())
    assert "строка 1 · ещё 2 раза: строка 2 · п. 3.7" in told
    assert "ещё 2 раза: строка 2" in as_html.document([CheckedLetter(repeated, {})])


def test_every_place_is_marked_and_the_first_has_the_anchor(repeated: Report) -> None:
    pieces = [piece for line in marked_lines(TEXT, repeated.findings, {}) for piece in line.pieces if piece.numbers]
    assert [(piece.text, piece.begins) for piece in pieces] == [("лимит", (1,)), ("лимита", ()), ("лимиты", ())]


def test_a_report_that_was_kept_has_its_places_back(repeated: Report) -> None:
    assert report_of(as_json.report_object(repeated)).findings == repeated.findings


def test_a_fix_for_review_tools_mends_every_place(repeated: Report) -> None:
    result = as_sarif.document([CheckedLetter(repeated, {})])
    assert [result.count(f'"text": "{words}"') for words in ("предел", "предела", "пределы")] == [1, 1, 1]
