"""The files of an appeal: attached, given back, taken away."""

from io import BytesIO
from typing import cast

from flask import send_file
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.office.register import attached
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, READERS, blueprint
from webui.appeals.doing import perform
from webui.engine import engine
from webui.uploads import uploaded_files


@blueprint.post("/<int:appeal_id>/files")
@needs(*ENTERERS)
def attach(appeal_id: int) -> Response:
    """Keeps files with the appeal."""

    def kept() -> str:
        files = uploaded_files()
        if not files:
            attached.files_of(engine().office, actor(), appeal_id)  # what is not there is told first
            raise RequestError("file.not-chosen")
        attached.attach(engine().office, actor(), appeal_id, files)
        return "Файл приложен." if len(files) == 1 else "Файлы приложены."

    return perform(appeal_id, kept, "files")


@blueprint.get("/<int:appeal_id>/files/<int:file_id>")
@needs(*READERS)
def file(appeal_id: int, file_id: int) -> Response:
    """A file as it was attached: to be saved, never shown by the browser as a page of ours."""
    known, data = attached.read_file(engine().office, actor(), appeal_id, file_id)
    sent = send_file(BytesIO(data), "application/octet-stream", as_attachment=True, download_name=known.name)
    return cast(Response, sent)


@blueprint.post("/<int:appeal_id>/files/<int:file_id>/remove")
@needs(Duty.REGISTRY)
def detach(appeal_id: int, file_id: int) -> Response:
    """Takes a file away that belongs to another appeal."""

    def gone() -> str:
        attached.remove(engine().office, actor(), appeal_id, file_id)
        return "Файл убран из обращения."

    return perform(appeal_id, gone, "files")
