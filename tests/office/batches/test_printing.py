"""Letters come out of the printer in the order of their addresses, in files that a printer and memory can hold."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from letterkit.core.errors import RequestError, ToolMissing
from letterkit.core.letter import Source
from letterkit.core.office import RowState
from letterkit.core.report import Report, Verdict
from letterkit.office.batches import chunks, printing, steps
from letterkit.office.batches.results import RowLetter, finish
from letterkit.office.context import Office
from letterkit.store.batch_tables import BatchRow

from ..cases.conftest import Staff

HEIGHT_PT = 800
Printable = Callable[[Iterable[str]], int]


def pdf_of(number: int, pages: int = 1) -> bytes:
    """A letter known by the width of its pages."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(100 + number, HEIGHT_PT)
    document.save(out)
    return out.getvalue()


def numbers_in(pdf: bytes) -> list[int]:
    """Whose pages they are, in order."""
    document = pypdfium2.PdfDocument(pdf)
    return [round(document.get_page_size(index)[0]) - 100 for index in range(len(document))]


@pytest.fixture
def printable(office: Office, staff: Staff, checked: Callable[..., int]) -> Printable:
    """A batch whose letters go to these addresses, the odd rows with two pages; the first row is 2."""

    def made(addresses: Iterable[str]) -> int:
        wanted = dict(enumerate(addresses, 2))
        batch_id = checked(len(wanted))
        with office.database.writing() as session:
            for row in session.scalars(select(BatchRow).filter_by(batch_id=batch_id)):
                row.card = {**(row.card or {}), "applicant": {"surname": "Иванова", "address": wanted[row.number]}}
        steps.confirm(office, staff.executor, batch_id)
        while (claim := chunks.claim(office.database, batch_id)) is not None:
            finish(office.database, office.files, claim, {row.id: letter(row.number) for row in claim.rows or ()})
        return batch_id

    return made


def letter(number: int) -> RowLetter:
    report = Report(Source("x.docx", "docx", "0" * 64), Verdict.READY, "", (), {"pages": 1}, (), {})
    return RowLetter(f"письмо_{number}", f"docx {number}".encode(), pdf_of(number, 1 + number % 2), report)


def printed(office: Office, staff: Staff, batch_id: int, aside: Path, **how: int) -> list[tuple[list[int], list[int]]]:
    """Of each part: the rows of its pages, the pages where letters begin."""
    parts = printing.parts(
        office,
        staff.executor,
        batch_id,
        aside,
        two_sided=bool(how.get("two_sided")),
        approved=bool(how.get("approved")),
        size=how.get("size", 10),
    )
    return [(numbers_in(part.pdf.read()), [each.page for each in part.letters]) for part in parts]


def test_the_order_is_that_of_addresses_over_all_parts(
    office: Office, staff: Staff, printable: Printable, tmp_path: Path
) -> None:
    batch_id = printable(
        [
            "ул. Мира, д. 10, г. Корсаков, 694020",
            "ул. Ленина, д. 1, г. Южно-Сахалинск, 693000",
            "ул. Мира, д. 9, г. Корсаков, 694020",
            "Ёлочная ул., д. 2, г. Южно-Сахалинск, 693000",
            "ул. Мира, д. 9, г. Корсаков, 694020",
        ]
    )
    found = printed(office, staff, batch_id, tmp_path, size=2)
    assert found == [([5, 5, 3, 3], [1, 3]), ([4, 6], [1, 2]), ([2], [1])]


def test_on_both_sides_each_letter_begins_on_a_sheet_of_its_own(
    office: Office, staff: Staff, printable: Printable, tmp_path: Path
) -> None:
    batch_id = printable(["а", "б", "в"])
    assert printed(office, staff, batch_id, tmp_path, two_sided=1) == [([2, 2, 3, 3, 4, 4], [1, 3, 5])]


def test_only_approved_letters_are_printed_when_asked_for(
    office: Office, staff: Staff, printable: Printable, tmp_path: Path
) -> None:
    batch_id = printable(["а", "б"])
    with pytest.raises(RequestError, match=r"batch\.no-letters"):
        printed(office, staff, batch_id, tmp_path, approved=1)


def test_nothing_stays_aside_when_it_is_done_or_broken_off(
    office: Office, staff: Staff, printable: Printable, tmp_path: Path
) -> None:
    batch_id = printable(["а", "б", "в"])
    aside = tmp_path / "aside"
    aside.mkdir()
    printed(office, staff, batch_id, aside, size=1)
    assert list(aside.iterdir()) == []
    parts = printing.parts(office, staff.executor, batch_id, aside, two_sided=False, approved=False, size=1)
    first = next(parts)
    parts.close()
    assert first.pdf.closed
    assert list(aside.iterdir()) == []


def test_a_folder_that_takes_nothing_is_told_of(
    office: Office, staff: Staff, printable: Printable, tmp_path: Path
) -> None:
    with pytest.raises(ToolMissing, match=r"disk\.not-writable"):
        printed(office, staff, printable(["а"]), tmp_path / "нет")


def test_letters_wait_on_the_disk_for_their_part(
    office: Office, staff: Staff, printable: Printable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each pack is read once, though the addresses jump between them."""
    batch_id = printable(f"д. {7 * number % 30}" for number in range(30))
    read: list[str] = []
    get = office.files.get
    monkeypatch.setattr(type(office.files), "get", lambda self, name: read.append(name) or get(name))
    printed(office, staff, batch_id, tmp_path, size=3)
    with office.database.reading() as session:
        made = session.scalars(select(BatchRow.chunk_id).filter_by(batch_id=batch_id, state=RowState.DONE)).all()
    assert len(read) == len(set(made)) == 3
