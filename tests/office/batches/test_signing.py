"""Signatures that come in one archive find their letters; what fits none is told by its file."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from letterkit.core import clock
from letterkit.core.outcome import Channel
from letterkit.office.batches import output, passport, sending, signatures
from letterkit.office.context import Office
from letterkit.store.batch_tables import BatchRow

from ...signatures.signing import Signer, gost_signature, needs_gost, signer
from ..cases.conftest import NOW, Staff, refused

Rows = Callable[[int], list[BatchRow]]
Approved = Callable[..., int]


@pytest.fixture
def minister() -> Signer:
    return signer(begins=NOW.replace(year=2023), years=20)


def pdf_of(row: BatchRow) -> bytes:
    return f"pdf {row.id}".encode()


def archive(**files: bytes) -> tuple[str, bytes]:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return "подписи.zip", whole.getvalue()


def codes(found: Sequence[signatures.RefusedSignature]) -> dict[str, str]:
    return {each.name: each.fault.code for each in found}


def test_each_signature_finds_its_letter_by_what_it_signs(
    office: Office, staff: Staff, approved: Approved, rows: Rows, minister: Signer
) -> None:
    batch_id = approved(3)
    first, second, third = rows(batch_id)
    files = {"папка/1.sig": minister.signs(pdf_of(third)), "2.p7s": minister.signs(pdf_of(first)), "2.pdf": b"%PDF"}
    kept, refused_files = signatures.attach(office, staff.signer, batch_id, [archive(**files)])
    assert (kept, list(refused_files)) == (2, [])
    assert signatures.count(office, staff.signer, batch_id) == signatures.SignedCount(2, 3)
    told = passport.passport(office, staff.signer, batch_id, third.number)["signature"]
    assert told["signers"][0]["certificate"]["owner"] == "Фамильев Иван Олегович"
    assert passport.passport(office, staff.signer, batch_id, second.number)["signature"] is None


@needs_gost
def test_a_signature_by_gost_finds_its_letter_by_the_name_of_its_file(
    office: Office, staff: Staff, approved: Approved, rows: Rows, tmp_path: Path
) -> None:
    batch_id = approved(2)
    first, second = rows(batch_id)
    data = gost_signature(tmp_path, pdf_of(second))
    with clock.stopped_at(datetime.now(UTC)):
        files = [(f"{second.stem}.pdf.sig", data), (f"{first.stem}.pdf.sig", data)]
        kept, refused_files = signatures.attach(office, staff.signer, batch_id, files)
    assert kept == 1
    assert codes(refused_files) == {f"{first.stem}.pdf.sig": "signature.other-file"}


def test_what_fits_no_letter_is_told_by_its_file_and_holds_up_no_other(
    office: Office, staff: Staff, approved: Approved, rows: Rows, minister: Signer
) -> None:
    batch_id = approved(2)
    first, second = rows(batch_id)
    files = {
        "хорошая.sig": minister.signs(pdf_of(first)),
        "вторая.sig": minister.signs(pdf_of(first)),
        "чужая.sig": minister.signs(b"pdf of nobody"),
        f"{second.stem}.pdf.sig": minister.signs(b"other bytes"),
        "не подпись.sig": b"PK",
    }
    kept, refused_files = signatures.attach(office, staff.registry, batch_id, [archive(**files)])
    assert kept == 1
    assert codes(refused_files) == {
        "вторая.sig": "signature.twice",
        "чужая.sig": "signature.no-letter",
        f"{second.stem}.pdf.sig": "signature.other-file",
        "не подпись.sig": "signature.not-cms",
    }


def test_signatures_lie_in_the_archive_of_approved_letters(
    office: Office, staff: Staff, approved: Approved, rows: Rows, minister: Signer
) -> None:
    batch_id = approved(2)
    first, _ = rows(batch_id)
    data = minister.signs(pdf_of(first))
    signatures.attach(office, staff.signer, batch_id, [("a.sig", data)])
    whole = io.BytesIO()
    output.write_zip(office, staff.signer, batch_id, whole, io.BytesIO(), approved=True)
    with zipfile.ZipFile(whole) as made:
        assert made.read(f"{first.stem}.pdf.sig") == data
        assert [name for name in made.namelist() if name.endswith(".sig")] == [f"{first.stem}.pdf.sig"]


def test_a_letter_that_has_gone_is_not_signed_any_more(
    office: Office, staff: Staff, approved: Approved, rows: Rows, minister: Signer
) -> None:
    batch_id = approved(1)
    (row,) = rows(batch_id)
    sending.send(office, staff.registry, batch_id, Channel.POST)
    _, refused_files = signatures.attach(office, staff.signer, batch_id, [("a.sig", minister.signs(pdf_of(row)))])
    assert codes(refused_files) == {"a.sig": "signature.no-letter"}


def test_an_archive_that_is_none_or_holds_too_much_is_refused(office: Office, staff: Staff, approved: Approved) -> None:
    batch_id = approved(1)
    with refused("signature.bad-archive"):
        signatures.attach(office, staff.signer, batch_id, [("a.zip", b"PK\x03\x04 cut")])
    many = archive(**{f"{number}.sig": b"0" for number in range(501)})
    with refused("signature.too-many"):
        signatures.attach(office, staff.signer, batch_id, [many])
    with refused("signature.no-file"):
        signatures.attach(office, staff.signer, batch_id, [archive(**{"a.pdf": b"%PDF"})])


def test_only_the_signer_and_the_registry_sign(office: Office, staff: Staff, approved: Approved) -> None:
    batch_id = approved(1)
    with refused("denied.duty"):
        signatures.attach(office, staff.executor, batch_id, [("a.sig", b"0")])
