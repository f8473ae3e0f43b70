"""Terms of keeping as people write them: counted as the law counts, refused with the place and how to mend it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from letterkit.core.errors import InputError
from letterkit.office.retention.rules import Kind, Span, Terms, copy_of, load_terms, read_copy
from letterkit.reports.removal_act import term_words
from letterkit.reports.wording import sentence

from .conftest import HOME

SHIPPED = HOME / "rules" / "retention.yml"


@pytest.mark.parametrize(
    ("kind", "today", "before"),
    [
        (Kind.CASES, date(2026, 2, 2), date(2021, 1, 1)),  # of 2020: the last of its five years was 2025
        (Kind.CASES, date(2025, 12, 31), date(2020, 1, 1)),
        (Kind.INCOMING, date(2026, 2, 2), date(2025, 2, 3)),
    ],
)
def test_terms_are_counted_from_the_day_or_from_the_next_year(
    terms: Terms, kind: Kind, today: date, before: date
) -> None:
    assert terms[kind].ended_before(today) == before


def test_a_month_that_is_shorter_ends_on_its_last_day() -> None:
    assert Span(months=1).before(date(2026, 3, 31)) == date(2026, 2, 28)


def test_an_act_keeps_the_terms_that_it_was_made_by(terms: Terms) -> None:
    assert read_copy(copy_of(terms)) == terms
    assert term_words(terms[Kind.CASES]) == "5 лет ЭПК, ст. 154"


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (lambda text: text.replace("keep: {years: 5}", "keep: {}", 1), 21, "нужен срок"),
        (lambda text: text.replace("then: whole", "then: names", 1), None, "whole или keep"),
        (lambda text: text.replace("from: event", "from: tomorrow", 1), None, "next-year"),
        (lambda text: text.replace("  opinions:", "  views:"), None, "views"),
        (lambda text: text.partition("  opinions:")[0], None, "нет вида opinions"),
        (lambda text: text.replace("    expert: true", "    expret: true", 1), 25, "expret"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, change: Callable[[str], str], line: int | None, told: str
) -> None:
    file = tmp_path / "retention.yml"
    file.write_text(change(SHIPPED.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_terms(file)
    assert told in sentence(caught.value)
    assert str(file) in sentence(caught.value)
    if line is not None:
        assert caught.value.line == line
