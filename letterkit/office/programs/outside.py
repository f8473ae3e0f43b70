"""One POST to an address that somebody else has named: never into our own network, unless the settings allow it.

A proxy is what the settings name, never what the environment does. It is told the address that was looked at, not the
name, which it might find elsewhere; by name only hosts that the settings list for it.
"""

import base64
import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import unquote, urlsplit

from letterkit.core.errors import RequestError, ToolFailed
from letterkit.settings import Settings

Network = IPv4Network | IPv6Network
_CONNECT_S, _WAIT_S = 5.0, 10.0
_WHOLE_S = 20.0
_READ = 1024
_LONGEST = 1000
_PROXY_PORT = 3128
_LONGEST_HEAD = 8192
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy by CONNECT; hosts of ``names``, and those below them, it finds itself."""

    host: str
    port: int
    authorization: str = field(default="", repr=False)
    names: tuple[str, ...] = ()

    def finds(self, host: str) -> bool:
        """Whether the proxy is told the name of ``host``."""
        return any(host == name or host.endswith(f".{name}") for name in self.names)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far messages may go: into ``networks`` of our own, elsewhere through ``proxy`` where there is one."""

    networks: tuple[Network, ...] = ()
    proxy: Proxy | None = None


NOWHERE_INSIDE = Reach()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: ``addresses`` of ``host`` that may be reached, or its name for a proxy to find."""

    is_https: bool
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]
    proxy: Proxy | None = None


def reach_of(settings: Settings) -> Reach:
    """What the settings allow; raises RequestError ``webhook.bad-network``, ``webhook.bad-proxy``."""
    proxy = proxy_of(settings.webhook_proxy, settings.webhook_proxy_names)
    return Reach(networks(settings.webhook_networks), proxy)


def proxy_of(written: str | None, names: str | None = None) -> Proxy | None:
    """The proxy of a setting, and the names that it finds; raises RequestError ``webhook.bad-proxy``."""
    if not written:
        return None
    try:
        parts = urlsplit(written)
        host, port = parts.hostname, parts.port or _PROXY_PORT
    except ValueError:
        host, port = None, 0
    if not host or parts.scheme != "http" or parts.path.strip("/") or not written.isprintable():
        raise RequestError("webhook.bad-proxy", value=written.rpartition("@")[2])
    who = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()
    authorization = f"Basic {base64.b64encode(who).decode('ascii')}" if parts.username else ""
    return Proxy(host, port, authorization, tuple((names or "").replace(",", " ").lower().split()))


def networks(written: str | None) -> tuple[Network, ...]:
    """The networks of a setting, parted by spaces; raises RequestError ``webhook.bad-network``."""
    found = []
    for each in (written or "").replace(",", " ").split():
        try:
            found.append(ipaddress.ip_network(each, strict=False))
        except ValueError:
            raise RequestError("webhook.bad-network", value=each) from None
    return tuple(found)


def find_target(url: str, allowed: Reach) -> Target:
    """Where ``url`` leads; all addresses of its host are looked at.

    Raises RequestError ``webhook.bad-address``, ``webhook.not-https`` (http is for networks of our own),
    ``webhook.private`` for an address of our own network, ``webhook.no-host``.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise RequestError("webhook.bad-address", field="url") from None
    is_plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST
    if not is_plain or parts.scheme not in ("http", "https") or not host or parts.username is not None or port == 0:
        raise RequestError("webhook.bad-address", field="url")
    is_https = parts.scheme == "https"
    port = port or (443 if is_https else 80)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if is_https and allowed.proxy and allowed.proxy.finds(host):
        return Target(is_https, host, port, path, (host,), allowed.proxy)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RequestError("webhook.no-host", field="url", host=host) from None
    addresses = tuple(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))
    inside = [any(ipaddress.ip_address(each) in network for network in allowed.networks) for each in addresses]
    if not all(is_ours or _is_public(each) for each, is_ours in zip(addresses, inside, strict=True)):
        raise RequestError("webhook.private", field="url", host=host)
    if not is_https and not all(inside):
        raise RequestError("webhook.not-https", field="url")
    return Target(is_https, host, port, path, addresses, None if all(inside) else allowed.proxy)


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that was answered to ``body``; no redirection is followed, no answer read to its end.

    The address that was looked at is the one that is asked, whatever a name means by now. Raises ToolFailed
    ``webhook.no-answer``, ``webhook.bad-certificate``, ``webhook.proxy``.
    """
    connection = _Connection(target)
    end = threading.Timer(_WHOLE_S, connection.cut)
    end.daemon = True
    end.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        answer.read(_READ)
        return answer.status
    except ssl.SSLCertVerificationError:
        raise ToolFailed("webhook.bad-certificate") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise ToolFailed("webhook.no-answer") from None
    finally:
        end.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """Speaks with an address of the target under the name of its host."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.default_port = 443 if target.is_https else 80
        super().__init__(target.host, target.port, timeout=_WAIT_S)

    def connect(self) -> None:
        opened = self._open()
        opened.settimeout(_WAIT_S)
        if self._target.is_https:
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=self._target.host)
        self.sock = opened

    def _open(self) -> socket.socket:
        """The first address that answers: a host may have one that this machine has no way to."""
        *others, last = self._target.addresses
        for each in others:
            with suppress(OSError, ToolFailed):
                return self._reach(each)
        return self._reach(last)

    def _reach(self, address: str) -> socket.socket:
        proxy = self._target.proxy
        if proxy is None:
            return socket.create_connection((address, self._target.port), _CONNECT_S)
        try:
            opened = socket.create_connection((proxy.host, proxy.port), _CONNECT_S)
            return _through(opened, proxy, f"[{address}]" if ":" in address else address, self._target.port)
        except OSError:
            raise ToolFailed("webhook.proxy") from None

    def cut(self) -> None:
        """Ends the talk, whoever waits for what."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _through(opened: socket.socket, proxy: Proxy, host: str, port: int) -> socket.socket:
    """``opened``, which leads to ``proxy``, leading on to ``host``; raises OSError where the proxy refuses."""
    lines = [f"CONNECT {host}:{port} HTTP/1.1", f"Host: {host}:{port}"]
    if proxy.authorization:
        lines.append(f"Proxy-Authorization: {proxy.authorization}")
    try:
        opened.settimeout(_WAIT_S)
        opened.sendall("\r\n".join((*lines, "", "")).encode("ascii"))
        said = b""
        while b"\r\n\r\n" not in said and len(said) < _LONGEST_HEAD and (more := opened.recv(_READ)):
            said += more
        if not re.match(rb"HTTP/1\.[01] 2\d\d[ \r]", said):
            raise OSError("refused by the proxy")
    except OSError:
        opened.close()
        raise
    return opened


def _is_public(written: str) -> bool:
    address = ipaddress.ip_address(written)
    return all(each.is_global and not each.is_multicast for each in _all_of(address))


def _all_of(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, and the one of the old kind that it may lead to."""
    found: list[IPv4Address | IPv6Address] = [address]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return [address.ipv4_mapped]
        inner = address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            found.append(inner)
    return found
