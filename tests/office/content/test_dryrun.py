"""A dry run tells what a pack would flag and unflag in letters of the register, and changes nothing."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from letterkit.checking.checker import Checker
from letterkit.checks.own import edit
from letterkit.checks.own.format import parse_pack
from letterkit.checks.pack_differences import differing
from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Level
from letterkit.office.content.dry_run import SHOWN, Effect, LetterChoice, Outcome, dry_run, stored_letters
from letterkit.office.content.packs import book_with
from letterkit.reports.as_json import report_object
from letterkit.reports.dry_run_words import effect_line, outcome_object, outcome_of, place_line, summary
from letterkit.store.database import Database
from letterkit.store.tables import Letter, Version

from .test_store import NOW, Staff, staff

__all__ = ["staff"]
PLANE, MONEY = "Прилетел кукурузник.", "На ремонт выделены денежные средства."
Tried = Callable[..., Outcome]


def pack(*changes: Callable[[str], str]) -> Any:
    text = edit.new_pack("own", "Своё")
    for made in changes:
        text = made(text)
    return parse_pack(text, "own.yml")


def adding(line: str = "кукурузник = самолёт") -> Callable[[str], str]:
    return lambda text: edit.add_line(text, "foreign.txt", line)


def level(code: str, value: str) -> Callable[[str], str]:
    return lambda text: edit.put_level(text, code, value, "Так решено у нас")


@pytest.fixture
def keep(database: Database, staff: Staff, checker: Checker) -> Callable[..., None]:
    """Letters of a body's paragraph each, checked on the days given."""

    def kept(*paragraphs: str, day: datetime.datetime = NOW, checked: bool = True) -> None:
        with database.writing() as session:
            for words in paragraphs:
                letter = Letter(
                    executor_id=staff.executor.id, reply="redirect", blank="corner", card={}, text=words, created=day,
                    changed=day, changed_by_id=staff.executor.id,
                )  # fmt: skip
                session.add(letter)
                session.flush()
                letter.number = f"МС-{letter.id}"
                report = checker.check_bytes(f"Здравствуйте!\n\n{words}\n".encode(), "letter.txt").report
                session.add(
                    Version(
                        letter_id=letter.id, number=1, at=day, by_id=staff.executor.id, why="checked", reply="redirect",
                        blank="corner", card={}, title="", text=words,
                        report=report_object(report) if checked else None,
                    )
                )  # fmt: skip

    return kept


@pytest.fixture
def tried(database: Database, checker: Checker) -> Tried:
    def run(changed: Any, choice: LetterChoice | None = None, old: RuleBook = checker.book, **watched: Any) -> Outcome:
        total, letters = stored_letters(database, choice or LetterChoice())
        return dry_run(letters, total, old, book_with(old, changed), checker.profile, **watched)

    return run


def told(outcome: Outcome) -> list[tuple[str, Effect, int, int]]:
    return [(each.code, each.effect, each.count, each.letters) for each in outcome.effects]


def test_an_added_word_is_flagged_where_it_stands(keep: Any, tried: Tried) -> None:
    keep(PLANE, MONEY, f"{PLANE} {PLANE}")
    outcome = tried(pack(adding()))
    assert told(outcome) == [("foreign.has-russian", Effect.FLAGGED, 3, 2)]
    assert (outcome.letters, outcome.total, outcome.cancelled) == (3, 3, False)
    place = outcome.effects[0].places[0]
    assert (place.name, place.before, place.excerpt) == ("МС-3", "Прилетел ", "кукурузник")
    assert place_line(place).startswith("МС-3: …Прилетел [кукурузник].")
    assert effect_line(outcome.effects[0]) == "foreign.has-russian: появится замечаний: 3 в 2 письмах"
    assert "появится замечаний: 3" in summary(outcome)


def test_an_exception_and_a_rule_turned_off_unflag(keep: Any, tried: Tried) -> None:
    keep(MONEY, "Вот транспортное средство.")
    spared = pack(lambda text: edit.add_exception(text, "officialese.word", "денежное средство", "Так решено"))
    assert told(tried(spared)) == [("officialese.word", Effect.UNFLAGGED, 1, 1)]
    assert told(tried(pack(level("officialese.word", "off")))) == [("officialese.word", Effect.UNFLAGGED, 2, 2)]


def test_another_level_is_told_with_both(keep: Any, tried: Tried) -> None:
    keep(MONEY, "Вот транспортное средство.")
    (effect,) = tried(pack(level("officialese.word", "error"))).effects
    assert (effect.effect, effect.count) == (Effect.GRADED, 1)
    assert (effect.places[0].level_before, effect.places[0].level) == (Level.WARNING, Level.ERROR)
    assert place_line(effect.places[0]).endswith("(предупреждение → ошибка)")


