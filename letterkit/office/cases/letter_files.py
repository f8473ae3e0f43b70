"""Files that go with a letter: put beside it by its executor, from then on the same until it has gone."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.register.attached import MOST_FILES, AttachedFile, tidy
from letterkit.store import audit
from letterkit.store.desk_tables import LetterFile
from letterkit.store.tables import Letter


def files_of(office: Office, by: Actor, letter_id: int) -> Sequence[LetterFile]:
    """The files of the letter in the order in which they came; raises RequestError ``letter.gone``."""
    with office.database.reading() as session:
        rights.readable_letter(session, by, letter_id)
        return list_files(session, letter_id)


def list_files(session: Session, letter_id: int) -> Sequence[LetterFile]:
    """As ``files_of``, whoever asks."""
    return session.scalars(select(LetterFile).filter_by(letter_id=letter_id).order_by(LetterFile.id)).all()


def attach(office: Office, by: Actor, letter_id: int, files: Sequence[AttachedFile]) -> Sequence[LetterFile]:
    """Puts ``files`` beside a letter that is with its executor, all or none; as they are kept.

    Raises RequestError as ``attached.tidy``, ``file.too-many``, ``letter.gone``, DeniedError ``denied.not-writable``.
    """
    kept = [(given.name, len(given.data), office.files.put(given.data)) for given in map(tidy, files)]
    with office.database.writing() as session:
        letter = _with_executor(session, by, letter_id)
        count = session.scalar(select(func.count()).select_from(LetterFile).filter_by(letter_id=letter.id)) or 0
        if count + len(kept) > MOST_FILES:
            raise RequestError("file.too-many", limit=MOST_FILES)
        added = [
            LetterFile(letter_id=letter.id, name=name, content=content, size=size, at=clock.now(), by_id=by.id)
            for name, size, content in kept
        ]
        for file in added:
            session.add(file)
            audit.record(session, by, "letter.file-added", f"letter:{letter.id}", file=file.content)
        return added


def remove(office: Office, by: Actor, letter_id: int, file_id: int) -> None:
    """Takes a file away from a letter that is with its executor; raises as ``attach``, ``file.not-attached``."""
    with office.database.writing() as session:
        letter = _with_executor(session, by, letter_id)
        file = session.get(LetterFile, file_id)
        if file is None or file.letter_id != letter.id:
            raise RequestError("file.not-attached")
        session.delete(file)
        audit.record(session, by, "letter.file-removed", f"letter:{letter.id}", file=file.content)


def read_file(office: Office, by: Actor, letter_id: int, file_id: int) -> tuple[LetterFile, bytes]:
    """A file and its bytes; raises RequestError ``letter.gone``, ``file.not-attached``, ToolFailed ``file.altered``."""
    with office.database.reading() as session:
        rights.readable_letter(session, by, letter_id)
        file = session.get(LetterFile, file_id)
    if file is None or file.letter_id != letter_id:
        raise RequestError("file.not-attached")
    return file, office.files.get(file.content)


def _with_executor(session: Session, by: Actor, letter_id: int) -> Letter:
    letter = rights.lock_writable_letter(session, by, letter_id)
    if letter.state not in rights.DRAFTED:
        raise DeniedError("denied.not-writable", state=letter.state)
    return letter
