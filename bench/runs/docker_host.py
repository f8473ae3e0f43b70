"""A machine with Docker that is thrown away: Debian's own engine, BuildKit and Compose in a tree of their own.

Processes, mounts and the network are the machine's own too; the way out is slirp4netns. Whatever images, containers and
rules of a firewall there were, they are gone with it.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.runs.deb import ENVIRONMENT, run

RELEASE = "trixie"
"""The one before has a Docker without BuildKit's client, and the first Compose."""
_DAEMON = ".".join(("docker", "io"))
"""Debian's package of Docker's daemon: its name is that of a host too, which is not meant and not asked."""
_PACKAGES = (
    f"ca-certificates,{_DAEMON},docker-cli,docker-compose,docker-buildx,iptables,iproute2,curl,nginx-light,openssl"
)
_GROUPS = "letterkit-docker"
# What lies outside is handed in before the tree becomes the root, which runc must be able to change.
_BEGIN = f"""set -e
mount --bind "$0" "$0"; cd "$0"
mount -t proc proc proc; mount -t sysfs sysfs sys
mount --rbind /dev dev; mount --rbind /sys/fs/cgroup sys/fs/cgroup; mount -t tmpfs tmpfs run
pivot_root . old; umount -l /old
ip link set lo up
until ip -4 addr show tap0 2>/dev/null | grep -q inet; do sleep 0.1; done
exec dockerd --cgroup-parent /{_GROUPS}
"""
_START_S, _LIMIT_S = 60, 1800


class Host:
    """The machine; ``tree`` is its files as they are seen from here, ``init`` the number of its first process."""

    def __init__(self, tree: Path, init: str) -> None:
        self.tree, self.init = tree, init

    def __call__(self, *command: str, given: str = "", fails: bool = False, told: dict[str, str] | None = None) -> str:
        """What ``command`` has said on the machine, in the folder of root; AssertionError unless it ends so."""
        words = [f"{name}={value}" for name, value in (told or {}).items()]
        return self._output(["-a", "--wdns=/root", *ENVIRONMENT, *words, *command], given, fails)

    def beside(self, *command: str, environment: dict[str, str] | None = None) -> str:
        """What a program of this machine has said in the network of that one."""
        return self._output(
            ["-n", "env", *(f"{name}={value}" for name, value in (environment or {}).items()), *command]
        )

    def _output(self, command: list[str], given: str = "", fails: bool = False) -> str:
        ran = subprocess.run(
            ["nsenter", "-t", self.init, *command],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_LIMIT_S,
            check=False,
        )
        assert (ran.returncode != 0) == fails, f"{command}: {ran.returncode}: {ran.stdout[-4000:]}"
        return ran.stdout


def make_host(tree: Path) -> None:
    """The files of the machine, from where this one takes its packages of Debian."""
    debootstrap(tree, RELEASE, f"--include={_PACKAGES}")
    (tree / "old").mkdir()
    shutil.copy("/etc/resolv.conf", tree / "etc/resolv.conf")


def debootstrap(tree: Path, release: str, *how: str) -> None:
    indexes = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").split("\n")
    run("debootstrap", "--variant=minbase", *how, release, str(tree), indexes[0])


@contextmanager
def start_host(tree: Path) -> Iterator[Host]:
    """The machine while its Docker runs; when left, all that runs there is killed."""
    command = ["unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "sh", "-c", _BEGIN]
    with (tree.parent / "dockerd.log").open("wb") as log:
        machine = subprocess.Popen(
            [*ENVIRONMENT, *command, str(tree)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        way_out = None
        try:
            init = _first_process(machine)
            way_out = subprocess.Popen(
                ["slirp4netns", "--configure", "--mtu=1500", "--disable-host-loopback", init, "tap0"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            host = Host(tree, init)
            _wait_for_docker(host)
            yield host
        finally:
            for process in filter(None, (machine, way_out)):
                process.kill()
                process.wait()
            _forget_groups()


def _first_process(machine: "subprocess.Popen[bytes]") -> str:
    children = Path(f"/proc/{machine.pid}/task/{machine.pid}/children")
    for _ in range(_START_S * 10):
        assert machine.poll() is None, "the machine has not begun"
        if found := children.read_text("ascii").split():
            return found[0]
        time.sleep(0.1)
    raise AssertionError("the machine has not begun")


def _wait_for_docker(host: Host) -> None:
    for _ in range(_START_S * 2):
        with suppress(AssertionError):
            host("docker", "version")
            return
        time.sleep(0.5)
    raise AssertionError((host.tree.parent / "dockerd.log").read_text("utf-8")[-2000:])


def _forget_groups() -> None:
    """Empty control groups, of every hierarchy; their processes need a moment to be gone."""
    for _ in range(50):
        left = [Path(folder) for folder, _, _ in os.walk("/sys/fs/cgroup", topdown=False) if f"/{_GROUPS}" in folder]
        for group in left:
            with suppress(OSError):
                group.rmdir()
        if not left:
            return
        time.sleep(0.1)
