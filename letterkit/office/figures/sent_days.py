"""The letters that went out, day by day: how many, how many had come back to their executor, time in each step.

A day that is over is counted once and kept: what had happened to its letters stays in the journal as it is. Only a
letter that came back from the mail and goes once more leaves its day (``forget``). Whoever counts and whoever forgets
hold the journal, so that neither misses what the other does.
"""

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from sqlalchemy import String, Text, and_, cast, delete, func, literal, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.deadlines.quarter import Quarter, midnight
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.figure_tables import SentDay
from letterkit.store.tables import AuditEntry, Dispatch, Letter

_HOUR_S = 3600
_DAY = timedelta(days=1)
_TOGETHER = 7
"""So many days are counted at a time: nobody else writes in the journal meanwhile."""
RETURNED = "letter.returned"


class Step(StrEnum):
    """Where a letter lies: with its executor, its reviewer, its signer, or signed and not sent yet."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGNATURE = "signature"
    SENDING = "sending"


BEGINS = {
    "letter.begun": Step.DRAFT,
    "letter.submitted": Step.REVIEW,
    RETURNED: Step.DRAFT,
    "letter.recalled": Step.DRAFT,
    "letter.agreed": Step.SIGNATURE,
    "letter.approved": Step.SENDING,
    "letter.approval-revoked": Step.DRAFT,
}
"""Which step each entry of the journal begins; ``letter.sent`` ends the last."""
_ENDS = "letter.sent"


@dataclass
class SentLetters:
    """So many letters ``sent``, of them ``returned`` before; by step, how many lay in it so many whole hours."""

    sent: int = 0
    returned: int = 0
    hours: defaultdict[Step, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, other: "SentLetters") -> None:
        self.sent += other.sent
        self.returned += other.returned
        for step, hours in other.hours.items():
            self.hours[step].update(hours)

    @property
    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        hours = {step.value: {str(hour): count for hour, count in of.items()} for step, of in self.hours.items()}
        return {"sent": self.sent, "returned": self.returned, "hours": hours}


def sent_letters(session: Session, body: str, quarters: Sequence[Quarter]) -> list[SentLetters]:
    """Of each of ``quarters``: from what is kept, and counted now where nothing is."""
    return [_of_quarter(session, body, quarter) for quarter in quarters]


def complete(database: Database, body: str, quarters: Sequence[Quarter]) -> int:
    """Counts the days of ``quarters`` that are over and not kept yet; how many there were."""
    done = 0
    with database.reading() as session:
        first = session.scalar(select(func.min(Dispatch.at)))
        if first is None:
            return 0
        days = [day for quarter in quarters for day in _days(quarter) if first < day + _DAY]
        missing = sorted(set(days) - set(_kept_figures(session, body, days)))
    for start in range(0, len(missing), _TOGETHER):
        with database.writing() as session:
            audit.hold(session)
            some = missing[start : start + _TOGETHER]
            known = _kept_figures(session, body, some)
            for day in (each for each in some if each not in known):
                [counted] = count(session, body, [day, _next(day)])
                session.add(SentDay(body=body, begins=day, figures=counted.as_json))
                done += 1
    return done


def forget(session: Session, body: str, at: datetime) -> None:
    """Has the day of the moment ``at`` be counted anew: a letter that went then goes once more.

    The journal is held from here on: whoever counts waits until the transaction ends.
    """
    audit.hold(session)
    # A day may have had twenty-five hours: one too many is counted again.
    session.execute(delete(SentDay).where(SentDay.body == body, SentDay.begins.between(at - 2 * _DAY, at)))


def differing(database: Database, body: str) -> Sequence[datetime]:
    """The days whose kept figures are not what a count gives now, forgotten then: there should be none."""
    found = []
    with database.reading() as session:
        kept = session.execute(select(SentDay.begins, SentDay.figures).filter_by(body=body)).all()
        for begins, figures in kept:
            [counted] = count(session, body, [begins, _next(begins)])
            if counted.as_json != figures:
                found.append(begins)
    if found:
        with database.writing() as session:
            session.execute(delete(SentDay).where(SentDay.body == body, SentDay.begins.in_(found)))
    return found


def count(session: Session, body: str, bounds: Sequence[datetime]) -> list[SentLetters]:
    """Of the letters of ``body`` that went between each two of ``bounds``, counted from the journal.

    Each entry begins a step that the next one ends; a letter's stays in a step are added up. Added up here: SQLite
    takes longer to read a moment that is written out than to hand it over.
    """
    subject = literal("letter:").concat(cast(Letter.id, String))
    query = (
        select(Dispatch.at, Letter.id, AuditEntry.action, AuditEntry.at)
        .select_from(Dispatch)
        .join(Letter, Letter.id == Dispatch.letter_id)
        .outerjoin(AuditEntry, and_(AuditEntry.subject == subject, AuditEntry.action.in_([*BEGINS, _ENDS])))
        .where(Letter.body == body, Dispatch.at >= bounds[0], Dispatch.at < bounds[-1])
        .order_by(Letter.id, AuditEntry.id)
    )
    found = [SentLetters() for _ in bounds[1:]]
    for (at, _), rows in groupby(session.execute(query).all(), key=itemgetter(0, 1)):
        entries = [(action, datetime.fromisoformat(moment)) for _, _, action, moment in rows if action]
        of = found[bisect_right(bounds, at) - 1]
        of.sent += 1
        of.returned += any(action == RETURNED for action, _ in entries)
        for step, seconds in stays(entries).items():
            of.hours[step][seconds // _HOUR_S] += 1
    return found


def stays(entries: Sequence[tuple[str, datetime]]) -> Counter[Step]:
    """Seconds that one letter lay in each step."""
    found: Counter[Step] = Counter()
    for (action, began), (_, ended) in pairwise(entries):
        if action in BEGINS:
            found[BEGINS[action]] += int((ended - began).total_seconds())
    return found


def _of_quarter(session: Session, body: str, quarter: Quarter) -> SentLetters:
    kept = _kept_figures(session, body, _days(quarter))
    whole, start = SentLetters(), quarter.begins
    for begins in [*sorted(kept), quarter.next.begins]:
        if start < begins:
            whole.add(*count(session, body, [start, begins]))
        start = _next(begins)
    whole.add(_sum(tuple(kept[begins] for begins in sorted(kept))))
    return whole


def _days(quarter: Quarter) -> list[datetime]:
    """The days of ``quarter`` that are over, by their first moments."""
    last = min(quarter.last, clock.today() - _DAY)
    return [midnight(quarter.first + number * _DAY) for number in range((last - quarter.first).days + 1)]


def _next(begins: datetime) -> datetime:
    return midnight(begins.astimezone().date() + _DAY)


def _kept_figures(session: Session, body: str, days: Sequence[datetime]) -> Mapping[datetime, str]:
    """The figures of those of ``days`` that are kept, as JSON."""
    if not days:
        return {}
    query = select(SentDay.begins, cast(SentDay.figures, Text)).where(SentDay.body == body)
    rows = session.execute(query.where(SentDay.begins.between(min(days), max(days)))).all()
    wanted = set(days)  # of another zone, days begin at other moments
    return {begins: figures for begins, figures in rows if begins in wanted}


@lru_cache(maxsize=32)
def _sum(days: tuple[str, ...]) -> SentLetters:
    """The figures of ``days``, which are JSON, together; of a quarter that is over they are the same ones each time."""
    whole = SentLetters()
    for figures in map(json.loads, days):
        hours = {Step(step): Counter({int(hour): n for hour, n in of.items()}) for step, of in figures["hours"].items()}
        whole.add(SentLetters(figures["sent"], figures["returned"], defaultdict(Counter, hours)))
    return whole
