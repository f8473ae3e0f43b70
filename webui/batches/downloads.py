"""What is taken away from a batch: its letters, the register of them, PDFs for the printer, the table with marks.

Everything is written to a file without a name beside the data, sent from there, and gone with the last byte: a hundred
thousand letters take gigabytes, and /tmp may be memory.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO

from flask import redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from letterkit.office.batches import marked_table, output, printing
from letterkit.office.batches.printing import Part
from letterkit.office.batches.progress import read_batch
from letterkit.office.journal.access import CountedRows, note_export
from letterkit.reports.batch_register import register
from letterkit.reports.print_list import part_name, print_list
from letterkit.reports.sheet_words import fault_words
from webui.access import actor, needs
from webui.batches.blueprint import READERS, blueprint
from webui.engine import engine

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECE = 1 << 20
_MOMENT = (1980, 1, 1, 0, 0, 0)


@blueprint.get("/<int:batch_id>/letters.zip")
@needs(*READERS)
def letters(batch_id: int) -> Response:
    """All letters, or the approved ones alone, with their register."""
    return send_letters(batch_id, approved="approved" in request.args)


def send_letters(batch_id: int, *, approved: bool) -> Response:
    """The archive of the letters of a batch, or of its ``approved`` ones alone."""

    def write(into: IO[bytes]) -> None:
        with _aside() as table:
            _register(batch_id, table, approved=approved)
            table.seek(0)
            output.write_zip(engine().office, actor(), batch_id, into, table, approved=approved)

    return _send_download(write, "application/zip", f"рассылка-{batch_id}{'-утверждено' if approved else ''}.zip")


@blueprint.get("/<int:batch_id>/register.xlsx")
@needs(*READERS)
def table(batch_id: int) -> Response:
    """The register of all rows."""

    def write(into: IO[bytes]) -> None:
        count = _register(batch_id, into)
        note_file(batch_id, "register", rows=count)

    return _send_download(write, _XLSX, f"реестр-{batch_id}.xlsx")


@blueprint.get("/<int:batch_id>/print.pdf")
@needs(*READERS)
def printed(batch_id: int) -> Response:
    """All letters, or the approved ones alone, one after another by address; more than a file holds come in several."""
    if printing.count(engine().office, actor(), batch_id, approved="approved" in request.args) > printing.PART:
        return redirect(f"{url_for('batches.parts', batch_id=batch_id)}?{request.query_string.decode()}")

    def write(into: IO[bytes]) -> None:
        for part in _parts(batch_id):
            shutil.copyfileobj(part.pdf, into, _PIECE)

    return _send_download(write, "application/pdf", f"печать-{batch_id}.pdf")


@blueprint.get("/<int:batch_id>/print.zip")
@needs(*READERS)
def parts(batch_id: int) -> Response:
    """The same in files of some hundreds of letters, with a list of which letter is in which."""

    def write(into: IO[bytes]) -> None:
        with print_list() as listed, zipfile.ZipFile(into, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            for part in _parts(batch_id):
                listed.add(part)
                _put(archive, part_name(part.number), part.pdf)
            with _aside() as table:
                listed.save(table)
                table.seek(0)
                _put(archive, "список.xlsx", table)

    return _send_download(write, "application/zip", f"печать-{batch_id}.zip")


@blueprint.get("/<int:batch_id>/marked.xlsx")
@needs(*READERS)
def marked(batch_id: int) -> Response:
    """The table as it was given, what is wrong marked in it."""
    office, by = engine().office, actor()
    name = read_batch(office, by, batch_id).name.rpartition(".")[0] or "таблица"
    data = marked_table.marked_table(office, by, batch_id, fault_words)
    note_file(batch_id, "marked")
    return send_file(BytesIO(data), _XLSX, as_attachment=True, download_name=f"{name} (отметки).xlsx")


def note_file(batch_id: int, kind: str, **details: object) -> None:
    """Notes that a file of the batch is taken away."""
    note_export(engine().database, actor(), "batch.file-exported", f"batch:{batch_id}", kind=kind, **details)


def _register(batch_id: int, into: IO[bytes], *, approved: bool = False) -> int:
    rows = CountedRows(output.register_rows(engine().office, actor(), batch_id, approved=approved))
    register(rows, into)
    return rows.count


def _parts(batch_id: int) -> Iterator[Part]:
    office, by, folder = engine().office, actor(), engine().settings.data_dir
    two_sided, approved = "two_sided" in request.args, "approved" in request.args
    return printing.parts(office, by, batch_id, folder, two_sided=two_sided, approved=approved, size=printing.PART)


def _put(archive: zipfile.ZipFile, name: str, file: IO[bytes]) -> None:
    with archive.open(zipfile.ZipInfo(name, _MOMENT), "w", force_zip64=True) as member:
        shutil.copyfileobj(file, member, _PIECE)


def _aside() -> IO[bytes]:
    return tempfile.TemporaryFile(dir=engine().settings.data_dir)


def _send_download(write: Callable[[IO[bytes]], object], mimetype: str, name: str) -> Response:
    """What ``write`` writes, as a file called ``name``; the server closes it when the last byte has gone."""
    whole = _aside()
    try:
        write(whole)
    except BaseException:
        whole.close()
        raise
    whole.seek(0)
    return send_file(whole, mimetype, as_attachment=True, download_name=name)
