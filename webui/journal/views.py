"""The journal: what people did, sifted; the same as a file; and the proof that its chain holds."""

import tempfile
from collections.abc import Callable, Iterable
from typing import IO, cast

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from letterkit.core.office import Duty
from letterkit.office.journal import listing
from letterkit.office.journal.access import CountedRows, note_export
from letterkit.reports.inspection_words import broken_words
from letterkit.reports.journal_sheet import journal_csv, journal_sheet
from letterkit.reports.journal_words import DEEDS, SUBJECTS
from letterkit.store.audit import Verification
from letterkit.store.journal_heads import kept_heads
from letterkit.store.tables import AuditEntry, Person
from webui.access import actor, needs
from webui.bodies.lists import body_names, first_id
from webui.engine import engine
from webui.journal.asked import asked_of
from webui.numbers import page_asked

blueprint = Blueprint("journal", __name__, url_prefix="/journal")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES: dict[str, tuple[str, Callable[[Iterable[AuditEntry], IO[bytes]], None]]] = {
    "xlsx": (_XLSX, journal_sheet),
    "csv": ("text/csv", journal_csv),
}


@blueprint.get("")
@needs(Duty.ADMINISTRATOR)
def show() -> str:
    """The entries that the filters leave, newest first."""
    return _page()


@blueprint.get("/export.<kind>")
@needs(Duty.ADMINISTRATOR)
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
@needs(Duty.ADMINISTRATOR)
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
        href=lambda **more: url_for("journal.show", **{**asked.used, **more}),
        given=asked.given,
        asked=asked.used,
        subjects=SUBJECTS,
        deeds=DEEDS,
        bodies={body or first_id(): name for body, name in body_names().items()},
        troubles=asked.troubles,
        verified=verified,
        files=[(kind, url_for("journal.export", kind=kind, **asked.used)) for kind in _FILES],  # type: ignore[arg-type]
        broken=broken_words(verified) if verified else "",
    )


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
