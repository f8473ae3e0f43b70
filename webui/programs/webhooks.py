"""Webhooks of a program before an administrator: added, let rest, taken away; each message, to be told again."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.core.webhook import DeliveryState
from letterkit.office.programs import webhooks
from letterkit.office.programs.changes import EVENTS
from letterkit.reports.api_words import DELIVERY_FAULTS, DELIVERY_STATES
from letterkit.reports.office_words import AUDIT_ACTIONS
from letterkit.store.api_tables import Webhook
from webui.access import actor, needs
from webui.api.webhooks import allowed_reach
from webui.engine import engine
from webui.errors import capital
from webui.filters import list_address
from webui.numbers import page_asked
from webui.people.forms import errors_of
from webui.programs.blueprint import blueprint
from webui.programs.views import WATCHERS, program_of, program_page

ABOUT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "appeals": ("обращениях", ("appeal.", "register.")),
    "letters": ("письмах", ("letter.", "mailing.")),
    "batches": ("рассылках", ("batch.", "mailing.")),
}
"""What an administrator subscribes a program to, and the events of it; a program itself may choose among these."""
_KINDS = {
    "appeal": "Обращение",
    "letter": "Письмо",
    "mailing": "Почта",
    "batch": "Рассылка",
    "register": "Реестр",
}
SIGNS = {
    DeliveryState.QUEUED: "draft",
    DeliveryState.TRYING: "review",
    DeliveryState.DELIVERED: "sent",
    DeliveryState.FAILED: "state-refused",
}


@blueprint.post("/<int:program_id>/webhooks")
@needs(Duty.ADMINISTRATOR)
def add_webhook(program_id: int) -> ResponseReturnValue:
    """Subscribes the program and shows the secret of its messages, once."""
    program, url = program_of(program_id), request.form.get("url", "")
    about = [each for each in ABOUT if each in request.form.getlist("events")]
    begins = tuple(begin for each in about for begin in ABOUT[each][1])
    events = [] if len(about) in (0, len(ABOUT)) else [each for each in EVENTS if each.startswith(begins)]
    added: list[Webhook] = []
    errors = errors_of(
        lambda: added.append(webhooks.add(engine().database, actor(), program_id, url, events, allowed_reach()))
    )
    if errors:
        return program_page(program, errors=errors, url=url, events=about), 422
    return _page(program_id, added[0].id, secret=added[0].secret)


@blueprint.get("/<int:program_id>/webhooks/<int:webhook_id>")
@needs(*WATCHERS)
def webhook(program_id: int, webhook_id: int) -> str:
    """A subscription with what was told by it."""
    return _page(program_id, webhook_id)


@blueprint.post("/<int:program_id>/webhooks/<int:webhook_id>/rest")
@needs(Duty.ADMINISTRATOR)
def rest(program_id: int, webhook_id: int) -> Response:
    """Has nothing told, or goes on with what changes from now on."""
    now = _webhook(program_id, webhook_id)
    webhooks.change(engine().database, actor(), webhook_id, allowed=allowed_reach(), active=not now.active)
    flash("Подписка приостановлена." if now.active else "Подписка включена: сообщаем о новых изменениях.", "success")
    return _back(program_id, webhook_id)


@blueprint.post("/<int:program_id>/webhooks/<int:webhook_id>/remove")
@needs(*WATCHERS)
def remove_webhook(program_id: int, webhook_id: int) -> Response:
    """Tells the program of nothing more at that address."""
    _webhook(program_id, webhook_id)
    webhooks.remove(engine().database, actor(), webhook_id)
    flash("Подписка снята.", "success")
    return redirect(url_for("programs.show", program_id=program_id), 303)


@blueprint.post("/<int:program_id>/webhooks/<int:webhook_id>/deliveries/<int:delivery_id>/again")
@needs(Duty.ADMINISTRATOR)
def tell_again(program_id: int, webhook_id: int, delivery_id: int) -> Response:
    """Has a message sent once more."""
    _webhook(program_id, webhook_id)
    webhooks.tell_again(engine().database, actor(), webhook_id, delivery_id)
    flash("Отправляем ещё раз.", "success")
    return _back(program_id, webhook_id)


def event_words(action: str) -> str:
    """What has happened, in words: «Письмо: утверждено»; what it has happened to is said once."""
    kind, words = _KINDS[action.partition(".")[0]], AUDIT_ACTIONS[action]
    return capital(words) if kind[:5].casefold() in words else f"{kind}: {words}"


def told_of(it: Webhook) -> str:
    """What a program is told of, in words."""
    events = it.events.split()
    about = [words for words, begins in ABOUT.values() if _events(begins) <= set(events)]
    rest = [
        each
        for each in events
        if not any(each in _events(begins) for words, begins in ABOUT.values() if words in about)
    ]
    told = ["об изменениях в " + " и ".join(about)] if about else []
    return ", ".join([*told, *map(event_words, rest)]) if events else "обо всех изменениях"


def _events(begins: tuple[str, ...]) -> frozenset[str]:
    return frozenset(each for each in EVENTS if each.startswith(begins))


def _webhook(program_id: int, webhook_id: int) -> Webhook:
    found = webhooks.read_webhook(engine().database, actor(), webhook_id)
    if found.program_id != program_id:
        raise RequestError("webhook.gone")
    return found


def _page(program_id: int, webhook_id: int, secret: str | None = None) -> str:
    it = _webhook(program_id, webhook_id)
    return render_template(
        "programs/webhook.html",
        program=program_of(program_id),
        it=it,
        secret=secret,
        told_of=told_of(it),
        found=webhooks.deliveries(engine().database, actor(), webhook_id, page_asked()),
        href=list_address("programs.webhook", program_id=program_id, webhook_id=webhook_id),
        event_words=event_words,
        states=DELIVERY_STATES,
        signs=SIGNS,
        faults=DELIVERY_FAULTS,
        may_change=actor().has(Duty.ADMINISTRATOR),
    )


def _back(program_id: int, webhook_id: int) -> Response:
    return redirect(url_for("programs.webhook", program_id=program_id, webhook_id=webhook_id), 303)
