"""A stranger's walk by docs/guide/deploy.md: from an empty Debian to a service for ten people, upgraded, then removed.

usage: python -m bench.runs.deploy_walk [WHEELS [BUNDLE]]   as root, 20 minutes; slapd, dovecot, age

Each command comes from the page, in its order, typed by somebody with sudo; what follows ``sudo nano`` or names a file
is what they write into it. ``TYPED`` is what they type instead of the page's examples, ``CHECKS`` what must be so after
a part. The provider, the directory and the mail of the office are those of the tests (tests/deploy/neighbours.py).
"""

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.runs.deb import ROOT, Inside, boot_system, build, empty_system, get, newer, note, run, time_step
from tests.deploy.neighbours import HOSTS, IMAPS_PORT, PEOPLE, SSO_PORT
from tests.directory.slapd import BASE, SERVICE, SERVICE_PASSWORD
from tests.directory.slapd import PASSWORD as DIRECTORY_PASSWORD

PAGE = ROOT / "docs" / "guide" / "deploy.md"
SETTINGS = "/etc/letterkit/letterkit.env"
HOME = "/home/stranger"
LOCAL = HOME + "/letterkit_{}_amd64.deb"
LEFT_OUT = ("В контейнерах",)
"""Parts that need what no container of this kind can have."""
PASSWORD, KEY = "office-pass", "0123456789abcdef0123456789abcdef"
TYPED = {
    "https://sso.example/": f"https://sso.example:{SSO_PORT}/",
    "LETTERKIT_OIDC_SECRET='секрет'": "LETTERKIT_OIDC_SECRET='a secret of the client that nobody else has'",
    "LETTERKIT_LDAP_PASSWORD='секрет'": f"LETTERKIT_LDAP_PASSWORD='{SERVICE_PASSWORD}'",
    "cn=letterkit,dc=office,dc=example": SERVICE,
    "dc=office,dc=example": BASE,
    "letterkit:пароль@": f"letterkit:{PASSWORD}@",
    "imaps://otvet@mail.example/": f"imaps://otvet@mail.example:{IMAPS_PORT}/",
    "otvet@mail.example пароль": "otvet@mail.example secret",
    "LETTERKIT_SMTP_PASSWORD='пароль'": "LETTERKIT_SMTP_PASSWORD=secret",
    "КЛЮЧ": KEY,
}
ANSWERS = {"createuser --pwprompt": PASSWORD, "letterkit user add": "длинный пароль 12"}
"""What is typed when a command asks."""
COMMANDS = ("sudo", "curl", "systemctl", "journalctl", "tar", "letterkit-", "LETTERKIT_DATA=")
WAIT = "curl -sS --retry 180 --retry-delay 1 --retry-all-errors -o /dev/null --fail http://127.0.0.1:8080/health"

ANOTHER_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BROWSER = "curl -sSL --fail --cacert trusted.pem -c jar -b jar"


@dataclass(frozen=True)
class Step:
    """A command of ``part``, or the lines that are written into ``file``."""

    part: str
    text: str
    file: str = ""


@dataclass
class Walk:
    """The machine that is walked; ``beside`` is the folder of its neighbours, ``identity`` the key of copies."""

    inside: Inside
    system: Path
    beside: Path
    identity: Path

    def type(self, command: str) -> str:
        """What a command of the stranger has said."""
        return self.inside("runuser", "-l", "stranger", "-c", command)

    def type_and_answer(self, command: str, answer: str) -> str:
        """As ``type``, of a command that asks at a terminal: the same answer to each question."""
        return answer_at_terminal(
            ["nsenter", "-t", self.inside.init, "-a", "runuser", "-l", "stranger", "-c", command], answer
        )


def answer_at_terminal(command: list[str], answer: str) -> str:
    """What a command has said that asks at a terminal, where each question is answered by ``answer``."""
    terminal, other = pty.openpty()
    with subprocess.Popen(
        command,
        stdin=other,
        stdout=other,
        stderr=other,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        start_new_session=True,
    ) as running:
        os.close(other)
        told = b""
        with suppress(OSError):  # the terminal is closed at the end
            while piece := os.read(terminal, 1000):
                told += piece
                if piece.rstrip().endswith(b":"):
                    os.write(terminal, f"{answer}\n".encode())
    os.close(terminal)
    assert running.returncode == 0, told.decode()
    return told.decode()


