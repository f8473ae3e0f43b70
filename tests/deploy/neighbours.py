"""What stands around a service in an office, for a run that walks docs/guide/deploy.md: a provider, a directory, mail.

usage: python -m tests.deploy.neighbours FOLDER     in the network of the machine that asks; ends with its input

FOLDER gets ``ca.pem``, whom to trust, ``mail`` with what was sent, and ``ready`` when all of it answers; whose login is
in ``at-desk`` sits before the browser of the provider.
"""

import sys
import threading
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server

from bench.runs.dovecot import dovecot_running

from ..directory.provider import Provider, application
from ..directory.slapd import slapd_running
from ..mail.servers import Letterbox

SSO, MAIL, LDAP, LETTERS = "sso.example", "mail.example", "ldap.example", "letters.example"
HOSTS = (SSO, MAIL, LDAP, LETTERS)
SSO_PORT, SMTP_PORT, IMAPS_PORT, LDAPS_PORT = 8443, 587, 993, 636
REALM = "/realms/office"
PEOPLE = ("petrova", "gromov", "novikova", "sergeeva", "tihonova", "egorov", "lapina", "zuev", "belova", "kim")
SENT = "Прошу сообщить, когда отремонтируют крышу дома."


def main(folder: Path) -> None:
    """Stands until the input is over."""
    with ExitStack() as stack:
        directory = stack.enter_context(slapd_running(folder, *HOSTS, safe_port=LDAPS_PORT))
        for login in PEOPLE:
            dn = directory.add_person(login, sn=login.title(), cn=login, mail=f"{login}@example.ru")
            if login == PEOPLE[0]:
                directory.add_group("letterkit-executors", dn)
            else:
                directory.join("letterkit-executors", dn)
        files = folder / "server.pem", folder / "server.key"
        tls = SSLContext(PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*files)
        mailboxes = stack.enter_context(dovecot_running(*files, safe_port=IMAPS_PORT))
        mailboxes.put("otvet", make_letter())
        stack.enter_context(serving_sso(folder, tls))
        stack.enter_context(taking_mail(folder / "mail", tls))
        (folder / "ready").touch()
        sys.stdin.read()


def serving_sso(folder: Path, tls: SSLContext) -> ExitStack:
    """A provider as Keycloak is one, under a folder of its host."""
    provider = Provider(f"https://{SSO}:{SSO_PORT}{REALM}", back=f"https://{LETTERS}/sign-in/directory/back")
    for login in PEOPLE:
        provider.add(sub=login, preferred_username=login, family_name=login.title(), groups=["/letterkit-executors"])
    app = application(provider)

    @app.before_request
    def sit_down() -> None:
        provider.at_desk = (folder / "at-desk").read_text("utf-8").strip()

    whole = DispatcherMiddleware(app, {REALM: app})
    server = make_server("127.0.0.1", SSO_PORT, whole, threaded=True, ssl_context=tls)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    stack = ExitStack()
    stack.callback(thread.join)
    stack.callback(server.shutdown)
    return stack


def taking_mail(folder: Path, tls: SSLContext) -> ExitStack:
    """A server that takes mail of whoever signs in after STARTTLS, and lays it down in ``folder``."""
    folder.mkdir()
    box = Letterbox()

    def lay_down() -> None:
        (folder / f"{len(box.taken)}.eml").write_bytes(box.taken[-1].as_bytes())

    box.on_data = lay_down
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=SMTP_PORT,
        tls_context=tls,
        require_starttls=True,
        auth_required=True,
        authenticator=lambda *asked: AuthResult(success=asked[-1].password == b"secret"),
    )
    server.start()
    stack = ExitStack()
    stack.callback(server.stop)
    return stack


def make_letter() -> EmailMessage:
    """What a citizen has written."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "citizen@example.ru", "otvet@example.ru", "Обращение"
    letter.set_content(SENT)
    return letter


if __name__ == "__main__":
    main(Path(sys.argv[1]))
