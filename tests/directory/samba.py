"""A real domain controller (Debian's Samba) on loopback: Active Directory with its nested groups and its refusals."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from .slapd import write_certificates

BASE = "DC=office,DC=test"
SERVICE, PASSWORD = "letterkit@office.test", "Petr0va-at-office"
_PORT = 389  # Samba knows no other


@dataclass(frozen=True)
class Domain:
    """``ca`` is whom to trust; ``tool`` runs samba-tool."""

    ca: Path
    config: Path

    def tool(self, *order: str) -> None:
        subprocess.run(["samba-tool", *order, "-s", str(self.config)], check=True, capture_output=True, timeout=120)

    def add_person(self, login: str, *order: str) -> None:
        self.tool("user", "create", login, PASSWORD, *order)


@contextmanager
def domain_running(folder: Path) -> Iterator[Domain]:
    """A domain of our own; skips where Samba is not installed, cannot run or its port is taken.

    Processes of pytest take turns: there is one port for all of them.
    """
    if shutil.which("samba-tool") is None or shutil.which("samba") is None or os.geteuid() != 0:
        pytest.skip("Samba is not there or not root's: apt-get install samba-ad-provision samba-dsdb-modules "
                    "samba-vfs-modules samba")  # fmt: skip
    with (Path(tempfile.gettempdir()) / "letterkit-samba.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with socket.socket() as taken:
            if taken.connect_ex(("127.0.0.1", _PORT)) == 0:
                pytest.skip(f"port {_PORT} is taken")
        with _provisioned(folder) as domain:
            yield domain


@contextmanager
def _provisioned(folder: Path) -> Iterator[Domain]:
    order = ["domain", "provision", "--realm=OFFICE.TEST", "--domain=OFFICE", "--server-role=dc", "--dns-backend=NONE",
             "--host-ip=127.0.0.1", f"--adminpass={PASSWORD}", f"--targetdir={folder}", "--option=interfaces=lo",
             "--option=bind interfaces only=yes"]  # fmt: skip
    subprocess.run(["samba-tool", *order], check=True, capture_output=True, timeout=180)
    write_certificates(folder)
    (folder / "server.key").chmod(0o600)
    config = folder / "etc" / "smb.conf"
    own = (
        f"[global]\n\ttls keyfile = {folder}/server.key\n\ttls certfile = {folder}/server.pem\n"
        f"\ttls cafile = {folder}/ca.pem\n\tpid directory = {folder}\n"
    )
    told = config.read_text("utf-8").replace("[global]\n", own).replace("/var/log/samba", str(folder))
    config.write_text(re.sub(r"server services = .*", "server services = ldap", told), "utf-8")
    domain = Domain(folder / "ca.pem", config)
    process = subprocess.Popen(
        ["samba", "-i", "-M", "single", "-s", str(config)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(process)
        yield domain
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, "Samba has ended"
        with suppress(OSError), socket.create_connection(("127.0.0.1", _PORT), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("Samba does not answer")
