"""A large table is read by a process of its own, and every row comes once whatever happens to that process."""

import multiprocessing
from collections.abc import Callable
from itertools import islice
from operator import attrgetter
from typing import Any

import pytest

from letterkit.compose.catalogue import ReplyText
from letterkit.flow.sheets import Sheet, SheetRow, Task, ahead, read_sheet, rows_of

HEAD = ("ФИО", "Номер обращения", "О чём обращение", "Куда направлено")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is large, and the reader is not far ahead."""
    monkeypatch.setattr(ahead, "LARGE_BYTES", 0)
    monkeypatch.setattr(ahead, "_PARTS_AHEAD", 1)


@pytest.fixture
def table(xlsx: Callable[..., bytes]) -> Callable[[int], bytes]:
    """A table of so many rows; each seventh has no name."""

    def made(count: int) -> bytes:
        rows: list[Any] = [HEAD]
        for number in range(count):
            who = "" if number % 7 == 3 else "Иванова Мария Петровна"
            rows.append((who, f"И-{number}", "ремонт дороги", "инспекция"))
        return xlsx(rows)

    return made


def opened(data: bytes, reply: ReplyText) -> Sheet:
    return read_sheet(data, "т.xlsx", reply)


def task(data: bytes, reply: ReplyText) -> Task:
    """What is looked at in each row is its number."""
    return Task(data, "т.xlsx", reply, attrgetter("number"))


@pytest.mark.parametrize("count", [0, 3, ahead._ROWS_AT_ONCE, 2 * ahead._ROWS_AT_ONCE + 9])
def test_rows_come_as_the_sheet_itself_gives_them(
    count: int, table: Callable[[int], bytes], redirect: ReplyText
) -> None:
    data = table(count)
    sheet = opened(data, redirect)
    assert told(rows_of(sheet, task(data, redirect))) == shown(sheet)


def test_a_killed_reader_is_no_loss(table: Callable[[int], bytes], redirect: ReplyText) -> None:
    data = table(6 * ahead._ROWS_AT_ONCE)
    sheet = opened(data, redirect)
    rows = rows_of(sheet, task(data, redirect))
    first = list(islice(rows, 5))
    (reader,) = multiprocessing.active_children()
    reader.kill()
    assert told([*first, *rows]) == shown(sheet)


def test_where_no_process_can_be_begun_the_table_is_read_here(
    table: Callable[[int], bytes], redirect: ReplyText, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refused)
    data = table(ahead._ROWS_AT_ONCE + 1)
    sheet = opened(data, redirect)
    assert told(rows_of(sheet, task(data, redirect))) == shown(sheet)


def test_whoever_asks_for_no_more_leaves_no_process_behind(table: Callable[[int], bytes], redirect: ReplyText) -> None:
    data = table(6 * ahead._ROWS_AT_ONCE)
    rows = rows_of(opened(data, redirect), task(data, redirect))
    next(iter(rows))
    assert multiprocessing.active_children()
    rows.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def shown(sheet: Sheet) -> list[Any]:
    return told((row, row.number) for row in sheet.rows())


def told(rows: Any) -> list[Any]:
    """Rows as values, and what was looked at: errors are equal to none but themselves."""
    known: list[tuple[SheetRow, int]] = list(rows)
    return [(row.card, [(fault.error.code, fault.place) for fault in row.faults], number) for row, number in known]
