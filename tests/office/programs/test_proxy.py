"""An office whose network has one way out: messages go through its proxy, to the address that was looked at."""

import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from letterkit.core.errors import LetterkitError
from letterkit.office.programs import outside
from letterkit.office.programs.outside import Reach, find_target, networks, post, proxy_of

from .conftest import Receiver

NAME, PUBLIC = "sed.example.org", "93.184.216.34"
SECRET = "Basic bmFtZTrRgdC70L7QstC+"  # name:слово
BODY = b'{"data": {"id": 1}}'


@dataclass
class SmallProxy:
    """A proxy by CONNECT that has one place to lead to, whatever it is told; ``told`` is what that was."""

    port: int
    leads_to: int
    lets: bool = True
    told: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, asker: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += asker.recv(1024)
        first, *lines = head.decode().splitlines()
        self.told.append(first)
        self.secrets += [line.partition(": ")[2] for line in lines if line.startswith("Proxy-Authorization")]
        if not self.lets:
            asker.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            asker.close()
            return
        onward = socket.create_connection(("127.0.0.1", self.leads_to))
        asker.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        for here, there in ((asker, onward), (onward, asker)):
            threading.Thread(target=pass_on, args=(here, there), daemon=True).start()


def pass_on(here: socket.socket, there: socket.socket) -> None:
    try:
        while sent := here.recv(65_536):
            there.sendall(sent)
        there.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.fixture
def proxy(receiver: Receiver, tls_port: int) -> Iterator[SmallProxy]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = SmallProxy(server.getsockname()[1], tls_port)

        def listen() -> None:
            try:
                while True:
                    threading.Thread(target=made.serve, args=(server.accept()[0],), daemon=True).start()
            except OSError:
                pass

        threading.Thread(target=listen, daemon=True).start()
        yield made


@pytest.fixture
def tls_port(receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of the receiver by https, under a certificate of ``NAME`` that we trust."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    pem = serialization.Encoding.PEM
    held = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    certificate = tmp_path / "both.pem"
    certificate.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem) + held)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(outside.ssl, "create_default_context", lambda: trusting)
    with ThreadingHTTPServer(("127.0.0.1", 0), receiver.handler) as server:
        server.socket = serving.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def outer_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is known here, and leads outside."""
    found = socket.getaddrinfo

    def look_up(host: str, *given: object, **named: object) -> object:
        return [(2, 1, 6, "", (PUBLIC, 443))] if host == NAME else found(host, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def refusal(ask: object) -> str:
    with pytest.raises(LetterkitError) as caught:
        ask()  # type: ignore[operator]
    return caught.value.code


@pytest.mark.usefixtures("outer_name")
def test_the_proxy_is_told_the_address_that_was_looked_at(receiver: Receiver, proxy: SmallProxy) -> None:
    reach = Reach((), proxy_of(proxy.url.replace("//", "//name:%D1%81%D0%BB%D0%BE%D0%B2%D0%BE@")))
    assert post(find_target(f"https://{NAME}/told", reach), BODY, {}) == 200
    assert receiver.ids == [1]
    assert receiver.headers[0]["Host"] == NAME
    assert (proxy.told, proxy.secrets) == ([f"CONNECT {PUBLIC}:443 HTTP/1.1"], [SECRET])


def test_a_name_that_only_the_proxy_knows_is_told_it_when_the_settings_list_it(
    receiver: Receiver, proxy: SmallProxy
) -> None:
    url = f"https://{NAME}:8443/told"
    assert refusal(lambda: find_target("https://nowhere.invalid/", Reach((), proxy_of(proxy.url)))) == "webhook.no-host"
    target = find_target(url, Reach((), proxy_of(proxy.url, "gov.ru, Example.org")))
    assert post(target, BODY, {}) == 200
    assert proxy.told == [f"CONNECT {NAME}:8443 HTTP/1.1"]
    assert receiver.ids == [1]


def test_the_guard_looks_before_the_proxy_is_asked(proxy: SmallProxy) -> None:
    reach = Reach((), proxy_of(proxy.url, "example.org"))
    assert refusal(lambda: find_target("https://127.0.0.1/", reach)) == "webhook.private"
    assert refusal(lambda: find_target("https://10.0.0.5/", reach)) == "webhook.private"
    assert refusal(lambda: find_target(f"http://{NAME}/", Reach((), proxy_of(proxy.url)))) in (
        "webhook.no-host", "webhook.not-https",
    )  # fmt: skip
    assert not proxy.told


def test_our_own_network_is_reached_without_the_proxy(receiver: Receiver, proxy: SmallProxy) -> None:
    reach = Reach(networks("127.0.0.0/8"), proxy_of(proxy.url))
    assert post(find_target(receiver.url, reach), BODY, {}) == 200
    assert not proxy.told


@pytest.mark.usefixtures("outer_name")
def test_a_proxy_that_lets_nobody_through_or_is_not_there_is_told_of(proxy: SmallProxy) -> None:
    proxy.lets = False
    target = find_target(f"https://{NAME}/told", Reach((), proxy_of(proxy.url)))
    assert refusal(lambda: post(target, BODY, {})) == "webhook.proxy"
    target = find_target(f"https://{NAME}/told", Reach((), proxy_of("http://127.0.0.1:9")))
    assert refusal(lambda: post(target, BODY, {})) == "webhook.proxy"


@pytest.mark.usefixtures("outer_name")
def test_the_proxy_of_the_environment_is_not_asked(proxy: SmallProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    assert find_target(f"https://{NAME}/told", Reach()).proxy is None


@pytest.mark.parametrize(
    "written", ["proxy:3128", "socks5://proxy:1080", "https://proxy", "http://proxy/x", "http://:1"]
)
def test_a_proxy_that_is_none_is_refused_without_its_password(written: str) -> None:
    assert refusal(lambda: proxy_of(written)) == "webhook.bad-proxy"
