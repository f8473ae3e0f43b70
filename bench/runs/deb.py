"""The .deb in an empty Debian with a systemd of its own: installed, working, upgraded, removed, purged; its figures.

usage: python bench/runs/deb.py [WHEELS]      as root; needs debootstrap, systemd-container, debhelper; 3 GB, 10 minutes

WHEELS is what make deb leaves, build/wheels. Packages of Debian come from where this machine takes its own; once they
are there nothing but the machine itself is asked.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from pyrage.x25519 import Identity

Made = TypeVar("Made")
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "/usr/lib/letterkit/lib/python3.11/site-packages/letterkit/shipped"
NEWER = "9999"
MIGRATION = f'revision = "{NEWER}"\ndown_revision = "{{before}}"\n\n\ndef upgrade() -> None:\n    pass\n'
ENVIRONMENT = ["/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOME=/root"]
UNITS = ("letterkit-serve", "letterkit-worker")
ASKED = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/health', timeout=30).status)"
# What the units run under is asked of a command beside them: a name that begins alike has the same sandbox.
SANDBOXED = ("systemd-run", "-q", "-p", "Restart=no", "--wait", "--pipe", "--unit")


def main(wheels: Path) -> None:
    """Walks the whole way and prints what was measured; AssertionError says where it went wrong."""
    with tempfile.TemporaryDirectory(prefix="letterkit-deb-", dir="/var/tmp") as folder:
        work = Path(folder)
        first = time_step("собрать .deb (gzip)", lambda: build(wheels, work / "first", "1.0"))
        note("размер .deb (gzip)", f"{first.stat().st_size / 1e6:.0f} МБ")
        second = build(newer(wheels, work / "newer"), work / "second", "1.1")
        system = work / "debian"
        make_system(system, first)
        with boot_system(system) as inside:
            try_first(inside)
            upgrade(inside, system, second)
            leave(inside, system)


def try_first(inside: "Inside") -> None:
    """From an installed package to a service that answers; letters are printed and scans read inside the sandbox."""
    assert "создан" in inside("letterkit", "db", "upgrade")
    inside(
        "letterkit",
        "user",
        "add",
        "orlov",
        "--name",
        "Орлов Денис Юрьевич",
        "--duty",
        "administrator",
        "--password-stdin",
        given="длинный пароль 12\n",
    )
    owners = set(inside("find", "/var/lib/letterkit", "-printf", "%u %m\n").split("\n")) - {""}
    assert {each.split()[0] for each in owners} == {"letterkit"}, owners
    inside("systemctl", "enable", "--now", *UNITS)
    time_step("от запуска до ответа /health", lambda: wait_for(inside))
    drafted = inside(
        *SANDBOXED,
        "letterkit-draft",
        "letterkit",
        "draft",
        f"{SHIPPED}/templates/samples/demo.yml",
        "--reply",
        "by_date",
        "-o",
        "/var/lib/letterkit/try",
    )
    assert ".pdf" in drafted, drafted
    alone = inside(
        *SANDBOXED,
        "letterkit-alone",
        "/usr/lib/letterkit/bin/python3",
        "-c",
        "from letterkit.pages.process import no_network; print(no_network())",
    )
    assert "unshare" in alone, "LibreOffice has a network inside the sandbox"
    assert inside("systemd-analyze", "verify", *(f"{unit}.service" for unit in UNITS)) == ""
    for unit in UNITS:
        told = inside("systemd-analyze", "security", "--no-pager", f"{unit}.service").strip().split("\n")[-1]
        note(f"systemd-analyze security {unit}", told.split(":", 1)[1].split()[0])
    inside("logrotate", "--force", "/etc/logrotate.d/letterkit")
    wait_for(inside)


def upgrade(inside: "Inside", system: Path, package: Path) -> None:
    """A newer package keeps what was edited, copies the register, and waits for the word of the administrator."""
    settings, copies = system / "etc/letterkit/letterkit.env", system / "var/backups/letterkit"
    edited = settings.read_text("utf-8") + "LETTERKIT_SESSION_MINUTES=45\n"
    shutil.copy(package, system / "root/newer.deb")
    settings.write_text(f"{edited}LETTERKIT_BACKUP_RECIPIENTS=age1nobody\n", "utf-8")
    told = inside("dpkg", "-i", "/root/newer.deb", fails=True)
    assert "обновление остановлено" in told, told
    assert "1.0" in inside("dpkg-query", "-W", "letterkit")
    settings.write_text(f"{edited}LETTERKIT_BACKUP_RECIPIENTS={Identity.generate().to_public()}\n", "utf-8")
    told = inside("dpkg", "-i", "/root/newer.deb")
    assert "letterkit db upgrade" in told, told
    assert (copies / "before-1.1.zip.age").read_bytes().startswith(b"age-encryption.org/v1\n")
    # Tables are as they were until the administrator says so, and the package of before knows them.
    inside("dpkg", "-i", "/root/letterkit.deb")
    settings.write_text(edited, "utf-8")
    assert "не зашифрована" in inside("dpkg", "-i", "/root/newer.deb")
    assert [each.name for each in copies.iterdir()] == ["before-1.1.zip"]
    with ZipFile(copies / "before-1.1.zip") as copy:
        assert any("people" in name for name in copy.namelist()), copy.namelist()
    assert "MINUTES=45" in settings.read_text("utf-8")
    state = inside("systemctl", "show", "-p", "ExecMainStatus", "--value", UNITS[0]).strip()
    for _ in range(240):
        if state == "2":
            break
        time.sleep(0.5)
        state = inside("systemctl", "show", "-p", "ExecMainStatus", "--value", UNITS[0]).strip()
    assert state == "2", "a service must not begin with old tables"
    assert f"→ {NEWER}" in inside("letterkit", "db", "upgrade")
    inside("systemctl", "restart", *UNITS)
    wait_for(inside)
    assert "orlov" in inside("letterkit", "user", "list")


def leave(inside: "Inside", system: Path) -> None:
    """Removed and purged, the package leaves the register alone, until it is told not to."""
    data, code = system / "var/lib/letterkit", system / "usr/lib/letterkit"
    inside("dpkg", "--remove", "letterkit")
    assert (data / "letterkit.db").is_file()
    assert (system / "etc/letterkit/letterkit.env").is_file()
    assert not code.exists(), sorted(code.rglob("*"))[:5]
    inside("dpkg", "--purge", "letterkit")
    assert (data / "letterkit.db").is_file()
    assert not (system / "etc/letterkit").exists()
    inside("dpkg", "-i", "/root/newer.deb")
    assert "orlov" in inside("letterkit", "user", "list")
    inside("env", "LETTERKIT_PURGE=data", "dpkg", "--purge", "letterkit")
    assert not data.exists()
    assert "letterkit" not in (system / "etc/passwd").read_text("utf-8")


class Inside:
    """Runs commands in the booted system of the process ``init``; what they said, AssertionError unless it ends so."""

    def __init__(self, init: str) -> None:
        self.init = init

    def __call__(self, *command: str, given: str = "", fails: bool = False) -> str:
        ran = subprocess.run(
            ["nsenter", "-t", self.init, "-a", *ENVIRONMENT, *command],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        assert (ran.returncode != 0) == fails, f"{command}: {ran.stdout}"
        return ran.stdout


def wait_for(inside: Inside) -> None:
    """Until the service says that all of it is well."""
    for _ in range(240):
        try:
            assert inside("python3", "-c", ASKED).strip() == "200"
            return
        except AssertionError as fault:
            last = fault
            time.sleep(0.5)
    raise last


@contextmanager
def boot_system(system: Path) -> Iterator[Inside]:
    """The system with an init, processes and a loopback of its own; ended as a machine is switched off."""
    command = ["systemd-nspawn", "-q", "-D", str(system), "--register=no", "--keep-unit", "--private-network", "-b"]
    with (system.parent / "boot.log").open("wb") as log:
        machine = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    try:
        init = ""
        for _ in range(240):
            init = (
                init
                or subprocess.run(
                    ["pgrep", "-P", str(machine.pid)], capture_output=True, text=True, check=False
                ).stdout.strip()
            )
            if (
                init
                and subprocess.run(
                    ["nsenter", "-t", init, "-a", "systemctl", "is-active", "multi-user.target"],
                    capture_output=True,
                    check=False,
                ).returncode
                == 0
            ):
                break
            time.sleep(0.5)
        yield Inside(init)
    finally:
        machine.terminate()
        try:
            machine.wait(60)
        except subprocess.TimeoutExpired:
            machine.kill()
            machine.wait()


def make_system(system: Path, package: Path) -> None:
    """An empty Debian with a systemd, and the package installed in it by apt."""
    empty_system(system, "logrotate")
    shutil.copy(package, system / "root/letterkit.deb")
    names = [each.split()[0] for each in run("dpkg-deb", "-f", str(package), "Depends").replace("|", ",").split(",")]
    time_step("пакеты Debian, от которых зависит .deb (apt)", lambda: get(system, "--no-install-recommends", *names))
    time_step("сам .deb (apt install)", lambda: get(system, "--no-install-recommends", "/root/letterkit.deb"))
    taken = run("du", "-sm", str(system / "usr/lib/letterkit")).split()[0]
    note("занимает установленный", f"{taken} МБ")


def empty_system(system: Path, *packages: str) -> None:
    """A Debian of this machine's release with a systemd and ``packages``, its lists of packages fetched."""
    told = Path("/etc/os-release").read_text("utf-8").splitlines()
    release = next(line.partition("=")[2] for line in told if line.startswith("VERSION_CODENAME="))
    indexes = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").split("\n")
    included = ",".join(("ca-certificates", "systemd-sysv", "dbus", *packages))
    run("debootstrap", "--variant=minbase", f"--include={included}", release, str(system), indexes[0])
    shutil.copy("/etc/resolv.conf", system / "etc/resolv.conf")
    apart(system, "apt-get", "update", "-qq")


