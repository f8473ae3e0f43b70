"""Expressions that a clerk may write without meaning harm, and those that somebody may write meaning it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from letterkit.checking.examples.trial import Bench
from letterkit.checks import patterns
from letterkit.checks.literals import cue_of
from letterkit.checks.patterns import LETTER_LIMIT_S, PATTERN_LIMIT_S, SlowPattern, Watch, compilable, weight
from letterkit.checks.rule_book import RuleBook, load_rulebook, parse_rule
from letterkit.checks.rule_file import split
from letterkit.checks.run import check
from letterkit.core.errors import RuleError
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile
from letterkit.core.report import Report, Verdict
from letterkit.datafile import parse_yaml
from letterkit.reports.wording import sentence

from .conftest import ROOT

pytestmark = pytest.mark.slow

RULE = """\
code: tone.own
kind: pattern
clause: "1.5"
level: error
message: Так не пишут
why: Вздохи ответу не нужны.
find:
  - 'увы'
  - '{find}'
examples:
  wrong: ["[Увы], срок прошёл."]
  right: [Срок прошёл.]
"""
CLAUSES = """\
clauses:
  "1.5": {asks: Вежливо, rules: [tone]}
no_clause:
  internal: О работе самой программы.
"""
# Choices alike, references back: a letter more is half as much time again, and a word has a hundred.
ENDLESS = ("(?:а|аа)+$", r"(?:слово\s|слово\sслово\s)+$", r"((?:а|аа)+)\1+$", "(?|(а)|(аа))+$")
# Repeats in repeats: on a line of three thousand letters or words each takes a minute and more, on a quick machine too
# (twice the line, eight times the time), but not on what is looked at as one word or paragraph.
SLOW = ("(а+)+$", "((а+)+)+$", r"(\w+\s?)+$", r"(а+)\1+$", "(?|(а+)|(а+))+$")
# Each takes the memory of a machine, or minutes, to be made ready.
BURSTING = (
    r"\p{L}{1000000000}",
    "а{1000000}",
    "(?:а{1000}){1000}",
    "(?:(?:(?:а{40}){40}){40}){40}",
    "(" * 5000 + "а" + ")" * 5000,
    "|".join(f"слово{number}" for number in range(15_000)),
    "[а-я]" * 20_000,
    r"(?:\w{99999}[а-я]){99999}",
    "а{99999999999999999999}",
)
LINES = ("а" * 3000 + "б", "слово " * 600, "1" * 3000, "я" * 20 + "Я!" * 40)


Rules = Callable[..., Path]
Letters = Callable[..., Letter]


def reported(rules: Path, letter: Letter, profile: Profile) -> tuple[Report, float]:
    """The report on ``letter`` by the rule that ``rules`` have, and the seconds of work it took."""
    book = load_rulebook(rules, ("own",))
    began = time.process_time()
    return check(letter, book=book, profile=profile), time.process_time() - began


def endless(find: str) -> str:
    return "слово " * 3000 + "!" if "w" in find or "слово" in find else "а" * 3000 + "б"


@pytest.mark.parametrize("find", SLOW)
def test_a_slow_expression_looks_at_words_and_paragraphs_that_it_gets_done_with(
    rules_of: Rules, letter_of: Letters, profile: Profile, find: str
) -> None:
    rules = rules_of(CLAUSES, own=RULE.replace("{find}", find))
    report, took_s = reported(rules, letter_of((Role.BODY, endless(find))), profile)
    assert took_s < 2 * LETTER_LIMIT_S
    assert not any(each.what == "tone.own" for each in report.not_checked)


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What never ends is stopped sooner: how soon changes nothing else."""
    monkeypatch.setattr(patterns, "PATTERN_LIMIT_S", PATTERN_LIMIT_S / 10)
    monkeypatch.setattr(patterns, "LETTER_LIMIT_S", LETTER_LIMIT_S / 10)


@pytest.mark.usefixtures("short_limits")
@pytest.mark.parametrize("find", ENDLESS)
def test_an_endless_expression_leaves_the_letter_not_fully_checked(
    rules_of: Rules, letter_of: Letters, profile: Profile, find: str
) -> None:
    rules = rules_of(CLAUSES, own=RULE.replace("{find}", find))
    report, took_s = reported(rules, letter_of((Role.BODY, endless(find))), profile)
    assert took_s < 5 * PATTERN_LIMIT_S
    assert report.verdict is Verdict.INCOMPLETE
    assert [(each.what, each.why) for each in report.not_checked] == [("tone.own", "check.slow")]
    (finding,) = report.findings
    assert finding.code == "internal.check-slow"
    assert "tone.own" in finding.message
    assert "rules/own/tone.own.yml, строка 9" in finding.advice


@pytest.mark.usefixtures("short_limits")
def test_the_watch_counts_what_was_spent_before() -> None:
    watch = Watch()
    pattern = regex.compile("(а|а)*$", regex.V1)
    began = time.process_time()
    for _ in range(50):
        with pytest.raises(SlowPattern) as caught:
            watch.matches(pattern, 3, LINES[0], 0, len(LINES[0]))
    assert caught.value.number == 3
    assert time.process_time() - began < 3 * LETTER_LIMIT_S


