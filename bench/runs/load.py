"""Fifty people at once: each writes a letter, has it checked at every pause and saved, and looks at lists between.

    python bench/runs/load.py [--people 50] [--seconds 60] [--processes 2]

A service of its own is started on loopback with a register of its own; nothing is left behind. Printed are, for each
kind of request, how many there were, the median, the 95th percentile and the longest in milliseconds, and every error.
Exit 0 when there was no error and the 95th percentile of all is within 500 ms.
"""

import argparse
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import requests

from letterkit.settings import Settings

ROOT = Path(__file__).parents[2]
PASSWORD = "только-для-замера"
GOAL_MS = 500
PAUSE_S = 3.0
"""Mean time between two pauses of somebody who writes: a sentence of a dozen words takes longer."""
SENTENCES = (
    "Подрядчик начнёт ремонт крыши 12 мая.",
    "Документы на квартиру оформляет администрация города.",
    "Согласно приказа министерства плата пересчитана.",
    "Жильцы получат уведомления за две недели до переезда.",
    "В целях осуществления контроля работы проверит комиссия.",
    "Деньги перечислят на счёт, который Вы указали в заявлении.",
)


class LoadFigures:
    """Times by kind of request, and what went wrong."""

    def __init__(self) -> None:
        self.times_ms: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self._turn = threading.Lock()

    def add(self, kind: str, spent_ms: float, status: int) -> None:
        with self._turn:
            self.times_ms[kind].append(spent_ms)
            if status >= 400:
                self.errors.append(f"{kind}: {status}")


class Executor(threading.Thread):
    """One person with one letter."""

    def __init__(self, number: int, base: str, until: float, figures: LoadFigures) -> None:
        super().__init__(daemon=True)
        self.random = random.Random(number)
        self.base, self.until, self.figures = base, until, figures
        self.number = number
        self.web = requests.Session()

    def run(self) -> None:
        try:
            self.work()
        except Exception as fault:
            self.figures.errors.append(f"{type(fault).__name__}: {fault}")

    def work(self) -> None:
        self.sign_in()
        letter = f"/letters/{self.number}"
        page = self.ask("editor", "GET", f"{letter}/edit").text
        mark = re.search(r'name="csrf-token" content="([^"]+)"', page)
        revision = int(re.search(r'data-revision="(\d+)"', page)[1])  # type: ignore[index]
        headers = {"X-CSRFToken": mark[1] if mark else ""}
        lines = ["Рассмотрев Ваше обращение по вопросу ремонта крыши, сообщаем.", *SENTENCES[:3]]
        seq = 0
        while time.perf_counter() < self.until:
            time.sleep(self.random.expovariate(1 / PAUSE_S))
            lines[self.random.randrange(1, len(lines))] = f"{self.random.choice(SENTENCES)} Пункт {seq}."
            text, title = "\n".join(lines), "О ремонте крыши"
            seq += 1
            self.ask("live", "POST", f"{letter}/live", json={"text": text, "title": title, "seq": seq}, headers=headers)
            if seq % 2 == 0:
                body = {"text": text, "title": title, "revision": revision}
                revision = self.ask("save", "POST", f"{letter}/save", json=body, headers=headers).json()["revision"]
            if seq % 5 == 0:
                self.ask("presence", "GET", f"{letter}/presence")
            if seq % 7 == 0:
                self.ask("lists", "GET", self.random.choice(("/letters", "/appeals")))
            if seq % 9 == 0:
                letter_text = "Уважаемая Мария Петровна!\n\n" + text
                self.ask("check", "POST", "/check", data={"text": letter_text, "csrf_token": headers["X-CSRFToken"]})

    def sign_in(self) -> None:
        page = self.web.get(f"{self.base}/sign-in", timeout=60).text
        mark = re.search(r'name="csrf_token" value="([^"]+)"', page)
        form = {"login": f"load{self.number}", "password": PASSWORD, "csrf_token": mark[1] if mark else ""}
        self.ask("sign-in", "POST", "/sign-in", data=form)

    def ask(self, kind: str, method: str, path: str, **given: object) -> requests.Response:
        began = time.perf_counter()
        answer = self.web.request(method, self.base + path, timeout=60, allow_redirects=True, **given)  # type: ignore[arg-type]
        self.figures.add(kind, (time.perf_counter() - began) * 1000, answer.status_code)
        answer.raise_for_status()
        return answer


