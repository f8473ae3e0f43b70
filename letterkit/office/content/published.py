"""The versions in force as files of a folder, which catalogues read: it follows the database and is never edited.

Each machine has a folder of its own. What was never approved is not in it; what is retired lies aside, for the letters
that were begun with it.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.compose import Blank, Catalogue, ReplyText
from letterkit.core.atomic_files import write_whole
from letterkit.core.disk import not_kept
from letterkit.core.errors import RequestError, ToolMissing
from letterkit.office.content.kinds import KINDS, files_of
from letterkit.office.content.version_file import KeptKind
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.keeping_tables import KeptItem, KeptVersion

_ASIDE = "retired"
_IN_FORCE = tuple(folder for kind in KINDS.values() for folder in kind.folders)
_FOLDERS = (*_IN_FORCE, *(f"{_ASIDE}/{folder}" for folder in _IN_FORCE))
_REPLIES, _BLANKS = "replies/*.md", "blanks/*.yml"
_OF_CATALOGUE = (KeptKind.REPLY, KeptKind.BLANK)
_NOTHING = "0.0"
_seen: ContextVar[set[Path] | None] = ContextVar("seen", default=None)
"""The folders that have been brought up to date for the page that is being made; None where nobody makes one."""


@contextmanager
def one_page() -> Iterator[None]:
    """Inside the block each folder is followed once: a page that changes nothing shows one moment."""
    token = _seen.set(set())
    try:
        yield
    finally:
        _seen.reset(token)


class LiveFolder:
    """``root`` is to be read by a Catalogue; ``follow`` is cheap when nothing has changed."""

    def __init__(self, root: Path, database: Database, files: Files) -> None:
        self.root = root
        self._database = database
        self._files = files
        self._stamp: str | None = None
        self._kinds: frozenset[str] = frozenset()
        self._following = threading.Lock()

    @property
    def aside(self) -> Path:
        """Where what is retired lies, laid out in the same way."""
        return self.root / _ASIDE

    @property
    def has_texts(self) -> bool:
        """Whether a text or a blank was in force or retired when it was last followed."""
        return not self._kinds.isdisjoint(_OF_CATALOGUE)

    def follow(self) -> bool:
        """Brings the folder to what is in force now; whether anything was written or taken out.

        Two processes may do so at once, each file is written whole; one that was overtaken looks once more, so that the
        last to write has seen the last state. Raises ToolMissing ``disk.full``, ``disk.not-writable``, the errors of
        the database and of the store of files.
        """
        seen = _seen.get()
        if seen is not None and self.root in seen:
            return False
        changed = False
        with self._following:
            while self._is_behind():
                with self._database.reading() as session:
                    stamp, live = _stamp(session), _live(session)
                wanted = self._wanted_files(live)
                changed |= self._write(wanted) | self._take_out(wanted)
                self._kinds = frozenset(kind for kind, _ in live)
                self._stamp = stamp
        if seen is not None:
            seen.add(self.root)
        return changed

    def _is_behind(self) -> bool:
        with self._database.reading() as session:
            stamp = _stamp(session)
        if stamp == _NOTHING:
            self._stamp, self._kinds = stamp, frozenset()
        return stamp != self._stamp

    def _wanted_files(self, live: Mapping[tuple[str, str], tuple[str, bool]]) -> Mapping[str, bytes]:
        return {
            f"{_ASIDE}/{path}" if retired else path: data
            for (kind, slug), (content, retired) in live.items()
            for path, data in files_of(KeptKind(kind), slug, self._files.get(content)).items()
        }

    def _write(self, wanted: Mapping[str, bytes]) -> bool:
        changed = False
        for path, data in wanted.items():
            place = self.root / path
            if not _holds(place, data):
                try:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    write_whole(place, data)
                except OSError as fault:
                    raise not_kept(fault) from fault
                except RequestError as fault:
                    raise ToolMissing("disk.not-writable") from fault
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
    """The texts and blanks in force; those of the folder ``shipped`` as long as none is kept in the database.

    Whatever has gone live is seen by whoever asks next. Raises what ``LiveFolder.follow`` raises as well.
    """

    def __init__(self, shipped: Path, live: LiveFolder) -> None:
        super().__init__(shipped)
        self._live = live

    def reply(self, id: str) -> ReplyText:
        """Also one that is retired: letters begun with it go on."""
        if id not in self._paths(_REPLIES) and (path := self._find_retired(_REPLIES, id)):
            return self._reply(path)
        return super().reply(id)

    def blank(self, id: str) -> Blank:
        """Also one that is retired."""
        if id not in self._paths(_BLANKS) and (path := self._find_retired(_BLANKS, id)):
            return self._blank(path)
        return super().blank(id)

    def offered_reply(self, id: str) -> ReplyText:
        return super().reply(id)

    def offered_blank(self, id: str) -> Blank:
        return super().blank(id)

    def _find_retired(self, pattern: str, id: str) -> Path | None:
        return next((path for path in self._live.aside.glob(pattern) if path.stem == id), None)

    def _folder(self) -> Path:
        self._live.follow()
        return self._live.root if self._live.has_texts else self.root


def _live(session: Session) -> dict[tuple[str, str], tuple[str, bool]]:
    """The content of each thing in force by kind and slug, and whether it is retired."""
    query = select(KeptItem.kind, KeptItem.slug, KeptVersion.content, KeptItem.retired).join(
        KeptVersion, (KeptVersion.kept_id == KeptItem.id) & (KeptVersion.number == KeptItem.live)
    )
    return {(kind, slug): (content, retired is not None) for kind, slug, content, retired in session.execute(query)}


def _stamp(session: Session) -> str:
    """Another one whenever something may have gone live, been retired or come back."""
    count, revisions = session.execute(select(func.count(), func.sum(KeptItem.revision)).select_from(KeptItem)).one()
    return f"{count}.{revisions or 0}"


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False


def live_folder(settings: Settings, database: Database, files: Files) -> LiveFolder:
    """The folder of the settings: among the data of this machine."""
    return LiveFolder(settings.data_dir / "live", database, files)