def test_a_rule_is_not_called_slow_for_the_work_of_other_threads() -> None:
    done = threading.Event()

    def busy() -> None:
        while not done.is_set():
            pass

    others = [threading.Thread(target=busy) for _ in range(4)]
    for each in others:
        each.start()
    try:
        watch, pattern, text = Watch(), regex.compile(r"\bмного\b", regex.V1), "много слов и мало дел " * 6
        for _ in range(200):
            assert len(watch.matches(pattern, 0, text, 0, len(text))) == 6
    finally:
        done.set()
        for each in others:
            each.join()


@pytest.mark.parametrize("find", BURSTING, ids=lambda find: find[:30])
def test_an_expression_that_would_burst_is_refused_with_its_place(find: str) -> None:
    began = time.process_time()
    with pytest.raises(RuleError) as caught:
        parse_rule(RULE.replace("{find}", find), "rules/own/tone.own.yml")
    fault = caught.value
    assert (fault.code, fault.file, fault.line) == ("data.bad-value", "rules/own/tone.own.yml", 9)
    assert regex.search("выражени", sentence(fault))
    assert time.process_time() - began < 3


@pytest.mark.parametrize("find", ["а*", "(?:)", "|увы", "(?=а)?", "x{0}"])
def test_an_expression_that_finds_nothing_everywhere_is_refused(find: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(RULE.replace("{find}", find), "x.yml")
    assert "пустое место" in sentence(caught.value)


@pytest.mark.parametrize("find", ["(а|(?R))б", "((?1)?а)+x", "(?P<q>а)(?&q)"])
def test_an_expression_that_calls_itself_is_refused(find: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(RULE.replace("{find}", find), "x.yml")
    assert "к самому себе" in sentence(caught.value)


@pytest.mark.parametrize("mend", [r"\\g<нет>", r"\\3", r"\\g<"])
def test_a_mend_that_cannot_be_filled_is_refused(mend: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(RULE.replace("{find}", "(ах)") + f'mend: ["{mend}"]\n', "x.yml")
    assert caught.value.code == "data.bad-value"


def test_too_many_expressions_are_refused() -> None:
    many = "\n".join(f"  - 'слово{number}'" for number in range(300))
    with pytest.raises(RuleError):
        parse_rule(RULE.replace("  - '{find}'", many), "x.yml")


@pytest.mark.parametrize(
    ("source", "things"),
    [
        ("абв", 3),
        (r"\bа\b", 3),
        ("[а-я]{3}", 3),
        ("[[а-я]--[бв]]б", 2),
        ("[]а]б", 2),
        (r"[\]а]{2}", 2),
        ("(аб){3}", 9),
        (r"\p{Lu}{2}", 2),
        ("а{2,60}", 2),
        ("а{,60}", 1),
        ("((а{10}){10}){10}", 1110),
        (r"\{3}", 3),
        ("{e<=2}", 6),
    ],
)
def test_the_weight_counts_what_is_repeated_for_certain(source: str, things: int) -> None:
    assert weight(source) == things


def test_every_expression_of_ours_is_light() -> None:
    shipped = [
        source
        for path in (ROOT / "rules").rglob("*.yml")
        if "\nkind: pattern\n" in (text := path.read_text(encoding="utf-8"))
        for source in split(parse_yaml(text, file=path.name, error=RuleError)["find"])
    ]
    assert len(shipped) > 200
    assert max(map(weight, shipped)) < 5000


PIECES = st.sampled_from(
    r"""а б слово \w \s \b . [а-я] [^б] \p{Lu} ( ) (?: (?= (?! (?<= (?P<span> | * + ? {2} {3,} {1,50} {1000} {99999}
    *+ *? $ ^ \1 [ ] { } \ (?1) (?i) (?r) {e<=2} \X \K (?R) (*FAIL) [[а]--[б]]""".split()
)


@settings(max_examples=3 * settings.default.max_examples)
@given(st.lists(PIECES, min_size=1, max_size=14).map("".join))
def test_whatever_is_written_is_refused_or_ends_in_time(source: str) -> None:
    began = time.process_time()
    try:
        compilable(source)
    except ValueError:
        return
    finally:
        assert time.process_time() - began < 5
    cue_of("tone.own", source)
    pattern = regex.compile(source, regex.IGNORECASE | regex.V1)
    watch = Watch()
    try:
        for line in (line[:300] for line in LINES):
            watch.matches(pattern, 0, line, 0, len(line))
    except SlowPattern:
        pass
    assert time.process_time() - began < 3 * LETTER_LIMIT_S


@pytest.mark.usefixtures("short_limits")
def test_examples_are_tried_under_the_same_limit(book: RuleBook, profile: Profile) -> None:
    rule = RULE.replace("{find}", ENDLESS[0]).replace("[Увы], срок", f"{endless(ENDLESS[0])} [увы], срок")
    began = time.process_time()
    faults = list(Bench(book, profile, ROOT / "rules", None).faults_of(parse_rule(rule, "rules/own/tone.own.yml")))
    assert "rule.slow" in [fault.what for fault in faults]
    assert time.process_time() - began < 8 * PATTERN_LIMIT_S
