"""Where the program looks for what is its own, for what is the body's, and for the data."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from letterkit.cli.main import run
from letterkit.core.errors import RequestError
from letterkit.deadlines.terms import term_of
from letterkit.office.register.classifier import classifier
from letterkit.russian import calendar
from letterkit.settings import Settings, load_settings
from letterkit.store.opened import open_database


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a body's own files."""
    monkeypatch.setenv("LETTERKIT_OWN", str(tmp_path))
    monkeypatch.setattr(calendar, "_look", calendar._Look())
    load_settings.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    load_settings.cache_clear()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a program whose register lies in it, as releases kept it."""
    (tmp_path / "home" / "var").mkdir(parents=True)
    (tmp_path / "home" / "var" / "letterkit.db").write_bytes(b"")
    return tmp_path / "home"


def test_the_database_lies_among_the_data_wherever_they_are(tmp_path: Path) -> None:
    assert open_database(Settings(home=tmp_path)).place == f"{tmp_path}/var/letterkit.db"
    assert open_database(Settings(home=tmp_path, data=tmp_path / "data")).place == f"{tmp_path}/data/letterkit.db"


def test_a_register_left_in_the_folder_of_the_program_is_told_with_the_command_that_moves_it(home: Path) -> None:
    data = home.parent / "new data"
    with pytest.raises(RequestError) as caught:
        open_database(Settings(home=home, data=data))
    assert caught.value.code == "database.forgotten"
    assert caught.value.details["move"] == f"mkdir -p '{data}' && mv {home}/var/letterkit.db* '{data}'/"


def test_a_register_that_the_settings_name_or_that_was_moved_is_none_left_behind(home: Path) -> None:
    data = home.parent / "data"
    open_database(Settings(home=home, data=data, database_url="sqlite:///var/letterkit.db"))
    data.mkdir()
    shutil.move(home / "var" / "letterkit.db", data)
    open_database(Settings(home=home, data=data))


def test_a_body_s_own_files_stand_for_the_shipped_ones_and_the_others_stay(own: Path) -> None:
    shipped = Settings().rules_dir
    terms = (shipped / "terms.yml").read_text("utf-8")
    (own / "terms.yml").write_text(terms.replace("days: 30\n", "days: 29\n", 1), "utf-8")
    (own / "calendar").mkdir()
    (own / "calendar" / "2040.yml").write_text("year: 2040\nsource: акт\noff: [2040-05-08]\n", "utf-8")
    assert term_of("review").days == 29
    assert not calendar.is_working(date(2040, 5, 8))
    assert 2020 in calendar.own_calendar().overrides
    assert classifier().sections
    assert load_settings().profile_path == shipped / "profile.yml"


def test_settings_may_lie_in_a_file_that_the_environment_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "letterkit.env"
    file.write_text(f"# своё\nLETTERKIT_DATA={tmp_path}\nLETTERKIT_PROXIES=1\n", "utf-8")
    monkeypatch.setenv("LETTERKIT_ENV_FILE", str(file))
    monkeypatch.setenv("LETTERKIT_PROXIES", "2")
    monkeypatch.delenv("LETTERKIT_DATA", raising=False)
    load_settings.cache_clear()
    read = load_settings()
    load_settings.cache_clear()
    assert (read.data_dir, read.proxies) == (tmp_path, 2)


def test_a_file_of_settings_that_cannot_be_read_is_told_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "letterkit.env"
    file.write_bytes("LETTERKIT_PROXIES=1  # прокси\n".encode("cp1251"))
    for named, told in ((file, "не в кодировке UTF-8"), (tmp_path, "это папка")):
        monkeypatch.setenv("LETTERKIT_ENV_FILE", str(named))
        load_settings.cache_clear()
        assert run(["settings"]) == 2
        words = capsys.readouterr().err
        assert str(named) in words
        assert told in words
    load_settings.cache_clear()


def test_a_tilde_is_the_home_of_whoever_runs_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/letterkit")
    assert Settings(data=Path("~/data")).data_dir == Path("/home/letterkit/data")
