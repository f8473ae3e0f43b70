"""register: a table taken in, its errors told, written out and taken again; exit codes."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from letterkit.settings import load_settings
from letterkit.store.database import Database

from .conftest import Letterkit

TABLE = "Номер;Дата;ФИО;Вид;О чём;Дата ответа;Результат\n"
GOOD = "И-1;13.05.2024;Иванова Мария Петровна;жалоба;ремонт крыши;03.06.2024;отказано\n"


@pytest.fixture(autouse=True)
def register(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", database_url)
    load_settings.cache_clear()
    return database


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "реестр.csv"
    path.write_text(text, encoding)
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_table_is_taken_once(letterkit: Letterkit, tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, TABLE + GOOD, encoding)
    dry = letterkit("register", "import", path, "--dry-run")
    assert (dry.code, dry.out) == (0, "Новых обращений: 1; изменится: 0; без изменений: 0.\n")
    first = letterkit("register", "import", path)
    assert (first.code, first.out) == (0, "Внесено новых обращений: 1; изменено: 0; без изменений: 0.\n")
    again = letterkit("register", "import", path)
    assert (again.code, again.out) == (0, "Внесено новых обращений: 0; изменено: 0; без изменений: 1.\n")


def test_a_table_with_an_error_changes_nothing_and_says_where_it_is(letterkit: Letterkit, tmp_path: Path) -> None:
    path = written(tmp_path, TABLE + GOOD + GOOD.replace("И-1", "И-2").replace("жалоба", "донос"))
    ran = letterkit("register", "import", path, "--errors", str(tmp_path / "ошибки.xlsx"))
    assert ran.code == 2
    assert "Строка 3, столбец D «Вид»: такого значения в списке нет." in ran.err
    assert "Реестр не изменён" in ran.err
    assert "предложение" in str(load_workbook(tmp_path / "ошибки.xlsx").active.cell(3, 8).value)
    letterkit("register", "export", str(tmp_path / "out.json"))
    assert json.loads((tmp_path / "out.json").read_text()) == []
    assert letterkit("register", "import", path, "--good-rows").code == 2
    letterkit("register", "export", str(tmp_path / "out.json"))
    assert [each["appeal"]["number"] for each in json.loads((tmp_path / "out.json").read_text())] == ["И-1"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_is_exported_is_imported_as_the_same(letterkit: Letterkit, tmp_path: Path, kind: str) -> None:
    letterkit("register", "import", written(tmp_path, TABLE + GOOD))
    out = str(tmp_path / f"out.{kind}")
    assert letterkit("register", "export", out, "--quarter", "2024-Q2").out.endswith("1 обращение.\n")
    assert letterkit("register", "import", out).out == "Внесено новых обращений: 0; изменено: 0; без изменений: 1.\n"
    assert letterkit("register", "export", out, "--quarter", "2024-Q3").out.endswith("0 обращений.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import", "нет.csv"), "файла «нет.csv» нет"),
        (("export", "out.txt"), "дайте ему имя на .xlsx"),
        (("export", "out.csv", "--quarter", "2026-Q5"), "«2026-Q5» – не квартал"),
        (("export", "out.csv", "--body", "нет"), "нет"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(letterkit: Letterkit, arguments: tuple[str, ...], told: str) -> None:
    ran = letterkit("register", *arguments)
    assert ran.code == 2
    assert told in ran.told.replace("Файла", "файла").replace("В файл", "в файл")


def test_the_template_is_a_table_that_can_be_taken(letterkit: Letterkit, tmp_path: Path) -> None:
    path = str(tmp_path / "образец.xlsx")
    assert letterkit("register", "template", path).code == 0
    ran = letterkit("register", "import", path, "--dry-run")
    assert (ran.code, ran.out) == (0, "Новых обращений: 1; изменится: 0; без изменений: 0.\n")


def test_search_is_brought_up_to_date_by_a_command(letterkit: Letterkit, tmp_path: Path) -> None:
    letterkit("register", "import", written(tmp_path, TABLE + GOOD))
    assert letterkit("register", "reindex").out.endswith("обращений 0, писем 0, ответов на похожее 0.\n")
    assert letterkit("register", "reindex", "--all").out.endswith("обращений 1, писем 0, ответов на похожее 0.\n")
