"""What came back in a quarter (6.10): by all channels, what the marks are, why people are not content."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from letterkit.core.feedback import SOURCE_OF, Source
from letterkit.core.office import Actor
from letterkit.deadlines.quarter import Quarter
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.feedback.opinions import READERS
from letterkit.store.register_tables import Invitation, Opinion
from letterkit.store.tables import Appeal


@dataclass(frozen=True, slots=True)
class Mark:
    """How one question was answered: ``count`` answers, ``counts`` of each; ``mean`` of marks, ``share`` of «yes»."""

    counts: Mapping[int, int]

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        """The mean mark; of yes (1) and no (0) it is the share of those who said yes."""
        return sum(mark * count for mark, count in self.counts.items()) / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Results:
    """``appeals`` and ``opinions`` are counted by source; ``reasons`` count comments, ``groups`` opinions.

    ``invited`` codes were printed in the quarter's replies, ``used`` of them were answered.
    """

    quarter: Quarter
    appeals: Mapping[Source, int]
    opinions: Mapping[Source, int]
    clear: Mark
    polite: Mark
    in_time: Mark
    solved: Mark
    reasons: Mapping[str, int]
    groups: Mapping[str, int]
    invited: int
    used: int

    @property
    def count(self) -> int:
        """How many opinions there are."""
        return sum(self.opinions.values())

    @property
    def received(self) -> int:
        """How many appeals there are."""
        return sum(self.appeals.values())

    @property
    def comments(self) -> int:
        return sum(self.reasons.values())


def results(office: Office, by: Actor, quarter: Quarter) -> Results:
    """The figures of the body of ``by``.

    An appeal counts in the quarter of its registration, an opinion in that of its day.
    """
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        return _count_results(session, by.body, quarter)


def _count_results(session: Session, body: str, quarter: Quarter) -> Results:
    its_days = Opinion.day.between(quarter.first, quarter.last)
    own = (Opinion.body == body, its_days)
    appeals = dict.fromkeys(Source, 0)
    registered = Appeal.registered.between(quarter.first, quarter.last)
    by_channel = select(Appeal.channel, func.count()).where(Appeal.body == body, registered).group_by(Appeal.channel)
    for channel, count in session.execute(by_channel):
        if (source := SOURCE_OF.get(channel or "")) is not None:
            appeals[source] += count
    opinions = dict.fromkeys(Source, 0)
    for channel, count in session.execute(select(Opinion.channel, func.count()).where(*own).group_by(Opinion.channel)):
        opinions[Source(channel)] += count

    def marks(column: object) -> Mark:
        query = select(column, func.count()).where(*own, column.is_not(None)).group_by(column)  # type: ignore
        return Mark({int(mark): count for mark, count in sorted(session.execute(query).all())})

    def counted(column: object, *more: object) -> dict[str, int]:
        query = select(column, func.count()).where(*own, column.is_not(None), *more).group_by(column)  # type: ignore
        return dict(sorted(session.execute(query).all(), key=lambda pair: (-pair[1], pair[0])))

    made = (Invitation.body == body, Invitation.made >= quarter.begins, Invitation.made < quarter.next.begins)
    used = func.sum(case((Invitation.used.is_not(None), 1), else_=0))
    invited, answered = session.execute(select(func.count(), used).select_from(Invitation).where(*made)).one()
    return Results(
        quarter,
        appeals,
        opinions,
        marks(Opinion.clear),
        marks(Opinion.polite),
        marks(Opinion.in_time),
        marks(Opinion.solved),
        counted(Opinion.reason, Opinion.comment != ""),
        counted(Opinion.group),
        invited,
        int(answered or 0),
    )
