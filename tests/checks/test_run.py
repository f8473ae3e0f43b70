"""The run: what is found, what could not be checked, and what is never green."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from letterkit.checks import engine_reading, run, subject
from letterkit.checks.hit import Hit
from letterkit.checks.rule_book import load_rulebook
from letterkit.checks.waivers import Waiver
from letterkit.core import clock
from letterkit.core.errors import ToolFailed
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile
from letterkit.core.report import ClauseState, Report, Verdict
from letterkit.language.ports import Match

from .conftest import EXISTENCE

LetterOf = Callable[..., Letter]
Rules = Callable[..., Path]

ENGINE = """\
code: spelling.test
kind: proofing
clause: "3.3"
level: error
message: Ошибка в слове «{excerpt}»
why: Слова пишутся без ошибок.
examples:
  wrong: ["[Ашибка]."]
  right: ["Верно."]
"""


@pytest.fixture
def checked(rules_of: Rules, letter_of: LetterOf, profile: Profile) -> Callable[..., Report]:
    def report(text: str, *, rules: tuple[str, ...] = (EXISTENCE,), waivers: tuple[Waiver, ...] = ()) -> Report:
        book = load_rulebook(rules_of(**{f"rule{n}": each for n, each in enumerate(rules)}), ["own"])
        return run.check(letter_of((Role.BODY, text)), book=book, profile=profile, waivers=waivers)

    return report


def test_a_finding_counts_in_the_letter_as_given(checked: Callable[..., Report]) -> None:
    text = "Ра\u00adбо\u00adты идут в\u00a0целях ремонта."
    (finding,) = checked(text).findings
    assert text[finding.start : finding.end] == "в\u00a0целях" == finding.excerpt


def test_a_warning_breaks_its_clause_and_leaves_the_letter_ready(checked: Callable[..., Report]) -> None:
    report = checked("Работы идут в целях ремонта.")
    assert report.clauses == {"3.7": ClauseState.BROKEN}
    assert report.verdict is Verdict.READY


def test_a_silent_check_meets_its_clause(checked: Callable[..., Report]) -> None:
    assert checked("Работы идут.").clauses == {"3.7": ClauseState.MET}


def test_a_check_that_could_not_be_made_is_never_green(checked: Callable[..., Report]) -> None:
    report = checked("Работы идут.", rules=(EXISTENCE, ENGINE))
    assert report.clauses["3.3"] is ClauseState.NOT_CHECKED
    assert report.verdict is Verdict.INCOMPLETE
    assert [(each.what, each.why) for each in report.not_checked] == [("spelling.test", "proofreader.off")]


def test_style_is_silent_inside_a_quotation(checked: Callable[..., Report]) -> None:
    assert checked("Программа «Работы в целях ремонта» принята.").findings == ()


def test_a_check_that_breaks_becomes_a_finding_and_an_incomplete_report(
    rules_of: Rules, letter_of: LetterOf, profile: Profile
) -> None:
    def broken(subject: object) -> list[Hit]:
        raise ZeroDivisionError

    book = load_rulebook(rules_of(one=EXISTENCE), ["own"])
    checks = tuple(replace(each, run=broken) if each.family == "officialese" else each for each in book.checks)
    letter = letter_of((Role.BODY, "Работы идут в целях ремонта."))
    report = run.check(letter, book=replace(book, checks=checks), profile=profile)
    assert [finding.code for finding in report.findings] == ["internal.check-failed"]
    assert report.verdict is Verdict.INCOMPLETE
    assert report.clauses["3.7"] is ClauseState.NOT_CHECKED


def test_rules_that_time_does_not_reach_are_named_and_nothing_is_green(
    rules_of: Rules, letter_of: LetterOf, profile: Profile
) -> None:
    book = load_rulebook(rules_of(one=EXISTENCE), ["own"])
    letter = letter_of((Role.BODY, "Работы идут в целях ремонта."))
    report = run.check(letter, book=book, profile=profile, until=perf_counter())
    assert [(each.what, each.why) for each in report.not_checked] == [("officialese.test-word", "check.out-of-time")]
    assert report.verdict is Verdict.INCOMPLETE
    assert report.clauses["3.7"] is ClauseState.NOT_CHECKED


def test_what_the_engine_had_time_to_read_is_told_and_the_rest_is_not_called_read(
    rules_of: Rules, letter_of: LetterOf, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow:
        engine = "embedded"
        version = "1"

        def matches(self, text: str) -> tuple[Match, ...]:
            monkeypatch.setattr(subject, "perf_counter", lambda: 11.0)  # the time of ten seconds is spent by it
            return (Match("RULE", "TYPOS", 0, 6, "Ошибка", code="spelling.test"),)

    monkeypatch.setattr(subject, "perf_counter", lambda: 0.0)
    monkeypatch.setattr(engine_reading, "_PORTION", 5)
    letter = letter_of((Role.BODY, "Ашибка в слове."), (Role.BODY, "Ашибка в другом слове."))
    book = load_rulebook(rules_of(one=ENGINE), ["own"])
    report = run.check(letter, book=book, profile=profile, proofreader=Slow(), until=10.0)
    assert [(each.code, each.start) for each in report.findings] == [("spelling.test", 0)]
    assert [(each.what, each.why) for each in report.not_checked] == [("spelling.test", "check.out-of-time")]


def test_an_engine_that_breaks_down_is_asked_once_and_the_report_says_so(
    rules_of: Rules, letter_of: LetterOf, profile: Profile
) -> None:
    class Dead:
        engine = "languagetool"
        version = "6.8"
        times = 0

        def begin(self, text: str) -> Callable[[], tuple[Match, ...]]:
            def answer() -> tuple[Match, ...]:
                self.times += 1
                raise ToolFailed("languagetool.failed", url="http://127.0.0.1:1", why="нет ответа")

            return answer

    dead = Dead()
    two = (ENGINE, ENGINE.replace("spelling.test", "grammar.test"))
    book = load_rulebook(rules_of(one=two[0], two=two[1]), ["own"])
    report = run.check(letter_of((Role.BODY, "Работы идут.")), book=book, profile=profile, proofreader=dead)
    assert dead.times == 1
    assert report.verdict is Verdict.INCOMPLETE
    assert report.findings == ()
    assert {each.why for each in report.not_checked} == {"languagetool.failed"}


def test_a_server_reads_the_letter_beside_the_rules(rules_of: Rules, letter_of: LetterOf, profile: Profile) -> None:
    happened: list[str] = []

    class Server:
        engine = "languagetool"
        version = "6.8"

        def begin(self, text: str) -> Callable[[], tuple[Match, ...]]:
            happened.append("asked")

            def answer() -> tuple[Match, ...]:
                happened.append("answered")
                return (Match("ANY", "TYPOS", 0, 6, "", code="spelling.test"),)

            return answer

        def misspelt(self, text: str) -> tuple[Match, ...]:
            return ()

    def rule(subject: object) -> list[Hit]:
        happened.append("rule")
        return []

    book = load_rulebook(rules_of(one=ENGINE, two=EXISTENCE), ["own"])
    checks = tuple(replace(each, run=rule) if each.family == "officialese" else each for each in book.checks)
    letter = letter_of((Role.BODY, "Работы идут в целях ремонта."))
    report = run.check(letter, book=replace(book, checks=checks), profile=profile, proofreader=Server())
    assert [finding.excerpt for finding in report.findings] == ["Работы"]
    assert happened == ["asked", "rule", "answered"]


def waiver(until: str, code: str = "officialese.test-word") -> Waiver:
    return Waiver(code, "так записано в программе", "И.О. Фамильев", datetime.date.fromisoformat(until))


def on(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)


def test_a_waiver_takes_its_finding_out_and_says_so(checked: Callable[..., Report]) -> None:
    with clock.stopped_at(on("2026-01-10")):
        report = checked("Работы идут в целях ремонта.", waivers=(waiver("2026-01-10"),))
    assert report.findings == ()
    assert [each.code for each in report.waived] == ["officialese.test-word"]


def test_an_expired_waiver_no_longer_counts_and_is_reported(checked: Callable[..., Report]) -> None:
    with clock.stopped_at(on("2026-01-11")):
        report = checked("Работы идут в целях ремонта.", waivers=(waiver("2026-01-10"),))
    assert {each.code for each in report.findings} == {"officialese.test-word", "internal.waiver-expired"}


def test_a_waiver_that_answers_for_nothing_is_reported(checked: Callable[..., Report]) -> None:
    with clock.stopped_at(on("2026-01-10")):
        report = checked("Работы идут.", waivers=(waiver("2026-02-10"),))
    assert [each.code for each in report.findings] == ["internal.waiver-unused"]
