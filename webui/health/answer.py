"""GET /health: whether what the service needs works; if not, what and why."""

from flask import Blueprint, Response, jsonify

from letterkit.reports.wording import reason
from webui.access import public
from webui.engine import engine
from webui.errors import capital
from webui.health.parts import proofs

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@public
def health() -> tuple[Response, int]:
    """200 when all that is set up works, 503 when something does not: ``why`` says in Russian what, by part.

    ``proved`` tells when each part was last asked to work, in UTC.
    """
    standing = proofs().prove()
    # Without the details, which name places on the machine: the page is open to all.
    why = {name: capital(reason(one.fault.code)) for name, one in standing.items() if one.fault is not None}
    checker = engine().checker
    parts = {name: one.fault is None for name, one in standing.items()} | {"rules": len(checker.book.checks) > 0}
    ok = all(parts.values())
    answer = jsonify(
        status="ok" if ok else "degraded",
        parts=parts,
        why=why,
        proved={name: one.at.isoformat() for name, one in standing.items() if one.at is not None},
        engine=checker.proofreader.engine if checker.proofreader else None,
    )
    return answer, 200 if ok else 503
