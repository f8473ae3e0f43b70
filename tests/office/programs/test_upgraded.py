"""Programs that were there before scopes and webhooks go on as they were."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from letterkit.store.database import Database, migrate
from letterkit.store.tables import Person

_ROW = (
    "INSERT INTO people (login, surname, name, active, is_program, must_change_password, fs_uniquifier, created)"
    " VALUES (:login, '', 'СЭД', :yes, :is_program, :no, :login, '2026-01-01 00:00:00+00:00')"
)


@pytest.mark.both_databases
def test_tokens_of_before_keep_what_they_could_and_people_have_no_scopes(empty_url: str, tmp_path: Path) -> None:
    database = Database(empty_url, tmp_path)
    with database.rebuilding() as connection:
        migrate(connection, "0021")
        for login, is_program in (("program:1", True), ("anna", False)):
            told = {"login": login, "is_program": is_program, "yes": True, "no": False}
            connection.execute(text(_ROW), told)
    database.upgrade()
    with database.reading() as session:
        scopes = {each.login: each.scopes for each in session.scalars(select(Person))}
    database.close()
    assert scopes == {"program:1": "read check appeals batches", "anna": None}
