"""Figures of the work on replies are those that pandas finds in the rows themselves."""

from datetime import date, datetime

import pandas
import pytest
from sqlalchemy import text

from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.sent_days import Step, stays
from letterkit.office.figures.work import Work, work
from letterkit.store.database import Database

from .conftest import SPRING, SUMMER


@pytest.fixture
def found(filled: Database) -> Work:
    with filled.reading() as session:
        return work(session, "", SUMMER)[0]


@pytest.fixture
def earlier(filled: Database) -> Work:
    with filled.reading() as session:
        return work(session, "", SUMMER)[1]


def rows(filled: Database, table: str, day: str) -> pandas.DataFrame:
    """The rows of ``table`` whose ``day`` lies in the quarter."""
    with filled.engine.connect() as connection:
        frame = pandas.read_sql_query(text(f"SELECT * FROM {table}"), connection)
    moments = pandas.to_datetime(frame[day], utc=True, format="ISO8601")
    first, after = (pandas.Timestamp(quarter.begins) for quarter in (SUMMER, SUMMER.next))
    return frame[(moments >= first) & (moments < after)]


def journal(filled: Database) -> pandas.DataFrame:
    with filled.engine.connect() as connection:
        frame = pandas.read_sql_query(text("SELECT id, at, action, subject FROM audit ORDER BY id"), connection)
    frame["at"] = pandas.to_datetime(frame["at"], utc=True, format="ISO8601")
    sent = rows(filled, "dispatches", "at")
    return frame[frame.subject.isin("letter:" + sent.letter_id.astype(str))]


def test_letters_returned(filled: Database, found: Work) -> None:
    entries = journal(filled)
    assert found.sent == (entries.action == "letter.sent").sum() > 0
    assert found.returned == entries[entries.action == "letter.returned"].subject.nunique() > 0
    assert found.returned_share == pytest.approx(found.returned / found.sent)


def test_time_in_each_step(filled: Database, found: Work) -> None:
    entries = journal(filled).sort_values(["subject", "id"])
    entries["ended"] = entries.groupby("subject")["at"].shift(-1)
    steps = {"begun": "draft", "submitted": "review", "returned": "draft", "agreed": "signature", "approved": "sending"}
    entries["step"] = entries.action.str.removeprefix("letter.").map(steps)
    stays = entries.dropna(subset=["step", "ended"])
    seconds = (stays.ended - stays["at"]).dt.total_seconds().astype(int)
    hours = seconds.groupby([stays.subject, stays.step]).sum() // 3600
    assert set(found.steps) == set(Step)
    for step, told in found.steps.items():
        of_step = hours.xs(step.value, level="step")
        assert told.count == len(of_step)
        assert told.median == of_step.median()
        assert told.p90 == pytest.approx(of_step.quantile(0.9))


def test_a_letter_that_came_back_is_counted_in_both_its_stays() -> None:
    moments = [datetime.fromisoformat(f"2026-07-0{day}T10:00:00+00:00") for day in range(1, 7)]
    actions = ["begun", "submitted", "returned", "submitted", "approved", "sent"]
    lain = stays([(f"letter.{action}", at) for action, at in zip(actions, moments, strict=True)])
    day = 24 * 3600
    assert lain == {Step.DRAFT: 2 * day, Step.REVIEW: 2 * day, Step.SENDING: day}


def test_findings_by_clause_become_fewer(filled: Database, found: Work, earlier: Work) -> None:
    counted = rows(filled, "rule_counts", "day").groupby("clause").found.sum()
    assert {clause: int(count) for clause, count in counted.items()} == dict(found.findings)
    now, before = found.per_hundred("3.7"), earlier.per_hundred("3.7")
    assert now is not None
    assert before is not None
    assert now < before


def test_calls_and_opinions(filled: Database, found: Work) -> None:
    calls, opinions = rows(filled, "calls", "at"), rows(filled, "opinions", "day")
    assert (found.calls.count, found.calls.longer) == (len(calls), (calls.seconds > 600).sum())
    assert found.calls.mean_s == pytest.approx(calls.seconds.mean())
    assert found.opinions.count == len(opinions)
    assert found.opinions.clear == pytest.approx(opinions.clear.mean())
    assert found.opinions.in_time_share == pytest.approx(opinions.in_time.astype(float).mean())


def test_where_nothing_happened_there_is_nothing_to_divide_by(filled: Database) -> None:
    with filled.reading() as session:
        [empty] = work(session, "", Quarter(2019, 1), 0)
    assert empty == Work(Quarter(2019, 1))
    assert empty.returned_share is empty.per_hundred("3.7") is empty.calls.mean_s is None


def test_a_moment_counts_by_the_day_it_was_here(filled: Database) -> None:
    """The last call of June, near midnight, is of the spring quarter whatever UTC says."""
    assert SPRING.next.begins == SUMMER.begins
    assert SUMMER.begins.date() == date(2026, 7, 1)
