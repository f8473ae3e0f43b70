"""Many people at once at the lists, searches, control and figures of a great register, for as long as is wished.

    python bench/runs/soak.py --folder FOLDER [--appeals 1000000] [--people 50] [--minutes 60] [--think 15]
                              [--processes 2] [--jobs 4]

The base is one of ``scale_base.py``; `letterkit serve` and `letterkit worker` run over it as in earnest. Each person
has a duty, opens the pages of ``scale_pages.PAGES`` as often as these are opened in a day, with words, numbers and
appeals that differ, and thinks between two for so many seconds on average. Printed are, for each page, how often it was
opened, how often longer than half a second, the median, p95, p99 and the longest in milliseconds; the slowest ones;
what processors and memory it took; every error.

Exit code 1: an error, or a page whose p95 is above half a second.
"""

import argparse
import random
import re
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import requests
from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.runs.postgres import cluster
from bench.runs.printed import machine, number, table
from bench.runs.processes_used import cpu_s, memory_used
from bench.runs.register import PASSWORD, service, workers
from bench.runs.scale_base import AS_IN_EARNEST, register_of
from bench.runs.scale_pages import PAGES, ScalePage, path_of, places
from letterkit.core.office import Actor, AppealState, Duty
from letterkit.office import batch_rights
from letterkit.store.batch_tables import Batch
from letterkit.store.tables import Appeal, Letter, Person, PersonDuty

LIMIT_MS = 500
_SAMPLES = 300
_MARK = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_PATIENCE_S = 60
_STEPS_S = 60
"""The first looks of everybody are spread over so many seconds."""
_TELLS_EVERY_S = 60
_SLOWEST = 10
_FIRST_MINUTES = 10
"""So many are shown one by one: how long a base that has just begun is slow."""


@dataclass
class SoakFigures:
    """Milliseconds by page, and what went wrong."""

    times_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    by_minute_ms: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    began: float = field(default_factory=time.monotonic)
    errors: Counter[str] = field(default_factory=Counter)
    slow: list[tuple[float, str]] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def add(self, page: str, spent_ms: float, path: str, error: str = "") -> None:
        with self._turn:
            self.times_ms[page].append(spent_ms)
            if spent_ms > LIMIT_MS:
                self.slow.append((spent_ms, path))
            self.by_minute_ms[int((time.monotonic() - self.began) // 60)].append(spent_ms)
            if error:
                self.errors[f"{page}: {error}"] += 1


@dataclass(frozen=True)
class Somebody:
    """Who signs in with ``login``, the appeals that they answer and the batches that they may see."""

    login: str
    duty: Duty
    appeals: Sequence[int]
    batches: Sequence[int]


class Reader(threading.Thread):
    """One person, from ``begins`` to ``ends``."""

    def __init__(
        self,
        who: Somebody,
        base: str,
        known: Mapping[str, Sequence[str]],
        figures: SoakFigures,
        ends: float,
        think_s: float,
        seed: int,
    ) -> None:
        super().__init__(daemon=True)
        self._who, self._base, self._known, self._figures = who, base, known, figures
        self._ends, self._think_s, self._chance = ends, think_s, random.Random(seed)
        self._pages = [page for page in PAGES if page.duty is who.duty and (who.batches or "{batch}" not in page.path)]
        self._web = requests.Session()

    def run(self) -> None:
        time.sleep(self._chance.uniform(0, _STEPS_S))
        self._sign_in()
        often = [page.often for page in self._pages]
        while time.monotonic() < self._ends:
            self._look(self._chance.choices(self._pages, often)[0])
            time.sleep(min(self._chance.expovariate(1 / self._think_s), max(0.0, self._ends - time.monotonic())))

    def _sign_in(self) -> None:
        try:
            page = self._web.get(f"{self._base}/sign-in", timeout=_PATIENCE_S).text
            mark = _MARK.search(page)
            form = {"login": self._who.login, "password": PASSWORD, "csrf_token": mark[1] if mark else ""}
            self._web.post(f"{self._base}/sign-in", data=form, timeout=_PATIENCE_S).raise_for_status()
        except requests.RequestException as fault:
            self._figures.add("вход", 0, "/sign-in", f"{type(fault).__name__}: {fault}"[:200])

    def _look(self, page: ScalePage) -> None:
        known = {name: self._chance.choice(values) for name, values in self._known.items()}
        if self._who.appeals:
            known["appeal"] = str(self._chance.choice(self._who.appeals))
        if self._who.batches:
            known["batch"] = str(self._chance.choice(self._who.batches))
        path, began, error = path_of(page, known), time.perf_counter(), ""
        try:
            answer = self._web.get(self._base + path, timeout=_PATIENCE_S)
            if answer.status_code != 200:
                error = str(answer.status_code)
            elif "/sign-in" in answer.url:
                error = "просит войти"
        except requests.RequestException as fault:
            error = f"{type(fault).__name__}: {fault}"[:200]
        self._figures.add(page.name, (time.perf_counter() - began) * 1000, path, error)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--appeals", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--think", type=float, default=15, help="seconds between two pages, on average")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=4)
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    with cluster(folder / "postgresql", *AS_IN_EARNEST) as server:
        register = register_of(server, folder, asked.appeals)
        with register.bench as bench:
            bench.database.upgrade()
            with bench.database.reading() as session:
                team, known = people(session, asked.people), pools(session)
        used: dict[str, tuple[float, float]] = {}
        with service(register, asked.processes) as (web, base), workers(register, asked.jobs) as keeper:
            pids = {"служба": web, "обработчики": keeper, "PostgreSQL": server.process.pid}
            before = {name: cpu_s(pid) for name, pid in pids.items()}
            figures = SoakFigures()
            began = time.monotonic()
            soak(team, known, base, figures, asked)
            spent_s = time.monotonic() - began
            for name, pid in pids.items():
                used[name] = (cpu_s(pid) - before[name], memory_used(pid).all_mb)
    print(format_figures(figures, used, spent_s, asked))
    slow = [page for page, times in figures.times_ms.items() if part(times, 0.95) > LIMIT_MS]
    return int(bool(slow or figures.errors))


