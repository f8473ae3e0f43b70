"""How long the page of the day, the pages of control and the lists of letters take with so many open appeals.

usage: python bench/runs/home.py [--appeals 10000] [--database sqlite|URL]

Exit code 1: of twenty asks for a page the second longest took more than LIMIT_MS.
"""

import argparse
import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import insert

from letterkit.core import clock
from letterkit.core.office import AppealState, Duty, LetterState
from letterkit.office.cases import search
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.office.register import indexing
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.tables import Appeal, Letter
from webui import create_app

LIMIT_MS = 300
PASSWORD = "только-для-замера"
TIMES = 20
EXECUTORS = 20
TITLES = ("О переселении", "О ремонте дороги по ул. Лесной", "О подключении к водопроводу", "О вывозе мусора")
LISTS = ("/letters/?all=1", "/letters/?all=1&page=400", "/letters/?all=1&words=дорог", "/letters/?all=1&words=И-4242")
PAGES = {
    Duty.EXECUTOR: ("/home", "/control", "/letters/", "/letters/?words=переселение+Иванова"),
    Duty.REVIEWER: ("/home", "/review"),
    Duty.SIGNER: ("/home", "/control", "/review", "/review?words=мусора&whose=free", *LISTS),
    Duty.REGISTRY: ("/home", "/control", "/control/mail", "/review?step=approved"),
    Duty.CLERK: ("/home",),
}


def main() -> int:
    """Fills a register, asks for each page as each duty, prints the median time of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appeals", type=int, default=10_000)
    parser.add_argument("--database", default="sqlite")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="letterkit-home-") as folder:
        url = f"sqlite:///{folder}/letterkit.db" if given.database == "sqlite" else given.database
        app = create_app(Settings(data=Path(folder), database_url=url), TESTING=True, WTF_CSRF_ENABLED=False)
        database: Database = app.extensions["letterkit"].database
        database.upgrade()
        fill(database, given.appeals)
        letters = search.complete(database)
        indexing.complete(database)
        taken = {}
        for duty, paths in PAGES.items():
            client = app.test_client()
            client.post("/sign-in", data={"login": duty.value, "password": PASSWORD})
            for path in paths:
                times = []
                for _ in range(TIMES):
                    begun = perf_counter()
                    answer = client.get(path, follow_redirects=True)
                    times.append((perf_counter() - begun) * 1000)
                    assert answer.status_code == 200, (path, answer.status_code)
                taken[duty, path] = sorted(times)[-2]
        database.close()
    print(f"обращений: {given.appeals}, писем: {letters}; дольше идёт одна страница из двадцати")
    for (duty, path), ms in taken.items():
        print(f"{duty.value:<10} {path:<40} {ms:6.0f} мс")
    return int(max(taken.values()) > LIMIT_MS)


def fill(database: Database, count: int) -> None:
    """So many open appeals over two months, a letter in any state to every second."""
    chance, today = random.Random(8), clock.today()
    details = Details("Петрова", "Анна", "Сергеевна", phone="(4242) 00-00-00")
    for duty in Duty:
        accounts.add(database, None, duty.value, PASSWORD, details, [duty])
    executors = [accounts.by_login(database, "executor").id]
    for number in range(EXECUTORS - 1):
        executors.append(accounts.add(database, None, f"e{number}", PASSWORD, details, [Duty.EXECUTOR]).id)
    appeals, letters = [], []
    for number in range(1, count + 1):
        registered = today - timedelta(days=chance.randrange(60))
        due = registered + timedelta(days=30)
        whose = chance.choice([*executors, executors[0], None])
        state = AppealState.WORK if number % 2 == 0 and whose else AppealState.NEW
        appeals.append(
            {
                "id": number, "body": "", "number": f"И-{number}", "registered": registered, "card": {}, "due": due,
                "subject": "о переселении из аварийного дома", "applicant": "Иванова Мария Петровна", "state": state,
                "term": "review", "responsible_id": whose, "created": clock.now(),
            }
        )  # fmt: skip
        if state == AppealState.WORK:
            letters.append(
                {
                    "body": "", "appeal_id": number, "executor_id": whose, "changed_by_id": whose, "reply": "by_date",
                    "blank": "corner", "card": {}, "title": chance.choice(TITLES), "text": "Сообщаем.\n" * 60,
                    "due": due,
                    "state": chance.choice([each for each in LetterState if each is not LetterState.SENT]),
                    "created": clock.now(), "changed": clock.now(), "submitted": clock.now(),
                }
            )  # fmt: skip
    with database.writing() as session:
        session.execute(insert(Appeal), appeals)
        session.execute(insert(Letter), letters)


if __name__ == "__main__":
    sys.exit(main())
