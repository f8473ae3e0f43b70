"""The figures of 6.12 are those that plain SQL and pandas find in the same appeals."""

from collections.abc import Mapping
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from letterkit.core import clock
from letterkit.core.register import Result
from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.appeals import AppealFigures, Complaints, figures
from letterkit.store.database import Database
from letterkit.store.tables import Appeal

from .conftest import COUNT, NOW, SPRING, SUMMER

pytestmark = pytest.mark.both_databases

_WITHIN = "body = '' AND registered BETWEEN :first AND :last"


@pytest.fixture(scope="module", params=[SPRING, SUMMER], ids=str)
def quarter(request: pytest.FixtureRequest) -> Quarter:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def found(filled: Database, quarter: Quarter) -> AppealFigures:
    with clock.stopped_at(NOW), filled.reading() as session:
        return figures(session, "", quarter)[0]


@pytest.fixture(scope="module")
def frame(filled: Database, quarter: Quarter) -> pandas.DataFrame:
    """The appeals of the quarter as pandas sees them: all rows are read, and chosen there."""
    with filled.engine.connect() as connection:
        dates = ["registered", "answered", "due", "extended_to"]
        rows = pandas.read_sql_query(text("SELECT * FROM appeals"), connection, parse_dates=dates)
    first, last = pandas.Timestamp(quarter.first), pandas.Timestamp(quarter.last)
    return rows[(rows.registered >= first) & (rows.registered <= last)]


class TestPlainSql:
    """Each figure asked for by itself, without our conditions."""

    @pytest.fixture
    def ask(self, filled: Database, quarter: Quarter) -> Any:
        def asked(query: str) -> list[tuple[Any, ...]]:
            told = {"first": quarter.first, "last": quarter.last}
            with filled.reading() as session:
                return [tuple(row) for row in session.execute(text(query.replace("WITHIN", _WITHIN)), told)]

        return asked

    @pytest.mark.parametrize(
        ("column", "name"), [("channel", "channels"), ("reason", "reasons"), ('"group"', "groups")]
    )
    def test_counts(self, found: AppealFigures, ask: Any, column: str, name: str) -> None:
        rows = ask(f"SELECT {column}, COUNT(*) FROM appeals WHERE WITHIN GROUP BY {column}")
        counted: Mapping[str | None, int] = getattr(found, name)
        assert dict(rows) == dict(counted)
        assert sum(counted.values()) == found.received

    def test_complaints(self, found: AppealFigures, ask: Any) -> None:
        rows = ask("SELECT result, COUNT(*) FROM appeals WHERE kind = 'complaint' AND WITHIN GROUP BY result")
        assert dict(rows) == dict(found.complaints.results)
        [(satisfied, refused)] = ask(
            "SELECT AVG(CASE WHEN result = 'satisfied' THEN 1.0 ELSE 0 END),"
            " AVG(CASE WHEN result = 'refused' THEN 1.0 ELSE 0 END) FROM appeals WHERE kind = 'complaint' AND WITHIN"
        )
        assert found.complaints.satisfied_share == pytest.approx(float(satisfied))
        assert found.complaints.refused_share == pytest.approx(float(refused))

    def test_waiting(self, filled: Database, found: AppealFigures, ask: Any) -> None:
        days = "julianday(answered) - julianday(registered)" if filled.file else "answered - registered"
        # The place p·(n-1) among the values, and the two beside it: row numbers count from one.
        [(count, median, p90, mean)] = ask(
            f"""
            WITH waits AS (SELECT {days} AS days FROM appeals WHERE answered IS NOT NULL AND WITHIN),
                 placed AS (SELECT days, ROW_NUMBER() OVER (ORDER BY days) - 1 AS place FROM waits),
                 whole AS (SELECT COUNT(*) AS n, 0.5 * (COUNT(*) - 1) AS half, 0.9 * (COUNT(*) - 1) AS nine FROM waits)
            SELECT MAX(n),
                   SUM(days * CASE WHEN ABS(place - half) < 1 THEN 1 - ABS(place - half) ELSE 0 END),
                   SUM(days * CASE WHEN ABS(place - nine) < 1 THEN 1 - ABS(place - nine) ELSE 0 END),
                   AVG(days * 1.0)
            FROM placed, whole
            """
        )
        assert found.waiting.all.count == count
        assert found.waiting.all.median == pytest.approx(float(median))
        assert found.waiting.all.p90 == pytest.approx(float(p90))
        assert found.waiting.all.mean == pytest.approx(float(mean))


