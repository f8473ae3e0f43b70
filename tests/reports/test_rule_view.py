"""A rule as its page shows it: the examples with their places, what is said of them, the words put instead."""

from pathlib import Path

import pytest

from letterkit.checking.examples.trial import Bench
from letterkit.checking.profile import load_profile
from letterkit.checks.check import Example
from letterkit.checks.rule_book import load_rulebook
from letterkit.reports.rule_examples import marked_lines
from letterkit.reports.rule_view import MOST_EXAMPLES, RuleView, rule_view

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def bench() -> Bench:
    profile = load_profile(RULES / "profile.yml")
    return Bench(load_rulebook(RULES, profile.packs), profile, RULES, None)


def view(bench: Bench, code: str) -> RuleView:
    return rule_view(bench.book.check(code), bench)


def test_the_wrong_words_are_marked_and_mended(bench: Bench) -> None:
    shown = view(bench, "grammar.soglasno-dative")
    first = shown.wrong[0]
    assert first.lines == ((("Плату пересчитали ", False), ("согласно приказа", True), (" министерства.", False)),)
    assert first.said[0].message == "После «согласно» нужен дательный падеж – «согласно приказу»"
    assert (first.said[0].verb, first.said[0].mends[0].words) == ("заменить на", "согласно приказу")
    assert first.better == "Плату пересчитали согласно приказу министерства."
    assert (shown.level_words, shown.clause, shown.more) == ("ошибка", "3.3", 0)
    assert ("Исправляет", "сделает программа, если её попросят") in shown.about
    assert shown.message == "После «…» нужен дательный падеж"


def test_a_place_between_words_is_marked_too() -> None:
    assert marked_lines(Example("Дом[] который\nснесут")) == [
        [("Дом", False), ("", True), (" который", False)],
        [("снесут", False)],
    ]


def test_what_is_missing_has_no_mark_but_is_told(bench: Bench) -> None:
    shown = view(bench, "addressee.missing")
    assert shown.wrong[0].said
    assert not any(is_wrong for line in shown.wrong[0].lines for _, is_wrong in line)


def test_rules_of_the_grammar_engine_are_shown_untried(bench: Bench) -> None:
    shown = view(bench, "spelling.mistaken-word")
    assert shown.message == "Частая ошибка: так это слово не пишут"
    assert all(wrong.said == () for wrong in shown.wrong)


def test_a_rule_without_a_clause_says_why(bench: Bench) -> None:
    shown = view(bench, "title.cut")
    assert (shown.clause, shown.asks) == (None, "")
    assert shown.no_clause


@pytest.mark.slow
def test_every_rule_can_be_shown(bench: Bench) -> None:
    for check in bench.book.checks:
        shown = rule_view(check, bench)
        assert shown.message, check.code
        assert len(shown.wrong) + shown.more == len(check.wrong)
        assert len(shown.wrong) <= MOST_EXAMPLES
        assert "\ue000" not in repr(shown)
        assert check not in shown.related
