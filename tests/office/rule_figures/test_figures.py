"""Figures by rule, by clause and by week; where a rule fired, who answers for it, what wants a look."""

from datetime import date, timedelta

import pytest

from letterkit.core import clock
from letterkit.core.office import LetterState
from letterkit.office.rule_figures.figures import (
    RuleFigures,
    by_clause,
    by_rule,
    letters_checked,
    of_clause,
    of_rule,
    total,
)
from letterkit.office.rule_figures.health import CASES_WAIVED, health
from letterkit.office.rule_figures.period import Period, Span, monday, period_of
from letterkit.office.rule_figures.places import answered_for, last_places
from letterkit.store.database import Database
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter, LetterWaiver

from ..cases.conftest import NOW, Day, Staff
from .conftest import Put

pytestmark = pytest.mark.both_databases

TODAY = NOW.date()
WEEK = timedelta(weeks=1)
ADVICE, ERROR, WARNING = "addressee.postcode", "grammar.soglasno-dative", "tone.colloquial"


class TestAPeriod:
    @pytest.mark.parametrize(("span", "weeks"), [(Span.MONTH, 5), (Span.QUARTER, 13), (Span.YEAR, 53)])
    def test_is_of_whole_weeks_and_ends_today(self, span: Span, weeks: int) -> None:
        period = period_of(span)
        assert (len(period.weeks), period.until, period.weeks[-1]) == (weeks, TODAY, monday(TODAY))
        assert period.since == period.weeks[0]

    def test_all_has_no_beginning(self) -> None:
        assert period_of(Span.ALL) == Period(None, TODAY)
        assert period_of(Span.ALL).weeks == ()


class TestFigures:
    def test_are_summed_by_rule(self, database: Database, put: Put) -> None:
        put("tone.a", TODAY, found=3, taken=1, rewritten=1)
        put("tone.a", TODAY - WEEK, batch="б", letters=40, found=50, waived=50)
        put("tone.b", TODAY)
        with database.reading() as session:
            found = by_rule(session, period_of(Span.QUARTER))
        assert found == {"tone.a": RuleFigures(41, 53, 1, 1, 50), "tone.b": RuleFigures(1, 1)}
        assert (found["tone.a"].taken, found["tone.a"].left) == (2, 1)

    def test_are_of_the_period_alone(self, database: Database, put: Put) -> None:
        since = period_of(Span.MONTH).since
        assert since is not None
        put("tone.a", since)
        put("tone.a", since - timedelta(days=1), found=7)
        with database.reading() as session:
            assert by_rule(session, period_of(Span.MONTH))["tone.a"].found == 1
            assert by_rule(session, period_of(Span.ALL))["tone.a"].found == 8

    def test_stand_by_week(self, database: Database, put: Put) -> None:
        here, before = monday(TODAY), monday(TODAY) - WEEK
        for when, found in ((here, 1), (TODAY, 2), (before, 4), (before + timedelta(days=6), 8)):
            put("tone.a", when, found=found)
        put("tone.b", here, found=100, clause="3.3")
        with database.reading() as session:
            weeks = of_rule(session, "tone.a", period_of(Span.QUARTER))
            assert {week: each.found for week, each in weeks.items()} == {before: 12, here: 3}
            assert total(weeks) == RuleFigures(4, 15)
            assert of_clause(session, "1.5", period_of(Span.QUARTER)) == weeks
            clauses = by_clause(session, period_of(Span.QUARTER))
        assert clauses == {"1.5": weeks, "3.3": {here: RuleFigures(1, 100)}}

    def test_a_rule_without_a_clause_has_its_place(self, database: Database, put: Put) -> None:
        put("title.cut", TODAY, clause=None)
        with database.reading() as session:
            assert total(of_clause(session, None, period_of(Span.MONTH))).found == 1

    def test_letters_that_were_handed_in_are_counted(self, day: Day) -> None:
        day.begun()
        day.on_review(appeal={"number": "И-9"})
        with day.office.database.reading() as session:
            assert letters_checked(session, period_of(Span.MONTH)) == 1
            assert letters_checked(session, Period(TODAY + WEEK, TODAY + 2 * WEEK)) == 0


class TestPlaces:
    def test_are_the_last_that_one_may_open(self, database: Database, staff: Staff, put: Put) -> None:
        put("tone.a", TODAY - WEEK)
        put("tone.a", TODAY)
        put("tone.a", TODAY - timedelta(days=1), batch="таблица", letters=30, found=31)
        put("tone.a", TODAY - timedelta(days=2), batch="таблица", letters=3, found=3)
        with database.reading() as session:
            found = last_places(session, staff.executor, "tone.a")
            assert [place.day for place in found] == [TODAY, TODAY - timedelta(days=1), TODAY - WEEK]
            assert found[1].batch is not None
            assert (found[1].batch.name, found[1].figures.letters, found[1].figures.found) == ("таблица", 33, 34)
            assert len(last_places(session, staff.reviewer, "tone.a", most=2)) == 2
            for nobody in (staff.stranger, staff.clerk):
                assert last_places(session, nobody, "tone.a") == []


