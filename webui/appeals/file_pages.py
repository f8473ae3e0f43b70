"""Attached files looked at without taking them away: pages as pictures, photographs, plain words."""

from flask import Response, render_template

from letterkit.core.errors import LetterFileError, ToolError
from letterkit.office.cases import appeals
from letterkit.office.register import attached, attached_pages
from letterkit.office.register.attached_pages import FileView, Look
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.appeals.blueprint import READERS, blueprint
from webui.engine import engine
from webui.errors import capital


@blueprint.get("/<int:appeal_id>/files/<int:file_id>/view")
@needs(*READERS)
def view_file(appeal_id: int, file_id: int) -> str:
    """The page of a file."""
    office, by = engine().office, actor()
    appeal = appeals.read_appeal(office, by, appeal_id)
    trouble = ""
    try:
        seen = attached_pages.view(office, by, appeal_id, file_id)
    except (LetterFileError, ToolError) as fault:
        file, _ = attached.read_file(office, by, appeal_id, file_id)
        seen, trouble = FileView(file, Look.NOTHING), capital(sentence(fault))
    return render_template("appeals/file.html", it=appeal, seen=seen, trouble=trouble)


@blueprint.get("/<int:appeal_id>/files/<int:file_id>/page/<int:page>.png")
@needs(*READERS)
def file_page(appeal_id: int, file_id: int, page: int) -> Response:
    """A page of a document, drawn."""
    png = attached_pages.page_png(engine().office, actor(), appeal_id, file_id, page)
    return Response(png, mimetype="image/png")


@blueprint.get("/<int:appeal_id>/files/<int:file_id>/photograph")
@needs(*READERS)
def photograph(appeal_id: int, file_id: int) -> Response:
    """A photograph, as an image and as nothing else."""
    data, kind = attached_pages.photograph(engine().office, actor(), appeal_id, file_id)
    return Response(data, mimetype=kind)
