"""What came in and is no appeal yet: a list of it, and the form that takes files or a text in."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import InputError
from letterkit.core.office import IncomingSource, IncomingState
from letterkit.office.incoming import listing
from letterkit.office.incoming.proposing import Reader, propose
from letterkit.office.register import attached
from letterkit.office.register.attached import AttachedFile
from letterkit.reports.wording import sentence
from letterkit.store.incoming_tables import Incoming
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, blueprint
from webui.engine import engine
from webui.errors import capital, status_of
from webui.limits import rate_limit
from webui.numbers import page_asked
from webui.uploads import ACCEPTED, uploaded_files

MAX_MB = 100
"""Of all files of one appeal together."""
_TITLE_LIMIT = 90
TABS = {
    IncomingState.WAITING: "Ждут разбора",
    IncomingState.SET_ASIDE: "Отложены",
    IncomingState.ENTERED: "Внесены",
}


@blueprint.get("/incoming")
@needs(*ENTERERS)
def incoming() -> tuple[str, int]:
    """What waits, is set aside or has been entered."""
    return _page()


@blueprint.post("/incoming")
@needs(*ENTERERS)
@rate_limit("check")
def take_in() -> Response | tuple[str, int]:
    """Takes in a text, files or both as one appeal, and proposes its card."""
    text = request.form.get("text", "")
    try:
        it = take(uploaded_files(), text, IncomingSource.PAGE, engine().appeal_reader(actor().body))
    except InputError as fault:
        return _page(capital(sentence(fault)), text, status_of(fault))
    return redirect(url_for("appeals.proposal", incoming_id=it.id), 303)


def take(files: list[AttachedFile], text: str, source: IncomingSource, reader: Reader) -> Incoming:
    """Keeps what somebody has brought, read by ``reader``; raises as ``attached.tidy`` and ``propose``."""
    by = actor()
    given = [(each.name, each.data) for each in map(attached.tidy, files)]
    return propose(engine().office, by, by.body, given, text=text, source=source, reader=reader)


def state_asked() -> IncomingState:
    """The part of the list that the address asks for."""
    asked = request.args.get("state", "")
    return IncomingState(asked) if asked in set(IncomingState) else IncomingState.WAITING


def title_of(it: Incoming) -> str:
    """What it is about, as far as it is known."""
    about = (it.reading or {}).get("card", {}).get("appeal", {}).get("subject")
    return capital(about or it.heading or " ".join(it.text.split())[:_TITLE_LIMIT] or "Без текста")


def sender_of(it: Incoming) -> str:
    """Who wrote, as far as it is known."""
    who = (it.reading or {}).get("card", {}).get("applicant", {})
    named = [who[name] for name in ("surname", "name", "patronymic") if who.get(name)]
    return " ".join(named) or who.get("organisation") or it.sender or "заявитель не указан"


def _page(trouble: str = "", text: str = "", status: int = 200) -> tuple[str, int]:
    office, by, state = engine().office, actor(), state_asked()
    page = render_template(
        "appeals/incoming.html",
        found=listing.page(office, by, state, page_asked()),
        state=state,
        tabs=TABS,
        waiting=listing.count_waiting(office, by),
        trouble=trouble,
        text=text,
        title_of=title_of,
        sender_of=sender_of,
        accepted=ACCEPTED,
        max_mb=MAX_MB,
        address=lambda **more: url_for("appeals.incoming", state=request.args.get("state"), **more),
    )
    return page, status


def told_done(words: str, incoming_id: int) -> Response:
    """Back on the page of what came in, with what was done."""
    flash(words)
    return redirect(url_for("appeals.proposal", incoming_id=incoming_id), 303)