def main(wheels: Path, bundle: Path) -> None:
    """Walks the whole way; AssertionError says where a stranger would have stopped."""
    steps = list(steps_of(PAGE.read_text("utf-8")))
    with tempfile.TemporaryDirectory(prefix="letterkit-walk-", dir="/var/tmp") as folder:
        work = Path(folder)
        first = build(wheels, work / "first", "0.1.0")
        second = build(newer(wheels, work / "newer"), work / "second", "0.2.0")
        system = work / "debian"
        empty_system(system, "sudo")
        prepare(system, first, second, bundle)
        names = {each for step in steps for each in packages_of(step.text)}
        time_step("пакеты Debian", lambda: get(system, "--download-only", LOCAL.format("0.1.0"), *sorted(names)))
        with boot_system(system) as inside, neighbours(inside, work / "beside") as beside:
            identity, public = make_key(work)
            shutil.copy(beside / "ca.pem", system / "home/stranger/root-ca.crt")
            walk = Walk(inside, system, beside, identity)
            for number, step in enumerate(steps):
                take(walk, step, {"age1…": public, **TYPED})
                if number + 1 == len(steps) or steps[number + 1].part != step.part:
                    CHECKS.get(step.part, lambda _: None)(walk)
                    note(step.part, "пройдено")
    commands = sum(1 for step in steps if not step.file)
    note("команд страницы набрано", str(commands))


def steps_of(page: str) -> Iterator[Step]:
    """The steps of a page in their order; what stands in a block and is no command is for the file named last."""
    part, file = "", ""
    for block in re.split(r"\n\n+", page):
        if block.startswith("#"):
            part = block.lstrip("# ")
        elif not block.startswith("    "):
            named = re.findall(r"`(/etc/[\w./-]+)`", block.rstrip().rpartition("\n\n")[2])
            file = named[-1] if named and block.rstrip().endswith(":") else file
        elif part not in LEFT_OUT:
            lines = [line.removeprefix("    ") for line in block.splitlines()]
            if not lines[0].startswith(COMMANDS):
                yield Step(part, "\n".join(lines) + "\n", file)
                continue
            for line in lines:
                if edited := re.match(r"sudo (?:nano|systemctl edit) (\S+)$", line.partition("#")[0].strip()):
                    file = edited[1] if "nano" in line else f"/etc/systemd/system/{edited[1]}.service.d/override.conf"
                else:
                    yield Step(part, line)


