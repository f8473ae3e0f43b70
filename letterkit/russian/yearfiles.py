"""Yearly files of rules/calendar: what the published calendar of a year adds to the library's.

    year: 2028
    source: постановление Правительства Российской Федерации от … № …
    off: [2028-05-08]            working days that are not worked
    worked: [2028-05-06]         Saturdays and Sundays that are

For a year that the library knows the file corrects it. For a year that it does not know, the file must list all the
transfers of the year; the holidays of the Labour Code (art. 112) are known without it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from letterkit.core.errors import InputError

_KEYS = {"year", "source", "off", "worked"}


@dataclass(frozen=True, slots=True)
class YearOverride:
    """Days of ``year`` that are off or worked against the library; ``source`` is the act that says so."""

    year: int
    source: str
    off: frozenset[datetime.date] = frozenset()
    worked: frozenset[datetime.date] = frozenset()


def read_folder(folder: Path) -> Mapping[int, YearOverride]:
    """Year → override for each ``*.yml`` of ``folder``.

    Raises InputError ``calendar.bad-file`` with ``file``, ``key`` and ``why`` (a word of ``_bad``'s callers).
    """
    found: dict[int, YearOverride] = {}
    for path in sorted(folder.glob("*.yml")):
        override = read_file(path)
        if override.year in found:
            raise _bad(path, "year", "twice")
        found[override.year] = override
    return found


def read_file(path: Path) -> YearOverride:
    """The override in ``path``; errors as in ``read_folder``."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, YAMLError, ValueError) as fault:
        raise _bad(path, "", "unreadable") from fault
    if not isinstance(data, dict):
        raise _bad(path, "", "not-a-mapping")
    for key in data:
        if key not in _KEYS:
            raise _bad(path, str(key), "unknown")
    year, source = data.get("year"), data.get("source")
    if not isinstance(year, int) or isinstance(year, bool):
        raise _bad(path, "year", "missing")
    if not isinstance(source, str) or not source.strip():
        raise _bad(path, "source", "missing")
    off, worked = _days(path, data, "off", year), _days(path, data, "worked", year)
    if off & worked:
        raise _bad(path, "worked", "also-off")
    return YearOverride(year, source.strip(), off, worked)


def _days(path: Path, data: Mapping[str, object], key: str, year: int) -> frozenset[datetime.date]:
    given = data.get(key) or []
    if not isinstance(given, list):
        raise _bad(path, key, "not-a-list")
    for day in given:
        if type(day) is not datetime.date:
            raise _bad(path, f"{key}: {day}", "not-a-date")
        if day.year != year:
            raise _bad(path, f"{key}: {day}", "other-year")
    return frozenset(given)


def _bad(path: Path, key: str, why: str) -> InputError:
    return InputError("calendar.bad-file", file=str(path), key=key, why=why)
