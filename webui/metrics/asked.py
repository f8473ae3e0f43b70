"""The quarter that a page of figures is asked for, and where its numbers lead."""

from collections.abc import Callable, Sequence

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.urls import uri_to_iri

from letterkit.deadlines.quarter import Quarter, parse_quarter
from letterkit.office.figures.appeals_behind import SEERS
from letterkit.office.figures.letters_behind import BehindLetters
from letterkit.office.figures.quarters import quarters, usual
from letterkit.office.figures.talks_behind import BehindCalls, BehindOpinions
from letterkit.reports.metrics_document import Counted
from webui.access import actor


def choose_quarter(session: Session) -> tuple[Quarter, Sequence[Quarter]]:
    """The quarter in the address, or the usual one, and all there are to choose from.

    Raises RequestError ``metrics.bad-quarter``, ``metrics.future``.
    """
    known = quarters(session, actor().body)
    written = request.args.get("quarter", "").strip()
    quarter = parse_quarter(written) if written else usual(known)
    return quarter, known if quarter in known else [*known, quarter]


def link() -> Callable[[Counted], str] | None:
    """The address of what stands behind a number; None for who may not see them.

    Its words are left as they are: a page has hundreds of addresses, and by percents a letter is three times as long.
    """
    return (lambda number: uri_to_iri(address(number))) if actor().has(*SEERS) else None


def address(number: Counted, **more: object) -> str:
    """The list of the appeals, letters, calls or opinions that ``number`` counts."""
    told: dict[str, object] = {"quarter": str(number.quarter), **more}
    match number:
        case BehindCalls():
            return url_for("calls.list", **told, longer=1 if number.longer else None)  # type: ignore[arg-type]
        case BehindOpinions():
            return url_for("feedback.list", **told)  # type: ignore[arg-type]
    page = "metrics.letters" if isinstance(number, BehindLetters) else "metrics.behind"
    return url_for(page, **told, what=number.what.value, value=number.value or None)  # type: ignore[arg-type]
