"""GET /metrics: how the service works, in the text that Prometheus reads; open to whom the settings name."""

import secrets
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from letterkit.core.errors import DeniedError, RequestError
from letterkit.settings import Settings
from webui.access import own_door
from webui.asker import is_forwarded
from webui.engine import engine
from webui.health.parts import proofs
from webui.monitoring.standing import Standing

blueprint = Blueprint("monitoring", __name__)
_BEARER = "Bearer "
_LEAST = 20
"""Signs of a token that nobody guesses."""


@blueprint.get("/metrics")
@own_door
def metrics() -> Response:
    """What all processes have counted, and how things stand now; raises DeniedError ``monitoring.closed``."""
    settings = engine().settings
    if not (_has_token(settings) or _is_near(settings)):
        raise DeniedError("monitoring.closed")
    counted = CollectorRegistry()
    counted.register(Standing(engine(), proofs().prove(first_s=0)))
    return Response(generate_latest(counted), content_type=CONTENT_TYPE_LATEST)


def _has_token(settings: Settings) -> bool:
    wanted = settings.metrics_token.get_secret_value() if settings.metrics_token else ""
    given = request.headers.get("Authorization", "")
    if len(wanted) < _LEAST or not given.startswith(_BEARER):
        return False
    return secrets.compare_digest(given.removeprefix(_BEARER).strip().encode(), wanted.encode())


def _is_near(settings: Settings) -> bool:
    """Whether the request comes from a network of the settings.

    One that a proxy has passed on, which is not among those counted, is from nobody knows where.
    """
    if not settings.proxies and is_forwarded(request.environ):
        return False
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in networks(settings))


def networks(settings: Settings) -> list[IPv4Network | IPv6Network]:
    """Those of LETTERKIT_METRICS_NETWORKS; raises RequestError ``monitoring.bad-network``."""
    try:
        return [ip_network(each, strict=False) for each in settings.metrics_networks.split()]
    except ValueError as fault:
        raise RequestError("monitoring.bad-network", value=settings.metrics_networks) from fault
