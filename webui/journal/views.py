"""The journal: what people did, sifted; the same as a file; and the proof that its chain holds."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, cast

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from letterkit.office.journal import listing
from letterkit.office.journal.access import CountedRows, note_export
from letterkit.office.journal.listing import JournalPage
from letterkit.reports.inspection_words import broken_words
from letterkit.reports.journal_sheet import journal_csv, journal_sheet
from letterkit.reports.journal_words import DEEDS, SUBJECTS
from letterkit.reports.office_words import AUDIT_ACTIONS
from letterkit.store.audit import Verification
from letterkit.store.journal_heads import kept_heads
from letterkit.store.tables import AuditEntry, Person
from webui.access import actor, needs
from webui.bodies.lists import body_names, first_id
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.journal.asked import JournalQuery, asked_of
from webui.numbers import page_asked

blueprint = Blueprint("journal", __name__, url_prefix="/journal")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES: dict[str, tuple[str, Callable[[Iterable[AuditEntry], IO[bytes]], None]]] = {
    "xlsx": (_XLSX, journal_sheet),
    "csv": ("text/csv", journal_csv),
}


@blueprint.get("")
@needs(*listing.READERS)
def show() -> str:
    """The entries that the filters leave, newest first."""
    return _page()


@blueprint.get("/export.<kind>")
@needs(*listing.READERS)
def export(kind: str) -> Response:
    """The same as a file, all pages of it."""
    if kind not in _FILES:
        raise NotFound
    mimetype, write = _FILES[kind]
    office, by, asked = engine().office, actor(), asked_of(request.args)
    if asked.troubles:  # the page says them; a file of something else is not given
        return redirect(url_for("journal.show", **asked.used), 303)  # type: ignore[arg-type]
    whole = tempfile.TemporaryFile()  # noqa: SIM115 (sent and closed by the answer)
    rows = CountedRows(listing.every_entry(office, by, asked.wanted))
    write(rows, whole)
    whole.seek(0)
    note_export(
        office.database, by, "journal.exported", "journal", rows=rows.count, kind=kind, filter=asked.journal_details
    )
    return cast(Response, send_file(whole, mimetype, as_attachment=True, download_name=f"Журнал.{kind}"))


@blueprint.post("/verify")
@needs(*listing.READERS)
def verify() -> str:
    """Follows the whole chain."""
    return _page(listing.verify(engine().office, actor(), kept_heads(engine().settings)))


def _page(verified: Verification | None = None) -> str:
    asked = asked_of(request.args)
    found = listing.entries(engine().office, actor(), asked.wanted, page_asked())
    return render_template(
        "journal/show.html",
        found=found,
        named=_names(found.rows),
        bar=Bar("journal", list_address("journal.show"), filters=list(_filters(asked, found))),
        subjects=SUBJECTS,
        verified=verified,
        files=[(kind, url_for("journal.export", kind=kind, **asked.used)) for kind in _FILES],  # type: ignore[arg-type]
        broken=broken_words(verified) if verified else "",
    )


def _filters(asked: JournalQuery, found: JournalPage) -> Iterator[Filter]:
    bodies = [Choice(body or first_id(), name) for body, name in body_names().items()]
    if len(bodies) > 1:
        yield Filter("body", "Орган", asked.given["body"], bodies)
    yield Filter("about", "Что", asked.given["about"], [Choice(*each) for each in SUBJECTS.items()], anything="всё")
    yield Filter("number", "Номер", asked.given["number"], shape=Shape.TYPED, hint="обращения или письма")
    deeds = [Choice("", "всё"), *(Choice(*each) for each in DEEDS.items())]
    yield Filter("deeds", "Что делали", asked.given["deeds"], deeds, Shape.PILLS)
    actions = [Choice(name, AUDIT_ACTIONS.get(name, name)) for name in found.actions]
    yield Filter("action", "Действие", asked.given["action"], actions, anything="любое")
    yield Filter("person", "Кто", asked.given["person"], [Choice(name, name) for name in found.people])
    for name, label in (("since", "С дня"), ("until", "По день")):
        yield Filter(name, label, asked.given[name], shape=Shape.DAY, trouble=asked.troubles.get(name, ""))
    trouble = asked.troubles.get("address", "")
    yield Filter("address", "Откуда", asked.given["address"], (), Shape.TYPED, trouble=trouble, hint="10.0.0.7")


def _names(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """What people call the people and the texts that ``entries`` are about, by subject; a number says nothing."""
    named = {"kept:templates": ""}
    ids = {int(number) for each in entries if (number := each.subject.removeprefix("person:")).isdecimal()}
    if ids:
        with engine().database.reading() as session:
            named |= {
                f"person:{each.id}": each.short_name
                for each in session.scalars(select(Person).where(Person.id.in_(ids)))
            }
    return named
