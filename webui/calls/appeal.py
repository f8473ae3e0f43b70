"""An appeal written down after a call, for who asks to have it written (6.8): a form filled from the card."""

from flask import flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from letterkit.core.errors import CardError, RequestError
from letterkit.core.outcome import Channel
from letterkit.office.contacts import appeal_of_contact, calls
from letterkit.office.contacts.appeal_of_contact import ContactAppeal
from letterkit.reports.wording import sentence
from letterkit.russian.dates import date_digits, parse_date
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS
from webui.calls.blueprint import blueprint
from webui.calls.card import show_page
from webui.engine import engine
from webui.errors import capital, status_of


@blueprint.post("/<int:call_id>/appeal")
@needs(*ENTERERS)
def appeal(call_id: int) -> Response | tuple[str, int]:
    """Enters the appeal and links the call with it."""
    office, by = engine().office, actor()
    calls.read_call(office, by, call_id)
    typed, errors = taken_in(request.form)
    if errors:
        return show_page(call_id, typed, errors, 422)
    try:
        entered = appeal_of_contact.enter(office, by, typed, Channel.PHONE)
    except (CardError, RequestError) as fault:
        return show_page(call_id, typed, fault_at(fault), status_of(fault))
    calls.link(office, by, call_id, entered.id)
    flash(f"Обращение № {entered.number} внесено. Ответить нужно до {date_digits(entered.due)}.")
    return redirect(url_for("appeals.show", appeal_id=entered.id), 303)


def taken_in(form: MultiDict[str, str]) -> tuple[ContactAppeal, dict[str, str]]:
    """What was typed of an appeal, and what is wrong with it by field."""
    typed = {name: form.get(name, "").strip() for name in ("number", "surname", "name", "patronymic", "subject")}
    errors: dict[str, str] = {}
    if not typed["number"]:
        errors["number"] = "Впишите номер: под ним обращение найдут."
    registered = None
    if day := form.get("registered", "").strip():
        try:
            registered = parse_date(day)
        except ValueError:
            errors["registered"] = "Такого дня нет: выберите дату в календаре."
    return ContactAppeal(**typed, registered=registered), errors


def fault_at(fault: CardError | RequestError) -> dict[str, str]:
    """The sentence of ``fault`` at the field it is about."""
    key = str(fault.details.get("key", "number")).rpartition(".")[2]
    known = ("number", "surname", "name", "patronymic", "subject", "registered")
    return {key if key in known else "number": capital(sentence(fault))}
