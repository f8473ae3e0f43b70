"""A register that any earlier letterkit has left comes to today's tables with all that is in it, and its pages open.

There has been no release yet: every revision of the tables is one that somebody may have. What is in an old register is
made of today's: rows of a small office, as many columns of them as there were.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, Integer, MetaData, Table, func, select
from sqlalchemy.types import TypeEngine

from letterkit.checking.checker import Checker
from letterkit.cli.main import run
from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.settings import Settings, load_settings
from letterkit.store import audit, migrations
from letterkit.store.audit_key import audit_key
from letterkit.store.database import Database, migrate
from letterkit.store.rows import number_on
from letterkit.store.schema import METADATA
from webui.engine import Engine

from ..signed_in import sign_in
from .conftest import serving
from .office import NOW, Register

_NUMBER = re.compile(r'^revision = "(\d{4})"', re.MULTILINE)
_FOLDER = Path(migrations.__file__).parent / "versions"
STAGES = sorted({found[1] for file in _FOLDER.glob("*.py") if (found := _NUMBER.search(file.read_text("utf-8")))})
FIRST = STAGES[0]
PAGES = {
    Duty.EXECUTOR: ("/home", "/letters/", "/letters/{letter}", "/appeals/", "/appeals/{appeal}"),
    Duty.REGISTRY: ("/home", "/appeals/", "/appeals/{appeal}", "/batches", "/control", "/receptions"),
    Duty.SIGNER: ("/review", "/figures/", "/figures/work"),
    Duty.CLERK: ("/texts", "/rules"),
    Duty.ADMINISTRATOR: ("/home", "/people", "/journal"),
}


def test_the_stages_are_those_that_can_be_upgraded(sqlite: Database) -> None:
    assert [each for each in sqlite.revisions if each.isdecimal()] == STAGES


@pytest.mark.both_databases
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("stage", [FIRST, *(pytest.param(each, marks=pytest.mark.long) for each in STAGES[1:-1])])
def test_it_comes_to_the_newest_with_its_rows_and_its_pages_open(
    stage: str,
    register: Register,
    application: Flask,
    checker: Checker,
    settings: Settings,
    empty_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    appeal = register.appeal()
    letter = register.letter(appeal)
    old = settings.model_copy(update={"database_url": empty_url})
    before = leave_as_of(stage, register.office.database, old)
    assert {"people", "appeals", "letters", "versions", "audit"} <= {name for name, rows in before.items() if rows}
    with monkeypatch.context() as at_work:
        at_work.setenv("LETTERKIT_DATABASE_URL", empty_url)
        at_work.setenv("LETTERKIT_DATA", str(settings.data_dir))
        load_settings.cache_clear()
        assert run(["db", "upgrade"]) == 0
    load_settings.cache_clear()
    assert f"версия {stage} → " in capsys.readouterr().out
    upgraded = Engine(old)
    upgraded.__dict__["checker"] = checker
    assert upgraded.database.answers()
    after = counts(upgraded.database)
    assert {name: after[name] for name in before} == before
    with serving(application, upgraded) as app, clock.stopped_at(NOW):
        for duty, pages in PAGES.items():
            client = sign_in(app.test_client(), register.people[duty])
            for page in pages:
                path = page.format(letter=letter.id, appeal=appeal.id)
                answer = client.get(path, follow_redirects=True)
                assert answer.status_code == 200, (duty, path)
                if "{" in page:
                    assert appeal.number in answer.text
        client = sign_in(app.test_client(), register.people[Duty.REGISTRY])
        assert "И-345" in client.get("/appeals/?words=И-345").text  # found by words, though the index is younger
    with upgraded.database.reading() as session:
        assert audit.verify(session).broken is None


def leave_as_of(stage: str, today: Database, old: Settings) -> dict[str, int]:
    """An old register at the address of ``old`` with the rows of ``today``; how many rows each table has."""
    opened = Database(old.database_address, old.base, audit_key(old))
    with opened.rebuilding() as connection:
        migrate(connection, stage)
        tables = MetaData()
        tables.reflect(connection)
        with today.reading() as session:
            for table in tables.sorted_tables:
                if (now := METADATA.tables.get(table.name)) is not None:
                    rows = [dict(row) for row in session.execute(select(now)).mappings()]
                    insert(connection, table, now, rows)
        number_on(connection, [METADATA.tables[name] for name in tables.tables if name in METADATA.tables])
    found = counts(opened)
    opened.close()
    return found


def insert(connection: Connection, table: Table, now: Table, rows: list[dict[str, Any]]) -> None:
    """Adds ``rows`` of the table as it is ``now`` to the same table as it was."""
    were = {column.name: now.columns[column.name] for column in table.columns if column.name in now.columns}
    typed = Table(table.name, MetaData(), *(type(column)(name, column.type) for name, column in were.items()))
    gone = [column for column in table.columns if column.name not in were and is_needed(column)]
    typed = Table(table.name, MetaData(), *(column._copy() for column in [*typed.columns, *gone]))
    more = {column.name: value_of(column.type) for column in gone}
    for row in rows:
        connection.execute(typed.insert(), {name: row[name] for name in were} | more)


def is_needed(column: Any) -> bool:
    return not column.nullable and column.server_default is None


def value_of(kind: TypeEngine[Any]) -> Any:
    """Something for a column that there is no more."""
    for types, value in (
        (DateTime, NOW),
        (Date, NOW.date()),
        (Boolean, False),
        (Integer, 0),
        (JSON, {}),
    ):
        if isinstance(kind, types):
            return value
    return ""


def counts(database: Database) -> dict[str, int]:
    """Rows of each of our tables that is there."""
    with database.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.tables.items()
            if name in METADATA.tables
        }
