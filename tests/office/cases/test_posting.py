"""Letters go by post with their numbers, typed or read from the table that the post gives back."""

import io

import openpyxl
import pytest

from letterkit.core.office import LetterState
from letterkit.core.outcome import Channel
from letterkit.office.cases import dispatch, posting
from letterkit.office.cases.folder import folder
from letterkit.reports.envelopes import Envelope, envelopes
from letterkit.reports.post_list import post_list
from letterkit.store.tables import Letter
from letterkit.tables.barcodes import read_barcodes

from .conftest import Day, refused

CODES = ("69300000000011", "69300095000019")
BY_POST = {"reply": {"delivery": "post"}}


@pytest.fixture
def waiting(day: Day) -> list[Letter]:
    """Two letters that wait for the post and one that goes by mail."""
    post = [
        day.at(
            LetterState.APPROVED, appeal={"number": number}, applicant={"surname": surname}, reply={"delivery": "post"}
        )
        for number, surname in (("И-1", "Иванова"), ("И-2", "Сидорова"))
    ]
    day.at(LetterState.APPROVED, appeal={"number": "И-3"}, reply={"delivery": "email"}, applicant={"email": "a@b.ru"})
    return post


def sheet(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_what_waits_for_the_post_is_listed_with_the_addressee_in_the_dative(day: Day, waiting: list[Letter]) -> None:
    items = posting.post_items(day.office, day.staff.registry, ())
    assert [item.to for item in items] == [("Ивановой Марии Петровне",), ("Сидоровой Марии Петровне",)]
    assert [item.number for item in items] == [letter.number for letter in waiting]
    assert all(item.post_code == "693000" for item in items)


def test_the_list_of_the_post_comes_back_and_its_letters_are_sent(day: Day, waiting: list[Letter]) -> None:
    items = posting.post_items(day.office, day.staff.registry, ())
    book = openpyxl.load_workbook(io.BytesIO(post_list(items, day.office.profile.body)))
    rows = [row for row in book.active.iter_rows() if isinstance(row[0].value, int) and row[1].value != 2]
    assert [row[0].value for row in rows] == [1, 2]
    for row, code in zip(rows, CODES, strict=True):
        row[2].value = code
    out = io.BytesIO()
    book.save(out)
    taken = posting.take_barcodes(day.office, day.staff.registry, read_barcodes(out.getvalue(), "список.xlsx"))
    assert (taken.sent, taken.noted, list(taken.faults)) == (2, 0, [])
    for letter, code in zip(waiting, CODES, strict=True):
        sent = folder(day.office, day.staff.registry, letter.id).sent
        assert sent is not None
        assert (sent.channel, sent.track) == (Channel.POST, code)


def test_what_fits_no_letter_is_told_by_its_cell_and_holds_up_no_other(day: Day, waiting: list[Letter]) -> None:
    table = sheet(
        ("Номер письма", "ШПИ"),
        (waiting[0].number, CODES[0]),
        ("3.08-999/24", CODES[1]),
        (waiting[1].number, "69300095000018"),
        (waiting[1].number, CODES[0]),
    )
    taken = posting.take_barcodes(day.office, day.staff.registry, read_barcodes(table, "a.xlsx"))
    assert taken.sent == 1
    told = [(fault.error.code, fault.row, fault.place.letter if fault.place else "") for fault in taken.faults]
    assert told == [("post.no-letter", 3, "B"), ("post.bad-barcode", 4, "B"), ("post.barcode-twice", 5, "B")]


def test_the_place_in_the_list_is_enough_where_letters_have_no_numbers_there(day: Day, waiting: list[Letter]) -> None:
    table = "№ п/п;Трек-номер\n2;69300095000019\n".encode()
    assert posting.take_barcodes(day.office, day.staff.registry, read_barcodes(table, "a.csv")).sent == 1
    assert day.now(waiting[1]).state == LetterState.SENT


def test_a_number_is_typed_at_a_letter_that_has_gone(day: Day, waiting: list[Letter]) -> None:
    letter = waiting[0]
    with refused("letter.wrong-step"):
        posting.note_barcode(day.office, day.staff.registry, letter.id, CODES[0])
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    with refused("post.bad-barcode"):
        posting.note_barcode(day.office, day.staff.registry, letter.id, "69300095000018")
    posting.note_barcode(day.office, day.staff.registry, letter.id, "693000 95 00001 9")
    sent = folder(day.office, day.staff.registry, letter.id).sent
    assert sent is not None
    assert sent.track == CODES[1]
    assert day.journal(f"letter:{letter.id}")[-1] == "letter.barcode-noted"


def test_an_envelope_names_who_writes_and_to_whom(day: Day, waiting: list[Letter]) -> None:
    from letterkit.pages.facts import page_facts

    items = posting.post_items(day.office, day.staff.registry, [waiting[1].id])
    for size, width_mm in ((Envelope.DL, 220), (Envelope.C5, 229), (Envelope.C4, 324)):
        (page,) = page_facts(envelopes(items, day.office.profile.body, size)).pages
        words = " ".join(word.text for word in page.words)
        assert round(page.width_mm) == width_mm
        assert "Сидоровой Марии Петровне" in words
        assert "Министерство строительства" in words


def test_only_the_registry_hands_letters_to_the_post(day: Day) -> None:
    with refused("denied.duty"):
        posting.to_post(day.office, day.staff.executor)
