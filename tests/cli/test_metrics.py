"""``letterkit metrics`` and ``letterkit register demo`` as a person and another program call them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from letterkit.core import clock
from letterkit.settings import load_settings

from .conftest import Letterkit


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", sqlite_url)
    load_settings.cache_clear()
    with clock.stopped_at(datetime(2026, 11, 27, 12, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def filled(letterkit: Letterkit) -> Letterkit:
    ran = letterkit("register", "demo", "--count", "300", "--quarters", "2026-Q2,2026-Q3", "--seed", "7")
    assert ran.code == 0
    assert "Внесено обращений: 300" in ran.out
    return letterkit


def test_json_has_the_keys_of_the_contract_and_shares_of_one(filled: Letterkit) -> None:
    found = json.loads(filled("metrics", "--quarter", "2026-Q3", "--format", "json").out)
    assert found["quarter"] == "2026-Q3"
    assert found["received"] == sum(each["count"] for each in found["channels"]) == 150
    assert sum(each["share"] for each in found["channels"]) == pytest.approx(1)
    assert {"channel", "count", "share"} <= set(found["channels"][0])
    assert set(found["reasons"][0]) == {"reason", "count"}
    assert set(found["groups"][0]) == {"group", "count"}
    assert {"median_days", "p90_days", "answered"} <= set(found["waiting"])
    complaints = found["complaints"]
    assert complaints["satisfied_share"] == complaints["satisfied"] / complaints["received"]
    assert {"received", "satisfied", "refused", "refused_share"} <= set(complaints)
    assert [each["quarter"] for each in found["earlier"]] == ["2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3"]
    assert {"channels", "waiting", "satisfied", "refused"} <= set(found["definitions"])


def test_text_prints_the_definition_under_each_figure(filled: Letterkit) -> None:
    ran = filled("metrics", "--quarter", "2026-q3")
    assert ran.code == 0
    assert "Показатели: III квартал 2026 года" in ran.out
    assert ran.out.count("Порядка") > 5
    assert "None" not in ran.out


def test_a_quarter_without_appeals_has_noughts(filled: Letterkit) -> None:
    found = json.loads(filled("metrics", "--quarter", "2020-Q1", "--format", "json").out)
    assert (found["received"], found["channels"], found["complaints"]["satisfied_share"]) == (0, [], None)
    assert "нет данных" in filled("metrics", "--quarter", "2020-Q1").out.lower()


@pytest.mark.parametrize(("quarter", "told"), [("2026-Q5", "не квартал"), ("2027-Q1", "ещё не начался")])
def test_a_quarter_that_there_is_not_is_refused(letterkit: Letterkit, quarter: str, told: str) -> None:
    ran = letterkit("metrics", "--quarter", quarter)
    assert ran.code == 2
    assert told in ran.told


def test_files_are_written_whole(filled: Letterkit, tmp_path: Path) -> None:
    for form, begins in (("xlsx", b"PK"), ("pdf", b"%PDF"), ("html", b"\n<!doctype html>"), ("json", b"{")):
        out = tmp_path / f"показатели.{form}"
        assert filled("metrics", "--quarter", "2026-Q3", "--format", form, "-o", out).code == 0
        assert out.read_bytes().lstrip().startswith(begins.lstrip())
    book = load_workbook(tmp_path / "показатели.xlsx")
    assert book["Удовлетворённые жалобы"]["A5"].value == "III\N{NO-BREAK SPACE}кв. 2026"
    html = (tmp_path / "показатели.html").read_text(encoding="utf-8")
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


def test_made_up_appeals_are_not_put_among_real_ones(filled: Letterkit) -> None:
    ran = filled("register", "demo", "--quarters", "2026-Q3")
    assert ran.code == 2
    assert "уже внесены" in ran.err


def test_more_than_can_be_made_up_is_refused(letterkit: Letterkit) -> None:
    ran = letterkit("register", "demo", "--quarters", "2026-Q3", "--count", "2000000")
    assert ran.code == 2
    assert "1000000" in ran.told
