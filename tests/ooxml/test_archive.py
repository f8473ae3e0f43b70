"""A ZIP that lies in any way is one kind of error."""

import io
import random
import struct
import zipfile
from contextlib import suppress

import pytest
from word_files import docx, pack

from letterkit.ooxml import archive
from letterkit.ooxml.archive import ArchiveFault, ArchiveProblem
from letterkit.ooxml.guard import LIMITS


def read(data: bytes) -> list[bytes]:
    with archive.open_zip(data, LIMITS) as package:
        return [b"".join(archive.pieces(package, entry)) for entry in package.infolist()]


def wrong_of(data: bytes) -> ArchiveProblem:
    with pytest.raises(ArchiveFault) as caught:
        read(data)
    return caught.value.wrong


def test_an_archive_with_a_piece_cut_out_of_it_is_damaged() -> None:
    whole = docx()
    assert wrong_of(whole[:40] + whole[90:]) is ArchiveProblem.DAMAGED  # zipfile: ValueError, negative seek value


def test_only_ways_of_packing_that_take_no_memory_of_their_own_are_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("word/document.xml", b"<a/>")
    assert wrong_of(made.getvalue()) is ArchiveProblem.METHOD


def test_entries_that_share_their_bytes_are_a_bomb() -> None:
    whole = bytearray(pack({"a": b"a" * 100, "b": b"b" * 100}))
    for place in (whole.index(b"PK\x01\x02"), whole.rindex(b"PK\x01\x02")):
        struct.pack_into("<L", whole, place + 20, len(whole))
    assert wrong_of(bytes(whole)) is ArchiveProblem.RATIO


def test_whatever_bytes_are_changed_there_is_no_other_error() -> None:
    whole, chance = docx(), random.Random(25)
    end = len(whole) - whole.rindex(b"PK\x05\x06")
    for _ in range(2_000):
        spoilt = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            # Half of the changes in the directory, where the numbers stand that zipfile believes.
            at = chance.randrange(len(whole)) if chance.random() < 0.5 else -1 - chance.randrange(end + 300)
            spoilt[at] = chance.choice((0, 0xFF, 0x7F, 0x80, chance.randrange(256)))
        with suppress(ArchiveFault):
            read(bytes(spoilt))
