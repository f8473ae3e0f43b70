"""What a machine counts, for Prometheus: who may read it, and a small server of a worker where there is no service.

The service tells the same and more at its own /metrics (webui.monitoring).
"""

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from letterkit.core.errors import RequestError
from letterkit.settings import Settings
from letterkit.worker.counters import read_counters

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from prometheus_client.metrics_core import Metric

_BEARER = "Bearer "
LEAST_TOKEN = 20
"""Signs of a token that nobody guesses."""
_CLIENT_S = 10
_REFUSED = "403 Forbidden"


def has_token(settings: Settings, authorization: str) -> bool:
    """Whether the header has the token of the settings."""
    wanted = settings.metrics_token.get_secret_value() if settings.metrics_token else ""
    if len(wanted) < LEAST_TOKEN or not authorization.startswith(_BEARER):
        return False
    return secrets.compare_digest(authorization.removeprefix(_BEARER).strip().encode(), wanted.encode())


def networks(settings: Settings) -> list[IPv4Network | IPv6Network]:
    """Those of LETTERKIT_METRICS_NETWORKS; raises RequestError ``monitoring.bad-network``."""
    try:
        return [ip_network(each, strict=False) for each in settings.metrics_networks.split()]
    except ValueError as fault:
        raise RequestError("monitoring.bad-network", value=settings.metrics_networks) from fault


def is_near(settings: Settings, told: str | None) -> bool:
    """Whether that address is in a network of the settings; raises RequestError as ``networks``."""
    try:
        address = ip_address(told or "")
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in networks(settings))


def listening(settings: Settings) -> Callable[[], None] | None:
    """What a process does that tells the figures of this machine at LETTERKIT_WORKER_METRICS; None where that is off.

    The address is taken at once: raises RequestError ``monitoring.bad-address``, ``monitoring.address-taken``.
    """
    if settings.worker_metrics is None:
        return None
    networks(settings)
    try:
        parts = urlsplit(f"//{settings.worker_metrics}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or port is None or parts.path:
        raise RequestError("monitoring.bad-address", value=settings.worker_metrics)
    try:
        server = make_server(host, port, _application(settings), WSGIServer, _Handler)
    except OSError as fault:
        raise RequestError("monitoring.address-taken", value=settings.worker_metrics) from fault
    return server.serve_forever


class _Handler(WSGIRequestHandler):
    timeout = _CLIENT_S  # one who says nothing keeps nobody waiting

    def log_message(self, format: str, *args: object) -> None:
        """Each scrape is no news."""


class _Machine:
    """The figures of this machine's processes, and the room on its disk."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def collect(self) -> "Iterator[Metric]":
        yield from read_counters(self._settings)
        yield from disk_figures(self._settings)


def disk_figures(settings: Settings) -> "Iterable[Metric]":
    """The room where the data of this machine lie."""
    from prometheus_client.metrics_core import GaugeMetricFamily

    usage = shutil.disk_usage(settings.data_dir)
    return (
        GaugeMetricFamily("letterkit_disk_free_bytes", "Свободно на диске рабочих данных", usage.free),
        GaugeMetricFamily("letterkit_disk_size_bytes", "Размер диска рабочих данных", usage.total),
    )


def _application(settings: Settings) -> "Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]":
    from prometheus_client import CollectorRegistry, make_wsgi_app

    collected = CollectorRegistry()
    collected.register(_Machine(settings))
    figures = make_wsgi_app(collected)

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if is_near(settings, environ.get("REMOTE_ADDR")) or has_token(settings, environ.get("HTTP_AUTHORIZATION", "")):
            return figures(environ, start_response)
        start_response(_REFUSED, [("Content-Type", "text/plain")])
        return [b""]

    return answer
