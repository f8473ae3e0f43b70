"""A check of the web has a budget, and strangers have a lane of their own."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core.budget import Budget
from letterkit.core.errors import ToolFailed
from letterkit.core.office import Duty
from webui import checkroom
from webui.checkroom import Turns

from .conftest import ClientOf

LINE = "Подрядчик начнёт ремонт крыши.\n"


def here() -> bool:
    """Whoever waits has not left."""
    return False


@pytest.fixture
def turns(tmp_path: Path) -> Turns:
    return Turns(tmp_path, 2, wait_s=0)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkroom, "STAFF", Budget(300, 600, 60))
    monkeypatch.setattr(checkroom, "STRANGERS", Budget(100, 600, 60))


def test_a_letter_longer_than_its_budget_is_refused_with_both_figures(
    small: None, client: FlaskClient, client_of: ClientOf
) -> None:
    answer = client.post("/check", data={"text": LINE * 4})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "знаков в письме – 124, а проверить сразу можно не больше 100" in page
    assert LINE * 4 in page
    ours = client_of(Duty.EXECUTOR)
    assert ours.post("/check", data={"text": LINE * 4}).status_code == 303
    assert ours.post("/check", data={"text": LINE * 10}).status_code == 422


def test_what_there_is_no_time_for_is_named_as_not_checked(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkroom, "STRANGERS", Budget(100_000, -1, 60))
    page = client.get(client.post("/check", data={"text": LINE}).location).get_data(as_text=True)
    assert "на эту проверку не хватило времени" in page


def test_two_strangers_are_served_at_once_and_no_third(turns: Turns, stack: ExitStack) -> None:
    for address in ("192.0.2.1", "192.0.2.2"):
        stack.enter_context(turns.take(address, here))
    with pytest.raises(ToolFailed, match=r"check\.busy"):
        stack.enter_context(turns.take("192.0.2.3", here))


def test_a_stranger_has_one_check_at_a_time(turns: Turns, stack: ExitStack) -> None:
    with turns.take("192.0.2.1", here), pytest.raises(ToolFailed, match=r"check\.busy"):
        stack.enter_context(turns.take("192.0.2.1", here))
    stack.enter_context(turns.take("192.0.2.1", here))


def test_strangers_of_another_process_are_counted(turns: Turns, stack: ExitStack, tmp_path: Path) -> None:
    beside = Turns(tmp_path, 2, wait_s=0)
    for address in ("192.0.2.1", "192.0.2.2"):
        stack.enter_context(beside.take(address, here))
    with pytest.raises(ToolFailed, match=r"check\.busy"):
        stack.enter_context(turns.take("192.0.2.3", here))


def test_a_stranger_who_has_left_waits_no_longer(tmp_path: Path, stack: ExitStack) -> None:
    turns = Turns(tmp_path, 1)
    stack.enter_context(turns.take("192.0.2.1", here))
    with pytest.raises(ToolFailed, match=r"check\.left"):
        stack.enter_context(turns.take("192.0.2.2", lambda: True))


def test_a_stranger_who_comes_when_all_is_taken_keeps_what_was_typed(app: Flask, client: FlaskClient) -> None:
    room = app.extensions["letterkit"].room
    with ExitStack() as others:
        for address in ("192.0.2.1", "192.0.2.2"):
            others.enter_context(room.turns.take(address, here))
        room.turns.wait_s = 0
        answer = client.post("/check", data={"text": LINE})
    assert answer.status_code == 429
    assert "Сейчас проверяются письма других людей" in answer.get_data(as_text=True)
    assert LINE in answer.get_data(as_text=True)
