"""The card of a call: what to say, a clock, who calls about what, how it ended (6.6, 6.8)."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.outcome import Channel
from letterkit.core.register import CallEnd
from letterkit.office.contacts import calls
from letterkit.office.contacts.appeal_lookup import appeals_about
from letterkit.office.contacts.appeal_of_contact import ContactAppeal, prefill_appeal
from letterkit.office.contacts.calls import ANSWERERS
from letterkit.reports.contact_words import greeting, length_words
from letterkit.store.register_tables import Call
from webui.access import account, actor, needs, own_office
from webui.appeals.blueprint import ENTERERS
from webui.calls.blueprint import blueprint
from webui.calls.typed import CallForm
from webui.engine import engine


@blueprint.get("/new")
@needs(*ANSWERERS)
def new() -> tuple[str, int]:
    """An empty card: the clock of a page without a script begins now."""
    now = clock.now()
    return _page(CallForm(known={"at": now, "opened": int(now.timestamp())}))


@blueprint.post("/new")
@needs(*ANSWERERS)
def note() -> Response | tuple[str, int]:
    """Keeps the card, or looks for an appeal to link it with."""
    form = CallForm(request.form)
    if request.form.get("do") != "save":
        return _page(form)
    try:
        call = calls.note(engine().office, actor(), form.card())
    except RequestError as fault:
        return _refusal_page(form, fault, None)
    flash(f"Звонок внесён: {length_words(call.seconds)}.")
    if call.end == CallEnd.ASKED_TO_WRITE and call.appeal_id is None:
        return redirect(url_for("calls.show", call_id=call.id, _anchor="appeal"), 303)
    return redirect(url_for("calls.list"), 303)


@blueprint.get("/<int:call_id>")
@needs(*ANSWERERS)
def show(call_id: int) -> tuple[str, int]:
    """The card of a call, to be read; its answerer may correct it."""
    return show_page(call_id)


@blueprint.post("/<int:call_id>")
@needs(*ANSWERERS)
def mend(call_id: int) -> Response | tuple[str, int]:
    """Corrects the card."""
    call = calls.read_call(engine().office, actor(), call_id)
    form = CallForm(request.form)
    if request.form.get("do") != "save":
        return _page(form, call)
    try:
        calls.mend(engine().office, actor(), call_id, form.card())
    except RequestError as fault:
        return _refusal_page(form, fault, call)
    flash("Карточка звонка исправлена.")
    return redirect(url_for("calls.show", call_id=call_id), 303)


@blueprint.get("/<int:call_id>/edit")
@needs(*ANSWERERS)
def edit(call_id: int) -> tuple[str, int]:
    """The card to be corrected."""
    call = calls.read_call(engine().office, actor(), call_id)
    return _page(CallForm.of(call), call)


def show_page(
    call_id: int, taken: ContactAppeal | None = None, errors: dict[str, str] | None = None, status: int = 200
) -> tuple[str, int]:
    """The page of a call; ``taken`` and ``errors`` are of its form for an appeal."""
    by = actor()
    call = calls.read_call(engine().office, by, call_id)
    page = render_template(
        "calls/show.html",
        it=call,
        limit_s=calls.limit_s(own_office().profile),
        is_own=call.by_id == by.id,
        can_enter=call.appeal_id is None and by.has(*ENTERERS),
        taken=taken or prefill_appeal(call),
        errors=errors or {},
        today=clock.today(),
        by_phone=Channel.PHONE,
    )
    return page, status


def _refusal_page(form: CallForm, fault: RequestError, call: Call | None) -> tuple[str, int]:
    if fault.code == "call.gone":
        raise fault
    form.refuse(fault)
    return _page(form, call)


def _page(form: CallForm, call: Call | None = None) -> tuple[str, int]:
    office, by = engine().office, actor()
    known = account()
    if call:
        form.length.description = "Минуты и секунды через двоеточие."
    page = render_template(
        "calls/card.html",
        it=call,
        form=form,
        says=greeting(own_office().profile.body, known.full_name if known else ""),
        limit_s=calls.limit_s(own_office().profile),
        found=appeals_about(office, by, form.words.value) if form.words.value else None,
        chosen=form.linked_appeal,
    )
    return page, form.status
