"""The six figures of clause 6.12 over some quarters: channels, reasons, groups, waiting, complaints satisfied, refused.

Also how many appeals repeat one answered before: what the Order was made against (1.1).

An appeal belongs to the quarter in which it was registered, whenever it was answered: so all figures of a quarter are
of the same appeals, and shares are of all of them. The database counts; here percentiles are taken of its histograms.
What was counted of a quarter is kept until one of its appeals changes.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, and_, case, false, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from letterkit.core import clock
from letterkit.core.lru_cache import Shelf
from letterkit.core.outcome import Kind
from letterkit.core.register import Result
from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.spread import Spread, spread
from letterkit.office.figures.sql import days_between, of_days, place_of_day
from letterkit.store.register_tables import AppealLink
from letterkit.store.tables import Appeal

EARLIER = 4
"""A quarter is compared with so many before it: the same season of the year before is among them."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Days from registration to the answer: of all, and ``of_groups``; ``late`` were or are past their term."""

    all: Spread = field(default_factory=Spread)
    of_groups: Mapping[str | None, Spread] = field(default_factory=dict)
    late: int = 0


@dataclass(frozen=True, slots=True)
class Complaints:
    """Complaints ``received``, by ``results`` (None: not decided yet)."""

    received: int = 0
    results: Mapping[str | None, int] = field(default_factory=dict)

    @property
    def satisfied(self) -> int:
        return self.results.get(Result.SATISFIED, 0)

    @property
    def refused(self) -> int:
        return self.results.get(Result.REFUSED, 0)

    @property
    def satisfied_share(self) -> float | None:
        """Of all complaints received, decided or not; None when there were none."""
        return share(self.satisfied, self.received)

    @property
    def refused_share(self) -> float | None:
        return share(self.refused, self.received)


@dataclass(frozen=True, slots=True)
class AppealFigures:
    """Of the appeals registered in ``quarter``; what an appeal does not say is counted under None.

    ``repeats``: appeals that repeat one answered before (1.1).
    """

    quarter: Quarter
    received: int = 0
    channels: Mapping[str | None, int] = field(default_factory=dict)
    complaint_channels: Mapping[str | None, int] = field(default_factory=dict)
    reasons: Mapping[str | None, int] = field(default_factory=dict)
    groups: Mapping[str | None, int] = field(default_factory=dict)
    waiting: Waiting = field(default_factory=Waiting)
    complaints: Complaints = field(default_factory=Complaints)
    repeats: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing came: its noughts tell nothing then."""
        return not self.received

    @property
    def not_answered(self) -> int:
        return self.received - self.waiting.all.count

    @property
    def repeats_share(self) -> float | None:
        return share(self.repeats, self.received)


def share(part: int, whole: int) -> float | None:
    """``part`` of ``whole`` as a fraction of one; None of nothing."""
    return part / whole if whole else None


def figures(session: Session, body: str, quarter: Quarter, earlier: int = EARLIER) -> Sequence[AppealFigures]:
    """Figures of ``quarter`` and of so many ``earlier`` ones, newest first."""
    quarters = quarter.with_earlier(earlier)
    counted = _KEPT.of_each(
        [(session.get_bind(), body, each, clock.today(), *stamp) for each, stamp in _stamps(session, body, quarters)],
        lambda missing: [_count(session, body, quarters[place]) for place in missing],
    )
    repeats = _repeats(session, body, quarters)
    return [replace(each, repeats=repeats[place]) for place, each in enumerate(counted)]


_KEPT: Shelf[Hashable, AppealFigures] = Shelf(64)
"""Figures of quarters whose appeals have not changed since: the older ones of a page, nearly always."""


def received_in(body: str, quarters: Sequence[Quarter]) -> ColumnElement[bool]:
    """Appeals of ``body`` registered in any of ``quarters``, as a condition of a query."""
    return and_(Appeal.body == body, of_days(Appeal.registered, quarters))


def is_late() -> ColumnElement[bool]:
    """Answered after its last day, the extended one if it was extended, or not answered and past it (7.11)."""
    last = func.coalesce(Appeal.extended_to, Appeal.due)
    return or_(func.coalesce(Appeal.answered > last, false()), and_(Appeal.answered.is_(None), last < clock.today()))


def is_repeat() -> ColumnElement[bool]:
    """Linked to an earlier appeal that had been answered by the day on which this one was registered."""
    earlier = aliased(Appeal)
    # Asked of the linked ones alone: joined, every link of all years would be looked up.
    answered = select(earlier.answered).where(earlier.id == AppealLink.earlier_id).scalar_subquery()
    linked = select(AppealLink.appeal_id).where(AppealLink.appeal_id == Appeal.id, answered <= Appeal.registered)
    return linked.exists()


def _stamps(session: Session, body: str, quarters: Sequence[Quarter]) -> Iterator[tuple[Quarter, tuple[int, int]]]:
    """Each of ``quarters`` with what is another number once an appeal of it has changed, come or gone."""
    sums = (func.count(), func.coalesce(func.sum(Appeal.stamp), 0))
    queries = [select(literal(place), *sums).where(received_in(body, [each])) for place, each in enumerate(quarters)]
    for place, count, total in session.execute(union_all(*queries)):
        yield quarters[place], (int(count), int(total))


def _count(session: Session, body: str, quarter: Quarter) -> AppealFigures:
    """Figures of ``quarter``, but for what other appeals decide: which of them are repeated."""
    columns = (Appeal.channel, Appeal.kind, Appeal.result, Appeal.reason)
    query = select(*columns, func.count()).where(received_in(body, [quarter])).group_by(*columns)
    channels, complained, results, reasons = (Counter[str | None]() for _ in range(4))
    for channel, kind, result, reason, count in session.execute(query):
        channels[channel or None] += count
        reasons[reason or None] += count
        if kind == Kind.COMPLAINT:
            complained[channel or None] += count
            results[result or None] += count
    groups, waiting = _waits(session, body, quarter)
    complaints = Complaints(sum(complained.values()), results)
    return AppealFigures(quarter, channels.total(), channels, complained, reasons, groups, waiting, complaints)


def _waits(session: Session, body: str, quarter: Quarter) -> tuple[Counter[str | None], Waiting]:
    """Appeals by group, and how long those of each group have waited."""
    days = days_between(Appeal.answered, Appeal.registered)
    columns = (Appeal.group, days)
    query = select(*columns, func.count(), func.sum(case((is_late(), 1), else_=0)))
    groups: Counter[str | None] = Counter()
    waits: defaultdict[str | None, Counter[int]] = defaultdict(Counter)
    late = 0
    for group, waited, count, of_them_late in session.execute(
        query.where(received_in(body, [quarter])).group_by(*columns)
    ):
        groups[group or None] += count
        late += int(of_them_late)
        if waited is not None:
            waits[group or None][waited] += count
    of_groups = {name: spread(of) for name, of in waits.items()}
    return groups, Waiting(spread(sum(waits.values(), Counter())), of_groups, late)


def _repeats(session: Session, body: str, quarters: Sequence[Quarter]) -> Counter[int]:
    """Repeated appeals by the place of their quarter."""
    place = place_of_day(Appeal.registered, quarters)
    query = select(place, func.count()).where(received_in(body, quarters), is_repeat()).group_by(place)
    return Counter(dict(session.execute(query).all()))
