"""The blueprint of figures; its views stand in the modules beside."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.office import Duty
from webui.access import needs

blueprint = Blueprint("metrics", __name__, url_prefix="/figures")
READERS = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY, Duty.CLERK, Duty.ADMINISTRATOR)
"""Who reads the figures of the body; they name nobody."""

before = Blueprint("metrics_before", __name__, url_prefix="/metrics")
"""Where the figures stood before: what people have kept of their addresses leads on."""


@before.get("/", defaults={"page": ""})
@before.get("/<path:page>")
@needs(*READERS)
def redirect_before(page: str) -> Response:
    """The same page where it is now."""
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    return redirect(url_for("metrics.appeals") + page + query, 301)
