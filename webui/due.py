"""The deadline of an appeal as pages show it: the day, the days left, how urgent it is."""

from dataclasses import dataclass
from datetime import date

from letterkit.core import clock
from letterkit.core.office import AppealState
from letterkit.office.cases.queue import SOON
from letterkit.store.tables import Appeal


@dataclass(frozen=True, slots=True)
class Due:
    """``left`` days until ``on`` (negative: late); None when the appeal is done. ``urgency``: late, soon or nothing."""

    on: date
    left: int | None
    urgency: str


def due_of(appeal: Appeal) -> Due:
    """The deadline of the appeal today, the extended one if it was extended."""
    on = appeal.extended_to or appeal.due
    if appeal.state == AppealState.DONE:
        return Due(on, None, "")
    left = (on - clock.today()).days
    return Due(on, left, "late" if left < 0 else "soon" if left <= SOON.days else "")
