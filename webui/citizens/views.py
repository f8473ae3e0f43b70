"""The page of the data of one person."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from io import BytesIO

from flask import flash, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.office.citizens import blocking
from letterkit.office.citizens.finding import MOST, SEEKERS, FoundThing, FoundThings, find
from letterkit.office.citizens.gathering import gather
from letterkit.office.citizens.sought import SoughtPerson
from letterkit.office.holds import HoldKind
from letterkit.reports.citizen_archive import HELD_WORDS, PLACES, citizen_archive
from letterkit.reports.wording import sentence
from webui.access import actor, needs, own_office
from webui.citizens.blueprint import blueprint
from webui.engine import engine
from webui.errors import capital
from webui.retention.blueprint import terms

_FIELDS = tuple(field.name for field in fields(SoughtPerson))
_PAGES = {
    HoldKind.CASES: ("appeals.show", "appeal_id"),
    HoldKind.LETTERS: ("letters.show", "letter_id"),
    HoldKind.CALLS: ("calls.show", "call_id"),
    HoldKind.RECEPTIONS: ("receptions.show", "reception_id"),
}


@blueprint.get("")
@needs(*SEEKERS)
def start() -> str:
    """The form."""
    return _page(dict.fromkeys(_FIELDS, ""))


@blueprint.post("")
@needs(*SEEKERS)
def search() -> ResponseReturnValue:
    """What was found, under the form."""
    return _answer(_typed_signs())


@blueprint.post("/export")
@needs(*SEEKERS)
def export() -> ResponseReturnValue:
    """What was ticked, as one archive."""
    try:
        given = gather(engine().database, engine().files, actor(), request.form.getlist("codes"))
        made = citizen_archive(given, own_office().profile.body, terms(), clock.today())
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
        return _answer(_typed_signs())
    name = f"personal-data-{clock.today().isoformat()}.zip"
    return send_file(BytesIO(made), "application/zip", as_attachment=True, download_name=name)


@blueprint.post("/block")
@needs(*SEEKERS)
def block() -> ResponseReturnValue:
    """Blocks what was ticked, or lets it be used again."""
    codes = request.form.getlist("codes")
    try:
        if request.form.get("lift"):
            count = blocking.unblock(engine().database, actor(), codes)
            flash(f"Блокирование снято: {count}.", "success")
        else:
            count = blocking.block(engine().database, actor(), codes, request.form.get("why", ""))
            flash(f"Заблокировано: {count}. Читать можно, менять и отправлять – нет.", "success")
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
    return _answer(_typed_signs())


def _typed_signs() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in _FIELDS}


def _answer(typed: dict[str, str]) -> ResponseReturnValue:
    try:
        sought = SoughtPerson.of(typed)
    except LetterkitError as fault:
        return _page(typed, error=capital(sentence(fault))), 422
    found = find(engine().database, actor(), sought)
    return _page(asdict(sought), found)


def _page(typed: dict[str, str], found: FoundThings | None = None, error: str = "") -> str:
    return render_template(
        "citizens/find.html",
        typed=typed,
        found=found,
        things=_rows(found.things if found else ()),
        error=error,
        kinds=HELD_WORDS,
        places=PLACES,
        most=MOST,
        chosen=request.form.getlist("codes"),
    )


def _rows(things: Sequence[FoundThing]) -> list[tuple[FoundThing, str]]:
    """Each with the address of its page, if it has one."""
    rows = []
    for each in things:
        endpoint, name = _PAGES.get(each.kind, ("", ""))
        which = {name: each.id}
        rows.append((each, url_for(endpoint, **which) if endpoint else ""))  # type: ignore[arg-type]
    return rows
