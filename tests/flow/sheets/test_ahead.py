"""A large table is read by a process of its own, and every row comes once whatever happens to that process."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

import pytest

from letterkit.compose.catalogue import ReplyText
from letterkit.flow.sheets import Sheet, SheetRow, Task, ahead, read_sheet, rows_of

HEAD = ("ФИО", "Номер обращения", "О чём обращение", "Куда направлено")
ROWS_AT_ONCE = ahead.ROWS_AT_ONCE


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is large, and the reader is not far ahead."""
    monkeypatch.setattr(ahead, "LARGE_BYTES", 0)
    monkeypatch.setattr(ahead, "_PARTS_AHEAD", 1)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first part of the table the other process is waited for: it does the rest."""
    monkeypatch.setattr(ahead._Reader, "is_ready", property(lambda reader: reader._ready.wait(120)))


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


def made_here(looked: Sequence[tuple[SheetRow, int]]) -> list[tuple[SheetRow, int, int]]:
    """Rows with what was seen in them, and the process that has made them."""
    return [(*each, os.getpid()) for each in looked]


def task(data: bytes, reply: ReplyText) -> Task:
    """What is looked at in each row is its number."""
    return Task(data, "т.xlsx", reply, attrgetter("number"), made_here)


@pytest.mark.parametrize("count", [0, 3, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE + 9])
def test_rows_come_as_the_sheet_itself_gives_them(
    count: int, table: Callable[[int], bytes], redirect: ReplyText
) -> None:
    data = table(count)
    sheet = opened(data, redirect)
    assert told(rows_of(sheet, task(data, redirect))) == shown(sheet)


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("over", [0, 9])
def test_the_reader_goes_on_where_we_stop(over: int, table: Callable[[int], bytes], redirect: ReplyText) -> None:
    data = table(5 * ROWS_AT_ONCE + over)
    sheet = opened(data, redirect)
    assert told(rows_of(sheet, task(data, redirect))) == shown(sheet)


@pytest.mark.usefixtures("waits")
def test_a_letter_told_twice_is_told_though_two_processes_have_read_it(
    xlsx: Callable[..., bytes], redirect: ReplyText
) -> None:
    rows = [("Иванова Мария Петровна", f"И-{number}", "ремонт дороги", "инспекция") for number in range(900)]
    rows[880] = rows[7]
    data = xlsx([HEAD, *rows])
    found = {row.number: [fault.error.code for fault in row.faults] for row, *_ in rows_of(*whole(data, redirect))}
    assert found[882] == ["table.row-twice"]
    assert found[9] == []


@pytest.mark.usefixtures("waits")
def test_the_reader_makes_rows_too_when_we_are_behind(
    table: Callable[[int], bytes], redirect: ReplyText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_PARTS_AHEAD", 100)
    data = table(20 * ROWS_AT_ONCE)
    rows = rows_of(*whole(data, redirect))
    first = list(islice(rows, 3 * ROWS_AT_ONCE))
    (reader,) = multiprocessing.active_children()
    reader.join(120)  # we do nothing for so long that all is read
    makers = {maker for _, _, maker in (*first, *rows)}
    assert makers == {os.getpid(), reader.pid}


@pytest.mark.usefixtures("waits")
def test_a_killed_reader_is_no_loss(table: Callable[[int], bytes], redirect: ReplyText) -> None:
    data = table(6 * ROWS_AT_ONCE)
    sheet = opened(data, redirect)
    rows = rows_of(sheet, task(data, redirect))
    first = list(islice(rows, 3 * ROWS_AT_ONCE))
    (reader,) = multiprocessing.active_children()
    reader.kill()
    assert told([*first, *rows]) == shown(sheet)


def test_a_reader_killed_before_it_has_begun_is_no_loss(table: Callable[[int], bytes], redirect: ReplyText) -> None:
    data = table(3 * ROWS_AT_ONCE)
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
    data = table(ROWS_AT_ONCE + 1)
    sheet = opened(data, redirect)
    assert told(rows_of(sheet, task(data, redirect))) == shown(sheet)


def test_whoever_asks_for_no_more_leaves_no_process_behind(table: Callable[[int], bytes], redirect: ReplyText) -> None:
    data = table(6 * ROWS_AT_ONCE)
    rows = rows_of(opened(data, redirect), task(data, redirect))
    next(iter(rows))
    assert multiprocessing.active_children()
    rows.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def whole(data: bytes, reply: ReplyText) -> tuple[Sheet, Task]:
    return opened(data, reply), task(data, reply)


def shown(sheet: Sheet) -> list[Any]:
    return told((row, row.number, 0) for row in sheet.rows())


def told(rows: Any) -> list[Any]:
    """Rows as values, and what was looked at: errors are equal to none but themselves."""
    known: list[tuple[SheetRow, int, int]] = list(rows)
    return [(row.card, [(fault.error.code, fault.place) for fault in row.faults], number) for row, number, _ in known]