def test_other_words_in_the_place_of_a_word_are_told(keep: Any, tried: Tried) -> None:
    keep("Исчерпан лимит.")
    assert told(tried(pack(adding("? лимит = порог")))) == [("foreign.has-russian", Effect.WORDED, 1, 1)]


def test_a_pack_that_changes_nothing_asks_no_rule(keep: Any, tried: Tried) -> None:
    keep(PLANE)
    outcome = tried(pack())
    assert (outcome.effects, outcome.differing) == ((), ())
    assert "ничем не отличаются" in summary(outcome)


def test_what_is_in_force_already_is_no_effect(keep: Any, tried: Tried, checker: Checker) -> None:
    keep(PLANE)
    old = book_with(checker.book, pack(adding()))
    assert tried(pack(adding()), old=old).effects == ()
    assert told(tried(pack(), old=old)) == [("foreign.has-russian", Effect.UNFLAGGED, 1, 1)]


def test_only_rules_that_the_change_reaches_differ(checker: Checker) -> None:
    def reached(*changes: Callable[[str], str]) -> frozenset[str]:
        return differing(checker.book, book_with(checker.book, pack(*changes)))

    assert reached(level("tone.order", "advice")) == {"tone.order"}
    assert reached(lambda text: edit.add_line(text, "requests.txt", "копать")) == {"tone.order"}
    assert {"foreign.has-russian", "jargon.rare"} <= reached(adding())
    assert not {code for code in reached(adding()) if code.startswith(("law.", "tone.", "officialese."))}


def test_the_newest_letters_and_those_of_a_period_are_chosen(keep: Any, tried: Tried) -> None:
    keep(PLANE, PLANE, day=NOW)
    keep(PLANE, day=NOW + datetime.timedelta(days=30))
    changed = pack(adding())
    assert [place.name for place in tried(changed, LetterChoice(last=2)).effects[0].places] == ["МС-3", "МС-2"]
    assert tried(changed, LetterChoice(since=NOW.date() + datetime.timedelta(days=1))).total == 1
    assert tried(changed, LetterChoice(until=NOW.date())).total == 2
    assert tried(changed, LetterChoice(until=NOW.date() - datetime.timedelta(days=1))).total == 0
    assert tried(changed, LetterChoice(body="")).total == tried(changed).total
    assert tried(changed, LetterChoice(body="vologda")).total == 0


def test_letters_that_were_never_checked_as_a_whole_are_left_out(keep: Any, tried: Tried) -> None:
    keep(PLANE, checked=False)
    assert tried(pack(adding())).total == 0


def test_progress_is_told_and_somebody_may_stop_it(keep: Any, tried: Tried) -> None:
    keep(*[PLANE] * 4)
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 2

    outcome = tried(pack(adding()), watch=watch)
    assert seen == [(0, 4), (1, 4), (2, 4)]
    assert (outcome.letters, outcome.cancelled, outcome.effects[0].count) == (2, True, 2)
    assert "остановлена" in summary(outcome)


def test_many_places_are_counted_and_some_of_them_kept(keep: Any, tried: Tried) -> None:
    keep(*[f"{PLANE} " * 3] * 6)
    (effect,) = tried(pack(adding())).effects
    assert (effect.count, len(effect.places)) == (18, SHOWN)


def test_rules_that_need_the_grammar_engine_are_named(keep: Any, tried: Tried) -> None:
    keep(PLANE)
    outcome = tried(pack(lambda text: edit.add_line(text, "dictionary.txt", "Кукурузовка")))
    assert outcome.effects == ()
    assert "spelling.unknown-word" in outcome.untried


def test_a_finding_that_another_rule_tells_better_is_no_effect(keep: Any, tried: Tried) -> None:
    """A new rule that yields is not heard where a rule of its family names the same words."""
    keep(MONEY)
    rule = {
        "code": "officialese.test", "kind": "existence", "level": "advice", "yields": True,
        "message": "Не пишите «{excerpt}»", "why": "Так решено у нас.", "find": [{"find": "~денежный ~средство"}],
        "examples": {"wrong": ["[денежные средства]"], "right": ["деньги"]},
    }  # fmt: skip
    assert told(tried(pack(lambda text: edit.put_rule(text, rule)))) == []


def test_an_outcome_comes_back_from_its_json(keep: Any, tried: Tried) -> None:
    keep(PLANE, MONEY)
    outcome = tried(pack(adding(), level("officialese.word", "error")))
    assert outcome_of(outcome_object(outcome)) == outcome
