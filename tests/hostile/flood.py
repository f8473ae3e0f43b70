"""A visitor who would stop the service, beside people at work: letters that are dear to check, nobody waiting for them.

    python tests/hostile/flood.py [--people 20] [--posts 16] [--processes 1] [--seconds 60]

A service of its own is started on loopback; its limits on how often somebody may ask are off: only the budget of
a check stands between the visitor and the others. Every eight seconds ``posts`` letters of each kind come at once, and
their senders leave after four seconds. Printed are the times of the people, the memory of the service at its highest
(what its processes share is counted once), what the visitor was told, and whether the service lives.
Exit 0 when no page of theirs failed, the 95th percentile is within a second and the memory within 1.5 GB.
"""

import argparse
import multiprocessing
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import requests

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "bench" / "runs"))

import load  # noqa: E402 it lies in another folder of commands
import processes_used  # noqa: E402

GOAL_MS, GOAL_BYTES = 1000, 1_500_000_000
LEAVES_AFTER_S = 4
BETWEEN_FLOODS_S = 8
LETTERS = {
    "brackets": "(" * 20_000 + "а" + ")" * 20_000 + " «" * 8_000,
    "a word": "щ" * 1_500,
    "prose": "".join(f"Подрядчик № {n} начнёт ремонт крыши, если позволит погода.\n" for n in range(1_500)),
    "blanks": "а" + " \n" * 49_000,
    "too long": "Подрядчик начнёт ремонт. " * 16_000,
}


class Visitor(threading.Thread):
    """Sends one letter and does not wait for the answer."""

    def __init__(self, base: str, text: str, said: "Counter[str]") -> None:
        super().__init__(daemon=True)
        self.base, self.text, self.said = base, text, said

    def run(self) -> None:
        try:
            web = requests.Session()
            page = web.get(self.base + "/", timeout=LEAVES_AFTER_S).text
            mark = re.search(r'name="csrf_token" value="([^"]+)"', page)
            form = {"text": self.text, "csrf_token": mark[1] if mark else ""}
            answer = web.post(self.base + "/check", data=form, timeout=LEAVES_AFTER_S)
            self.said[str(answer.status_code)] += 1
        except requests.RequestException:
            self.said["left"] += 1


class Watch(threading.Thread):
    """The memory of the service at its highest."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most_bytes, self.over = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.5):
            used = processes_used.memory_used(self.pid)
            self.most_bytes = max(self.most_bytes, round((used.all_mb + used.office_mb) * 2**20))


def flood(base: str, posts: int, until: float, answers: Connection) -> None:
    """All kinds in turn, until the people have gone home; in a process of its own, not to slow those it is beside."""
    said: dict[str, Counter[str]] = {}
    while time.perf_counter() < until:
        for kind, text in LETTERS.items():
            crowd = [Visitor(base, text, said.setdefault(kind, Counter())) for _ in range(posts)]
            for each in crowd:
                each.start()
            time.sleep(BETWEEN_FLOODS_S)
    answers.send(said)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--posts", type=int, default=16)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load.prepare(Path(folder), asked.people)
        port = load.free_port()
        command = [sys.executable, load.__file__, "--serve", str(port), "--data", folder]
        service = subprocess.Popen([*command, "--processes", str(asked.processes)], cwd=load.ROOT)
        watch = Watch(service.pid)
        try:
            base = f"http://127.0.0.1:{port}"
            load.wait_for(base)
            watch.start()
            until = time.perf_counter() + asked.seconds
            told, tells = multiprocessing.Pipe()
            visitors = multiprocessing.get_context("spawn").Process(
                target=flood, args=(base, asked.posts, until, tells), daemon=True
            )
            visitors.start()
            figures = load.load(base, asked.people, asked.seconds)
            said: dict[str, Counter[str]] = told.recv()
            alive = requests.get(f"{base}/health", timeout=30).json()["parts"]["database"]
        finally:
            watch.over.set()
            service.terminate()
            service.wait()
    for kind, answers in said.items():
        print(f"{kind:<10} {dict(answers)}")
    load.told(figures)
    people = [spent for kind, times in figures.times_ms.items() if kind != "sign-in" for spent in times]
    print(f"memory at its highest {watch.most_bytes / 1e6:.0f} MB, the service {'lives' if alive else 'is dead'}")
    good = alive and not figures.errors and load.p95(people) <= GOAL_MS and watch.most_bytes <= GOAL_BYTES
    print(f"goal p95 ≤ {GOAL_MS} ms and memory ≤ {GOAL_BYTES / 1e6:.0f} MB: {'met' if good else 'missed'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.path.insert(0, str(load.ROOT))
    sys.exit(main())
