"""A register of a hundred thousand letters is written as they come: none is kept, and no file is left."""

import io
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest

from letterkit.core.office import RowState
from letterkit.reports.batch_register import register
from letterkit.reports.growing_sheet import growing_sheet
from letterkit.reports.print_list import print_list
from letterkit.store.batch_tables import BatchRow


@pytest.fixture
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files lie."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def row(number: int) -> BatchRow:
    return BatchRow(number=number, state=RowState.DONE, who=f"Иванова {number}", errors=0, warnings=0)


def test_rows_are_let_go_as_soon_as_they_are_written(aside: Path) -> None:
    alive: list[weakref.ref[BatchRow]] = []
    most = 0

    def rows() -> Iterator[tuple[BatchRow, Sequence[str]]]:
        nonlocal most
        for number in range(50):
            made = row(number)
            alive.append(weakref.ref(made))
            yield made, ["Замечание"]
            del made
            most = max(most, sum(each() is not None for each in alive))

    out = io.BytesIO()
    register(rows(), out)
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert sheet.max_row == 51
    assert most <= 2
    assert list(aside.iterdir()) == []


def test_rows_that_break_off_leave_no_file(aside: Path) -> None:
    def rows() -> Iterator[tuple[BatchRow, Sequence[str]]]:
        yield row(1), ()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        register(rows(), io.BytesIO())
    assert list(aside.iterdir()) == []


def test_a_list_that_nobody_wants_in_the_end_leaves_no_file(aside: Path) -> None:
    with print_list():
        assert list(aside.iterdir())
    assert list(aside.iterdir()) == []


def test_headers_stand_above_and_stay_in_sight(aside: Path) -> None:
    out = io.BytesIO()
    with growing_sheet("Письма", (("Кому", 30), ("Номер", 10))) as (book, sheet):
        sheet.append(["Иванова", "1"])
        book.save(out)
    read = openpyxl.load_workbook(out)["Письма"]
    assert [cell.value for cell in read[1]] == ["Кому", "Номер"]
    assert read.freeze_panes == "A2"
