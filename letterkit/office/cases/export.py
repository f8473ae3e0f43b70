"""What goes out: the very bytes that were approved, and nothing else."""

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Literal

from letterkit.checking.draft import file_stem
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.cases.approval import approval_of
from letterkit.office.cases.letter_files import list_files
from letterkit.office.cases.passport import passport_of
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.store import audit
from letterkit.store.file_signatures import signature_of

Kind = Literal["docx", "pdf", "zip"]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to give away: its name without unsafe characters and its bytes."""

    name: str
    data: bytes


def export(office: Office, by: Actor, letter_id: int, kind: Kind) -> ExportFile:
    """The approved letter as .docx, as .pdf, or both with the passport, the signature and what goes with it packed.

    The bytes are those under the approved SHA-256: the store refuses any others. Raises RequestError ``letter.gone``,
    ``export.not-approved``, ``export.no-pdf``, ToolFailed ``file.altered``.
    """
    with office.database.writing() as session:
        letter = rights.lock_letter(session, by, letter_id)
        approval = approval_of(session, letter)
        if approval is None:
            raise RequestError("export.not-approved")
        if kind == "pdf" and approval.pdf is None:
            raise RequestError("export.no-pdf")
        files = {"docx": office.files.get(approval.docx)}
        if approval.pdf is not None:
            files["pdf"] = office.files.get(approval.pdf)
        if kind == "zip" and (held := signature_of(session, approval.pdf)) is not None:
            files["pdf.sig"] = office.files.get(held.content)
        stem = file_stem(card_of(letter)) or f"letter-{letter.id}"
        audit.record(session, by, "letter.exported", f"letter:{letter.id}", kind=kind)
        passport = passport_of(office, session, letter, approval)
        beside = [(each.name, each.content) for each in list_files(session, letter.id)]
    if kind != "zip":
        return ExportFile(f"{stem}.{kind}", files[kind])
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix, data in files.items():
            archive.writestr(f"{stem}.{suffix}", data)
        for number, (name, content) in enumerate(beside, 1):
            archive.writestr(f"Приложения/{number:02} {name}", office.files.get(content))
        archive.writestr("passport.json", json.dumps(passport, ensure_ascii=False, indent=2) + "\n")
    return ExportFile(f"{stem}.zip", whole.getvalue())
