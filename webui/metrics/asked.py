"""The quarter that a page of figures is asked for, and where its numbers lead."""

from collections.abc import Callable, Sequence

from flask import request, url_for
from sqlalchemy.orm import Session

from letterkit.flow.metrics.behind import SEERS, Behind
from letterkit.flow.metrics.behind_letters import BehindLetters
from letterkit.flow.metrics.choice import quarters, usual
from letterkit.flow.metrics.quarter import Quarter, parse_quarter
from webui.access import actor


def chosen(session: Session) -> tuple[Quarter, Sequence[Quarter]]:
    """The quarter in the address, or the usual one, and all there are to choose from.

    Raises RequestError ``metrics.bad-quarter``, ``metrics.future``.
    """
    known = quarters(session, actor().body)
    written = request.args.get("quarter", "").strip()
    quarter = parse_quarter(written) if written else usual(known)
    return quarter, known if quarter in known else [*known, quarter]


def link() -> Callable[[Behind | BehindLetters], str] | None:
    """The address of what stands behind a number; None for who may not see them."""
    return address if actor().has(*SEERS) else None


def address(number: Behind | BehindLetters, **more: object) -> str:
    """The list of the appeals, or of the letters, that ``number`` counts."""
    if isinstance(number, BehindLetters):
        return url_for("metrics.letters", quarter=str(number.quarter), what=number.what.value, **more)  # type: ignore[arg-type]
    told = {"quarter": str(number.quarter), "what": number.what.value, "value": number.value or None}
    return url_for("metrics.behind", **told, **more)  # type: ignore[arg-type]


def page_asked() -> int:
    """The number of the page of a list; the first where the address says nothing sensible."""
    page = request.args.get("page", "")
    return int(page) if page.isdecimal() and len(page) < 8 else 1