def take(walk: Walk, step: Step, typed: dict[str, str]) -> None:
    """Types the command, or writes the lines."""
    text = step.text
    for example, value in typed.items():
        text = text.replace(example, value)
    if step.file:
        path = walk.system / step.file.removeprefix("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
        return
    answer = next((answer for words, answer in ANSWERS.items() if words in text), "")
    if text.rstrip().endswith("serve --demo"):
        try_demo(walk, text)
        return
    told = walk.type_and_answer(text, answer) if answer else walk.type(text)
    print(f"$ {step.text}\n{told[-1500:]}", file=sys.stderr, flush=True)


def try_demo(walk: Walk, command: str) -> None:
    """A service that does not end by itself is asked whether it is there."""
    waited = WAIT.replace("/health", "/sign-in")
    walk.type(f"{command} >demo.log 2>&1 & {waited}; status=$?; kill $!; exit $status")


def packages_of(command: str) -> list[str]:
    """Packages of Debian that ``command`` installs."""
    _, found, names = command.partition("sudo apt install ")
    return [name for name in names.split("#")[0].split() if not name.startswith("./")] if found else []


def check_service(walk: Walk) -> None:
    walk.type(WAIT)
    assert "postgresql" in walk.type("curl -sS http://127.0.0.1:8080/metrics"), "the database of the page is not used"


def check_oidc(walk: Walk) -> None:
    """Ten people press the button and are in."""
    walk.type(WAIT)
    walk.type("cat /etc/ssl/letters.example.pem root-ca.crt >trusted.pem")
    for login in PEOPLE:
        (walk.beside / "at-desk").write_text(login, "utf-8")
        page = walk.type(f"rm -f jar; {BROWSER} https://letters.example/sign-in/directory")
        assert "Выйти" in page, page[:2000]
    told = walk.type("sudo letterkit user list")
    assert all(login in told for login in PEOPLE), told
    settings = walk.system / SETTINGS.removeprefix("/")
    kept = [line for line in settings.read_text("utf-8").splitlines(True) if not line.startswith("LETTERKIT_OIDC")]
    settings.write_text("".join(kept), "utf-8")


def check_ldap(walk: Walk) -> None:
    """A person of the directory signs in by the form, with the password of the directory."""
    walk.type(WAIT)
    # To the directory she is another person than to the provider: given over as the guide says.
    walk.type("sudo letterkit user directory unlink petrova && sudo letterkit user directory link petrova")
    enter_by_form(walk, BROWSER)


def enter_by_form(walk: Walk, browser: str) -> None:
    page = walk.type(f"rm -f jar; {browser} https://letters.example/sign-in")
    proof = re.search('name="csrf_token" value="([^"]+)"', page)
    assert proof, "no form of the door"
    typed = f"-d csrf_token={proof[1]} -d login=petrova --data-urlencode 'password={DIRECTORY_PASSWORD}'"
    entered = walk.type(f"{browser} -e https://letters.example/sign-in {typed} https://letters.example/sign-in")
    assert "Выйти" in entered, entered[:2000]


def check_mail(walk: Walk) -> None:
    """The letter of a citizen has come in; the server of the office lets us in and takes what people are told."""
    told = walk.type("sudo letterkit mail status")
    assert "прочитан" in told, told
    assert "не читается" not in told, told
    assert walk.type("sudo -u postgres psql -At letterkit -c 'select count(*) from incoming'").strip() == "1"
    walk.type(WAIT)
    assert "хорошо" in next(line for line in doctor(walk).splitlines() if " Почта " in line)
    enter_by_form(walk, f"{BROWSER} -A '{ANOTHER_BROWSER}'")
    for _ in range(900):
        if list((walk.beside / "mail").iterdir()):
            return
        time.sleep(0.1)
    raise AssertionError("nobody was told by mail of a sign-in from a new place")


def check_copies(walk: Walk) -> None:
    """What lies there can be read by the key that is elsewhere, and by nobody here."""
    [copy] = (walk.system / "var/backups/letterkit").glob("letterkit-*.zip.age")
    letterkit = [sys.executable, "-m", "letterkit.cli", "restore", "--try", str(copy), "--identity", str(walk.identity)]
    note("копия пробно восстановлена", run(*letterkit).strip().splitlines()[0])


def check_all(walk: Walk) -> None:
    """Nothing is amiss, in the words of the program itself."""
    told = doctor(walk)
    assert "плохо" not in told, told
    note("letterkit doctor", ", ".join(f"{word} {told.count(word)}" for word in ("хорошо", "предупреждение", "плохо")))


def check_gone(walk: Walk) -> None:
    for left in ("var/lib/letterkit", "usr/lib/letterkit", "etc/letterkit"):  # passwords are in the last too
        assert not (walk.system / left).exists(), left


def doctor(walk: Walk) -> str:
    return walk.type("sudo letterkit doctor || true")


CHECKS: dict[str, Callable[[Walk], None]] = {
    "Настройки": check_service,
    "Вход через каталог": check_oidc,
    "Вместо Keycloak – LDAP": check_ldap,
    "Почта": check_mail,
    "Ночные копии": check_copies,
    "Всё ли на месте": check_all,
    "Обновить и удалить": check_gone,
}


def prepare(system: Path, first: Path, second: Path, bundle: Path) -> None:
    """Somebody with sudo at home with the files that the page begins with; names of the office lead to this machine."""
    run("chroot", str(system), "useradd", "--create-home", "--shell", "/bin/bash", "stranger")
    shutil.copy(first, f"{system}{LOCAL.format('0.1.0')}")
    shutil.copy(second, f"{system}{LOCAL.format('0.2.0')}")
    shutil.copy(bundle, system / "home/stranger")
    (system / "etc/sudoers.d/stranger").write_text(
        'Defaults env_keep += "DEBIAN_FRONTEND LANG"\nstranger ALL=(ALL) NOPASSWD:SETENV: ALL\n', "utf-8"
    )
    (system / "etc/profile.d/stranger.sh").write_text(
        "export DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 PATH=$PATH:/usr/sbin\n", "utf-8"
    )
    (system / "etc/apt/apt.conf.d/90stranger").write_text('APT::Get::Assume-Yes "true";\n', "utf-8")
    with (system / "etc/hosts").open("a", encoding="utf-8") as hosts:
        hosts.write(f"127.0.0.1 localhost {' '.join(HOSTS)} letters\n")
    (system / "etc/hostname").write_text("letters\n", "utf-8")
    # Packages are here already, what the network has of them is not asked again.
    (system / "usr/local/bin/apt").write_text('#!/bin/sh\n[ "$1" = update ] || exec /usr/bin/apt "$@"\n', "utf-8")
    (system / "usr/local/bin/apt").chmod(0o755)


def make_key(work: Path) -> tuple[Path, str]:
    """The key of copies, made on another machine as docs/guide/backup.md says, and its public half."""
    told = subprocess.run(["age-keygen", "-o", "key.txt"], cwd=work, check=True, capture_output=True, text=True)
    return work / "key.txt", told.stderr.split()[-1]


@contextmanager
def neighbours(inside: Inside, folder: Path) -> Iterator[Path]:
    """The provider, the directory and the mail, in the network of the machine; gives their folder."""
    folder.mkdir()
    (folder / "at-desk").write_text(PEOPLE[0], "utf-8")
    command = ["nsenter", "-t", inside.init, "-n", sys.executable, "-m", "tests.deploy.neighbours", str(folder)]
    running = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)
    try:
        while not (folder / "ready").exists():
            assert running.poll() is None, "the neighbours have ended"
            time.sleep(0.1)
        yield folder
    finally:
        assert running.stdin is not None
        running.stdin.close()
        running.wait(60)


if __name__ == "__main__":
    given = [Path(each).resolve() for each in sys.argv[1:]]
    main(*(given + [ROOT / "build" / "wheels", ROOT / "dist" / "letterkit-0.1.0-offline.tar"][len(given) :]))
