"""Files are whole or are not there."""

import os
import stat
from pathlib import Path

import pytest

from letterkit.core.atomic_files import write_together, write_whole
from letterkit.core.errors import RequestError, ToolMissing


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "письмо.docx", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["письмо.docx"]
    assert (tmp_path / "письмо.docx").read_bytes() == b"new"


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    write_whole(tmp_path / "b", b"x")
    rights = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"]
    assert rights[0] == rights[1]


def test_folders_are_made_on_the_way(tmp_path: Path) -> None:
    write_together({tmp_path / "а" / "б" / "1.txt": b"1", tmp_path / "а" / "2.txt": b"2"})
    assert (tmp_path / "а" / "б" / "1.txt").read_bytes() == b"1"


def test_when_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "занято").mkdir()
    (tmp_path / "письмо.docx").write_bytes(b"old")
    with pytest.raises(RequestError, match=r"file\.not-writable"):
        write_together({tmp_path / "письмо.docx": b"new", tmp_path / "занято": b"x"})
    assert (tmp_path / "письмо.docx").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["занято", "письмо.docx"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "письмо.txt").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ToolMissing, match=r"disk\.full"):
        write_whole(tmp_path / "письмо.txt", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
