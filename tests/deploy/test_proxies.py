"""The examples of docs/deploy in a real nginx and a real Caddy: the service on its own host, in a folder of a site."""

import datetime
import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from waitress.server import create_server

from letterkit.office.people import accounts
from letterkit.settings import Settings
from webui import create_app
from webui.engine import Engine

from ..e2e.conftest import ANSWER, OPENING, PASSWORD, TEAM, add_appeal, begin, is_trouble
from ..e2e.conftest import browser as browser
from ..e2e.test_day import saved, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.long
DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
ASKED = re.compile(r'\s(?:href|src|action)="([^"#]+)')
FOLDERS = {"own host": "", "folder": "/letterkit"}


@dataclass(frozen=True)
class Site:
    """``address`` is as people know it; ``certificate`` is the file to believe it by."""

    address: str
    certificate: Path
    engine: Engine

    def stranger(self) -> requests.Session:
        """A browser without scripts."""
        session = requests.Session()
        session.trust_env = False  # certificates of this machine are nothing to it
        session.verify = str(self.certificate)
        return session

    def visitor(self) -> requests.Session:
        """The same in which Anna has signed in."""
        session = self.stranger()
        page = session.get(f"{self.address}/sign-in").text
        proof = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert proof
        told = {"login": "anna", "password": PASSWORD, "csrf_token": proof[1]}
        answer = session.post(f"{self.address}/sign-in", told, headers={"Referer": f"{self.address}/sign-in"})
        assert answer.url.startswith(f"{self.address}/")
        assert "sign-in" not in answer.url
        return session


