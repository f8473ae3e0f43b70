"""The containers of docs/deploy/docker, built and run by the page about servers: a day's work, kept, copied, upgraded.

usage: python -m bench.runs.docker      as root, 30 minutes, 10 GB; debootstrap, slirp4netns, npm

Each command comes from the page («В контейнерах»), in its order; ``TYPED`` is what is written into the files that it
has edited. No registry is asked: what stands in for its images is in ``docker_images``; the Docker is Debian's, in a
tree that is thrown away (``docker_host``). nginx stands before the service as the page says. Exit 1 where somebody
would have stopped.
"""

import json
import re
import secrets
import shutil
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bench.runs.deb import ENVIRONMENT, MIGRATION, NEWER, ROOT, note, run, time_step
from bench.runs.deploy_walk import answer_at_terminal
from bench.runs.docker_day import PEOPLE
from bench.runs.docker_host import Host, make_host, start_host
from bench.runs.docker_images import STORE, make_images, size
from bench.runs.register import PASSWORD
from bench.runs.table import rows

PAGE = ROOT / "docs" / "guide" / "deploy.md"
PART = "В контейнерах"
SOURCES, FOLDER = "letterkit", "/srv/letterkit/docs/deploy/docker"
ROWS = 6
BASE = "https://localhost"
METRICS_KEY = secrets.token_hex(16)
TYPED = {
    ".env": {
        "ADDRESS": BASE,
        "DATABASE_PASSWORD": secrets.token_hex(16),
        "AUDIT_KEY": secrets.token_hex(32),
        "PASSPORT_KEY": b64encode(secrets.token_bytes(32)).decode(),
    },
    "own/letterkit.env": {"LETTERKIT_METRICS_TOKEN": METRICS_KEY},
}
ADMINISTRATOR = "длинный пароль 12"
_HEALTHY_S = 300


class Walk:
    """The machine that is walked, and the folder of it where the stranger is."""

    def __init__(self, host: Host, work: Path) -> None:
        self.host, self.work, self.certificate = host, work, work / "letters.pem"

    def type(self, command: str, *, fails: bool = False) -> str:
        """What a command of the stranger has said."""
        return self.host("sh", "-c", f"cd {FOLDER} && {command}", fails=fails)

    def ask(self, service: str, *command: str, given: str = "", fails: bool = False) -> str:
        """What a command has said in a container of ``service``."""
        whole = ["docker", "compose", "--project-directory", FOLDER, "exec", "-T", service, *command]
        return self.host(*whole, given=given, fails=fails)

    def container(self, service: str) -> str:
        return self.type(f"docker compose ps -a -q {service}").split()[0]

    def inspect(self, service: str, what: str) -> str:
        return self.host("docker", "inspect", "-f", what, self.container(service)).strip()

    def work_day(self, when: str) -> None:
        """What somebody does by the pages, through nginx."""
        day = [sys.executable, "-m", "bench.runs.docker_day", BASE, str(self.work / "kept.json"), when, str(ROWS)]
        trusted = {"REQUESTS_CA_BUNDLE": str(self.certificate), "SSL_CERT_FILE": str(self.certificate)}
        print(self.host.beside(*day, environment=trusted), end="", flush=True)


def main() -> None:
    """Walks the whole way; AssertionError says where a stranger would have stopped."""
    with tempfile.TemporaryDirectory(prefix="letterkit-docker-", dir="/var/tmp") as folder:
        work = Path(folder)
        time_step("машина с Docker (debootstrap)", lambda: make_host(work / "host"))
        with start_host(work / "host") as host:
            make_images(host, work)
            copy_sources(host)
            walk = Walk(host, work)
            for command in commands_of(PAGE.read_text("utf-8")):
                take(walk, command)
                next((check for words, check in CHECKS.items() if words in command), lambda _: None)(walk)
            try_store(walk)


def commands_of(page: str) -> Iterator[str]:
    """The commands of the part, without what is said beside them."""
    part = page.partition(f"\n## {PART}\n")[2].partition("\n## ")[0]
    for line in re.findall(r"^    (\S.*)$", part, re.MULTILINE):
        yield re.sub(r"\s+# .*$", "", line)


def take(walk: Walk, command: str) -> None:
    """Types the command as the page has it, or writes what would be written."""
    command = command.removeprefix("sudo ")
    began = time.monotonic()
    told = ""
    if command.startswith("nano "):
        write(walk.host.tree / FOLDER.removeprefix("/") / command.split()[1], TYPED[command.split()[1]])
    elif command == "git pull":
        make_newer(walk.host)
    elif "user add" in command:
        whole = ["nsenter", "-t", walk.host.init, "-a", *ENVIRONMENT, "sh", "-c", f"cd {FOLDER} && {command}"]
        told = answer_at_terminal(whole, ADMINISTRATOR)
    elif not command.startswith("cd "):
        told = walk.type(command)
    print(f"$ {command}\n{told[-1500:]}", file=sys.stderr, flush=True)
    note(f"`{command}`", f"{time.monotonic() - began:.0f} с")


