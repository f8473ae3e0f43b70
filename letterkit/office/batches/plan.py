"""How the letters of a batch are to be made, as its author has chosen."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Plan:
    """``print``: PDFs too, with which pages are counted and places checked.

    ``number``: letters without a number get the next ones of the register. ``dated``: the date of letters that have
    none; None stands for the day of the beginning. ``at_once``: the letters begin by themselves when no row has a fault
    and none seems answered already.
    """

    print: bool = True
    number: bool = False
    dated: datetime.date | None = None
    at_once: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the column ``plan``."""
        return {**asdict(self), "dated": self.dated.isoformat() if self.dated else None}


def plan_of(stored: dict[str, Any]) -> Plan:
    """The plan in the column ``plan``."""
    dated = stored.get("dated")
    return Plan(
        print=bool(stored.get("print", True)),
        number=bool(stored.get("number", False)),
        dated=datetime.date.fromisoformat(dated) if dated else None,
        at_once=bool(stored.get("at_once", False)),
    )
