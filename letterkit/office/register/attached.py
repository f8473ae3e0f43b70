"""Files that came with an appeal, kept in the file store and given back as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.pages.source_kinds import kind_inside
from letterkit.store import audit
from letterkit.store.register_tables import AppealFile
from letterkit.store.tables import Appeal

MAX_FILE_BYTES = 25_000_000
"""As much as a letter may have (``ooxml.guard``)."""
MOST_FILES = 20
_NAME_LIMIT = 200
_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF",),
    ".docx": _ZIP,
    ".doc": _OLE,
    ".odt": _ZIP,
    ".rtf": (b"{\\rtf",),
    ".txt": (),
    ".xlsx": _ZIP,
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG",),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
    ".heic": tuple(b"\0\0\0" + bytes([length]) + b"ftyp" for length in range(16, 48, 4)),
    ".eml": (),
    ".msg": _OLE,
}
"""What people send, and how such a file begins; nothing here is run or shown in the browser."""
LETTERS = (".docx", ".doc", ".odt", ".rtf")
"""Any of these may be another inside, or a page of HTML from a web system: office programs open it all the same."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that somebody attaches."""

    name: str
    data: bytes


def tidy(given: AttachedFile) -> AttachedFile:
    """``given`` under a name that a folder can hold.

    Raises RequestError ``file.empty``, ``file.too-large``, ``file.no-kind`` (``known``), ``file.other-kind``.
    """
    name = "".join(sign for sign in PurePath(given.name.replace("\\", "/")).name if sign.isprintable()).strip(" .")
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        raise RequestError("file.no-kind", suffix=suffix or name, known=", ".join(KINDS))
    if not given.data:
        raise RequestError("file.empty", file=name)
    if len(given.data) > MAX_FILE_BYTES:
        raise RequestError("file.too-large", file=name, size=len(given.data), limit=MAX_FILE_BYTES)
    begins = KINDS[suffix]
    is_text = b"\0" not in given.data[:4096] or given.data[:2] in (b"\xff\xfe", b"\xfe\xff")
    is_letter = suffix in LETTERS and (given.data.startswith(_ZIP) or kind_inside(given.data) is not None)
    if not (is_letter or (given.data.startswith(begins) if begins else is_text)):
        raise RequestError("file.other-kind", file=name)
    return AttachedFile(f"{name[: -len(suffix)][: _NAME_LIMIT - len(suffix)]}{suffix}", given.data)


def attach(office: Office, by: Actor, appeal_id: int, files: Sequence[AttachedFile]) -> Sequence[AppealFile]:
    """Keeps ``files`` with the appeal, all or none; as they are kept.

    Raises RequestError as ``tidy``, ``file.too-many``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    kept = [KeptFile(given.name, len(given.data), office.files.put(given.data)) for given in map(tidy, files)]
    with office.database.writing() as session:
        return keep(session, by, rights.appeal_held(session, by, appeal_id), kept)


class KeptFile(NamedTuple):
    """A file that lies in the file store already, under ``content``."""

    name: str
    size: int
    content: str


def keep(session: Session, by: Actor, appeal: Appeal, files: Sequence[KeptFile]) -> Sequence[AppealFile]:
    """Has ``appeal`` have ``files`` besides, in the transaction of ``session``; RequestError ``file.too-many``."""
    count = select(func.count()).select_from(AppealFile).filter_by(appeal_id=appeal.id)
    if (session.scalar(count) or 0) + len(files) > MOST_FILES:
        raise RequestError("file.too-many", limit=MOST_FILES)
    added = [AppealFile(appeal_id=appeal.id, **each._asdict(), at=clock.now(), by_id=by.id) for each in files]
    for file in added:
        session.add(file)
        audit.record(session, by, "appeal.file-added", f"appeal:{appeal.id}", file=file.content)
    return added


def files_of(office: Office, by: Actor, appeal_id: int) -> Sequence[AppealFile]:
    """The files of the appeal in the order in which they came; raises RequestError ``appeal.gone``."""
    with office.database.reading() as session:
        rights.appeal_seen(session, by, appeal_id)
        return session.scalars(select(AppealFile).filter_by(appeal_id=appeal_id).order_by(AppealFile.id)).all()


def read_file(office: Office, by: Actor, appeal_id: int, file_id: int) -> tuple[AppealFile, bytes]:
    """One file with its bytes.

    Raises RequestError ``appeal.gone``, ``file.not-attached``, ToolFailed ``file.altered``.
    """
    with office.database.reading() as session:
        rights.appeal_seen(session, by, appeal_id)
        file = session.get(AppealFile, file_id)
    if file is None or file.appeal_id != appeal_id:
        raise RequestError("file.not-attached")
    return file, office.files.get(file.content)


def remove(office: Office, by: Actor, appeal_id: int, file_id: int) -> None:
    """Takes a file from the appeal: it was another one's. Its bytes stay with the backups of their days.

    Raises RequestError ``appeal.gone``, ``file.not-attached``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        file = session.get(AppealFile, file_id)
        if file is None or file.appeal_id != appeal.id:
            raise RequestError("file.not-attached")
        session.delete(file)
        audit.record(session, by, "appeal.file-removed", f"appeal:{appeal.id}", file=file.content)
