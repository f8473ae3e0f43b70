"""Letters of a batch go by post with their numbers."""

from collections.abc import Callable

from letterkit.core.outcome import Channel
from letterkit.office.batches import barcodes, sending
from letterkit.office.context import Office
from letterkit.store.batch_tables import BatchRow
from letterkit.tables.barcodes import read_barcodes

from ..cases.conftest import Staff, refused

CODES = ("69300000000011", "69300095000019")
POST = {"reply": {"delivery": "post"}}


def table(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def test_numbers_are_noted_by_the_letters_and_stand_in_the_list(
    office: Office, staff: Staff, approved: Callable[..., int], rows: Callable[[int], list[BatchRow]]
) -> None:
    batch_id = approved(2, **POST)
    first, second = rows(batch_id)
    given = table("Номер письма;ШПИ", f"{second.letter_number};{CODES[1]}", f"3.08-999/24;{CODES[0]}")
    noted, faults = barcodes.take_barcodes(office, staff.registry, batch_id, read_barcodes(given, "a.csv"))
    assert noted == 1
    assert [(each.error.code, each.row) for each in faults] == [("post.no-letter", 3)]
    items = barcodes.post_items(office, staff.registry, batch_id)
    assert [(item.number, item.barcode) for item in items] == [
        (first.letter_number, None),
        (second.letter_number, CODES[1]),
    ]
    assert barcodes.barcode_of(office, staff.registry, batch_id, second.number) == CODES[1]


def test_what_went_together_has_a_list_and_may_get_its_numbers_later(
    office: Office, staff: Staff, approved: Callable[..., int], rows: Callable[[int], list[BatchRow]]
) -> None:
    batch_id = approved(2, **POST)
    sent = sending.send(office, staff.registry, batch_id, Channel.POST)
    with refused("post.nothing"):
        barcodes.post_items(office, staff.registry, batch_id)
    given = table("Исх. №;Трек", f"{rows(batch_id)[0].letter_number};{CODES[0]}")
    assert barcodes.take_barcodes(office, staff.registry, batch_id, read_barcodes(given, "a.csv")) == (1, [])
    items = barcodes.post_items(office, staff.registry, batch_id, sent.id)
    assert [item.barcode for item in items] == [CODES[0], None]


def test_only_the_registry_has_the_post(office: Office, staff: Staff, approved: Callable[..., int]) -> None:
    batch_id = approved(1, **POST)
    with refused("denied.duty"):
        barcodes.post_items(office, staff.executor, batch_id)
