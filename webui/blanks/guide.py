"""How a blank is made in Word, and the file to begin from."""

from io import BytesIO

from flask import render_template, send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from letterkit.compose.blank_fields import fields
from letterkit.compose.inspect import REQUIRED
from letterkit.office.content.blanks.starting import starter_with_comments
from webui.access import needs
from webui.blanks.blueprint import DOCX, READERS, blueprint
from webui.engine import engine

_STARTERS = {"corner": "угловой", "longitudinal": "продольный"}


@blueprint.get("/help")
@needs(*READERS)
def guide() -> str:
    """Step by step, with all marks."""
    profile = engine().checker.profile
    rows = [(field, field.name in REQUIRED) for field in fields().values() if field.name != "restricted"]
    return render_template("blanks/guide.html", rows=rows, starters=_STARTERS, limits=profile.limits)


@blueprint.get("/starter/<layout>.docx")
@needs(*READERS)
def starter(layout: str) -> Response:
    """A blank made for this body, with a comment at every mark."""
    if layout not in _STARTERS:
        raise NotFound
    data = starter_with_comments(layout, engine().checker.profile)
    return send_file(
        BytesIO(data), DOCX, as_attachment=True, download_name=f"Заготовка – {_STARTERS[layout]} бланк.docx"
    )
