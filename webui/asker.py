"""The address that a request comes from, as the journal notes it: that of the connection, or of the trusted proxy."""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from letterkit.core.client_address import asked_from

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def noting_address(application: "WSGIApplication") -> "WSGIApplication":
    """``application``, each request of which is served for the address that REMOTE_ADDR says.

    ProxyFix, where there are proxies of our own, must stand before it: it writes what they say there, and nothing else
    that a visitor sends is believed.
    """

    def served(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        with asked_from(known_address(environ.get("REMOTE_ADDR", ""))):
            return application(environ, start)

    return served


def known_address(written: str) -> str | None:
    """An address of IP in its shortest form, without a zone; None for anything else (a socket of the machine's own)."""
    try:
        return str(ip_address(written.strip().partition("%")[0]))
    except ValueError:
        return None


def is_forwarded(environ: "WSGIEnvironment") -> bool:
    """Whether a request says that a proxy has passed it on, whoever that proxy is: it did not begin on this machine."""
    return any(name.startswith(_FORWARDED) for name in environ)
