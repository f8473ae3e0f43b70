"""Workers are killed at random while programs are told of changes: each comes, in the order of its object."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from letterkit.core.webhook import DeliveryState
from letterkit.office.programs import webhooks
from letterkit.store.api_tables import WebhookDelivery
from letterkit.store.database import Database

from ..office.programs.conftest import HERE, Programs, Receiver, programs, receiver  # noqa: F401
from .test_killed import ROOT, _children

pytestmark = [pytest.mark.long, pytest.mark.slow, pytest.mark.both_databases]
CHANGES, LETTERS, LIMIT_S = 240, 12, 300


@pytest.mark.timeout(400)
def test_each_change_comes_in_order_whichever_worker_dies(
    programs: Programs,  # noqa: F811
    receiver: Receiver,  # noqa: F811
    database_url: str,
    tmp_path: Path,
) -> None:
    webhooks.add(programs.database, programs.program, programs.program.id, receiver.url, (), HERE)
    letters = [programs.letter() for _ in range(LETTERS)]
    made = [programs.happens(letters[number % LETTERS]) for number in range(CHANGES // 2)]

    def answer(change: object, times: int) -> int:
        time.sleep(0.02)  # so that a death finds a talk in its midst
        return 200 if times or random.random() > 0.02 else 503

    receiver.answer = answer
    environment = {
        **os.environ,
        "LETTERKIT_DATA": str(tmp_path),
        "LETTERKIT_DATABASE_URL": database_url,
        "LETTERKIT_QUEUE_URL": "sqlite",
        "LETTERKIT_WEBHOOK_NETWORKS": "127.0.0.0/8",
    }
    command = [sys.executable, "-m", "letterkit.cli", "worker", "--jobs", "2"]
    killed, until = 0, time.monotonic() + LIMIT_S
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as parent:
        assert parent.stderr is not None
        assert "ждёт" in parent.stderr.readline()
        try:
            seen = 0
            while (told := _told(programs.database)) < CHANGES:
                assert time.monotonic() < until, told
                if len(made) < CHANGES:
                    made.append(programs.happens(letters[len(made) % LETTERS]))
                time.sleep(0.05)
                if killed < 5 and len(receiver.taken) > seen + 15 and (team := _children(parent.pid)):
                    os.kill(random.choice(team), signal.SIGKILL)
                    killed, seen = killed + 1, len(receiver.taken)
        finally:
            parent.terminate()
    assert killed >= 3
    assert sorted(set(receiver.ids)) == made
    for letter in letters:
        of_letter = [each["id"] for each in receiver.taken if each["object_id"] == letter]
        assert of_letter == sorted(of_letter)


def _told(database: Database) -> int:
    wanted = select(func.count()).select_from(WebhookDelivery).filter_by(state=DeliveryState.DELIVERED)
    with database.reading() as session:
        return session.scalar(wanted) or 0
