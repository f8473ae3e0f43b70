"""How soon letters on the like of an appeal are found among a hundred thousand, and how many of them are of its group.

usage: python bench/runs/likeness.py [--letters 100000] [--database both|sqlite|postgresql]

Exit code 1: of a hundred appeals the fifth longest took more than LIMIT_MS in one of the three: letters on the like,
what letters say of its house, copies of it.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import insert

from bench.likeness import LabelledAppeal, LikenessFigures, by_index, by_likeness, load
from bench.runs.postgres import postgresql
from bench.runs.printed import machine, number, table
from letterkit.core import clock
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.office.cases import appeals
from letterkit.office.context import Office
from letterkit.office.likeness import indexing
from letterkit.office.likeness.duplicates import duplicates_of_appeal
from letterkit.office.likeness.known_facts import known_facts
from letterkit.office.likeness.similar import similar_letters
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.office.register import copies
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.likeness_tables import AppealShingle
from letterkit.store.tables import Appeal, Letter, table_of
from letterkit.worker.serve import open_bench

LIMIT_MS = 300
PASSWORD = "только-для-замера"
ASKED, WARM = 100, 3
UNITS, OF_UNIT = 5, 4
TESTS = Path(__file__).parents[2] / "tests"
STREETS = ("Садовая", "Лесная", "Морская", "Полевая", "Школьная", "Рабочая", "Приморская", "Солнечная", "Заречная")
TOWNS = ("Холмск", "Корсаков", "Поронайск", "Невельск", "Макаров", "Долинск")
_AT_ONCE = 5000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--database", choices=("both", "sqlite", "postgresql"), default="both")
    asked = parser.parse_args()
    labelled, apart = load([TESTS / "appeals"]), load([TESTS / "appeals_apart"])
    print(machine())
    for words, appeals_ in {"первая половина набора": labelled, "отложенная половина": apart}.items():
        measured = {"письма на похожее": by_likeness(appeals_), "полнотекстовый указатель": by_index(appeals_)}
        print(_quality_table(words, measured))
    slowest = 0.0
    for name in ("sqlite", "postgresql") if asked.database == "both" else (asked.database,):
        with tempfile.TemporaryDirectory(prefix="letterkit-likeness-") as folder, _address(name, folder) as url:
            slowest = max(slowest, _measure(name, Path(folder), url, asked.letters, labelled))
    return int(slowest > LIMIT_MS)


def _quality_table(words: str, measured: Mapping[str, LikenessFigures]) -> str:
    rows = [
        (name, str(each.asked), *(number(100 * share) for share in (each.any_among, each.first, each.found)))
        for name, each in measured.items()
    ]
    head = ("чем ищем", "обращений", "есть среди пяти, %", "первое, %", "найдено из возможных, %")
    return f"\nСвоя группа среди первых пяти, {words}:\n\n{table(head, rows)}"


@contextmanager
def _address(name: str, folder: str) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder}/letterkit.db"
        return
    with postgresql() as url:
        yield url


def _measure(name: str, folder: Path, url: str, letters: int, labelled: Sequence[LabelledAppeal]) -> float:
    with open_bench(Settings(data=folder, database_url=url)) as bench:
        database = bench.database
        database.upgrade()
        executor, signer, registry = _fill(database, letters, labelled)
        begun = perf_counter()
        kept = indexing.complete(database)
        kept_s = perf_counter() - begun
        ids = _ask(bench.office, registry, labelled)
        steps: dict[str, Callable[[Office, Actor, int], Any]] = {
            "письма на похожее, свой отдел": lambda office, _, each: similar_letters(office, executor, each),
            "письма на похожее, весь орган": lambda office, _, each: similar_letters(office, signer, each),
            "что писали о доме": lambda office, _, each: known_facts(office, signer, each),
            "такие же обращения": lambda office, by, each: duplicates_of_appeal(office, by, each),
        }
        rows, slowest = [], 0.0
        for words, step in steps.items():
            times = _times(lambda each: step(bench.office, registry, each), ids)  # noqa: B023
            middle, late, last = times[len(times) // 2], times[-1 - len(times) // 20], times[-1]
            slowest = max(slowest, late)
            rows.append((words, number(middle, 0), number(late, 0), number(last, 0)))
    print(
        f"\n{name}: писем {kept}, внесены за {number(kept_s, 0)} с\n\n"
        f"{table(('мс', 'медиана', 'p95', 'дольше всего'), rows)}"
    )
    return slowest


def _times(step: Callable[[int], Any], ids: Sequence[int]) -> list[float]:
    """Sorted milliseconds; the first few read what is read once."""
    times = []
    for each in ids:
        begun = perf_counter()
        step(each)
        times.append((perf_counter() - begun) * 1000)
    return sorted(times[WARM:])


def _ask(office: Office, by: Actor, labelled: Sequence[LabelledAppeal]) -> list[int]:
    """Appeals that have just come, of every group: new words of the citizens, houses of the register."""
    chance, today = random.Random(9), clock.today().isoformat()
    ids = []
    for place in range(ASKED + WARM):
        one = chance.choice(labelled)
        card = _card(f"Н-{place}", today, one, chance)
        ids.append(appeals.add(office, by, card).id)
    return ids


def _fill(database: Database, count: int, labelled: Sequence[LabelledAppeal]) -> tuple[Actor, Actor, Actor]:
    """So many sent letters, each to an appeal of its own: subject and questions of two appeals of one group."""
    chance, today = random.Random(8), clock.today()
    executors = []
    for place in range(UNITS * OF_UNIT):
        details = Details("Петров", "Пётр", unit=f"Отдел {place % UNITS}")
        executors.append(accounts.add(database, None, f"e{place}", PASSWORD, details, [Duty.EXECUTOR]).actor)
    plain = Details("Сергеева", "Анна")
    signer, registry = (
        accounts.add(database, None, duty.value, PASSWORD, plain, [duty]).actor for duty in (Duty.SIGNER, Duty.REGISTRY)
    )
    lines = [line for file in sorted((TESTS / "letters").glob("*.txt")) for line in _body(file)]
    for first in range(1, count + 1, _AT_ONCE):
        told: list[dict[str, Any]] = []
        written: list[dict[str, Any]] = []
        for place in range(first, min(first + _AT_ONCE, count + 1)):
            day = today - timedelta(days=1 + (count - place) * 1500 // count)
            card = _card(f"И-{place}", day.isoformat(), chance.choice(labelled), chance)
            who = chance.choice(executors)
            told.append(
                {
                    "body": "", "number": f"И-{place}", "registered": day, "card": card, "due": day,
                    "subject": card["appeal"]["subject"], "group": card["appeal"]["group"], "term": "review",
                    "applicant": "Иванова М.П.", "state": AppealState.DONE, "responsible_id": who.id,
                    "created": clock.now(),
                }
            )  # fmt: skip
            written.append(
                {
                    "body": "", "executor_id": who.id, "changed_by_id": who.id,
                    "reply": "by_date", "blank": "corner", "title": "О ремонте", "state": LetterState.SENT,
                    "card": {**card, "reply": {"outcome": "by_date", "due_date": day.isoformat()}},
                    "text": "\n".join(chance.sample(lines, 6)), "number": f"О-{place}", "dated": day, "due": day,
                    "created": clock.now(), "changed": clock.now(), "submitted": clock.now(),
                }
            )  # fmt: skip
        with database.writing() as session:
            table_ = table_of(Appeal)
            made = insert(table_).returning(table_.c.id, sort_by_parameter_order=True)
            ids = session.execute(made, told).scalars().all()
            session.execute(insert(Letter), [{**row, "appeal_id": id_} for id_, row in zip(ids, written, strict=True)])
            matters = zip(ids, (copies.matter_of(each["card"]) for each in told), strict=True)
            shingles = [row for id_, said in matters for row in copies.rows(id_, "", said)]
            session.execute(insert(table_of(AppealShingle)), shingles)
    return executors[0], signer, registry


def _body(file: Path) -> list[str]:
    """The paragraphs of a letter between the salutation and the closing."""
    text = file.read_text(encoding="utf-8").partition("С уважением")[0].rpartition("!\n")[2]
    return [line for line in text.split("\n") if len(line) > 60]


def _card(number_: str, day: str, one: LabelledAppeal, chance: random.Random) -> dict[str, Any]:
    street, house = chance.choice(STREETS), chance.randrange(1, 90)
    address = f"г. {chance.choice(TOWNS)}, ул. {street}, д. {house}, кв. {chance.randrange(1, 99)}"
    words = [word for text in one.said for word in text.split()]
    chance.shuffle(words)
    return {
        "appeal": {
            "number": number_, "registered": day, "subject": " ".join(one.said[0].split()[: chance.randrange(4, 12)]),
            "questions": [f"{' '.join(words[: chance.randrange(5, 25)])}?"], "group": one.group,
        },
        "applicant": {"surname": "Иванова", "name": "Мария", "patronymic": "Петровна", "address": address},
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
