"""What is given away of a signed letter: its PDF, the signature, a copy with the mark, a word how to check it."""

import io
import zipfile
from collections.abc import Sequence
from typing import Literal

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.cases.approval import approval_of
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.office.signatures.keeping import stem_of
from letterkit.signatures.checking_note import CHECKING_NOTE
from letterkit.store import audit
from letterkit.store.file_signatures import signature_of
from letterkit.store.signature_tables import FileSignature

Kind = Literal["sig", "copy", "zip"]
NamedFile = tuple[str, bytes]


def beside_pdf(held: FileSignature | None, stem: str) -> Sequence[tuple[str, str]]:
    """Names and SHA-256 of what goes with the signed PDF ``stem``: the signature, the copy with its mark, the note."""
    if held is None:
        return ()
    copy = [(f"{stem} (копия с отметкой).pdf", held.copy)] if held.copy else []
    return ((f"{stem}.pdf.sig", held.content), *copy, (CHECKING_NOTE, held.note))


def export_signed(office: Office, by: Actor, letter_id: int, kind: Kind) -> NamedFile:
    """The signature of a letter, the copy with its mark, or the archive for the citizen with its PDF, by name.

    Raises RequestError ``letter.gone``, ``signature.none``, ToolFailed ``file.altered``.
    """
    with office.database.writing() as session:
        letter = rights.lock_letter(session, by, letter_id)
        approval = approval_of(session, letter)
        held = signature_of(session, approval.pdf) if approval is not None else None
        if held is None:
            raise RequestError("signature.none")
        stem = stem_of(letter, card_of(letter))
        files = [(f"{stem}.pdf", held.signed), *beside_pdf(held, stem)]
        audit.record(session, by, "letter.exported", f"letter:{letter.id}", kind=f"signed-{kind}")
    if kind == "zip":
        return f"{stem}.zip", pack([(name, office.files.get(sha256)) for name, sha256 in files])
    name, sha256 = files[1] if kind == "sig" else files[2]
    return name, office.files.get(sha256)


def pack(files: Sequence[NamedFile]) -> bytes:
    """``files`` as one archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return whole.getvalue()
