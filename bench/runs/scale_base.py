"""Bases of an office that has worked for ten years: ten thousand, a hundred thousand, a million appeals and letters.

    python bench/runs/scale_base.py --folder FOLDER [--appeals 10000 100000 1000000]

A PostgreSQL of its own lies in FOLDER and stays there, stopped, with a database a size (``base_10000`` …): some 1.6 GB
for every hundred thousand. A year of appeals, letters, calls, opinions, batches and their journal is made as the
product makes them (``page_register.fill_register``); a base of more than a year's is such years one after another,
copied in the database itself (``scale_years``). What is there already is left as it is.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

import psycopg

from bench.runs import scale_years
from bench.runs.page_register import fill_register
from bench.runs.postgres import Server, cluster
from bench.runs.register import PASSWORD, Register
from letterkit.core.office import Duty
from letterkit.office.batches import sent_lookup
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.store.audit_key import audit_key

SIZES = (10_000, 100_000, 1_000_000)
A_YEAR = 100_000
"""More than so many appeals are several years of so many."""
AS_IN_EARNEST = (
    "shared_buffers=2GB",
    "effective_cache_size=6GB",
    "work_mem=16MB",
    "maintenance_work_mem=512MB",
    "random_page_cost=1.1",
    "effective_io_concurrency=200",
    "max_connections=200",
)
"""What docs/guide/storage.md tells whoever has many letters to set."""
_FILLING = ("max_wal_size=4GB", "fsync=off", "synchronous_commit=off", "autovacuum=off")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--appeals", type=int, nargs="+", default=SIZES)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with cluster(asked.folder.resolve() / "postgresql", *AS_IN_EARNEST, *_FILLING) as server:
        for appeals in sorted(asked.appeals):
            fill_base(server, asked.folder.resolve(), appeals)
    return 0


def name_of(appeals: int) -> str:
    return f"base_{appeals}"


def register_of(server: Server, folder: Path, appeals: int) -> Register:
    """The register over the base of so many appeals; its files and keys lie in a folder of their own."""
    data = folder / name_of(appeals)
    data.mkdir(exist_ok=True)
    return Register(data, server.address(name_of(appeals)))


def fill_base(server: Server, folder: Path, appeals: int) -> None:
    """The base of so many appeals, unless it is there."""
    with psycopg.connect(server.address("postgres"), autocommit=True) as plain:
        there = plain.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name_of(appeals)]).fetchone()
        if there:
            return
        began = time.monotonic()
        if appeals <= A_YEAR:
            plain.execute(f'CREATE DATABASE "{name_of(appeals)}_made"')
            made = Register(folder / name_of(appeals), server.address(f"{name_of(appeals)}_made"))
            made.folder.mkdir(exist_ok=True)
            fill_year(made, appeals)
        else:
            fill_base(server, folder, A_YEAR)
            plain.execute(f'DROP DATABASE IF EXISTS "{name_of(appeals)}_made"')
            plain.execute(f'CREATE DATABASE "{name_of(appeals)}_made" TEMPLATE "{name_of(A_YEAR)}"')
            year, made = (register_of(server, folder, each) for each in (A_YEAR, appeals))
            shutil.copytree(year.folder, made.folder, dirs_exist_ok=True)  # the keys above all
            scale_years.multiply(
                server.address(f"{name_of(appeals)}_made"), audit_key(year.settings), appeals // A_YEAR
            )
        plain.execute(f'ALTER DATABASE "{name_of(appeals)}_made" RENAME TO "{name_of(appeals)}"')
    print(f"{appeals}: {time.monotonic() - began:.0f} с", file=sys.stderr, flush=True)


def fill_year(register: Register, appeals: int) -> None:
    """A year of the register: all that its pages show, made as the product makes it."""
    fill_register(register, appeals)
    scale_years.add_more(register.database_url)
    with register.bench as bench:
        details = Details("Замеров", "Пётр", "Иванович")
        for duty in (Duty.ADMINISTRATOR, Duty.CLERK):
            accounts.add(bench.database, None, f"scale-{duty.value}", PASSWORD, details, [duty])
        sent_lookup.catch_up(bench.database)
    with psycopg.connect(register.database_url, autocommit=True) as plain:
        plain.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