def prepare(data: Path, people_count: int) -> None:
    """A register with as many executors, each with an appeal and a letter begun."""
    from letterkit.core.office import Duty
    from letterkit.office.cases import appeals, drafting
    from letterkit.office.people import accounts
    from letterkit.office.people.details import Details
    from letterkit.tables.card import parse_card
    from webui import create_app

    app = create_app(settings_of(data))
    engine = app.extensions["letterkit"]
    engine.database.upgrade()
    for number in range(1, people_count + 1):
        details = Details(surname="Нагрузкин", name="Пётр", patronymic="Иванович", phone="(4242) 00-00-00")
        person = accounts.add(engine.database, None, f"load{number}", PASSWORD, details, [Duty.EXECUTOR])
        card = {
            "appeal": {"number": f"Н-{number}", "registered": "14.05.2024", "subject": "ремонт крыши"},
            "applicant": {
                "surname": "Иванова",
                "name": "Мария",
                "patronymic": "Петровна",
                "address": "ул. Ленина, д. 1",
            },
            "reply": {"outcome": "explained"},
        }
        assert parse_card(card, "card")
        appeal = appeals.add(engine.office, person.actor, card)
        drafting.begin(engine.office, person.actor, card, "explained", appeal_id=appeal.id)


def settings_of(data: Path) -> Settings:
    return Settings(data=data, database_url=f"sqlite:///{data}/letterkit.db")


def serve(data: Path, port: int, count: int) -> None:
    """The service alone, in a process of its own: its limits are those of people, not of a load."""
    from letterkit.worker import processes
    from webui import create_app
    from webui.server import serve_app

    app = create_app(settings_of(data), RATELIMIT_ENABLED=False)
    engine = app.extensions["letterkit"]
    bound = socket.create_server(("127.0.0.1", port), backlog=256)
    engine.warm()
    engine.database.close()
    processes.keep([lambda: serve_app(app, bound, 8)] * count)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.data, asked.serve, asked.processes)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        prepare(data, asked.people)
        port = free_port()
        here = [sys.executable, __file__, "--serve", str(port), "--data", folder, "--processes", str(asked.processes)]
        service = subprocess.Popen(here, cwd=ROOT)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base)
            figures = load(base, asked.people, asked.seconds)
        finally:
            service.terminate()
            service.wait()
    return print_figures(figures)


def load(base: str, people_count: int, seconds: float) -> LoadFigures:
    figures = LoadFigures()
    until = time.perf_counter() + seconds
    team = [Executor(number, base, until, figures) for number in range(1, people_count + 1)]
    for each in team:
        each.start()
        time.sleep(15 / people_count)  # nobody's day begins in the same second
    for each in team:
        each.join(seconds + 120)
    return figures


def print_figures(figures: LoadFigures) -> int:
    print(f"{'':<10}{'count':>7}{'median':>9}{'p95':>9}{'longest':>9}")
    everything = [spent for kind, times in figures.times_ms.items() if kind != "sign-in" for spent in times]
    for kind, times in [*sorted(figures.times_ms.items()), ("all", everything)]:
        print(f"{kind:<10}{len(times):>7}{statistics.median(times):>9.0f}{p95(times):>9.0f}{max(times):>9.0f}")
    for error in figures.errors[:10]:
        print("error:", error)
    good = not figures.errors and p95(everything) <= GOAL_MS
    print(f"errors {len(figures.errors)}, goal p95 ≤ {GOAL_MS} ms: {'met' if good else 'missed'} (sign-ins apart)")
    return 0 if good else 1


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0


def wait_for(base: str) -> None:
    for _ in range(300):
        try:
            requests.get(f"{base}/health", timeout=30)
            return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise SystemExit("the service did not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
