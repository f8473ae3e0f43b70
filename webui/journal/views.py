"""The journal: entries by subject, action, person, day and body, and the proof that its chain holds."""

from datetime import date

from flask import Blueprint, render_template, request

from letterkit.core.office import Duty
from letterkit.flow.cases import journal
from letterkit.flow.cases.journal import Wanted
from letterkit.flow.keeping.bodies import body_of
from letterkit.reports.inspection_words import broken_words
from letterkit.reports.journal_words import SUBJECTS
from letterkit.store.audit import Verified
from letterkit.store.kept_heads import kept_heads
from webui.access import actor, needs
from webui.bodies.lists import body_names, first_id
from webui.engine import engine

_FILTERS = ("body", "about", "number", "action", "person", "day")
blueprint = Blueprint("journal", __name__, url_prefix="/journal")


@blueprint.get("")
@needs(Duty.ADMINISTRATOR)
def show() -> str:
    """The entries that the filters leave, newest first."""
    return _page()


@blueprint.post("/verify")
@needs(Duty.ADMINISTRATOR)
def verify() -> str:
    """Follows the whole chain."""
    return _page(journal.verify(engine().office, actor(), kept_heads(engine().settings)))


def _page(verified: Verified | None = None) -> str:
    given = {name: request.args.get(name, "").strip() for name in _FILTERS}
    day, trouble = _day(given["day"])
    subject = f"{given['about']}:{given['number']}" if given["about"] and given["number"] else given["about"]
    body = body_of(engine().database, first_id(), given["body"]) if given["body"] else None
    wanted = Wanted(subject, given["action"], given["person"], day, body)
    found = journal.entries(engine().office, actor(), wanted, request.args.get("page", default=1, type=int))
    return render_template(
        "journal/show.html",
        found=found,
        given=given,
        asked={name: value for name, value in given.items() if value},
        subjects=SUBJECTS,
        bodies={body or first_id(): name for body, name in body_names().items()},
        trouble=trouble,
        verified=verified,
        broken=broken_words(verified) if verified else "",
    )


def _day(written: str) -> tuple[date | None, str]:
    try:
        return (date.fromisoformat(written), "") if written else (None, "")
    except ValueError:
        return None, "Дата записана не так: нужна дата вида 2026-11-26."
