"""Findings of letters and batches made before they were counted are counted by the upgrade."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from letterkit.store.database import Database, migrate
from letterkit.store.rule_tables import RuleCount

pytestmark = pytest.mark.both_databases

PERSON = (
    "INSERT INTO people (id, login, surname, name, active, is_program, must_change_password, fs_uniquifier,"
    " failed_sign_ins, created) VALUES (1, 'a', '', '', true, false, false, 'u', 0, '2026-01-01 00:00:00')"
)
LETTER = (
    "INSERT INTO letters (id, executor_id, changed_by_id, state, revision, reply, blank, card, title, text, errors,"
    " created, changed) VALUES (:id, 1, 1, 'draft', 1, '', '', '{}', '', '', 0, '2026-01-01', '2026-01-01')"
)
VERSION = (
    "INSERT INTO versions (letter_id, number, at, by_id, why, reply, blank, card, title, text, report, verdict, errors)"
    " VALUES (:letter, :number, :at, 1, 'submitted', '', '', '{}', '', :text, :report, :verdict, 0)"
)
BATCH = (
    "INSERT INTO batches (id, name, source, reply, blank, plan, state, rows, by_id, created, keyed)"
    " VALUES (1, '', '', '', '', '{}', 'done', 3, 1, '2026-03-01 12:00:00', false)"
)
CHUNK = (
    "INSERT INTO batch_chunks (id, batch_id, number, state, attempts, ended) VALUES (:id, 1, :id, 'ended', 1, :ended)"
)
ROW = (
    "INSERT INTO batch_rows (id, batch_id, chunk_id, number, key, state, who, words, errors, warnings)"
    " VALUES (:id, 1, :chunk, :id, '', 'done', '', '', 0, 0)"
)
WAIVER = (
    "INSERT INTO batch_waivers (id, batch_id, code, message, reason, count, by_id, at, until)"
    " VALUES (1, 1, 'tone.b', '', '', 1, 1, '2026-03-01', '2026-04-01')"
)
FINDING = (
    "INSERT INTO batch_findings (id, batch_id, signature, code, clause, level, message, advice, excerpt, waiver_id)"
    " VALUES (:id, 1, :signature, :code, '1.5', 'warning', '', '', '', :waiver)"
)


def report(*codes: str, waived: tuple[str, ...] = ()) -> str:
    found = [{"code": code, "clause": "1.5", "level": "warning"} for code in codes]
    return json.dumps({"findings": found, "waived": [{"code": code} for code in waived]})


VERSIONS: list[tuple[int, str, str, str | None]] = [
    (1, "2026-02-01 12:00:00", "а", None),
    (2, "2026-02-02 12:00:00", "а", report("tone.a", "tone.a", "tone.b")),
    (3, "2026-02-03 12:00:00", "а", report("tone.a", "tone.a", waived=("tone.b",))),
    (4, "2026-02-04 12:00:00", "б", report("tone.a", "tone.c", waived=("tone.b",))),
    (5, "2026-02-05 12:00:00", "б", report("tone.c", waived=("tone.b",))),
]


@pytest.fixture
def before(empty_url: str, tmp_path: Path) -> Database:
    """A database of the revision before: a letter with reports, one without any, a batch of two chunks."""
    opened = Database(empty_url, tmp_path)
    with opened.rebuilding() as connection:
        migrate(connection, "0006")
        connection.execute(text(PERSON))
        for letter in (1, 2):
            connection.execute(text(LETTER), {"id": letter})
        for number, at, words, made in VERSIONS:
            given = {"number": number, "at": at, "text": words, "report": made, "verdict": "fix" if made else None}
            connection.execute(text(VERSION), {"letter": 1, **given})
        _fill_batch(connection)
    return opened


def _fill_batch(connection: Connection) -> None:
    connection.execute(text(BATCH))
    for chunk, ended in ((1, "2026-03-05 12:00:00"), (2, None)):
        connection.execute(text(CHUNK), {"id": chunk, "ended": ended})
    for row, chunk in ((1, 1), (2, 1), (3, 2)):
        connection.execute(text(ROW), {"id": row, "chunk": chunk})
    connection.execute(text(WAIVER))
    for finding, code, waiver in ((1, "tone.a", None), (2, "tone.b", 1), (3, "tone.a", None)):
        given = {"id": finding, "signature": str(finding), "code": code, "waiver": waiver}
        connection.execute(text(FINDING), given)
    for row, finding, times in ((1, 1, 2), (1, 3, 1), (2, 1, 1), (2, 2, 4), (3, 1, 1)):
        given = {"row": row, "finding": finding, "times": times}
        connection.execute(text("INSERT INTO batch_row_findings VALUES (:row, :finding, :times)"), given)


def counted(database: Database, **of: int) -> dict[str, dict[str, Any]]:
    names = ("letters", "found", "rewritten", "waived", "standing")
    with database.reading() as session:
        rows = session.scalars(select(RuleCount).filter_by(**of))
        return {row.code: {name: count for name in names if (count := getattr(row, name))} for row in rows}


def test_the_reports_of_a_letter_are_counted_one_after_another(before: Database) -> None:
    before.upgrade()
    assert counted(before, letter_id=1) == {
        # One went when the words were changed, the other by itself.
        "tone.a": {"letters": 1, "found": 2, "rewritten": 1},
        "tone.b": {"letters": 1, "found": 1, "waived": 1},
        "tone.c": {"letters": 1, "found": 1, "standing": 1},
    }
    with before.reading() as session:
        row = session.scalars(select(RuleCount).filter_by(letter_id=1, code="tone.c")).one()
        assert (row.day, row.clause, row.level) == (date(2026, 2, 4), "1.5", "warning")
        assert session.scalars(select(RuleCount.id).filter_by(letter_id=2)).all() == []


def test_the_findings_of_a_batch_are_counted_by_chunk(before: Database) -> None:
    before.upgrade()
    assert counted(before, chunk_id=1) == {
        "tone.a": {"letters": 2, "found": 4, "standing": 4},
        "tone.b": {"letters": 1, "found": 4, "waived": 4},
    }
    assert counted(before, chunk_id=2) == {"tone.a": {"letters": 1, "found": 1, "standing": 1}}
    with before.reading() as session:
        days = dict(session.execute(select(RuleCount.chunk_id, RuleCount.day).filter_by(batch_id=1)).all())
    assert days == {1: date(2026, 3, 5), 2: date(2026, 3, 1)}
