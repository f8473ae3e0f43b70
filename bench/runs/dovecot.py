"""A real IMAP server (Debian's Dovecot) on loopback, with empty mailboxes, for as long as a run needs it."""

import imaplib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from bench.runs.register import free_port

PASSWORD = "secret"
_START_S = 20
_USER = "dovenull"
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run/state
log_path = {folder}/dovecot.log
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
first_valid_uid = 1
disable_plaintext_auth = no
mail_max_userip_connections = 100
{tls}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {safe_port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class DovecotMissing(RuntimeError):
    """Dovecot is not installed, or whoever runs is not root, whom it needs to change its user."""


@dataclass(frozen=True)
class Dovecot:
    """A server at ``port`` that lets everybody in by PASSWORD."""

    port: int

    def url(self, user: str, folder: str = "", body: str = "") -> str:
        """The mailbox of ``user`` as LETTERKIT_IMAP_URL has it."""
        of = f"#{body}" if body else ""
        return f"imap+plain://{user}:{PASSWORD}@127.0.0.1:{self.port}/{folder}{of}"

    @contextmanager
    def open(self, user: str) -> Iterator[imaplib.IMAP4]:
        """A connection of ``user``."""
        server = imaplib.IMAP4("127.0.0.1", self.port, timeout=30)
        server.login(user, PASSWORD)
        try:
            yield server
        finally:
            server.logout()

    def put(self, user: str, *messages: bytes | EmailMessage) -> None:
        """Delivers ``messages`` into the first folder of ``user``."""
        with self.open(user) as server:
            for each in messages:
                data = each if isinstance(each, bytes) else each.as_bytes()
                status, told = server.append("INBOX", "", imaplib.Time2Internaldate(time.time()), data)
                assert status == "OK", told

    def count(self, user: str, folder: str = "INBOX") -> int:
        """How many messages lie there."""
        with self.open(user) as server:
            status, told = server.select(folder, readonly=True)
            assert status == "OK"
            return int(told[0] or 0)

    def unseen(self, user: str) -> int:
        """How many of those in the first folder nobody has marked as read."""
        with self.open(user) as server:
            server.select("INBOX", readonly=True)
            return len((server.search(None, "UNSEEN")[1][0] or b"").split())


@contextmanager
def dovecot_running(certificate: Path | None = None, key: Path | None = None, safe_port: int = 0) -> Iterator[Dovecot]:
    """A server of our own, with TLS at ``safe_port`` too where it is given; raises DovecotMissing."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None or os.geteuid() != 0:
        raise DovecotMissing
    folder, port, user = Path(tempfile.mkdtemp(prefix="lkmail-")), free_port(), pwd.getpwnam(_USER)
    try:
        folder.chmod(0o755)
        (folder / "mail").mkdir()
        os.chown(folder / "mail", user.pw_uid, user.pw_gid)
        config = folder / "dovecot.conf"
        tls = f"ssl = yes\nssl_cert = <{certificate}\nssl_key = <{key}" if safe_port else "ssl = no"
        holes = {"folder": folder, "port": port, "password": PASSWORD, "uid": user.pw_uid, "gid": user.pw_gid}
        holes |= {"tls": tls, "safe_port": safe_port}
        config.write_text(_CONFIG.format(**holes))
        order = [program, "-F", "-c", str(config)]
        process = subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        try:
            _wait(port, process)
            yield Dovecot(port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Until the server greets."""
    end = time.monotonic() + _START_S
    while time.monotonic() < end:
        assert process.poll() is None, "Dovecot has ended"
        with suppress(OSError, imaplib.IMAP4.error):
            imaplib.IMAP4("127.0.0.1", port, timeout=1).logout()
            return
        time.sleep(0.05)
    raise AssertionError("Dovecot does not answer")
