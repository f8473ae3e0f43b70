"""Rows of batches made before letters could be sent know their way and their appeal after the upgrade."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from letterkit.store.batch_tables import BatchRow
from letterkit.store.database import Database, migrate

pytestmark = pytest.mark.both_databases

APPEAL = {"number": "И-7", "registered": "2024-05-14"}
CARDS: list[tuple[dict[str, Any] | None, str | None, str | None]] = [
    ({"appeal": APPEAL, "applicant": {"address": "ул. Мира, д. 1"}}, "ready", "post"),
    ({"applicant": {"address": "ул. Мира, д. 1", "email": "a@b.ru"}, "reply": {"delivery": "email"}}, "fix", "email"),
    ({"appeal": {"channel": "gosuslugi"}, "applicant": {"email": "a@b.ru"}}, "incomplete", "pos"),
    (
        {"applicant": {"address": "ул. Мира, д. 1"}, "reply": {"restricted": True, "outcome": "extended"}},
        None,
        "registered",
    ),
    ({"appeal": {"number": "7" * 61}}, None, "unknown"),
    (None, None, None),
]


@pytest.fixture
def before(empty_url: str, tmp_path: Path) -> Database:
    """A database of the revision before, with a row for each of CARDS."""
    opened = Database(empty_url, tmp_path)
    with opened.rebuilding() as connection:
        migrate(connection, "0003")
        connection.execute(
            text(
                "INSERT INTO people (id, login, surname, name, active, is_program, must_change_password, fs_uniquifier,"
                " failed_sign_ins, created) VALUES (1, 'a', '', '', true, false, false, 'u', 0, '2026-01-01 00:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO batches (id, name, source, reply, blank, plan, state, rows, by_id, created)"
                " VALUES (1, '', '', '', '', '{}', 'done', 6, 1, '2026-01-01 00:00:00')"
            )
        )
        row = text(
            "INSERT INTO batch_rows (batch_id, number, key, state, card, who, errors, warnings, verdict)"
            " VALUES (1, :number, '', 'done', :card, '', 0, 0, :verdict)"
        )
        for number, (card, verdict, _) in enumerate(CARDS):
            given = json.dumps(card) if card else None
            connection.execute(row, {"number": number, "card": given, "verdict": verdict})
    return opened


def test_what_the_cards_say_is_known_of_the_rows(before: Database) -> None:
    before.upgrade()
    with before.reading() as session:
        rows = session.scalars(select(BatchRow).order_by(BatchRow.number)).all()
    assert [row.way for row in rows] == [way for _, _, way in CARDS]
    assert [row.whole for row in rows] == [True, None, False, None, None, None]
    assert (rows[0].appeal_number, rows[0].appeal_day) == ("И-7", date(2024, 5, 14))
    assert rows[3].outcome == "extended"
    assert rows[4].appeal_number is None  # no appeal of the register has so long a number
