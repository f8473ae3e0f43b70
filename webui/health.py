"""GET /health: whether what the service needs answers."""

import shutil

from flask import Blueprint, Response, jsonify

from letterkit.core.errors import LetterkitError
from webui.access import public
from webui.engine import engine

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@public
def health() -> tuple[Response, int]:
    """200 when all that is set up answers, 503 when something does not; which, by name."""
    settings = engine().settings
    soffice = str(settings.soffice) if settings.soffice else "soffice"
    checker = engine().checker
    parts = {
        "database": engine().database.answers(),
        "rules": len(checker.book.checks) > 0,
        "libreoffice": shutil.which(soffice) is not None,
        "grammar": checker.proofreader is not None,
        "queue": _queue_answers(),
    }
    grammar = checker.proofreader.engine if checker.proofreader else None
    ok = all(parts.values())
    answer = jsonify(status="ok" if ok else "degraded", parts=parts, engine=grammar)
    return answer, 200 if ok else 503


def _queue_answers() -> bool:
    try:
        return engine().queue.answers()
    except LetterkitError:
        return False