class TestWhatIsAnsweredFor:
    @pytest.fixture
    def waive(self, database: Database, staff: Staff, put: Put) -> Put:
        def made(code: str, until: date, *, state: str = LetterState.REVIEW, withdrawn: bool = False) -> int:
            row = put(code, TODAY, waived=1)
            with database.writing() as session:
                letter = session.get_one(Letter, session.get_one(RuleCount, row).letter_id)
                letter.state = state
                session.add(
                    LetterWaiver(
                        letter_id=letter.id,
                        code=code,
                        excerpt="слово",
                        reason=f"до {until}",
                        by_id=staff.reviewer.id,
                        at=NOW,
                        until=until,
                        withdrawn=NOW if withdrawn else None,
                    )
                )
                return letter.id

        return made

    def test_is_told_with_its_letter_to_who_may_open_it(self, database: Database, staff: Staff, waive: Put) -> None:
        waive("tone.a", TODAY)
        waive("tone.a", TODAY + WEEK)
        waive("tone.a", TODAY, withdrawn=True)
        waive("tone.b", TODAY)
        with database.reading() as session:
            found = answered_for(session, staff.executor, "tone.a")
            assert [one.until for one in found] == [TODAY + WEEK, TODAY]
            assert (found[0].by, found[0].excerpt, found[0].is_open) == ("Новикова А.С.", "слово", True)
            assert found[0].letter is not None
            assert [one.letter for one in answered_for(session, staff.clerk, "tone.a")] == [None, None]
            assert [one.letter for one in answered_for(session, None, "tone.a")] == [None, None]
            assert answered_for(session, staff.stranger, "tone.a") == []

    def test_ends_soon_while_its_letter_is_not_approved(self, day: Day, staff: Staff, waive: Put) -> None:
        waive("tone.a", TODAY + timedelta(days=3))
        waive("tone.b", TODAY - timedelta(days=3))
        waive("tone.c", TODAY + timedelta(days=30))
        waive("tone.d", TODAY, state=LetterState.SENT)
        with day.office.database.reading() as session:
            found = health(session, staff.clerk, day.office.checker.book, period_of(Span.QUARTER))
        assert [one.code for one in found.ending] == ["tone.b", "tone.a"]


class TestHealth:
    def test_a_rule_waived_often_is_proposed_for_advice(self, day: Day, staff: Staff, put: Put) -> None:
        for number in range(10):
            put(WARNING, TODAY, waived=int(number < CASES_WAIVED))
            put(ERROR, TODAY, waived=int(number < CASES_WAIVED - 1))
        with day.office.database.reading() as session:
            found = health(session, staff.clerk, day.office.checker.book, period_of(Span.QUARTER))
        assert [(one.code, one.cases, one.waived) for one in found.disputed] == [(WARNING, 10, 5), (ERROR, 10, 4)]
        assert [one.code for one in found.proposed] == [WARNING]
        assert found.letters == 20

    def test_few_among_many_are_not_enough(self, day: Day, staff: Staff, put: Put) -> None:
        for number in range(20):
            put(WARNING, TODAY, waived=int(number < CASES_WAIVED))
        with day.office.database.reading() as session:
            assert not health(session, staff.clerk, day.office.checker.book, period_of(Span.QUARTER)).proposed

    def test_a_batch_is_one_case_however_many_letters_it_has(self, day: Day, staff: Staff, put: Put) -> None:
        for _ in range(20):
            put(WARNING, TODAY, batch="таблица", letters=100, found=100, waived=100)
        put(WARNING, TODAY)
        with day.office.database.reading() as session:
            (found,) = health(session, staff.clerk, day.office.checker.book, period_of(Span.QUARTER)).disputed
        assert (found.cases, found.waived, found.is_proposed) == (2, 1, False)

    def test_advice_and_what_is_gone_are_not_proposed(self, day: Day, staff: Staff, put: Put) -> None:
        assert day.office.checker.book.check(ADVICE).level == "advice"
        for code in (ADVICE, "tone.gone"):
            for _ in range(CASES_WAIVED):
                put(code, TODAY, waived=1)
        with day.office.database.reading() as session:
            found = health(session, staff.clerk, day.office.checker.book, period_of(Span.QUARTER))
        assert {one.code: one.check is None for one in found.disputed} == {ADVICE: False, "tone.gone": True}
        assert not found.proposed

    def test_a_rule_that_found_nothing_is_silent(self, day: Day, staff: Staff, put: Put) -> None:
        put(WARNING, TODAY)
        book = day.office.checker.book
        with day.office.database.reading() as session:
            found = health(session, staff.clerk, book, period_of(Span.QUARTER))
            silent = {check.code for check in found.silent}
            assert ERROR in silent
            assert WARNING not in silent
            assert not any(code.startswith("internal.") for code in silent)
            assert found.fired == 1
        with clock.stopped_at(NOW + timedelta(days=200)), day.office.database.reading() as session:
            later = health(session, staff.clerk, book, period_of(Span.QUARTER))
        assert WARNING in {check.code for check in later.silent}