def people(session: Session, count: int) -> list[Somebody]:
    """So many of the office: of each duty as many as its pages are opened, one at the least."""
    often = Counter({duty: sum(page.often for page in PAGES if page.duty is duty) for duty in Duty})
    chance, logins = random.Random(1), defaultdict(list)
    query = select(PersonDuty.duty, Person).join(Person).where(Person.password.is_not(None))
    for duty, person in session.execute(query.order_by(Person.id)):
        logins[Duty(duty)].append(person)
    duties = [duty for duty in often if often[duty]]
    duties += chance.choices(duties, [often[each] for each in duties], k=max(0, count - len(duties)))
    team = []
    for place, duty in enumerate(duties[:count]):
        person = logins[duty][place % len(logins[duty])]
        own = select(Appeal.id).filter_by(responsible_id=person.id, state=AppealState.WORK).order_by(Appeal.id.desc())
        by = Actor(person.id, person.name, frozenset({duty}), person.unit, person.body)
        batches = select(Batch.id).where(batch_rights.visible(by)).order_by(Batch.id.desc())
        team.append(
            Somebody(
                person.login,
                duty,
                session.scalars(own.limit(_SAMPLES)).all(),
                session.scalars(batches.limit(_SAMPLES)).all(),
            )
        )
    return team


def pools(session: Session) -> Mapping[str, Sequence[str]]:
    """What the paths of pages leave open: many values for each, where the register has many."""
    found: dict[str, Sequence[str]] = {name: [value] for name, value in places(session).items()}
    newest = session.execute(
        select(Appeal.number, Appeal.applicant).order_by(Appeal.id.desc()).offset(5_000).limit(_SAMPLES)
    ).all()
    sent = select(Letter.id, Letter.number).where(Letter.number.is_not(None)).order_by(Letter.id.desc())
    letters = session.execute(sent.limit(_SAMPLES)).all()
    return found | {
        "number": [row.number for row in newest],
        "surname": [row.applicant.split()[0] for row in newest],
        "sent": [str(row.id) for row in letters],
        "letter_number": [row.number for row in letters],
    }


def soak(
    team: Sequence[Somebody],
    known: Mapping[str, Sequence[str]],
    base: str,
    figures: SoakFigures,
    asked: argparse.Namespace,
) -> None:
    """All of them at once, until the time is over; each minute it is said how it goes."""
    ends = time.monotonic() + asked.minutes * 60
    readers = [Reader(who, base, known, figures, ends, asked.think, seed) for seed, who in enumerate(team)]
    for each in readers:
        each.start()
    while any(each.is_alive() for each in readers):
        readers[0].join(_TELLS_EVERY_S)
        every = [spent for times in list(figures.times_ms.values()) for spent in times]
        print(
            f"{(ends - time.monotonic()) / 60:.0f} мин до конца: страниц {len(every)}, "
            f"p95 {part(every, 0.95):.0f} мс, ошибок {figures.errors.total()}",
            file=sys.stderr,
            flush=True,
        )
        for reader in readers:
            if time.monotonic() >= ends:
                reader.join(_PATIENCE_S)


def part(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] if times else 0.0


def format_figures(
    figures: SoakFigures, used: Mapping[str, tuple[float, float]], spent_s: float, asked: argparse.Namespace
) -> str:
    """The tables as people read them."""
    every = [spent for times in figures.times_ms.values() for spent in times]
    rows = [
        (
            name,
            str(len(times)),
            str(sum(each > LIMIT_MS for each in times)),
            *(number(each, 0) for each in (statistics.median(times), part(times, 0.95), part(times, 0.99), max(times))),
        )
        for name, times in [*sorted(figures.times_ms.items(), key=lambda each: -part(each[1], 0.95)), ("все", every)]
        if times
    ]
    head = ("страница, мс", "раз", f"дольше {LIMIT_MS}", "медиана", "p95", "p99", "дольше всего")
    taken = [
        (name, number(cpu / spent_s * 100, 0), number(cpu / max(1, len(every)) * 1000, 0), number(memory, 0))
        for name, (cpu, memory) in used.items()
    ]
    title = (
        f"{number(asked.appeals, 0)} обращений, {asked.people} человек {number(spent_s / 60, 0)} мин, пауза в среднем "
        f"{number(asked.think, 0)} с, процессов службы {asked.processes}, обработчиков {asked.jobs}, PostgreSQL"
    )
    parts = [title, machine(), "", table(head, rows), ""]
    minutes = [
        (str(minute + 1), str(len(times)), number(statistics.median(times), 0), number(part(times, 0.95), 0))
        for minute, times in sorted(figures.by_minute_ms.items())[:_FIRST_MINUTES]
    ]
    parts += [table(("минута", "раз", "медиана", "p95"), minutes), ""]
    parts += [
        f"{number(spent, 0)} мс: {unquote(path)}" for spent, path in sorted(figures.slow, reverse=True)[:_SLOWEST]
    ]
    parts.append(table(("что", "процессор, % ядра", "мс процессора на страницу", "память, МБ"), taken))
    parts += [f"{count} × {error}" for error, count in figures.errors.most_common(20)]
    parts.append(f"Ошибок {figures.errors.total()}.")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
