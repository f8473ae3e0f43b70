"""Lengths as Word files write them: bare numbers in the unit of the place, or with a unit (ISO/IEC 29500-1, 22.9)."""

import math
import re

_POINTS = {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
_WITH_UNIT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(mm|cm|in|pt|pc|pi)?\s*")


def points(said: str | None, per_point: float) -> float | None:
    """``said`` in points, ``per_point`` of its bare unit making one; None when it is no length."""
    found = _WITH_UNIT.fullmatch(said or "")
    if found is None:
        return None
    length = float(found[1]) * _POINTS[found[2]] if found[2] else float(found[1]) / per_point
    return length if math.isfinite(length) else None


def millimetres(said: str | None) -> float | None:
    """``said``, in twips when it names no unit, in millimetres."""
    length = points(said, 20)
    return None if length is None else length * 25.4 / 72
