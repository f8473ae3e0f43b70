"""A worker blames no row for what its surroundings cannot do, and makes all letters of a batch of the same words."""

import errno
import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from letterkit.compose import Catalogue
from letterkit.core.errors import TemplateError, ToolMissing
from letterkit.core.office import RowState
from letterkit.office.batches import chunks, output, results, steps, work
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.work import Worker
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office
from letterkit.pages.convert import Converter
from letterkit.store.batch_tables import BatchRow

from ..cases.conftest import CLEAN, Staff

pytestmark = pytest.mark.both_databases


def test_a_full_disk_gives_the_rows_back_and_counts_as_nobodys_death(
    office: Office,
    staff: Staff,
    checked: Callable[..., int],
    rows: Callable[[int], list[BatchRow]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch_id = checked(3)
    steps.confirm(office, staff.executor, batch_id)
    worker = Worker(Bench(office.database, office.files, office.catalogue, office.checker))
    finish = results.finish

    def full(*given: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(work, "finish", full)
    for _ in range(chunks.GIVEN_UP_AFTER + 2):
        with pytest.raises(ToolMissing, match=r"disk\.full"):
            worker.step(batch_id)
    assert {row.state for row in rows(batch_id)} == {RowState.WAITING}
    monkeypatch.setattr(work, "finish", finish)
    while worker.step(batch_id):
        pass
    assert {row.state for row in rows(batch_id)} == {RowState.DONE}


def test_a_full_disk_where_letters_are_printed_blames_no_row(
    office: Office,
    staff: Staff,
    checked: Callable[..., int],
    rows: Callable[[int], list[BatchRow]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch_id = checked(2, Plan(print=True))
    steps.confirm(office, staff.executor, batch_id)

    def full(*given: object, **more: object) -> list[bytes]:
        raise ToolMissing("disk.full")

    monkeypatch.setattr(Converter, "pdfs", full)
    monkeypatch.setattr(office.checker, "options", replace(office.checker.options, pages=True))
    with pytest.raises(ToolMissing, match=r"disk\.full"):
        Worker(Bench(office.database, office.files, office.catalogue, office.checker)).step(batch_id)
    assert {row.state for row in rows(batch_id)} == {RowState.WAITING}


def test_a_store_of_files_that_does_not_answer_blames_no_row(
    office: Office,
    staff: Staff,
    checked: Callable[..., int],
    rows: Callable[[int], list[BatchRow]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch_id = checked(2)
    steps.confirm(office, staff.executor, batch_id)

    def away(*given: object) -> bytes:
        raise ToolMissing("disk.unreachable")

    with monkeypatch.context() as patched:
        patched.setattr(type(office.files), "get", away)
        with pytest.raises(ToolMissing):
            worker_of(office).step(batch_id)
    assert {row.state for row in rows(batch_id)} == {RowState.WAITING}


@pytest.fixture
def editable(office: Office, tmp_path: Path) -> Office:
    """An office whose reply texts a clerk may change."""
    shutil.copytree(office.catalogue.root, tmp_path / "templates")
    return replace(office, catalogue=Catalogue(tmp_path / "templates"))


def edit(office: Office, old: str, new: str, reply: str = CLEAN) -> None:
    file = office.catalogue.root / "replies" / f"{reply}.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def worker_of(office: Office) -> Worker:
    return Worker(Bench(office.database, office.files, office.catalogue, office.checker))


def letters_of(office: Office, staff: Staff, batch_id: int) -> list[str]:
    """The words of the letters made so far."""
    made = output.letters(office, staff.executor, batch_id)
    return ["\n".join(paragraph.text for paragraph in Document(io.BytesIO(letter.docx)).paragraphs) for letter in made]


def test_a_text_edited_before_a_batch_is_let_begin_is_used_as_edited_by_a_worker_that_has_used_it(
    editable: Office, staff: Staff, checked: Callable[..., int]
) -> None:
    worker = worker_of(editable)
    first, second = checked(1), checked(1)
    steps.confirm(editable, staff.executor, first)
    assert worker.step(first)
    edit(editable, "{{ opening }}", "{{ opening }}\n\nДобавлено позже.")
    steps.confirm(editable, staff.executor, second)
    assert worker.step(second)
    assert ["Добавлено позже." in words for words in letters_of(editable, staff, first)] == [False]
    assert ["Добавлено позже." in words for words in letters_of(editable, staff, second)] == [True]


@pytest.mark.parametrize("change", ["edited", "broken", "gone"])
def test_a_batch_under_way_goes_on_with_the_text_it_was_begun_with(
    change: str, editable: Office, staff: Staff, checked: Callable[..., int]
) -> None:
    batch_id = checked(6)
    steps.confirm(editable, staff.executor, batch_id)
    assert worker_of(editable).step(batch_id)
    if change == "edited":
        edit(editable, "{{ opening }}", "{{ opening }}\n\nДобавлено позже.")
    elif change == "broken":
        edit(editable, "title:", "titel:")
    else:
        (editable.catalogue.root / "replies" / f"{CLEAN}.md").unlink()
    assert worker_of(editable).step(batch_id)  # another worker, which has never seen the text
    words = letters_of(editable, staff, batch_id)
    assert len(words) == 6
    assert not any("Добавлено позже." in each for each in words)


def test_a_batch_whose_text_is_broken_is_not_let_begin(
    editable: Office, staff: Staff, checked: Callable[..., int], rows: Callable[[int], list[BatchRow]]
) -> None:
    batch_id = checked(2, Plan(print=True))
    edit(editable, "title:", "titel:")
    with pytest.raises(TemplateError):
        steps.confirm(editable, staff.executor, batch_id)
    assert {row.state for row in rows(batch_id)} == {RowState.WAITING}
    assert chunks.claim(editable.database, batch_id) is None


def test_a_worker_keeps_what_it_needs_for_a_few_batches_and_no_more(
    editable: Office, staff: Staff, checked: Callable[..., int]
) -> None:
    worker = worker_of(editable)
    for number in range(work.MAKERS_KEPT + 3):
        edit(editable, "{{ opening }}", f"{{{{ opening }}}}\n\nПравка {number}.")
        batch_id = checked(1)
        steps.confirm(editable, staff.executor, batch_id)
        assert worker.step(batch_id)
    assert len(worker._makers) == work.MAKERS_KEPT
