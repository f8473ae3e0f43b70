"""Letters on the desk are kept whole for their time, and no longer."""

import datetime
from pathlib import Path

import pytest

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.store.desk import DeskStore

DAY = datetime.timedelta(days=1)
MORNING = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture
def store(tmp_path: Path) -> DeskStore:
    return DeskStore(tmp_path / "desk", DAY)


def gone(store: DeskStore, desk_id: str) -> bool:
    with pytest.raises(RequestError) as caught:
        store.state(desk_id)
    return caught.value.code == "desk.gone"


def test_what_was_put_down_is_found_again(store: DeskStore) -> None:
    desk_id = store.create({"name": "письмо.txt"}, b"one")
    store.save(desk_id, {**store.state(desk_id), "name": "ответ.txt"}, 2, b"two")
    assert store.state(desk_id)["name"] == "ответ.txt"
    assert (store.data(desk_id, 1), store.data(desk_id, 2)) == (b"one", b"two")


def test_a_letter_outlives_its_day_neither_when_asked_for_nor_when_another_comes(store: DeskStore) -> None:
    with clock.stopped_at(MORNING):
        first, second = store.create({}, b"one"), store.create({}, b"two")
    with clock.stopped_at(MORNING + DAY + datetime.timedelta(minutes=1)):
        assert gone(store, first)
        third = store.create({}, b"three")
        assert gone(store, second)
        assert store.data(third, 1) == b"three"


@pytest.mark.parametrize("desk_id", ["", "..", "../../etc", "a" * 22 + "/..", "A" * 22, "а" * 22])
def test_an_id_that_was_never_given_leads_nowhere(store: DeskStore, desk_id: str) -> None:
    store.create({}, b"one")
    assert gone(store, desk_id)
    with pytest.raises(RequestError):
        store.data(desk_id, 1)


def test_a_removed_letter_takes_nothing_more(store: DeskStore, tmp_path: Path) -> None:
    desk_id = store.create({}, b"one")
    store.remove(desk_id)
    with pytest.raises(RequestError):
        store.save(desk_id, {}, 2, b"two")
    assert list((tmp_path / "desk").iterdir()) == []


def test_others_on_the_machine_cannot_look_into_the_folder(store: DeskStore, tmp_path: Path) -> None:
    desk_id = store.create({}, b"one")
    assert (tmp_path / "desk" / desk_id).stat().st_mode & 0o077 == 0
