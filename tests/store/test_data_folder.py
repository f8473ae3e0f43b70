"""The folder of working data is looked at before anything is begun in it, and what is wrong with it is told plainly."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterkit.core.errors import RequestError, ToolMissing
from letterkit.reports.wording import sentence
from letterkit.settings import Settings
from letterkit.store.data_folder import demand_data_folder
from letterkit.store.opened import open_database
from letterkit.store.secret_file import kept_secret

NOBODY = 65534
needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root may become somebody else")


def refusal(data: Path) -> RequestError:
    with pytest.raises(RequestError) as caught:
        open_database(Settings(data=data))
    return caught.value


def refusal_for_nobody(data: Path) -> str:
    """What somebody without rights is told; in a process of its own, which nobody gets back from."""
    code = (
        "import os, sys; from pathlib import Path; from letterkit.settings import Settings;"
        "from letterkit.store.data_folder import demand_data_folder; from letterkit.reports.wording import sentence\n"
        "from letterkit.core.errors import RequestError; sentence(RequestError('data.no-folder', path=''))\n"
        f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        "try: demand_data_folder(Settings(data=Path(sys.argv[1])))\n"
        "except Exception as fault: print(sentence(fault))"
    )
    run = [sys.executable, "-c", code, str(data)]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that everybody comes into: pytest's own are closed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_one_that_is_there_or_can_be_made_is_well(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    for data in (tmp_path, tmp_path / "link", tmp_path / "not" / "yet"):
        demand_data_folder(Settings(data=data))


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "nowhere").symlink_to(tmp_path / "no such place")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for name in ("file", "nowhere", "circle", "file/below"):
        assert refusal(tmp_path / name).code == "data.no-folder"


@needs_root
def test_one_of_somebody_else_is_told_with_both_ways_out(common: Path) -> None:
    closed = common / "closed"
    closed.mkdir(mode=0o700)
    told = refusal_for_nobody(closed)
    assert "владелец – root" in told
    assert f"chown -R nobody {closed}" in told
    assert "закрыты для пользователя nobody" in refusal_for_nobody(closed / "below")


@needs_root
def test_a_register_of_somebody_else_in_one_s_own_folder_is_told(common: Path) -> None:
    own = common / "own"
    own.mkdir()
    os.chown(own, NOBODY, NOBODY)
    (own / "letterkit.db").touch(mode=0o600)
    assert f"«{own}/letterkit.db» закрыты для пользователя nobody" in refusal_for_nobody(own)


@needs_root
def test_one_that_cannot_be_made_is_told_with_the_command_that_makes_it(common: Path) -> None:
    assert f"sudo install -d -o nobody -m 750 {common}/data" in refusal_for_nobody(common / "data")


def test_a_full_disk_is_told_as_one_wherever_it_is_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", no_room)
    for begin in (open_database(Settings(data=tmp_path)).upgrade, lambda: kept_secret(tmp_path / "key", lambda: "k")):
        with pytest.raises(ToolMissing) as caught:
            begin()
        assert caught.value.code == "disk.full"


def test_what_the_system_says_of_a_file_is_told_in_russian() -> None:
    told = sentence(RequestError("file.not-writable", file="x", why=os.strerror(13)))
    assert "(нет прав)" in told
    assert "(на диске нет места)" in sentence(ToolMissing("queue.no-answer", why="database or disk is full"))
    assert "(порт занят)" in sentence(ToolMissing("queue.no-answer", why="[Errno 98] Address already in use"))