def write(file: Path, values: dict[str, str]) -> None:
    """Settings of a file: in the place of those that stand there, or below."""
    text = file.read_text("utf-8") if file.exists() else ""
    for name, value in values.items():
        text, found = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}".replace("\\", r"\\"), text)
        text += "" if found else f"{name}={value}\n"
    file.write_text(text, "utf-8")


def copy_sources(host: Host) -> None:
    """As ``git clone`` would bring them, with what is not committed yet."""
    names = run("git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard").splitlines()
    for name in names:
        if (ROOT / name).is_file():
            there = host.tree / "srv" / SOURCES / name
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, there)


def make_newer(host: Host) -> None:
    """The release after: the tables of the one before are old to it."""
    folder = host.tree / "srv" / SOURCES / "letterkit/store/migrations/versions"
    before = max(each.name[:4] for each in folder.glob("0*.py"))
    (folder / f"{NEWER}_try.py").write_text(MIGRATION.format(before=before), "utf-8")


def check_service(walk: Walk) -> None:
    """The first administrator is in; nothing is more than it may; the day's work is done."""
    note("размер образа letterkit", size(walk.host, "letterkit"))
    add_people(walk)
    for service in ("service", "worker"):
        check_bounds(walk, service)
    assert walk.type("docker compose ps -q worker").count("\n") == 2
    assert walk.inspect("tables", "{{.State.ExitCode}}") == "0"
    check_image(walk)
    start_nginx(walk)
    time_step(
        "HEALTHCHECK: healthy",
        lambda: wait_for(lambda: walk.inspect("service", "{{.State.Health.Status}}") == "healthy"),
    )
    walk.work_day("work")
    check_metrics(walk)
    check_doctor(walk)
    check_database_away(walk)
    check_logs(walk)


def add_people(walk: Walk) -> None:
    for login, (name, duty) in PEOPLE.items():
        who = [login, "--name", name, "--duty", duty, "--phone", "(4242) 00-00-00"]
        walk.ask("service", "letterkit", "user", "add", *who, "--password-stdin", given=f"{PASSWORD}\n")


def check_bounds(walk: Walk, service: str) -> None:
    assert walk.ask(service, "id", "-u").strip() == "10001"
    status = dict(line.split(":", 1) for line in walk.ask(service, "cat", "/proc/1/status").splitlines() if ":" in line)
    assert {int(status[kind], 16) for kind in ("CapEff", "CapBnd")} == {0}, status
    assert (status["NoNewPrivs"].strip(), status["Seccomp"].strip()) == ("1", "2"), status
    for place in ("/opt/letterkit/x", "/etc/letterkit/x", "/home/x"):
        walk.ask(service, "touch", place, fails=True)
    for place in ("/data/x", "/tmp/x"):
        walk.ask(service, "sh", "-c", f"touch {place} && rm {place}")


def check_image(walk: Walk) -> None:
    """What is for building only is not there, nor is a secret of somebody's."""
    for program in ("pip", "node", "gcc", "curl"):
        walk.ask("service", "sh", "-c", f"command -v {program}", fails=True)
    told = walk.host("docker", "history", "--no-trunc", "letterkit") + walk.host(
        "docker", "image", "inspect", "letterkit"
    )
    assert not any(value in told for value in secrets_of(walk)), "a secret is in the image"


def start_nginx(walk: Walk) -> None:
    """Before the service, by the example of the page; ``localhost`` is its name."""
    tree, examples = walk.host.tree, ROOT / "docs" / "deploy" / "nginx"
    key = "/etc/ssl/private/letters.example.key"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    certificate = "/etc/ssl/letters.example.pem"
    kind = ["-newkey", "rsa:3072", "-nodes", "-days", "2"]
    walk.host("openssl", "req", "-x509", *kind, *names, "-keyout", key, "-out", certificate)
    shutil.copy(f"{tree}{certificate}", walk.certificate)
    (tree / "etc/nginx/snippets").mkdir(exist_ok=True)
    shutil.copy(examples / "proxy.conf", tree / "etc/nginx/snippets/letterkit-proxy.conf")
    site = (
        (examples / "letterkit.conf").read_text("utf-8").replace("server_name letters.example", "server_name localhost")
    )
    (tree / "etc/nginx/sites-enabled/letterkit").write_text(site, "utf-8")
    walk.host("nginx")


def check_metrics(walk: Walk) -> None:
    curl = "curl -sS -o /dev/null -w '%{http_code}' http://127.0.0.1:8080/metrics"
    assert walk.type(curl) == "403"
    told = walk.type(f"curl -sS --fail -H 'Authorization: Bearer {METRICS_KEY}' http://127.0.0.1:8080/metrics")
    assert "postgresql" in told
    note("строк /metrics", str(len(told.splitlines())))


