"""What goes with a reply by mail: the approved bytes, their signature, the files that its executor has put beside."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from letterkit.checking.draft import file_stem
from letterkit.core.errors import RequestError, ToolFailed
from letterkit.office.cases.approval import approval_of
from letterkit.office.cases.letter_files import list_files
from letterkit.office.letter_cards import card_of
from letterkit.office.signatures.archive import beside_pdf
from letterkit.store.batch_tables import BatchChunk, BatchRow
from letterkit.store.file_signatures import signature_of
from letterkit.store.files import Files
from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Letter

MOST_BYTES = 18 * 1024 * 1024
"""Of all files together: written for mail they grow by a third, and most servers take 25 MB."""


@dataclass(frozen=True, slots=True)
class FileToSend:
    """A file by its ``name`` and SHA-256; ``is_always``: it is sent whatever else is chosen."""

    name: str
    sha256: str
    is_always: bool = False
    is_usual: bool = True


def files_to_send(session: Session, letter: Letter) -> Sequence[FileToSend]:
    """All that can go with ``letter``: its PDF and its signature always, the Word file if it is wished, its files
    unless they are not.

    Raises RequestError ``export.not-approved``, ``export.no-pdf``.
    """
    approval = approval_of(session, letter)
    if approval is None:
        raise RequestError("export.not-approved")
    if approval.pdf is None:
        raise RequestError("export.no-pdf")
    stem = file_stem(card_of(letter)) or f"letter-{letter.id}"
    return (
        FileToSend(f"{stem}.pdf", approval.pdf, is_always=True),
        *_signature_files(session, approval.pdf, stem),
        FileToSend(f"{stem}.docx", approval.docx, is_usual=False),
        *(FileToSend(each.name, each.content) for each in list_files(session, letter.id)),
    )


def row_files(session: Session, row: BatchRow) -> Sequence[FileToSend]:
    """The same of the letter of a row."""
    assert row.pdf is not None
    assert row.docx is not None
    stem = row.stem or f"{row.number}"
    pdf, docx = FileToSend(f"{stem}.pdf", row.pdf, is_always=True), FileToSend(f"{stem}.docx", row.docx, is_usual=False)
    return pdf, *_signature_files(session, row.pdf, stem), docx


def _signature_files(session: Session, pdf: str, stem: str) -> Iterator[FileToSend]:
    for name, sha256 in beside_pdf(signature_of(session, pdf), stem):
        yield FileToSend(name, sha256, is_always=True)


def choose(files: Sequence[FileToSend], wanted: Sequence[str]) -> dict[str, Any]:
    """What a mailing keeps of those that are always sent or whose SHA-256 is ``wanted``."""
    sent = [each for each in files if each.is_always or each.sha256 in wanted]
    return {"files": [{"name": each.name, "sha256": each.sha256} for each in sent]}


class AttachedFiles:
    """Reads what mailings name; of packs of batches the last stays open, for its letters go one after another."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._opened: tuple[str, zipfile.ZipFile] | None = None

    def read(self, session: Session, mailing: Mailing) -> Sequence[tuple[str, bytes]]:
        """Names and bytes; raises RequestError ``file.gone``, ToolFailed ``file.altered``."""
        named = [(each["name"], each["sha256"]) for each in mailing.files["files"]]
        if mailing.row_id is None:
            return [(name, self._files.get(sha256)) for name, sha256 in named]
        row = session.get_one(BatchRow, mailing.row_id)
        packed = {row.pdf: "pdf", row.docx: "docx"}
        return [
            (name, self._of_pack(session, row, packed[sha256], sha256) if sha256 in packed else self._files.get(sha256))
            for name, sha256 in named
        ]

    def _of_pack(self, session: Session, row: BatchRow, suffix: str, sha256: str) -> bytes:
        chunk = session.get(BatchChunk, row.chunk_id) if row.chunk_id is not None else None
        if chunk is None or chunk.pack is None:
            raise RequestError("file.gone", sha256=sha256)
        if self._opened is None or self._opened[0] != chunk.pack:
            self._opened = (chunk.pack, zipfile.ZipFile(io.BytesIO(self._files.get(chunk.pack))))
        data = self._opened[1].read(f"{row.number}.{suffix}")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ToolFailed("file.altered", sha256=sha256)
        return data
