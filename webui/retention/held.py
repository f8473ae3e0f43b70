"""What is kept longer than its term: a list, and a form for one more."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError
from letterkit.office.citizens.finding import tell_of
from letterkit.office.holds import HoldKind, HoldReason
from letterkit.office.retention import holding
from letterkit.office.retention.duties import GATHERERS, READERS
from letterkit.office.retention.rules import Kind
from letterkit.reports.citizen_archive import HELD_WORDS
from letterkit.reports.retention_words import HOLD_WORDS
from letterkit.reports.wording import sentence
from letterkit.russian.dates import parse_date
from letterkit.store.tables import Appeal
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.numbers import whole_or_none
from webui.retention.blueprint import blueprint


@blueprint.get("/holds", endpoint="held")
@needs(*READERS)
def held() -> str:
    """All that is held in the body."""
    rows = holding.holds(engine().office, actor())
    with engine().database.reading() as session:
        there = tell_of(session, actor().body, [(HoldKind(each.kind), each.thing_id) for each in rows])
    named = {(each.kind, each.id): each for each in there}
    return render_template(
        "retention/held.html",
        rows=[(row, named.get((HoldKind(row.kind), row.thing_id))) for row in rows],
        kinds=HELD_WORDS,
        whys=HOLD_WORDS,
        reasons={why: HOLD_WORDS[why] for why in HoldReason if why is not HoldReason.BLOCKED},
        blocked=HoldReason.BLOCKED,
        may_gather=actor().has(*GATHERERS),
    )


@blueprint.post("/holds")
@needs(*GATHERERS)
def hold() -> Response:
    """Keeps one thing longer; an appeal may be named by its number."""
    back = request.form.get("back", "")
    try:
        kind, thing_id = _thing()
        why = HoldReason(request.form.get("why", ""))
        if why is HoldReason.BLOCKED:
            raise ValueError
        holding.hold(engine().office, actor(), kind, thing_id, why, request.form.get("words", ""), _until())
        flash("Хранение продлено: в акт не попадёт.", "success")
    except ValueError:
        flash("Запрос не понят: обновите страницу и повторите.", "error")
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
    known = back in set(Kind)
    return redirect(url_for("retention.things", kind=back) if known else url_for("retention.held"), 303)


@blueprint.post("/holds/<int:hold_id>/lift")
@needs(*GATHERERS)
def lift(hold_id: int) -> Response:
    """Holds it no more."""
    try:
        holding.lift(engine().office, actor(), hold_id)
        flash("Удержание снято.", "success")
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
    return redirect(url_for("retention.held"), 303)


def _thing() -> tuple[HoldKind, int]:
    """What the form names, by id or, an appeal, by its number."""
    if number := " ".join(request.form.get("number", "").split()):
        with engine().database.reading() as session:
            query = select(Appeal.id).where(Appeal.body == actor().body, Appeal.number == number)
            found = session.scalars(query.order_by(Appeal.registered.desc()).limit(1)).first()
        if found is None:
            raise RequestError("hold.gone")
        return HoldKind.CASES, found
    thing_id = whole_or_none(request.form.get("id", ""))
    if thing_id is None:
        raise RequestError("hold.gone")
    return HoldKind(request.form.get("kind", "")), thing_id


def _until() -> date | None:
    typed = request.form.get("until", "").strip()
    return parse_date(typed) if typed else None
