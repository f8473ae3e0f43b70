"""The file of a backup: a .zip with the rows of every table, the files of letters, and a page of contents.

letterkit-backup.json     the contents: revision, tables with their columns, what each must hash to
tables/NAME.jsonl         a row a line (letterkit.store.rows)
files/SHA256              the bytes of letters
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from letterkit.core.errors import RequestError
from letterkit.store.encryption import Identity, decrypting, is_encrypted
from letterkit.store.rows import ColumnKind

SCHEMA: Literal["letterkit-backup/1"] = "letterkit-backup/1"
_CONTENTS = "letterkit-backup.json"
_FILE = re.compile(r"files/([0-9a-f]{64})")
_PIECE = 1 << 20


class _FrozenModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableContents(_FrozenModel):
    """One table: its columns in the order of the values of a row, how many rows, the SHA-256 of all lines."""

    name: str
    columns: tuple[tuple[str, ColumnKind], ...]
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        return f"tables/{self.name}.jsonl"


class JournalContents(_FrozenModel):
    """The chain of the journal as it was: ``broken`` is the number of the first entry that did not hold."""

    count: int
    head: str
    broken: int | None


class Contents(_FrozenModel):
    """What a backup holds; ``missing`` are files that tables name and that were gone or altered already."""

    schema_: Literal["letterkit-backup/1"] = Field(SCHEMA, alias="schema")
    letterkit: str
    made: AwareDatetime
    revision: str
    tables: tuple[TableContents, ...]
    files: int
    missing: tuple[str, ...]
    journal: JournalContents

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class ArchiveWriter:
    """Puts into an open .zip what a backup holds."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def table(self, name: str, columns: tuple[tuple[str, ColumnKind], ...], written: Iterable[bytes]) -> TableContents:
        """The rows of one table."""
        digest, count = hashlib.sha256(), 0
        with self._archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as member:
            for line in written:
                member.write(line)
                digest.update(line)
                count += 1
        return TableContents(name=name, columns=columns, rows=count, sha256=digest.hexdigest())

    def file(self, name: str, data: bytes) -> None:
        """The bytes whose SHA-256 is ``name``; letters are compressed already."""
        self._archive.writestr(f"files/{name}", data, zipfile.ZIP_STORED)

    def contents(self, contents: Contents) -> None:
        """The page of contents, last."""
        self._archive.writestr(_CONTENTS, contents.model_dump_json(indent=1, by_alias=True))


class ArchiveReader:
    """A backup that has been read through once: everything in it is what its contents say."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.contents = _contents(archive)
        self.files = tuple(found[1] for name in archive.namelist() if (found := _FILE.fullmatch(name)))
        self._check()

    @contextmanager
    def lines(self, table: TableContents) -> Iterator[IO[bytes]]:
        """The rows of ``table``."""
        with self._archive.open(table.member) as member:
            yield member

    def data(self, name: str) -> bytes:
        """The bytes whose SHA-256 is ``name``."""
        return self._archive.read(f"files/{name}")

    def _check(self) -> None:
        wanted = {table.member: table.sha256 for table in self.contents.tables}
        wanted |= {f"files/{name}": name for name in self.files}
        names = self._archive.namelist()
        if sorted(names) != sorted([*wanted, _CONTENTS]) or len(self.files) != self.contents.files:
            raise _BadArchive("backup.damaged")
        for member, sha256 in wanted.items():
            if self._sha256(member) != sha256:
                raise _BadArchive("backup.damaged")

    def _sha256(self, member: str) -> str:
        digest = hashlib.sha256()
        with self._archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest()


@contextmanager
def reading(path: Path, identities: Sequence[Identity] = (), aside: Path | None = None) -> Iterator[ArchiveReader]:
    """The backup at ``path``; an encrypted one is read by ``identities``, its content lies in the folder ``aside``.

    Raises RequestError ``file.not-found``, ``file.unreadable``, ``backup.not-one``, ``backup.newer``,
    ``backup.damaged`` and those of ``encryption.decrypting``.
    """
    with ExitStack() as opened:
        content = opened.enter_context(decrypting(path, identities, aside)) if is_encrypted(path) else path
        try:
            reader = ArchiveReader(opened.enter_context(zipfile.ZipFile(content)))
        except FileNotFoundError:
            raise RequestError("file.not-found", file=str(path)) from None
        except OSError as fault:
            raise RequestError("file.unreadable", file=str(path), why=fault.strerror or str(fault)) from fault
        except _BadArchive as fault:
            raise RequestError(fault.code, file=str(path)) from fault
        # What zipfile says of bytes that were altered depends on where they stand.
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
            code = "backup.damaged" if zipfile.is_zipfile(content) else "backup.not-one"
            raise RequestError(code, file=str(path)) from fault
        yield reader


class _BadArchive(Exception):
    """The archive is not what it should be, by ``code``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _contents(archive: zipfile.ZipFile) -> Contents:
    try:
        told = json.loads(archive.read(_CONTENTS))
        schema = told["schema"]
    except (KeyError, TypeError):
        raise _BadArchive("backup.not-one") from None
    if schema != SCHEMA:
        raise _BadArchive("backup.newer")
    return Contents.model_validate(told)