class TestPandas:
    """The same from a frame of all rows."""

    def test_counts(self, found: AppealFigures, frame: pandas.DataFrame) -> None:
        assert found.received == len(frame)
        for column, counted in (("channel", found.channels), ("reason", found.reasons), ("group", found.groups)):
            expected = frame[column].value_counts(dropna=False).to_dict()
            assert _plain(expected) == dict(counted)
        complaints = frame[frame.kind == "complaint"]
        assert _plain(complaints.channel.value_counts().to_dict()) == _plain(found.complaint_channels)

    def test_shares_of_channels(self, found: AppealFigures, frame: pandas.DataFrame) -> None:
        expected = frame.channel.value_counts(normalize=True)
        for channel, count in found.channels.items():
            assert count / found.received == pytest.approx(expected[channel])

    def test_waiting(self, found: AppealFigures, frame: pandas.DataFrame) -> None:
        waited = (frame.answered - frame.registered).dt.days
        assert found.waiting.all.count == waited.count()
        assert found.not_answered == waited.isna().sum() > 0
        assert found.waiting.all.median == waited.median()
        assert found.waiting.all.p90 == pytest.approx(waited.quantile(0.9))
        assert found.waiting.all.mean == pytest.approx(waited.mean())
        by_group = waited.groupby(frame.group)
        for group, of_group in found.waiting.of_groups.items():
            assert of_group.count == by_group.count()[group]
            assert of_group.median == by_group.median()[group]
            assert of_group.p90 == pytest.approx(by_group.quantile(0.9)[group])

    def test_late(self, found: AppealFigures, frame: pandas.DataFrame) -> None:
        last = frame.extended_to.fillna(frame.due)
        open_and_past = frame.answered.isna() & (last < pandas.Timestamp("2026-11-27"))
        assert found.waiting.late == ((frame.answered > last) | open_and_past).sum() > 0

    def test_complaints(self, found: AppealFigures, frame: pandas.DataFrame) -> None:
        complaints = frame[frame.kind == "complaint"]
        assert found.complaints.received == len(complaints)
        assert found.complaints.satisfied == (complaints.result == "satisfied").sum()
        assert found.complaints.satisfied_share == pytest.approx((complaints.result == "satisfied").mean())
        assert found.complaints.refused_share == pytest.approx((complaints.result == "refused").mean())


def test_repeats_are_those_of_appeals_answered_before(filled: Database, found: AppealFigures, quarter: Quarter) -> None:
    with filled.engine.connect() as connection:
        linked = pandas.read_sql_query(
            text(
                "SELECT l.appeal_id, a.registered, e.answered FROM appeal_links l"
                " JOIN appeals a ON a.id = l.appeal_id JOIN appeals e ON e.id = l.earlier_id"
            ),
            connection,
            parse_dates=["registered", "answered"],
        )
    within = linked.registered.between(pandas.Timestamp(quarter.first), pandas.Timestamp(quarter.last))
    assert found.repeats == linked[within & (linked.answered <= linked.registered)].appeal_id.nunique() > 0


def test_the_quarters_compared_are_each_as_if_asked_for_alone(filled: Database) -> None:
    with filled.reading() as session:
        together = figures(session, "", SUMMER)
        alone = figures(session, "", SPRING, 0)
    assert together[1] == alone[0]
    assert [each.received for each in together] == [COUNT // 2, COUNT // 2, 0, 0, 0]


@pytest.mark.parametrize("change", ["an object", "a statement", "many at once", "another quarter"])
def test_figures_follow_every_way_an_appeal_changes(filled: Database, change: str) -> None:
    with filled.reading() as session:
        before = figures(session, "", SUMMER)[0]
        appeal = session.scalars(
            select(Appeal).where(Appeal.registered >= SUMMER.first, Appeal.result.is_(None))
        ).first()
        assert appeal is not None
        one = update(Appeal).where(Appeal.id == appeal.id)
        if change == "an object":
            appeal.reason = "редкая причина"
        elif change == "a statement":
            session.execute(one.values(reason="редкая причина"))
        elif change == "many at once":
            session.execute(update(Appeal), [{"id": appeal.id, "reason": "редкая причина"}])
        else:
            session.execute(one.values(registered=SPRING.first))
        session.flush()
        after = figures(session, "", SUMMER)[0]
        session.rollback()
        assert figures(session, "", SUMMER)[0] == before
    if change == "another quarter":
        assert after.received == before.received - 1
    else:
        assert after.reasons["редкая причина"] == 1


def test_a_quarter_without_appeals_has_noughts_and_no_shares(filled: Database) -> None:
    with filled.reading() as session:
        [empty] = figures(session, "", Quarter(2019, 1), 0)
    assert (empty.received, empty.not_answered, empty.waiting.late) == (0, 0, 0)
    assert empty.complaints.satisfied_share is empty.complaints.refused_share is empty.waiting.all.median is None
    assert not empty.channels


def test_another_body_has_figures_of_its_own(filled: Database) -> None:
    with filled.reading() as session:
        [others] = figures(session, "другой", SUMMER, 0)
    assert others.received == 0


@given(st.dictionaries(st.sampled_from([*Result, None]), st.integers(0, 1000)))
@settings(max_examples=50)
def test_shares_of_results_never_exceed_the_whole(results: dict[str | None, int]) -> None:

    complaints = Complaints(sum(results.values()), results)
    if complaints.received:
        assert 0 <= (complaints.satisfied_share or 0) + (complaints.refused_share or 0) <= 1
    else:
        assert complaints.satisfied_share is None


def _plain(counted: Mapping[Any, Any]) -> dict[Any, int]:
    return {None if pandas.isna(key) else key: int(count) for key, count in counted.items() if count}
