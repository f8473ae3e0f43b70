"""Files that go with a letter: put beside it, looked at, taken away."""

from io import BytesIO
from typing import cast

from flask import flash, redirect, send_file, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.office import Duty
from letterkit.office.cases import letter_files
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.letters.blueprint import READERS, blueprint
from webui.uploads import uploaded_files


@blueprint.post("/<int:letter_id>/files")
@needs(Duty.EXECUTOR)
def attach_file(letter_id: int) -> Response:
    """Puts the chosen files beside the letter."""
    files = uploaded_files()
    try:
        if not files:
            letter_files.files_of(engine().office, actor(), letter_id)  # what is not there is told first
            raise RequestError("file.not-chosen")
        letter_files.attach(engine().office, actor(), letter_id, files)
    except LetterkitError as fault:
        return _back(letter_id, fault)
    flash("Файл приложен к письму." if len(files) == 1 else "Файлы приложены к письму.", "success")
    return _back(letter_id)


@blueprint.get("/<int:letter_id>/files/<int:file_id>")
@needs(*READERS)
def file(letter_id: int, file_id: int) -> Response:
    """A file as it was put there: to be saved, never shown by the browser as a page of ours."""
    known, data = letter_files.read_file(engine().office, actor(), letter_id, file_id)
    sent = send_file(BytesIO(data), "application/octet-stream", as_attachment=True, download_name=known.name)
    return cast(Response, sent)


@blueprint.post("/<int:letter_id>/files/<int:file_id>/remove")
@needs(Duty.EXECUTOR)
def detach_file(letter_id: int, file_id: int) -> Response:
    """Takes a file away from the letter."""
    try:
        letter_files.remove(engine().office, actor(), letter_id, file_id)
    except LetterkitError as fault:
        return _back(letter_id, fault)
    flash("Файл убран.", "success")
    return _back(letter_id)


def _back(letter_id: int, fault: LetterkitError | None = None) -> Response:
    if fault is not None:
        if fault.code == "letter.gone":
            raise fault
        flash(capital(sentence(fault)), "error")
    return redirect(url_for("letters.edit", letter_id=letter_id, _anchor="letter-files"), 303)