@pytest.fixture(scope="module", params=[f"{proxy} {where}" for proxy in ("nginx", "caddy") for where in FOLDERS])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The service behind a proxy, as the example has it but for names and ports."""
    proxy, _, where = request.param.partition(" ")
    program = shutil.which(proxy) or shutil.which(f"/usr/sbin/{proxy}")
    if program is None:
        pytest.skip(f"{proxy} is not installed")
    work, port = tmp_path_factory.mktemp(proxy), free_port()
    certificate, key = make_certificate(work)
    address = f"https://localhost:{port}{FOLDERS[where]}"
    with serving(work / "data", address) as (engine, behind):
        start = start_nginx if proxy == "nginx" else start_caddy
        process = start(program, work, where == "folder", port, behind, (certificate, key))
        try:
            wait_for(port, process)
            yield Site(address, certificate, engine)
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def serving(data: Path, address: str) -> Iterator[tuple[Engine, int]]:
    """A service with Anna and her colleagues in its register; its port."""
    app = create_app(Settings(data=data, address=address, proxies=1, secure_cookies=True))
    engine: Engine = app.extensions["letterkit"]
    engine.database.upgrade()
    engine.take_in_shipped()
    for login, (details, duty) in TEAM.items():
        accounts.add(engine.database, None, login, PASSWORD, details, [duty])
    server = create_server(app, host="127.0.0.1", port=0, threads=4, clear_untrusted_proxy_headers=False)
    thread = threading.Thread(target=server.run, daemon=True)
    with engine.checker:
        thread.start()
        yield engine, server.effective_port
        server.close()


def start_nginx(
    program: str, work: Path, in_folder: bool, port: int, behind: int, files: tuple[Path, Path]
) -> "subprocess.Popen[bytes]":
    (work / "snippets").mkdir()
    proxy = (DEPLOY / "nginx" / "proxy.conf").read_text("utf-8").replace(":8080", f":{behind}")
    (work / "snippets" / "letterkit-proxy.conf").write_text(proxy, "utf-8")
    name = "letterkit-folder.conf" if in_folder else "letterkit.conf"
    example = (DEPLOY / "nginx" / name).read_text("utf-8").replace("snippets/", f"{work}/snippets/")
    if in_folder:
        tls = f"ssl_certificate {files[0]}; ssl_certificate_key {files[1]};"
        example = f"server {{ listen 127.0.0.1:{port} ssl; server_name localhost; {tls}\n{example}\n}}"
    else:
        example = re.sub(r"(?m)^\s*listen \[::\].*$", "", example)
        example = example.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
        example = example.replace("listen 443", f"listen 127.0.0.1:{port}").replace("letters.example;", "localhost;")
        example = re.sub(r"ssl_certificate_key .*", f"ssl_certificate_key {files[1]};", example)
        example = re.sub(r"ssl_certificate  .*", f"ssl_certificate {files[0]};", example)
    folders = "".join(
        f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root; " if os.getuid() == 0 else ""  # its own may write nothing into the folder of a test
    main = f"{user}daemon off; pid {work}/pid; error_log stderr; events {{}}"
    whole = f"{main}\nhttp {{ access_log off; {folders}\n{example}\n}}"
    (work / "nginx.conf").write_text(whole, "utf-8")
    return subprocess.Popen([program, "-p", str(work), "-c", str(work / "nginx.conf")])


def start_caddy(
    program: str, work: Path, in_folder: bool, port: int, behind: int, files: tuple[Path, Path]
) -> "subprocess.Popen[bytes]":
    own = (DEPLOY / "caddy" / "Caddyfile").read_text("utf-8").replace(":8080", f":{behind}")
    if in_folder:
        folder = (DEPLOY / "caddy" / "Caddyfile-folder").read_text("utf-8")
        example = own[: own.index("letters.example {")] + folder.replace("site.example {", "letters.example {\n# tls")
    else:
        example = own
    example = re.sub(r"# tls.*", f"tls {files[0]} {files[1]}", example, count=1)
    example = example.replace("letters.example {", f"https://localhost:{port} {{", 1)
    whole = f"{{\nadmin off\nauto_https disable_redirects\nhttp_port {free_port()}\n}}\n{example}"
    (work / "Caddyfile").write_text(whole, "utf-8")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)}
    return subprocess.Popen([program, "run", "--config", str(work / "Caddyfile")], env=environment)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError(f"the proxy has ended: {process.returncode}")


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return files


def test_whoever_signs_in_finds_pages_and_all_that_they_ask_for(site: Site) -> None:
    visitor = site.visitor()
    [cookie] = [each for each in visitor.cookies if each.name == "letterkit"]
    folder = site.address.partition("localhost")[2].partition("/")[2]
    assert (cookie.secure, cookie.path) == (True, f"/{folder}")
    draft = begin(site.engine, add_appeal(site.engine))
    for path in ("/letters", f"/letters/{draft}/edit", "/appeals", "/help"):
        page = visitor.get(site.address + path)
        assert page.status_code == 200, path
        wanted = {urljoin(page.url, unescape(each)) for each in ASKED.findall(page.text)}
        assert {each for each in wanted if each.startswith("http") and not each.startswith(site.address)} == set()
        for each in (each for each in wanted if "/static/" in each):
            assert visitor.get(each).status_code == 200, each
    assert visitor.get(f"{site.address}/api/v1/me").json()["name"].startswith("Исполнева")
    assert visitor.get(f"{site.address}/health").json()["parts"]["database"]


def test_a_letter_of_25_mb_comes_through_and_a_larger_body_is_refused_by_words_of_the_service(site: Site) -> None:
    answer = site.stranger().post(
        f"{site.address}/api/v1/check/file", files={"letter": ("письмо.txt", b"a" * 27_000_000)}
    )
    assert (answer.status_code, "25 МБ" in answer.text or "войти" in answer.text) in ((413, True), (401, True))


def test_the_service_knows_who_asks_and_that_it_is_over_tls(site: Site) -> None:
    visitor = site.visitor()
    visitor.get(f"{site.address}/letters", headers={"X-Forwarded-For": "203.0.113.9"})
    assert visitor.get(f"{site.address}/me").headers["Strict-Transport-Security"]
    assert "203.0.113.9" not in visitor.get(f"{site.address}/me").text


@pytest.mark.browser
def test_the_desk_works_with_scripts_there(site: Site, browser: "Browser") -> None:
    complaints: list[str] = []
    draft = begin(site.engine, add_appeal(site.engine))
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.on("console", lambda told: complaints.append(told.text) if is_trouble(told) else None)
    page.goto(f"{site.address}/letters/{draft}/edit")
    page.fill("#login", "anna")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    write(page, OPENING, ANSWER)
    saved(page)
    page.reload()
    page.locator(".cm-content", has_text=ANSWER).wait_for()
    context.close()
    assert complaints == []
