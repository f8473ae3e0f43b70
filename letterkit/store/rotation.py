"""Which backups on a schedule are kept: the last of each of some days, weeks and months; the others go."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

_NAME = re.compile(r"letterkit-(\d{8}-\d{6})\.zip(\.age)?")
PART = re.compile(r"\.letterkit-\d{8}-\d{6}\..*\.part")
"""The name of one that is being written: it counts only when it is whole and has its own."""
_FORM = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Terms:
    """How many days, weeks and months that have a backup keep their last one."""

    days: int
    weeks: int
    months: int


def name_at(moment: datetime, *, encrypted: bool) -> str:
    """The file name of a backup of that moment."""
    return f"letterkit-{moment.strftime(_FORM)}.zip" + (".age" if encrypted else "")


def find_outdated(names: Iterable[str], terms: Terms) -> list[str]:
    """Those of ``names`` that ``terms`` let go, oldest first; never the last one, nor a file of another name."""
    moments = {name: moment for name in names if (moment := _moment(name))}
    newest_first = sorted(moments, key=lambda name: moments[name], reverse=True)
    kept = set(newest_first[:1])
    for count, period in ((terms.days, _day), (terms.weeks, _week), (terms.months, _month)):
        last_of: dict[object, str] = {}
        for name in newest_first:
            last_of.setdefault(period(moments[name]), name)
        kept |= set(list(last_of.values())[:count])
    return [name for name in reversed(newest_first) if name not in kept]


def _moment(name: str) -> datetime | None:
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], _FORM) if found else None
    except ValueError:
        return None


def _day(moment: datetime) -> date:
    return moment.date()


def _week(moment: datetime) -> tuple[int, int]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month
