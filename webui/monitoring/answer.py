"""GET /metrics: how the service works, in the text that Prometheus reads; open to whom the settings name."""

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from letterkit.core.errors import DeniedError
from letterkit.settings import Settings
from letterkit.worker.metrics import has_token, is_near
from webui.access import own_door
from webui.asker import is_forwarded
from webui.engine import engine
from webui.health.parts import proofs
from webui.monitoring.standing import Standing

blueprint = Blueprint("monitoring", __name__)


@blueprint.get("/metrics")
@own_door
def metrics() -> Response:
    """What all processes have counted, and how things stand now; raises DeniedError ``monitoring.closed``."""
    settings = engine().settings
    if not (has_token(settings, request.headers.get("Authorization", "")) or _is_near(settings)):
        raise DeniedError("monitoring.closed")
    counted = CollectorRegistry()
    counted.register(Standing(engine(), proofs().prove(first_s=0)))
    return Response(generate_latest(counted), content_type=CONTENT_TYPE_LATEST)


def _is_near(settings: Settings) -> bool:
    """One that a proxy has passed on, which is not among those counted, is from nobody knows where."""
    return bool(settings.proxies or not is_forwarded(request.environ)) and is_near(settings, request.remote_addr)
