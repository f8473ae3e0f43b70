"""How long the pages of figures and of the register take with so many made-up appeals over two quarters.

usage: python bench/runs/metrics.py [--appeals 10000] [--database sqlite|URL]

Exit code 1: a page took longer than LIMIT_MS. Files to take away are measured too, without a limit.
"""

import argparse
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from flask.testing import FlaskClient

from bench.made_up.fill import fill
from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.deadlines.quarter import Quarter
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.settings import Settings
from letterkit.store.database import Database
from webui import create_app

LIMIT_MS = 300
PASSWORD = "только-для-замера"
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
QUARTERS = [Quarter(2026, 2), Quarter(2026, 3)]
PAGES = (
    "/figures/?quarter=2026-Q3",
    "/figures/work?quarter=2026-Q3",
    "/figures/appeals?quarter=2026-Q3&what=received",
    "/figures/appeals?quarter=2026-Q3&what=late",
    "/figures/appeals?quarter=2026-Q3&what=repeats",
    "/appeals",
    "/appeals?words=крыша",
    "/appeals?words=крыша+2026",
    "/appeals?overdue=1",
    "/appeals/1",
    "/appeals/replies",
    "/appeals/replies?words=ответ",
)
FILES = ("/figures/figures.xlsx?quarter=2026-Q3", "/figures/figures.pdf?quarter=2026-Q3")
TIMES = 9


def main() -> int:
    """Fills a register, asks for each page, prints the median time of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appeals", type=int, default=10_000)
    parser.add_argument("--database", default="sqlite")
    given = parser.parse_args()
    with clock.stopped_at(NOW), tempfile.TemporaryDirectory(prefix="letterkit-metrics-") as folder:
        url = f"sqlite:///{folder}/letterkit.db" if given.database == "sqlite" else given.database
        app = create_app(Settings(data=Path(folder), database_url=url), TESTING=True, WTF_CSRF_ENABLED=False)
        database: Database = app.extensions["letterkit"].database
        database.upgrade()
        began = perf_counter()
        made = fill(database, given.appeals, QUARTERS)
        print(f"обращений: {made.appeals}, писем: {made.letters}, внесены за {perf_counter() - began:.0f} с")
        accounts.add(database, None, "signer", PASSWORD, Details("Замерова", "Анна", "Львовна"), [Duty.SIGNER])
        client = app.test_client()
        client.post("/sign-in", data={"login": "signer", "password": PASSWORD})
        taken = {path: measure(client, path) for path in (*PAGES, *FILES)}
        database.close()
    for path, (first, median, used, size) in taken.items():
        print(
            f"{path:<50} {median:6.0f} мс (процессора {used:.0f} мс), в первый раз {first:6.0f} мс, {size // 1024} КиБ"
        )
    return int(any(taken[path][1] > LIMIT_MS for path in PAGES))


def measure(client: FlaskClient, path: str) -> tuple[float, float, float, int]:
    """Milliseconds of the first time, the median of the others by the clock and by the processor; bytes."""
    walls, used, size = [], [], 0
    for _ in range(TIMES + 1):
        began, worked = perf_counter(), process_time()
        answer = client.get(path)
        size = len(answer.data)
        walls.append((perf_counter() - began) * 1000)
        used.append((process_time() - worked) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    return walls[0], statistics.median(walls[1:]), statistics.median(used[1:]), size


if __name__ == "__main__":
    sys.exit(main())
