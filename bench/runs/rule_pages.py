"""How long the pages about rules take with a register of so many letters, each with findings of a dozen rules.

usage: python bench/runs/rule_pages.py [--letters 10000] [--database sqlite|URL]

Exit code 1: a page took longer than LIMIT_MS.
"""

import argparse
import random
import statistics
import sys
import tempfile
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import process_time

from flask.testing import FlaskClient
from sqlalchemy import insert

from letterkit.core import clock
from letterkit.core.office import BatchState, Duty, LetterState
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.settings import Settings
from letterkit.store.batch_tables import Batch, BatchChunk
from letterkit.store.database import Database
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter, LetterWaiver
from webui import create_app

LIMIT_MS = 300
PASSWORD = "только-для-замера"
CODE = "tone.colloquial"
PATHS = (
    "/rules",
    "/rules?span=all",
    "/rules?words=предлог",
    f"/rules/{CODE}",
    f"/rules/{CODE}?span=all",
    "/rules/words",
    "/rules/words?words=лимит",
    "/rules/words/jargon",
    "/rules/health",
    "/rules/health?span=all",
)
TIMES = 7
RULES_A_LETTER, BATCHES, CHUNKS = 12, 20, 50
_AT_ONCE = 1000


def main() -> int:
    """Fills a register, asks for each page, prints the median time of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--database", default="sqlite")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="letterkit-rules-") as folder:
        url = f"sqlite:///{folder}/letterkit.db" if given.database == "sqlite" else given.database
        app = create_app(Settings(data=Path(folder), database_url=url), TESTING=True, WTF_CSRF_ENABLED=False)
        database: Database = app.extensions["letterkit"].database
        database.upgrade()
        codes = [check for check in app.extensions["letterkit"].checker.book.checks if check.family != "internal"]
        rows = fill(database, given.letters, [(check.code, check.clause, check.level.value) for check in codes])
        print(f"писем: {given.letters}, строк о правилах: {rows}")
        client = app.test_client()
        client.post("/sign-in", data={"login": "clerk", "password": PASSWORD})
        taken = {path: measure(client, path) for path in PATHS}
        database.close()
    for path, (first, median, size) in taken.items():
        print(f"{path:<28} {median:6.0f} мс, в первый раз {first:6.0f} мс, {size // 1024} КиБ")
    return int(any(median > LIMIT_MS for _, median, _ in taken.values()))


def fill(database: Database, letters: int, rules: list[tuple[str, str | None, str]]) -> int:
    """Made-up letters over two years, common rules in most of them and rare ones in few; how many rows there are."""
    chance, today, now = random.Random(7), clock.today(), clock.now()
    details = Details("Замерова", "Анна", "Львовна")
    clerk = accounts.add(database, None, "clerk", PASSWORD, details, [Duty.CLERK, Duty.REVIEWER])
    weights = [1 / (place + 3) for place in range(len(rules))]
    day = {number: today - timedelta(days=chance.randrange(730)) for number in range(1, letters + 1)}
    told = {"executor_id": clerk.id, "changed_by_id": clerk.id, "reply": "by_date", "blank": "corner", "card": {}}
    told |= {"state": LetterState.SENT, "created": now, "changed": now, "submitted": now, "title": "О ремонте дома"}
    counted = 0
    with database.writing() as session:
        numbers = iter(day)
        while some := list(islice(numbers, _AT_ONCE)):
            session.execute(insert(Letter), [{"id": number, **told} for number in some])
            rows = [
                count
                for number in some
                for rule in sorted(set(chance.choices(rules, weights, k=RULES_A_LETTER)), key=str)
                for count in [_count(chance, rule, letter_id=number, day=day[number], batch_id=None, chunk_id=None)]
            ]
            counted += len(rows)
            session.execute(insert(RuleCount), rows)
        waivers = [
            {
                "letter_id": number,
                "code": CODE,
                "reason": "Так в обращении.",
                "by_id": clerk.id,
                "at": now,
                "until": day[number] + timedelta(days=30),
            }
            for number in list(day)[:: max(1, letters // 500)]
        ]
        session.execute(insert(LetterWaiver), waivers)
        for number in range(1, BATCHES + 1):
            batch = {"id": number, "name": "", "source": "", "plan": {}, "state": BatchState.DONE, "rows": 0}
            session.execute(
                insert(Batch), {**batch, "reply": "by_date", "blank": "corner", "by_id": clerk.id, "created": now}
            )
            for chunk in range(1, CHUNKS + 1):
                chunk_id = number * 1000 + chunk
                session.execute(insert(BatchChunk), {"id": chunk_id, "batch_id": number, "number": chunk})
                some_rules = chance.sample(rules, RULES_A_LETTER)
                of = {"letter_id": None, "batch_id": number, "chunk_id": chunk_id, "day": today}
                session.execute(insert(RuleCount), [_count(chance, rule, **of) for rule in some_rules])
                counted += RULES_A_LETTER
    return counted


def _count(chance: random.Random, rule: tuple[str, str | None, str], **of: object) -> dict[str, object]:
    code, clause, level = rule
    found = chance.choice((1, 1, 1, 2, 3, 6))
    waived = found if chance.random() < 0.05 else 0
    taken = chance.randint(0, found - waived)
    counts = {"found": found, "taken": taken, "waived": waived, "standing": found - taken - waived}
    return {"code": code, "clause": clause, "level": level, **counts, **of}


def measure(client: FlaskClient, path: str) -> tuple[float, float, int]:
    """(milliseconds of the first time, the median of the others, bytes) of a page.

    Of this process's own work, SQLite's with it: what others do on the machine is not the page's time.
    """
    taken, size = [], 0
    for _ in range(TIMES + 1):
        began = process_time()
        answer = client.get(path)
        taken.append((process_time() - began) * 1000)
        assert answer.status_code == 200, path
        size = len(answer.data)
    return taken[0], statistics.median(taken[1:]), size


if __name__ == "__main__":
    sys.exit(main())
