"""``letterkit control`` and ``letterkit deadline`` in the shell."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from letterkit.cli.main import run
from letterkit.core import clock
from letterkit.settings import load_settings
from letterkit.store.database import Database
from letterkit.store.tables import Appeal


@pytest.fixture
def register(sqlite: Database, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("LETTERKIT_DATA", str(tmp_path))
    load_settings.cache_clear()
    with sqlite.writing() as session:
        for number, due in (("И-1", date(2024, 6, 3)), ("И-2", date(2024, 6, 7)), ("И-3", date(2024, 6, 17))):
            session.add(Appeal(number=number, registered=date(2024, 5, 14), card={}, due=due, created=clock.now()))
    yield sqlite
    load_settings.cache_clear()


def test_both_lists_are_told_for_a_day(register: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["control", "--on", "2024-06-05"]) == 0
    told = capsys.readouterr().out
    assert "Исполнить до 16.06.2024 включительно" in told
    assert "03.06.2024 (просрочено на 2 дня) № И-1" in told
    assert "И-3" not in told


@pytest.mark.parametrize(
    ("which", "keys"), [("warning", {"warning"}), ("overdue", {"overdue"}), ("all", {"warning", "overdue"})]
)
def test_one_list_is_asked_for(
    register: Database, capsys: pytest.CaptureFixture[str], which: str, keys: set[str]
) -> None:
    assert run(["control", "--on", "05.06.2024", "--list", which, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) - {"on", "week"} == keys
    assert all(told[key]["count"] == 1 for key in keys)


def test_a_spreadsheet_is_written_to_a_file(register: Database, tmp_path: Path) -> None:
    out = tmp_path / "control.xlsx"
    assert run(["control", "--on", "2024-06-05", "--format", "xlsx", "-o", str(out)]) == 0
    assert load_workbook(out).sheetnames == ["Предупреждения", "Просрочено"]


def test_sending_without_mail_says_what_to_set(register: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["control", "--send"]) == 2
    assert "LETTERKIT_SMTP_URL" in capsys.readouterr().err


def test_a_term_that_is_not_there_names_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deadline", "2024-04-23", "--term", "reviev"]) == 2
    assert "похоже на review" in capsys.readouterr().err


def test_a_deadline_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deadline", "2024-04-23", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["from"], told["term"], told["due"]) == ("2024-04-23", "review", "2024-05-23")
    assert told["explained"].startswith("30 дней с 23.04.2024 = 23.05.2024, четверг")


def test_a_year_without_a_calendar_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deadline", "2099-05-14"]) == 2
    assert "rules/calendar/2099.yml" in capsys.readouterr().err
