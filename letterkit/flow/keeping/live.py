"""The versions in force as files of a folder, which catalogues read: it follows the database and is never edited.

Each machine has a folder of its own. What is retired, or was never approved, is not in it.
"""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.compose import Catalogue
from letterkit.core.errors import RequestError
from letterkit.flow.files import write_whole
from letterkit.flow.keeping.content import KeptKind
from letterkit.flow.keeping.kinds import KINDS, files_of
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.keeping_tables import Kept, KeptVersion

_FOLDERS = tuple(folder for kind in KINDS.values() for folder in kind.folders)
_NOTHING = "0.0"


class LiveFolder:
    """``root`` is to be read by a Catalogue; ``follow`` is cheap when nothing has changed."""

    def __init__(self, root: Path, database: Database, files: Files) -> None:
        self.root = root
        self._database = database
        self._files = files
        self._stamp: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was kept when it was last followed: not even something retired."""
        return self._stamp in (None, _NOTHING)

    def follow(self) -> bool:
        """Brings the folder to what is in force now; whether anything was written or taken out.

        Two processes may do so at once: both write the same bytes, each file whole.
        Raises RequestError ``file.not-writable``, the errors of the database and of the store of files.
        """
        with self._database.reading() as session:
            stamp = _stamp(session)
            if stamp == self._stamp or stamp == _NOTHING:
                self._stamp = stamp
                return False
            live = _live(session)
        wanted = self._wanted(live)
        changed = self._write(wanted) | self._take_out(wanted)
        self._stamp = stamp
        return changed

    def _wanted(self, live: Mapping[tuple[str, str], str]) -> Mapping[str, bytes]:
        return {
            path: data
            for (kind, slug), content in live.items()
            for path, data in files_of(KeptKind(kind), slug, self._files.get(content)).items()
        }

    def _write(self, wanted: Mapping[str, bytes]) -> bool:
        changed = False
        for path, data in wanted.items():
            place = self.root / path
            if not _holds(place, data):
                try:
                    place.parent.mkdir(parents=True, exist_ok=True)
                except OSError as fault:
                    why = fault.strerror or str(fault)
                    raise RequestError("file.not-writable", file=str(place), why=why) from fault
                write_whole(place, data)
                changed = True
        return changed

    def _take_out(self, wanted: Mapping[str, bytes]) -> bool:
        gone = [
            place
            for folder in _FOLDERS
            for place in (self.root / folder).glob("*.*")
            if f"{folder}/{place.name}" not in wanted and not place.name.startswith(".")
        ]
        for place in gone:
            place.unlink(missing_ok=True)
        return bool(gone)


class LiveCatalogue(Catalogue):
    """The texts and blanks in force; those of the folder ``shipped`` as long as nothing is kept in the database.

    Whatever has gone live is seen by whoever asks next. Raises what ``LiveFolder.follow`` raises as well.
    """

    def __init__(self, shipped: Path, live: LiveFolder) -> None:
        super().__init__(shipped)
        self._live = live

    def _folder(self) -> Path:
        self._live.follow()
        return self.root if self._live.is_empty else self._live.root


def _live(session: Session) -> dict[tuple[str, str], str]:
    """The content of each thing in force by kind and slug."""
    query = (
        select(Kept.kind, Kept.slug, KeptVersion.content)
        .join(KeptVersion, (KeptVersion.kept_id == Kept.id) & (KeptVersion.number == Kept.live))
        .where(Kept.retired.is_(None))
    )
    return {(kind, slug): content for kind, slug, content in session.execute(query)}


def _stamp(session: Session) -> str:
    """Another one whenever something may have gone live, been retired or come back."""
    count, revisions = session.execute(select(func.count(), func.sum(Kept.revision)).select_from(Kept)).one()
    return f"{count}.{revisions or 0}"


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False


def open_catalogue(settings: Settings, database: Database, files: Files) -> LiveCatalogue:
    """The catalogue of the settings: what is in force lies in a folder of the data of this machine."""
    return LiveCatalogue(settings.templates_dir, LiveFolder(settings.data_dir / "live", database, files))
