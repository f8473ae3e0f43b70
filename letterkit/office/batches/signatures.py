"""Signatures are put beside approved letters of a batch, many at once; each finds its letter by digest or by name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import InputError, RequestError
from letterkit.core.office import Actor
from letterkit.office import batch_rights, rights
from letterkit.office.batches.mail_rows import rows_in_mail
from letterkit.office.batches.row_entry import card_of
from letterkit.office.batches.rows import letter, row_of
from letterkit.office.batches.signed_files import GivenSignature, unpack
from letterkit.office.context import Office
from letterkit.office.signatures.archive import NamedFile, beside_pdf, pack
from letterkit.office.signatures.keeping import (
    KEEPERS,
    FileToSign,
    facts_of,
    files_kept,
    keep,
    signer_named,
    trusted_of,
)
from letterkit.signatures.mark import marked_copy
from letterkit.signatures.reader import digest_in, read_signature
from letterkit.store import audit
from letterkit.store.batch_tables import BatchRow
from letterkit.store.file_signatures import signature_of
from letterkit.store.signature_tables import FileSignature

_NUMBERED = re.compile(r"(?:(?P<stem>.+)_)?(?P<number>\d{1,7})")
_SHA256 = "sha256"


@dataclass(frozen=True, slots=True)
class RefusedSignature:
    """A file that was not kept, and why."""

    name: str
    fault: InputError


@dataclass(frozen=True, slots=True)
class SignedCount:
    """How many approved letters of a batch are signed, of how many that have a PDF."""

    signed: int
    approved: int


def attach(
    office: Office, by: Actor, batch_id: int, files: Sequence[tuple[str, bytes]]
) -> tuple[int, Sequence[RefusedSignature]]:
    """Keeps the signatures among ``files`` (.sig, or archives of them); how many were kept, and those that were not.

    One that cannot be kept does not hold up the others. Raises RequestError ``batch.gone``, and as
    ``signed_files.unpack``, DeniedError, ToolError.
    """
    rights.demand(by, *KEEPERS)
    given = unpack(files)
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        rows = _Rows(session, batch_id, given)
    made: dict[int, FileSignature] = {}
    refused, trusted = [], trusted_of(office)
    for each in given:
        try:
            row = rows.of(each)
            if row.id in made:
                raise RequestError("signature.twice", row=row.number)
            stem, pdf = letter(office, by, batch_id, row.number, "pdf")
            facts = read_signature(each.data, pdf, clock.now(), trusted)
            file = FileToSign(row.pdf or "", stem.removesuffix(".pdf"), signer_named(office, batch.body, card_of(row)))
            made[row.id] = files_kept(office, file, each.name, each.data, facts)
        except InputError as fault:
            refused.append(RefusedSignature(each.name, fault))
    kept: list[FileSignature] = []
    if made:
        with office.database.writing() as session:
            batch_rights.lock_batch(session, by, batch_id)
            asked = select(BatchRow.id).where(*_to_sign(batch_id), BatchRow.id.in_(made))
            kept = [made[row_id] for row_id in session.scalars(asked)]
            for signature in kept:
                keep(session, by, signature)
            audit.record(session, by, "batch.signed", f"batch:{batch_id}", count=len(kept))
    return len(kept), refused


def count(office: Office, by: Actor, batch_id: int) -> SignedCount:
    """How many approved letters there are, and how many of them are signed; raises RequestError ``batch.gone``."""
    approved = (BatchRow.batch_id == batch_id, BatchRow.approval_id.is_not(None), BatchRow.pdf.is_not(None))
    signed = select(func.count(FileSignature.id)).join(BatchRow, BatchRow.pdf == FileSignature.signed)
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return SignedCount(
            session.scalar(signed.where(*approved, FileSignature.withdrawn.is_(None))) or 0,
            session.scalar(select(func.count(BatchRow.id)).where(*approved)) or 0,
        )


def signature_seen(office: Office, by: Actor, batch_id: int, number: int) -> tuple[FileSignature | None, str]:
    """The signature of the letter of row ``number``, if it has one, and how the letter names who signs it.

    Raises RequestError ``batch.gone``, ``batch.no-row``.
    """
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        row = row_of(session, batch_id, number)
        held = signature_of(session, row.pdf if row.approval_id is not None else None)
        return held, signer_named(office, batch.body, card_of(row)) if held is not None else ""


def export_signed(office: Office, by: Actor, batch_id: int, number: int) -> NamedFile:
    """The archive for the citizen of the letter of row ``number``, as of a single letter.

    Raises RequestError ``batch.gone``, ``batch.no-row``, ``signature.none``, ToolError.
    """
    held, signer = signature_seen(office, by, batch_id, number)
    if held is None:
        raise RequestError("signature.none")
    name, pdf = letter(office, by, batch_id, number, "pdf")
    stem = name.removesuffix(".pdf")
    (sig, content), *others = beside_pdf(held, stem)
    copy = (f"{stem} (копия с отметкой).pdf", marked_copy(pdf, facts_of(held).signers, signer))
    files = [(name, pdf), (sig, office.files.get(content)), copy]
    return f"{stem}.zip", pack([*files, *((name, office.files.get(sha256)) for name, sha256 in others)])


def contents_of(session: Session, batch_id: int) -> Mapping[str, str]:
    """SHA-256 of the signatures of a batch by that of the PDFs they are of."""
    query = select(FileSignature.signed, FileSignature.content).join(BatchRow, BatchRow.pdf == FileSignature.signed)
    asked = query.where(BatchRow.batch_id == batch_id, FileSignature.withdrawn.is_(None))
    return {row.signed: row.content for row in session.execute(asked)}


class _Rows:
    """The letters that signatures may be of: found once for all of them, by SHA-256 and by the names of files."""

    def __init__(self, session: Session, batch_id: int, given: Sequence[GivenSignature]) -> None:
        numbered = [(each["stem"], int(each["number"])) for each in map(_NUMBERED.fullmatch, _stems(given)) if each]
        stems = {*_stems(given), *(stem for stem, _ in numbered if stem)}
        asked = or_(
            BatchRow.pdf.in_([sha256 for each in given if (sha256 := _sha256(each))]),
            BatchRow.stem.in_(stems),
            BatchRow.number.in_([number for _, number in numbered]),
        )
        query = select(BatchRow).where(*_to_sign(batch_id), asked).order_by(BatchRow.number.desc())
        found = session.scalars(query).all()
        self._by_pdf = {row.pdf: row for row in found}
        # Of two letters with one name the first has it alone (``output.letters``): it comes last here.
        self._by_stem = {row.stem or f"{row.number}": row for row in found}
        self._by_number = {(row.stem, row.number): row for row in found}

    def of(self, given: GivenSignature) -> BatchRow:
        """The row whose letter is signed; raises RequestError ``signature.no-letter``, and as ``digest_in``."""
        digest_in(given.data)
        row = self._by_pdf.get(_sha256(given)) or self._by_stem.get(given.stem)
        if row is None and (named := _NUMBERED.fullmatch(given.stem)):
            row = self._by_number.get((named["stem"], int(named["number"])))
        if row is None:
            raise RequestError("signature.no-letter")
        return row


def _to_sign(batch_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        BatchRow.batch_id == batch_id,
        BatchRow.approval_id.is_not(None),
        BatchRow.pdf.is_not(None),
        BatchRow.sending_id.is_(None),
        BatchRow.id.not_in(rows_in_mail(batch_id)),
    )


def _stems(given: Sequence[GivenSignature]) -> list[str]:
    return [each.stem for each in given]


def _sha256(given: GivenSignature) -> str | None:
    """The SHA-256 of what is signed, where the signature names it by that."""
    try:
        algorithm, digest = digest_in(given.data)
    except RequestError:
        return None
    return digest.hex() if algorithm.program == _SHA256 else None
