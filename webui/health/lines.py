"""What ``letterkit doctor`` says: a line for each thing that it has looked at."""

from dataclasses import dataclass
from enum import StrEnum

from letterkit.core.errors import LetterkitError
from letterkit.reports.wording import sentence


class LineState(StrEnum):
    OK = "ok"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class DoctorLine:
    """``told`` says of a thing that is not well what is wrong and what to do; ``exit_code`` is what it costs.

    ``code`` is that of the error behind it, where there is one.
    """

    title: str
    state: LineState
    told: str
    exit_code: int = 0
    code: str = ""


def well(title: str, told: str) -> DoctorLine:
    """Nothing to do."""
    return DoctorLine(title, LineState.OK, told)


def warning(title: str, told: str) -> DoctorLine:
    """It works, and somebody should look at it."""
    return DoctorLine(title, LineState.WARNING, told)


def bad(title: str, fault: LetterkitError) -> DoctorLine:
    """It does not work, for ``fault``; 3 where a program or a server is to blame."""
    return DoctorLine(title, LineState.BAD, sentence(fault), 3 if fault.exit_code == 3 else 1, fault.code)


def wrong(title: str, told: str) -> DoctorLine:
    """It is not as it must be."""
    return DoctorLine(title, LineState.BAD, told, 1)
