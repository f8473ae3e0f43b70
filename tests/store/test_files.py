"""Bytes are kept under their own hash: once, whole, and given back only while they are still themselves."""

import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest

from letterkit.core.errors import LetterkitError, RequestError, ToolFailed
from letterkit.store.files import FileStore

BYTES = "Уважаемая Мария Петровна!".encode()
NAME = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def store(folder: Path) -> FileStore:
    return FileStore(folder)


def all_files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_what_is_put_is_given_back(store: FileStore) -> None:
    assert store.put(BYTES) == NAME
    assert store.get(NAME) == BYTES


@pytest.mark.parametrize("data", [b"", b"\0" * 3_000_000], ids=["nothing", "much"])
def test_any_bytes_are_kept(store: FileStore, data: bytes) -> None:
    assert store.get(store.put(data)) == data


def test_the_same_is_kept_once_and_not_written_again(store: FileStore, folder: Path) -> None:
    store.put(BYTES)
    [file] = all_files(folder)
    before = file.stat().st_mtime_ns, file.stat().st_ino
    assert store.put(BYTES) == NAME
    assert all_files(folder) == [file]
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_what_was_altered_is_not_given_back(store: FileStore, folder: Path) -> None:
    store.put(BYTES)
    [file] = all_files(folder)
    file.write_bytes(BYTES + b" ")
    with pytest.raises(ToolFailed) as refused:
        store.get(NAME)
    assert refused.value.code == "file.altered"


def test_putting_it_again_mends_what_was_altered(store: FileStore, folder: Path) -> None:
    store.put(BYTES)
    [file] = all_files(folder)
    file.write_bytes(b"")
    store.put(BYTES)
    assert store.get(NAME) == BYTES


def test_what_was_never_put_is_gone(store: FileStore) -> None:
    with pytest.raises(RequestError) as refused:
        store.get("0" * 64)
    assert refused.value.code == "file.gone"


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "a" * 63, NAME.upper(), f"{NAME}\n", f"{NAME}/", NAME[:2] + "/" + NAME]
)
def test_what_is_no_hash_is_no_name(store: FileStore, name: str) -> None:
    store.put(BYTES)
    for act in (store.get, store.remove):
        with pytest.raises(RequestError) as refused:
            act(name)
        assert refused.value.code == "file.gone"


def test_a_stop_in_the_middle_leaves_nothing(store: FileStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        store.put(BYTES)
    assert all_files(folder) == []
    assert list(store.names()) == []


def test_a_full_disk_is_told_of(store: FileStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LetterkitError) as refused:
        store.put(BYTES)
    assert refused.value.code == "disk.full"
    assert all_files(folder) == []


def test_what_cannot_be_read_is_told_of(store: FileStore, folder: Path) -> None:
    (folder / NAME[:2] / NAME).mkdir(parents=True)
    with pytest.raises(LetterkitError) as refused:
        store.get(NAME)
    assert refused.value.code == "disk.not-readable"


def test_files_are_for_their_owner_alone(store: FileStore, folder: Path) -> None:
    store.put(BYTES)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / NAME[:2])}
    assert modes == {0o700}
    assert stat.S_IMODE((folder / NAME[:2] / NAME).stat().st_mode) == 0o600


def test_putting_the_same_at_once_is_putting_it_once(store: FileStore, folder: Path) -> None:
    threads = [threading.Thread(target=store.put, args=(BYTES,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(all_files(folder)) == 1
    assert store.get(NAME) == BYTES


def test_names_are_those_of_whole_files_only(store: FileStore, folder: Path) -> None:
    names = sorted(store.put(bytes([number])) for number in range(5))
    (folder / names[0][:2] / ".abc.part").write_bytes(b"half")
    (folder / "notes.txt").write_bytes(b"not ours")
    assert list(store.names()) == names
    assert list(FileStore(folder / "nowhere").names()) == []


def test_what_is_removed_is_gone(store: FileStore) -> None:
    store.put(BYTES)
    store.remove(NAME)
    store.remove(NAME)
    assert list(store.names()) == []
