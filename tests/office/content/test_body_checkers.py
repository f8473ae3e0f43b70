"""A service of several bodies: each has letters checked by its own profile, as it is in force now."""

import threading
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.core.errors import RequestError, ToolFailed
from letterkit.core.people import Case
from letterkit.office.content.body_checkers import Checkers
from letterkit.office.content.folders import take_in_shipped
from letterkit.office.content.published import LiveFolder
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.files import FileStore

from .bodies import SHIPPED, TOWN, profile_of
from .live_profiles import let_live

HOME = Settings(_env_file=None)


@pytest.fixture(scope="module")
def first() -> Checker:
    return Checker(CheckOptions(HOME.profile_path, HOME.rules_dir, engine="off", pages=False))


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
def live(tmp_path: Path, database: Database, files: FileStore) -> LiveFolder:
    return LiveFolder(tmp_path / "live", database, files)


@pytest.fixture
def checkers(first: Checker, live: LiveFolder, database: Database, files: FileStore) -> Checkers:
    take_in_shipped(database, files, HOME.templates_dir, HOME.profile_path)
    return Checkers(first, live)


def test_the_body_of_the_settings_has_an_empty_name(checkers: Checkers) -> None:
    assert checkers.ids() == ("",)
    assert checkers.of("").profile.id == SHIPPED


def test_a_checker_is_made_once(checkers: Checkers) -> None:
    assert checkers.of("") is checkers.of("")


def test_another_body_is_there_once_its_profile_is_in_force(
    checkers: Checkers, database: Database, files: FileStore
) -> None:
    with pytest.raises(RequestError) as unknown:
        checkers.of(TOWN["id"])
    assert unknown.value.code == "body.unknown"
    let_live(database, files, profile_of(TOWN))
    town = checkers.of(TOWN["id"])
    assert town.profile.body.names[Case.GENITIVE] == "администрации города Вологды"
    assert town.press is checkers.first.press
    assert town.book is checkers.first.book
    assert checkers.ids() == ("", TOWN["id"])
    assert [profile.id for profile in checkers.profiles().values()] == [SHIPPED, TOWN["id"]]


def test_a_profile_that_changes_makes_a_new_checker_and_the_old_one_goes_on(
    checkers: Checkers, database: Database, files: FileStore
) -> None:
    let_live(database, files, profile_of(TOWN))
    before, first = checkers.of(TOWN["id"]), checkers.of("")
    let_live(database, files, profile_of({**TOWN, "phone": "(8172) 11-11-11"}))
    after = checkers.of(TOWN["id"])
    assert after is not before
    assert (before.profile.body.phone, after.profile.body.phone) == ("(8172) 72-00-42", "(8172) 11-11-11")
    assert before.profile_sha256 != after.profile_sha256
    assert checkers.of("") is first


def test_a_retired_body_still_checks_what_it_has_begun(
    checkers: Checkers, database: Database, files: FileStore
) -> None:
    let_live(database, files, profile_of(TOWN), retired=True)
    assert checkers.of(TOWN["id"]).profile.id == TOWN["id"]
    assert checkers.ids() == ("",)


def test_threads_share_one_checker(checkers: Checkers, database: Database, files: FileStore) -> None:
    let_live(database, files, profile_of(TOWN))
    found: list[Checker] = []
    threads = [threading.Thread(target=lambda: found.append(checkers.of(TOWN["id"]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(map(id, found))) == 1


def test_letters_of_the_first_body_are_checked_while_the_database_is_away(
    first: Checker, live: LiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> bool:
        raise ToolFailed("database.no-answer")

    monkeypatch.setattr(live, "follow", away)
    assert Checkers(first, live).of("") is first
    with pytest.raises(ToolFailed):
        Checkers(first, live).of(TOWN["id"])


def test_a_service_of_one_body_needs_no_folder(first: Checker) -> None:
    alone = Checkers(first)
    assert alone.of("") is first
    assert alone.ids() == ("",)
    with pytest.raises(RequestError):
        alone.of(TOWN["id"])


def test_a_pack_of_the_body_holds_for_the_next_letter_and_is_gone_with_its_approval(
    checkers: Checkers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "own.yml"
    pack.write_text("id: own\ntitle: Своё\nwords: {foreign.txt: {add: [кукурузник = самолёт]}}\n", encoding="utf-8")
    monkeypatch.setattr(checkers, "_packs", lambda: (pack,) if pack.exists() else ())
    changed = checkers.of()
    assert changed.book.version != checkers.first.book.version
    assert checkers.of() is changed
    pack.unlink()
    assert checkers.of().book.version == checkers.first.book.version
