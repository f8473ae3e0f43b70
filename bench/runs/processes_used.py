"""What running processes have used, and which of them belong to a folder: read from /proc, so on Linux alone."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")
# In /proc/PID/stat behind the name in brackets: the state, the parent … user, system, and those of children waited for.
_PARENT, _FIRST_TIME, _LAST_TIME = 1, 11, 15


@dataclass(frozen=True, slots=True)
class Process:
    """A process that runs: ``command`` is its first words."""

    pid: int
    parent: int
    command: str

    @property
    def is_office(self) -> bool:
        """Whether this is LibreOffice itself, not what has started it."""
        return "soffice.bin" in self.command.split("\0", 1)[0]


def of_folder(folder: Path) -> list[Process]:
    """The processes that were begun with ``folder`` in their environment: nobody else's can be among them."""
    mark, found = os.fsencode(folder), []
    for place in _PROC.glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            if int(place.name) == os.getpid() or mark not in (place / "environ").read_bytes():
                continue
            command = (place / "cmdline").read_bytes().decode(errors="replace")
            found.append(Process(int(place.name), int(_stat(place)[_PARENT]), command))
    return found


def family(pid: int) -> list[int]:
    """``pid`` and all that descend from it and run."""
    found, children = [pid], _children()
    for one in found:
        found += children.get(one, ())
    return found


@dataclass(frozen=True, slots=True)
class MemoryUsed:
    """Of a family of ``processes``: ``all_mb`` of all without LibreOffice, ``office_mb`` of that.

    What several share is counted once. ``own_mb`` is what the greatest shares with nobody.
    """

    processes: int
    all_mb: float
    office_mb: float
    own_mb: float


def memory_used(pid: int) -> MemoryUsed:
    """The memory of ``pid`` and its descendants."""
    count, shares, own_kb = 0, {False: 0, True: 0}, 0
    for one in family(pid):
        with suppress(OSError):  # it has just ended
            lines = map(str.split, (_PROC / str(one) / "smaps_rollup").read_text().splitlines()[1:])
            kb = {words[0]: int(words[1]) for words in lines}
            is_office = "soffice" in _name(one) or "oosplash" in _name(one)
            shares[is_office] += kb["Pss:"]
            if not is_office:
                count += 1
                own_kb = max(own_kb, kb["Private_Clean:"] + kb["Private_Dirty:"])
    return MemoryUsed(count, shares[False] / 1024, shares[True] / 1024, own_kb / 1024)


def cpu_s(pid: int) -> float:
    """CPU seconds of ``pid`` and its descendants, those that have ended and were waited for among them."""
    ticks = 0
    for one in family(pid):
        with suppress(OSError):
            ticks += sum(map(int, _stat(_PROC / str(one))[_FIRST_TIME:_LAST_TIME]))
    return ticks / _TICKS


def peak_mb(pid: int) -> float:
    """The most memory that one of ``pid`` and its descendants, LibreOffice apart, has had since ``forget_peak``."""
    return max(_peak_mb(one) for one in family(pid) if "soffice" not in _name(one))


def office_mb(folder: Path) -> float:
    """The most memory that one LibreOffice of ``folder`` that runs has had; those that have ended are not seen."""
    return max((_peak_mb(one.pid) for one in of_folder(folder) if one.is_office), default=0.0)


def forget_peak(pid: int) -> None:
    """Begins the measure of ``peak_mb`` anew."""
    for one in family(pid):
        with suppress(OSError):
            (_PROC / str(one) / "clear_refs").write_text("5")


def _name(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "comm").read_text()
    except OSError:
        return ""


def _peak_mb(pid: int) -> float:
    """0 for a process that has ended."""
    with suppress(OSError):
        for line in (_PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place in _PROC.glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            found.setdefault(int(_stat(place)[_PARENT]), []).append(int(place.name))
    return found


def _stat(place: Path) -> list[str]:
    return (place / "stat").read_text(errors="replace").rpartition(")")[2].split()
