"""Workers, pages and LibreOffice are killed at random while a batch is made: no row is lost, none is made twice."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from letterkit.core.office import Duty, RowState
from letterkit.office.batches import intake, steps
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.progress import progress
from letterkit.office.batches.work import Worker
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.settings import Settings
from letterkit.store.batch_tables import BatchRow
from letterkit.worker.serve import open_bench

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]  # a busy machine takes its time to begin anew after a kill

ROOT = Path(__file__).parents[2]
ROWS = 180
HEAD = (
    "Номер обращения;Дата регистрации;О чём обращение;Фамилия;Имя;Почтовый адрес;Куда направлено;"
    "Номер письма;Дата письма"
)
LIMIT_S = 600


def table() -> bytes:
    rows = [
        f"И-{number};03.06.2024;уборка подъезда;Иванова;Мария;ул. Мира, д. {number}, г. Долинск, 694051;"
        f"администрация города Долинска;3.08-{number}/24;05.06.2024"
        for number in range(1, ROWS + 1)
    ]
    return "\n".join((HEAD, *rows)).encode()


@pytest.mark.slow
def test_every_row_ends_once_whichever_worker_dies(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path}/letterkit.db")
    with open_bench(settings) as bench:
        bench.database.upgrade()
        details = Details("Петрова", "Анна", "Сергеевна", phone="(4242) 00-00-00")
        me = accounts.add(bench.database, None, "anna", "синий чайник у окна", details, [Duty.EXECUTOR]).actor
        office = bench.office
        batch = intake.begin(office, me, table(), "таблица.csv", "redirect", plan=Plan(print=False))
        Worker(bench).step(batch.id)
        steps.confirm(office, me, batch.id, again=True)
        killed = _made(tmp_path, settings, lambda: progress(office, me, batch.id).rows[RowState.WAITING])
        with bench.database.reading() as session:
            rows = list(session.scalars(select(BatchRow).filter_by(batch_id=batch.id)))
        assert killed >= 3
        assert [row.state for row in rows] == [RowState.DONE] * ROWS
        assert len({row.docx for row in rows}) == ROWS


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_batch_ends_whole_though_its_makers_its_pages_and_libreoffice_die() -> None:
    measure = ROOT / "bench" / "runs" / "kills.py"
    order = ["--rows", "60", "--runs", "1", "--every", "3", "--most", "3", "--limit", str(LIMIT_S), "--format", "json"]
    ended = subprocess.run([sys.executable, measure, *order], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stdout, ended.stderr
    run = json.loads(ended.stdout)
    assert run["complaints"] == []
    assert run["found"]["done"] == 60
    assert min(run["killed"][kind] for kind in ("worker", "web", "office")) >= 1
    assert run["answers"] >= 1
    assert ended.returncode == 0, ended.stderr


def _made(data: Path, settings: Settings, waiting: Callable[[], int]) -> int:
    """Runs two workers until no row waits, killing one of them now and then; how many were killed."""
    environment = {
        **os.environ,
        "LETTERKIT_DATA": str(data),
        "LETTERKIT_DATABASE_URL": settings.database_url,
        "LETTERKIT_QUEUE_URL": "sqlite",
    }
    command = [sys.executable, "-m", "letterkit.cli", "worker", "--jobs", "2"]
    killed, until = 0, time.monotonic() + LIMIT_S
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as parent:
        assert parent.stderr is not None
        assert "ждёт" in parent.stderr.readline()
        try:
            seen = ROWS
            while left := waiting():
                assert time.monotonic() < until
                time.sleep(0.2)
                # After two kills only where there is headway: on a slow machine one row must not seem to kill them all.
                may_kill = killed < 2 or (killed < 6 and left < seen)
                if may_kill and (team := _children(parent.pid)):
                    os.kill(random.choice(team), signal.SIGKILL)
                    killed, seen = killed + 1, left
                    time.sleep(0.8)
        finally:
            parent.terminate()
    return killed


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