def get(system: Path, *names: str) -> None:
    """Has apt install ``names`` in a system that is not booted, by the network of this machine."""
    apart(system, "apt-get", "install", "-y", "-qq", *names)


def apart(system: Path, *command: str) -> str:
    """What a command has said in a system that is not booted; processes and mounts of it end with it."""
    inside = 'mount -t proc proc "$0/proc"; mount --bind /dev "$0/dev"; exec chroot "$0" "$@"'
    alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", inside, str(system), *ENVIRONMENT]
    return run(*alone, "DEBIAN_FRONTEND=noninteractive", *command)


def newer(wheels: Path, target: Path) -> Path:
    """The same wheels, letterkit's with one more migration: the tables of the release before are old to it."""
    shutil.copytree(wheels, target)
    [own] = target.glob("letterkit-*.whl")
    [known] = wheels.glob("letterkit-*.whl")
    folder = "letterkit/store/migrations/versions/"
    with ZipFile(known) as packed:
        before = max(name.removeprefix(folder)[:4] for name in packed.namelist() if name.startswith(folder + "0"))
        own.unlink()
        with ZipFile(own, "w", ZIP_DEFLATED) as made:
            for each in packed.infolist():
                made.writestr(each, packed.read(each))
            made.writestr(f"{folder}{NEWER}_try.py", MIGRATION.format(before=before))
    return target


def build(wheels: Path, out: Path, version: str) -> Path:
    """The package of ``wheels`` as release ``version``."""
    environment = os.environ | {"PYTHON": sys.executable, "DEB_VERSION": version, "DEB_COMPRESSION": "gzip"}
    subprocess.run(
        ["docs/deploy/debian/build.sh", str(wheels), str(out)],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    [made] = out.glob("*.deb")
    return made


def note(what: str, value: str) -> None:
    """A row of the table of figures."""
    print(f"| {what} | {value} |", flush=True)


def time_step(what: str, work: Callable[[], Made]) -> Made:
    """What ``work`` gives; how long it took is noted."""
    began = time.monotonic()
    given = work()
    note(what, f"{time.monotonic() - began:.0f} с")
    return given


def run(*command: str) -> str:
    """What ``command`` has said; AssertionError with it when it fails."""
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{command}: {ran.stdout[-2000:]}{ran.stderr[-2000:]}"
    return ran.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "wheels").resolve())
