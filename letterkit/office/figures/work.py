"""How the work on replies goes, quarter by quarter: findings per clause, letters returned, time in each step.

Also calls against their ten minutes (6.7), and what people say of the replies (6.9). Of letters: those that went out in
the quarter. Steps are told by the journal, for it alone knows when a letter came back.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from letterkit.core.office import RowState
from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.appeals import EARLIER, share
from letterkit.office.figures.sent_days import BEGINS, RETURNED, Step, sent_letters
from letterkit.office.figures.spread import Spread, spread
from letterkit.office.figures.sql import of_days, of_moments, place_of_day, place_of_moment
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.members import distinct_values
from letterkit.store.register_tables import Call, Opinion
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import AuditEntry, Dispatch, Letter

CALL_LIMIT_S = 600
"""The average answer to a call shall not be longer (6.7)."""


@dataclass(frozen=True, slots=True)
class Calls:
    """So many calls; ``mean_s`` seconds each, ``longer`` than the limit."""

    count: int = 0
    mean_s: float | None = None
    longer: int = 0


@dataclass(frozen=True, slots=True)
class Opinions:
    """What ``count`` people have said: mean marks 1–5, shares of those who have answered the question."""

    count: int = 0
    clear: float | None = None
    polite: float | None = None
    in_time_share: float | None = None
    solved_share: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Of one quarter. ``findings``: how many there were by clause, in ``checked`` letters.

    ``returned``: of the letters ``sent``, those that came back to their executor at least once. ``steps``: whole hours
    that a letter lay in each, all its stays together.
    """

    quarter: Quarter
    checked: int = 0
    findings: Mapping[str | None, int] = field(default_factory=dict)
    sent: int = 0
    returned: int = 0
    steps: Mapping[Step, Spread] = field(default_factory=dict)
    calls: Calls = field(default_factory=Calls)
    opinions: Opinions = field(default_factory=Opinions)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done: its noughts tell nothing then."""
        return not (self.checked or self.findings or self.sent or self.calls.count or self.opinions.count)

    @property
    def returned_share(self) -> float | None:
        return share(self.returned, self.sent)

    def per_hundred(self, clause: str | None) -> float | None:
        """Findings of ``clause`` in a hundred letters checked."""
        part = share(self.findings.get(clause, 0), self.checked)
        return None if part is None else 100 * part


def work(session: Session, body: str, quarter: Quarter, earlier: int = EARLIER) -> Sequence[Work]:
    """The work of ``quarter`` and of so many ``earlier`` ones, newest first."""
    quarters = quarter.with_earlier(earlier)
    checked, findings = _count_checked(session, body, quarters), _findings(session, body, quarters)
    sent, calls = sent_letters(session, body, quarters), _calls(session, body, quarters)
    opinions = _opinions(session, body, quarters)
    return [
        Work(
            each,
            checked[place],
            findings[place],
            sent[place].sent,
            sent[place].returned,
            {step: spread(hours) for step, hours in sent[place].hours.items()},
            calls.get(place, Calls()),
            opinions.get(place, Opinions()),
        )
        for place, each in enumerate(quarters)
    ]


def was_returned() -> ColumnElement[bool]:
    """The letter came back to its executor at least once."""
    return _has_entry(RETURNED)


def had_step(step: Step) -> ColumnElement[bool]:
    """The letter lay in ``step`` at least once."""
    begins = [action for action, begun in BEGINS.items() if begun is step]
    return _has_entry(*begins)


def sent_in(body: str, quarters: Sequence[Quarter]) -> ColumnElement[bool]:
    """Letters of ``body`` that went out in any of ``quarters``; the query joins Dispatch."""
    return and_(Letter.body == body, of_moments(Dispatch.at, quarters))


def _has_entry(*actions: str) -> ColumnElement[bool]:
    """The journal has one of ``actions`` of the letter; looked up for each letter that is asked about."""
    subject = literal("letter:").concat(cast(Letter.id, String))
    return exists().where(AuditEntry.subject == subject, AuditEntry.action.in_(actions))


def _count_checked(session: Session, body: str, quarters: Sequence[Quarter]) -> Counter[int]:
    """Letters handed in, by the quarter of the last time, and rows made by batches."""
    place = place_of_moment(Letter.submitted, quarters)
    single = select(place, func.count()).where(Letter.body == body, of_moments(Letter.submitted, quarters))
    of_batch = place_of_moment(Batch.begun, quarters)
    made = select(of_batch, func.count()).select_from(BatchRow).join(Batch).where(BatchRow.state == RowState.DONE)
    made = made.where(Batch.body == body, of_moments(Batch.begun, quarters))
    found = Counter(dict(_rows(session, single.group_by(place))))
    found.update(dict(_rows(session, made.group_by(of_batch))))
    return found


def _findings(session: Session, body: str, quarters: Sequence[Quarter]) -> list[Counter[str | None]]:
    place = place_of_day(RuleCount.day, quarters)
    query = select(place, RuleCount.clause, func.sum(RuleCount.found)).where(of_days(RuleCount.day, quarters))
    if set(distinct_values(session, Letter.body)) | set(distinct_values(session, Batch.body)) != {body}:
        query = query.outerjoin(Letter, Letter.id == RuleCount.letter_id)
        query = query.outerjoin(Batch, Batch.id == RuleCount.batch_id)
        query = query.where(or_(Letter.body == body, Batch.body == body))
    query = query.group_by(place, RuleCount.clause)
    found: list[Counter[str | None]] = [Counter() for _ in quarters]
    for number, clause, count in _rows(session, query):
        found[number][clause] += int(count)
    return found


def _calls(session: Session, body: str, quarters: Sequence[Quarter]) -> dict[int, Calls]:
    place = place_of_moment(Call.at, quarters)
    longer = func.sum(case((Call.seconds > CALL_LIMIT_S, 1), else_=0))
    query = select(place, func.count(), func.sum(Call.seconds), longer)
    rows = _rows(session, query.where(Call.body == body, of_moments(Call.at, quarters)).group_by(place))
    return {number: Calls(count, int(seconds) / count, int(over)) for number, count, seconds, over in rows}


def _opinions(session: Session, body: str, quarters: Sequence[Quarter]) -> dict[int, Opinions]:
    place = place_of_day(Opinion.day, quarters)
    sums = [func.sum(Opinion.clear), func.count(Opinion.clear), func.sum(Opinion.polite), func.count(Opinion.polite)]
    for column in (Opinion.in_time, Opinion.solved):
        sums += [func.sum(case((column.is_(True), 1), else_=0)), func.count(column)]
    query = select(place, func.count(), *sums).where(Opinion.body == body, of_days(Opinion.day, quarters))
    return {
        row[0]: Opinions(row[1], *(share(int(row[at] or 0), row[at + 1]) for at in (2, 4, 6, 8)))
        for row in _rows(session, query.group_by(place))
    }


def _rows(session: Session, query: Any) -> Any:
    return session.execute(query).all()
