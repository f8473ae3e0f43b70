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

    Raises InputError, each with ``file``: ``calendar.file-unreadable``, ``calendar.unknown-key`` (``key``),
    ``calendar.missing-key`` (``key``), ``calendar.bad-day`` (``key``, ``value``), ``calendar.year-twice`` (``year``).
    """
    found: dict[int, YearOverride] = {}
    for path in sorted(folder.glob("*.yml")):
        override = read_file(path)
        if override.year in found:
            raise InputError("calendar.year-twice", file=str(path), year=override.year)
        found[override.year] = override
    return found


def read_file(path: Path) -> YearOverride:
    """The override in ``path``; errors as in ``read_folder``."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8-sig"))
    except (OSError, YAMLError, ValueError) as fault:
        raise InputError("calendar.file-unreadable", file=str(path)) from fault
    if not isinstance(data, dict):
        raise InputError("calendar.file-unreadable", file=str(path))
    for key in data:
        if key not in _KEYS:
            raise InputError("calendar.unknown-key", file=str(path), key=key)
    year, source = data.get("year"), data.get("source")
    if type(year) is not int:
        raise InputError("calendar.missing-key", file=str(path), key="year")
    if not isinstance(source, str) or not source.strip():
        raise InputError("calendar.missing-key", file=str(path), key="source")
    off, worked = _days(path, data, "off", year), _days(path, data, "worked", year)
    if off & worked:
        raise InputError("calendar.bad-day", file=str(path), key="worked", value=min(off & worked))
    return YearOverride(year, source.strip(), off, worked)


def _days(path: Path, data: Mapping[str, object], key: str, year: int) -> frozenset[datetime.date]:
    """The days of ``year`` listed under ``key``."""
    given = data.get(key) or []
    if not isinstance(given, list):
        raise InputError("calendar.bad-day", file=str(path), key=key, value=given)
    for day in given:
        if type(day) is not datetime.date or day.year != year:
            raise InputError("calendar.bad-day", file=str(path), key=key, value=day)
    return frozenset(given)
