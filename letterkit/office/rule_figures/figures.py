"""Figures of rules and clauses over a period: how often found, mended, answered for; and the same week by week.

A finding counts on the day on which its rule first found something in its letter, with all that has become of it since:
shares are of the same findings, however late somebody mended them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from letterkit.core.office import RowState
from letterkit.office.rule_figures.period import Period, monday
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """Findings ``found`` in so many ``letters``, and what has become of them.

    ``clicked`` took a mend of the rule, ``rewritten`` were mended in other words, ``waived`` are answered for.
    """

    letters: int = 0
    found: int = 0
    clicked: int = 0
    rewritten: int = 0
    waived: int = 0

    @property
    def taken(self) -> int:
        """Findings that somebody agreed with: mended, in our words or in others."""
        return self.clicked + self.rewritten

    @property
    def left(self) -> int:
        """Findings that stand, or went without anybody's doing."""
        return max(0, self.found - self.taken - self.waived)

    def __add__(self, other: "RuleFigures") -> "RuleFigures":
        return RuleFigures(
            self.letters + other.letters,
            self.found + other.found,
            self.clicked + other.clicked,
            self.rewritten + other.rewritten,
            self.waived + other.waived,
        )


NOTHING = RuleFigures()
_SUMS = tuple(
    func.sum(column)
    for column in (RuleCount.letters, RuleCount.found, RuleCount.taken, RuleCount.rewritten, RuleCount.waived)
)


def by_rule(session: Session, period: Period) -> dict[str, RuleFigures]:
    """Figures of every rule that found anything in ``period``, by code; also of rules that are there no more."""
    rows = session.execute(select(RuleCount.code, *_SUMS).where(within(period)).group_by(RuleCount.code))
    return {row[0]: _figures(row[1:]) for row in rows}


def of_rule(session: Session, code: str, period: Period) -> dict[date, RuleFigures]:
    """Figures of one rule by the Mondays of the weeks in which it found anything."""
    return _by_week(session, period, RuleCount.code == code)


def of_clause(session: Session, clause: str | None, period: Period) -> dict[date, RuleFigures]:
    """As ``of_rule``, of all rules of a clause (None: of those without one); a letter counts once for each rule."""
    return _by_week(session, period, RuleCount.clause.is_not_distinct_from(clause))


def by_clause(session: Session, period: Period) -> dict[str | None, dict[date, RuleFigures]]:
    """``of_clause`` of every clause in which anything was found."""
    rows = session.execute(
        select(RuleCount.clause, RuleCount.day, *_SUMS).where(within(period)).group_by(RuleCount.clause, RuleCount.day)
    )
    found: dict[str | None, dict[date, RuleFigures]] = {}
    for row in rows:
        weeks = found.setdefault(row[0], {})
        week = monday(row[1])
        weeks[week] = weeks.get(week, NOTHING) + _figures(row[2:])
    return found


def letters_checked(session: Session, period: Period) -> int:
    """How many letters were handed in for review or made by batches in ``period``: whether a silent rule means much."""
    single = select(func.count(Letter.id)).where(Letter.submitted.is_not(None))
    made = select(func.count()).select_from(BatchRow).join(Batch).where(BatchRow.state == RowState.DONE)
    if period.since is not None:
        began = datetime.combine(period.since, time()).astimezone()
        single, made = single.where(Letter.submitted >= began), made.where(Batch.begun >= began)
    return (session.scalar(single) or 0) + (session.scalar(made) or 0)


def total(weeks: Mapping[date, RuleFigures] | Sequence[RuleFigures]) -> RuleFigures:
    """All of ``weeks`` together."""
    return sum(weeks.values() if isinstance(weeks, Mapping) else weeks, NOTHING)


def within(period: Period) -> ColumnElement[bool]:
    """``period`` as a condition of a query."""
    if period.since is None:
        return RuleCount.day <= period.until
    return and_(RuleCount.day >= period.since, RuleCount.day <= period.until)


def _by_week(session: Session, period: Period, which: ColumnElement[bool]) -> dict[date, RuleFigures]:
    rows = session.execute(select(RuleCount.day, *_SUMS).where(which, within(period)).group_by(RuleCount.day))
    found: dict[date, RuleFigures] = {}
    for row in rows:
        week = monday(row[0])
        found[week] = found.get(week, NOTHING) + _figures(row[1:])
    return dict(sorted(found.items()))


def _figures(sums: Sequence[Any]) -> RuleFigures:
    return RuleFigures(*map(int, sums))
