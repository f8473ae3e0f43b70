"""Word files that are taken away: the blank on the desk, its copy with comments, a version that is kept."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

from letterkit.office.content.repository import KEEPERS
from letterkit.reports.blank_comments import add_comments
from webui.access import actor, needs
from webui.blanks.blueprint import DOCX, READERS, blueprint
from webui.blanks.kept_version import open_version
from webui.engine import engine


@blueprint.get("/desk/<desk_id>/comments.docx")
@needs(*KEEPERS)
def comments(desk_id: str) -> Response:
    """The blank with a comment of Word at every remark."""
    desk = engine().blank_desk.open(actor(), desk_id)
    remarks = engine().blank_desk.inspection(desk).remarks
    data = add_comments(engine().blank_desk.data(desk), desk.name, remarks)
    return _send_docx(data, f"{desk.name.removesuffix('.docx')} (примечания).docx")


@blueprint.get("/desk/<desk_id>/blank.docx")
@needs(*KEEPERS)
def plain(desk_id: str) -> Response:
    """The blank as it lies on the desk, without comments."""
    desk = engine().blank_desk.open(actor(), desk_id)
    return _send_docx(engine().blank_desk.data(desk), desk.name)


@blueprint.get("/of/<slug>/<int:number>.docx")
@needs(*READERS)
def kept(slug: str, number: int) -> Response:
    """A version as a Word file."""
    return _send_docx(open_version(slug, number).blank.data, f"{slug}-{number}.docx")


def _send_docx(data: bytes, name: str) -> Response:
    return send_file(BytesIO(data), DOCX, as_attachment=True, download_name=name)