def check_doctor(walk: Walk) -> None:
    told = walk.ask("service", "sh", "-c", "letterkit doctor || true")
    print(told, file=sys.stderr)
    assert "хорошо" in told, told
    assert "плохо" not in told, told
    note("letterkit doctor", ", ".join(f"{word} {told.count(word)}" for word in ("хорошо", "предупреждение", "плохо")))
    zombies = walk.ask("worker", "sh", "-c", "cat /proc/[0-9]*/status | grep -c 'State:.*Z' || true").strip()
    assert zombies == "0", f"{zombies} processes that nobody has taken away"


def check_database_away(walk: Walk) -> None:
    """HEALTHCHECK tells of a database that is away, and the service goes on by itself when it is back."""
    asked = json.loads(walk.inspect("service", "{{json .Config.Healthcheck.Test}}"))[1:]
    walk.ask("service", *asked)
    walk.type("docker compose stop database")
    walk.ask("service", *asked, fails=True)
    walk.type("docker compose start database")
    time_step("база вернулась: /health снова хорош", lambda: wait_for(lambda: walk.ask("service", *asked) is not None))


def check_logs(walk: Walk) -> None:
    """Neither people nor secrets are in what the containers have said."""
    told = walk.type("docker compose logs --no-color")
    people = {word for row in rows(ROWS) for word in (row[4], row[7])} | {name for name, _ in PEOPLE.values()}
    found = {word for word in people | set(secrets_of(walk)) if word in told}
    assert not found, f"the logs tell {found}"
    note("журналы контейнеров", f"{len(told.splitlines())} строк без людей и паролей")


def secrets_of(walk: Walk) -> list[str]:
    typed = [value for values in TYPED.values() for name, value in values.items() if name != "ADDRESS"]
    return [*typed, PASSWORD, ADMINISTRATOR]


def check_copy(walk: Walk) -> None:
    """What came out is whole for a letterkit elsewhere; what is stopped ends by itself and begins with all it had."""
    copy = walk.host.tree / FOLDER.removeprefix("/") / "copy.zip"
    told = run(sys.executable, "-m", "letterkit.cli", "restore", "--try", str(copy))
    note("копия пробно восстановлена", told.strip().splitlines()[0])
    time_step("остановлены", lambda: walk.type("docker compose stop"))
    codes = [walk.inspect(service, "{{.State.ExitCode}}") for service in ("service", "worker", "database")]
    assert codes == ["0", "0", "0"], f"killed, not ended: {codes}"
    walk.type("docker compose start")
    time_step("снова работают", lambda: wait_until_well(walk))
    walk.work_day("again")


def check_newer(walk: Walk) -> None:
    """Containers and tables are new, letters are the same."""
    time_step("новый выпуск: /health хорош", lambda: wait_until_well(walk))
    assert NEWER in walk.type("docker compose logs tables")
    walk.work_day("again")


def try_store(walk: Walk) -> None:
    """The same with an S3 beside and nothing kept: letters are in the bucket and in no volume."""
    walk.type("docker compose down -v")
    file = walk.host.tree / FOLDER.removeprefix("/") / ".env"
    write(file, {"FILES_URL": "s3://letterkit:key@store:9000/letterkit?secure=0"})
    walk.type("docker compose up -d database")
    network = ["--network", "letterkit_default"]
    walk.host("docker", "run", "-d", "--name", STORE, *network, STORE)
    asked = f"import urllib.request as u; u.urlopen(u.Request('http://{STORE}:9000/letterkit', method='PUT'))"
    python = ["docker", "exec", STORE, "/opt/store/bin/python", "-c"]
    wait_for(lambda: bool(walk.host(*python, f"{asked}; print('made')")))
    walk.type("docker compose up -d")
    wait_until_well(walk)
    add_people(walk)
    walk.work_day("work")
    counted = (
        f"import re, urllib.request as u; print(u.urlopen('http://{STORE}:9000/letterkit').read().count(b'<Key>'))"
    )
    files = int(walk.host(*python, counted))
    assert files > 0
    walk.ask("service", "sh", "-c", 'test -z "$(find /data/files -type f 2>/dev/null)"')
    note("файлов в хранилище S3 (moto)", str(files))
    walk.host("docker", "rm", "-f", STORE)


def wait_until_well(walk: Walk) -> None:
    wait_for(lambda: '"ok"' in walk.type("curl -sS --fail http://127.0.0.1:8080/health"))


def wait_for(true: Callable[[], bool], limit_s: float = _HEALTHY_S) -> None:
    """Until ``true`` says so; whatever it stumbles over is not there yet."""
    until = time.monotonic() + limit_s
    while time.monotonic() < until:
        with suppress(AssertionError):
            if true():
                return
        time.sleep(0.5)
    assert true()


CHECKS: dict[str, Callable[[Walk], None]] = {
    "/health": check_service,
    "compose cp": check_copy,
    "logs tables": check_newer,
}


if __name__ == "__main__":
    main()
