"""The quarters that there is something to say of."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.deadlines.quarter import Quarter, quarter_of, quarters_between
from letterkit.store.tables import Appeal

_MOST = 40  # ten years: more are reached by their address


def quarters(session: Session, body: str) -> Sequence[Quarter]:
    """From the first appeal of ``body`` to the present quarter, newest first."""
    first = session.scalar(select(func.min(Appeal.registered)).where(Appeal.body == body))
    return quarters_between(first, clock.today())[:_MOST]


def usual(chosen: Sequence[Quarter]) -> Quarter:
    """The quarter that people come for: the last whole one, or the present one when there is no other."""
    before = quarter_of(clock.today()).previous
    return before if before in chosen else chosen[0]
