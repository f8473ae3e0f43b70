"""What has served its term, by kind and year, and the things themselves before they go into an act."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.office.holds import HoldReason
from letterkit.office.retention import acts
from letterkit.office.retention.due import SOURCES, due_sums, due_things
from letterkit.office.retention.duties import GATHERERS, READERS
from letterkit.office.retention.rules import Kind
from letterkit.reports.removal_act import THING_FORMS, term_words
from letterkit.reports.retention_words import HOLD_WORDS, START_WORDS, STATE_WORDS, THEN_WORDS
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.filters import list_address
from webui.numbers import page_asked, whole_or_none
from webui.retention.blueprint import blueprint, terms

_SHOWN = 200
"""Things of one kind that a page has: what is seldom held one by one needs no more."""


@blueprint.get("", endpoint="due")
@needs(*READERS)
def due() -> str:
    """What is due now, the acts so far, the terms themselves."""
    by, kept = actor(), terms()
    with engine().database.reading() as session:
        sums = due_sums(session, by.body, kept)
    found = acts.acts(engine().office, by, page_asked())
    return render_template(
        "retention/due.html",
        today=clock.today(),
        sums=sums,
        count=sum(each.count for each in sums),
        terms=kept,
        kinds=list(dict.fromkeys(each.kind for each in sums)),
        acts=found,
        href=list_address("retention.due"),
        may_gather=by.has(*GATHERERS),
        term_words=term_words,
        starts=START_WORDS,
        thens=THEN_WORDS,
        states=STATE_WORDS,
        forms=THING_FORMS,
    )


@blueprint.get("/due/<kind>")
@needs(*READERS)
def things(kind: str) -> str:
    """The things of one kind that are due, each of which may be held."""
    wanted = _kind(kind)
    with engine().database.reading() as session:
        found = list(due_things(session, actor().body, terms(), wanted, first=_SHOWN + 1))
    return render_template(
        "retention/things.html",
        kind=wanted,
        term=terms()[wanted],
        things=found[:_SHOWN],
        is_more=len(found) > _SHOWN,
        shown=_SHOWN,
        held=SOURCES[wanted].held,
        reasons={why: HOLD_WORDS[why] for why in HoldReason if why is not HoldReason.BLOCKED},
        may_gather=actor().has(*GATHERERS),
        term_words=term_words,
    )


@blueprint.post("/acts")
@needs(*GATHERERS)
def propose() -> Response:
    """Gathers what is due of the ticked kinds into an act."""
    kinds = [kind for kind in Kind if kind.value in request.form.getlist("kinds")]
    try:
        made = acts.propose(engine().office, actor(), terms(), kinds, whole_or_none(request.form.get("told")))
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
        return redirect(url_for("retention.due"), 303)
    flash("Акт составлен. Утвердить его должен подписант или администратор, не Вы.", "success")
    return redirect(url_for("retention.act", act_id=made.id), 303)


def _kind(typed: str) -> Kind:
    try:
        return Kind(typed)
    except ValueError:
        raise RequestError("retention.gone") from None
