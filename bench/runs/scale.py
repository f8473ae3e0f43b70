"""What each list, search, control and figures page costs as the register grows, on PostgreSQL.

    python bench/runs/scale.py --folder FOLDER [--appeals 10000 100000 1000000] [--times 5] [--chart FILE]
                                [--only WORDS] [--queries MS]

The bases are those of ``scale_base.py``. Each page of ``scale_pages.PAGES`` is opened by one person, once for nothing
and then so many times; told are the median by the clock, the CPU of the service and of PostgreSQL, and the statements
that it asked. ``--queries`` shows every statement that took longer. ``--chart FILE`` draws all pages over the sizes.

Exit code 1: a page took longer than half a second in the greatest base.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bench.runs.postgres import Server, cluster
from bench.runs.printed import machine, number, table
from bench.runs.processes_used import cpu_s
from bench.runs.register import PASSWORD, Register
from bench.runs.scale_base import AS_IN_EARNEST, SIZES, register_of
from bench.runs.scale_chart import chart
from bench.runs.scale_pages import PAGES, ScalePage, logins, path_of, places
from webui import create_app

LIMIT_MS = 500


@dataclass(frozen=True, slots=True)
class PageCost:
    """Of one look at a page, in milliseconds: by the clock, of the service's processor, of the database's."""

    clock_ms: float
    service_ms: float
    database_ms: float
    statements: int

    @property
    def cpu_ms(self) -> float:
        """Of both processors: the same on a busy machine and on an idle one, nearly."""
        return self.service_ms + self.database_ms


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--appeals", type=int, nargs="+", default=SIZES)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--only", default="", help="pages with these words in their names")
    parser.add_argument("--queries", type=float, help="show statements that took so many milliseconds")
    parser.add_argument("--chart", type=Path)
    asked = parser.parse_args()
    pages = [page for page in PAGES if asked.only in page.name]
    folder = asked.folder.resolve()
    costs: dict[int, dict[str, PageCost]] = {}
    with cluster(folder / "postgresql", *AS_IN_EARNEST) as server:
        for appeals in sorted(asked.appeals):
            costs[appeals] = measure(register_of(server, folder, appeals), server, pages, asked)
    print(format_costs(costs))
    if asked.chart:
        title = "Самая дорогая страница каждого рода: мс процессора службы и базы, и сколько обращений в реестре"
        asked.chart.write_text(chart(dearest(costs), title, LIMIT_MS), encoding="utf-8")
    return int(max(cost.clock_ms for cost in costs[max(costs)].values()) > LIMIT_MS)


def measure(
    register: Register, server: Server, pages: Sequence[ScalePage], asked: argparse.Namespace
) -> dict[str, PageCost]:
    """The cost of each page by its name, over one base."""
    app = create_app(register.settings, TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    database = app.extensions["letterkit"].database
    database.upgrade()
    with database.reading() as session:
        known, people = places(session), logins(session)
    clients: dict[str, Any] = {}
    costs: dict[str, PageCost] = {}
    watch = StatementWatch(database.engine)
    for page in pages:
        login = people[page.duty]
        if login not in clients:
            clients[login] = app.test_client()
            clients[login].post("/sign-in", data={"login": login, "password": PASSWORD})
        path = path_of(page, known)
        costs[page.name] = look(clients[login], path, server, watch, asked.times)
        if asked.queries is not None:
            print(f"{page.name}  {path}  {costs[page.name].clock_ms:.0f} мс", flush=True)
            for spent, words in watch.last:
                if spent >= asked.queries:
                    print(f"  {spent:6.0f}  {words}", flush=True)
    database.close()
    return costs


def look(client: Any, path: str, server: Server, watch: "StatementWatch", times: int) -> PageCost:
    """The page ``times`` over after once for nothing; raises SystemExit where it does not answer."""
    spent: list[float] = []
    of_service: list[float] = []
    for turn in range(times + 1):
        if turn == 1:
            database = cpu_s(server.process.pid)
        watch.last.clear()
        began, used = time.perf_counter(), time.process_time()
        answer = client.get(path, follow_redirects=True)
        if turn:
            spent.append((time.perf_counter() - began) * 1000)
            of_service.append((time.process_time() - used) * 1000)
        if answer.status_code != 200 or "Вход" in answer.text[:300]:
            raise SystemExit(f"{path}: {answer.status_code}")
    of_database = (cpu_s(server.process.pid) - database) / times * 1000  # told in hundredths of a second
    return PageCost(statistics.median(spent), statistics.median(of_service), of_database, len(watch.last))


class StatementWatch:
    """The statements of the last look, each with its milliseconds."""

    def __init__(self, engine: Engine) -> None:
        self.last: list[tuple[float, str]] = []
        event.listen(engine, "before_cursor_execute", self._begin)
        event.listen(engine, "after_cursor_execute", self._end)

    def _begin(self, _: Any, cursor: Any, statement: str, given: Any, context: Any, many: bool) -> None:
        context.letterkit_began = time.perf_counter()

    def _end(self, _: Any, cursor: Any, statement: str, given: Any, context: Any, many: bool) -> None:
        spent = (time.perf_counter() - context.letterkit_began) * 1000
        self.last.append((spent, f"{' '.join(statement.split())}  {given}"))


def dearest(costs: Mapping[int, Mapping[str, PageCost]]) -> dict[str, dict[int, float]]:
    """Of each kind of pages what the dearest takes of processors, over each base."""
    kinds = {page.name: page.kind.value for page in PAGES}
    found: dict[str, dict[int, float]] = {}
    for size, of in costs.items():
        for name, cost in of.items():
            line = found.setdefault(kinds[name], {})
            line[size] = max(cost.cpu_ms, line.get(size, 0.0))
    return found


def format_costs(costs: Mapping[int, Mapping[str, PageCost]]) -> str:
    """The table as people read it: for each base the clock and, in brackets, the processors of service and database."""
    names = list(next(iter(costs.values())))
    head = ("страница", *(f"{number(size, 0)} обращений" for size in costs))
    rows = [
        (
            name,
            *(
                f"{number(of[name].clock_ms, 0)} ({number(of[name].service_ms, 0)} + "
                f"{number(of[name].database_ms, 0)}), запросов {of[name].statements}"
                for of in costs.values()
            ),
        )
        for name in names
    ]
    return f"{machine()}\nМс по часам (процессор службы + базы):\n\n{table(head, rows)}"


if __name__ == "__main__":
    sys.exit(main())
