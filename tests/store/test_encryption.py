"""Backups are written for keys that are not here, and read by them alone."""

import errno
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyrage
import pytest

from letterkit.core.errors import LetterkitError, RequestError, ToolMissing
from letterkit.store import encryption
from letterkit.store.backup import back_up, restore
from letterkit.store.database import Database
from letterkit.store.encryption import MARK, parse_recipients, read_identities
from letterkit.store.files import FileStore

LETTER = b"a letter with a name in it " * 5000


def unseen(names: Iterable[str], total: int) -> Iterable[str]:
    return names


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, str]:
    """A file as age-keygen writes it, and the public key of it."""
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "key.txt"
    file.write_text(f"# created: 2026-12-01\n# public key: {identity.to_public()}\n{identity}\n")
    return file, str(identity.to_public())


@pytest.fixture
def sealed(sqlite: Database, tmp_path: Path, keys: tuple[Path, str]) -> Path:
    files = FileStore(tmp_path / "files")
    files.put(LETTER)
    back_up(sqlite, files, tmp_path / "b.zip.age", unseen, parse_recipients(keys[1]))
    return tmp_path / "b.zip.age"


def put_back(path: Path, identities: Path | None) -> FileStore:
    place = path.parent / "elsewhere"
    files = FileStore(place / "files")
    read = read_identities(identities) if identities else []
    restore(Database("sqlite:///l.db", place), files, path, unseen, force=False, identities=read, aside=path.parent)
    return files


def refused(path: Path, identities: Path | None) -> str:
    with pytest.raises(LetterkitError) as fault:
        put_back(path, identities)
    return fault.value.code


def test_it_comes_back_with_the_key_and_leaves_nothing_readable(sealed: Path, keys: tuple[Path, str]) -> None:
    data = sealed.read_bytes()
    assert data.startswith(MARK)
    assert LETTER[:20] not in data
    before = set(sealed.parent.iterdir())
    files = put_back(sealed, keys[0])
    assert [files.get(name) for name in files.names()] == [LETTER]
    assert set(sealed.parent.iterdir()) - before == {sealed.parent / "elsewhere"}


def test_without_the_key_it_is_told_what_is_wanted(sealed: Path, tmp_path: Path) -> None:
    assert refused(sealed, None) == "backup.encrypted"
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    assert refused(sealed, other) == "backup.other-identity"
    other.write_text("no key")
    assert refused(sealed, other) == "backup.bad-identity"


@pytest.mark.parametrize("change", [lambda data: data[:-20], lambda data: data[:-400] + b"x" + data[-399:]])
def test_one_that_was_cut_or_altered_is_refused(sealed: Path, keys: tuple[Path, str], change: object) -> None:
    sealed.write_bytes(change(sealed.read_bytes()))  # type: ignore[operator]
    assert refused(sealed, keys[0]) == "backup.damaged"


def test_a_full_disk_is_told_as_one(
    sqlite: Database, tmp_path: Path, keys: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object, data: bytes) -> int:
        self.fault = OSError(errno.ENOSPC, "full")  # type: ignore[attr-defined]
        raise self.fault  # type: ignore[attr-defined]

    monkeypatch.setattr(encryption._Target, "write", full)
    files = FileStore(tmp_path / "files")
    files.put(LETTER)
    with pytest.raises(ToolMissing, match=r"disk\.full"):
        back_up(sqlite, files, tmp_path / "c.age", unseen, parse_recipients(keys[1]))
    assert not list(tmp_path.glob("*c.age*"))


def test_a_private_key_among_the_settings_is_refused() -> None:
    with pytest.raises(RequestError, match=r"backup\.bad-recipient"):
        parse_recipients(str(pyrage.x25519.Identity.generate()))


def test_the_program_age_reads_what_we_write(sealed: Path, keys: tuple[Path, str], tmp_path: Path) -> None:
    program = shutil.which("age")
    if program is None:
        pytest.skip("age is not installed: apt-get install age")
    plain = tmp_path / "plain.zip"
    subprocess.run([program, "-d", "-i", str(keys[0]), "-o", str(plain), str(sealed)], check=True)
    with zipfile.ZipFile(plain) as archive:
        assert "letterkit-backup.json" in archive.namelist()
