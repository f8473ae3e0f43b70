"""Work in processes that can be ended: what it costs is bounded, and nothing of it stays."""

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from letterkit.core.errors import LetterkitError, RequestError, ToolFailed
from letterkit.worker.children import Children, Limits

ROOT = Path(__file__).parents[2]
LONG = Limits(seconds=600, memory_bytes=1 << 30, patience_s=0)
SHORT = Limits(seconds=0.5, memory_bytes=1 << 30)
NEVER = "never"
HELD: list[bytearray] = []


def do(order: str) -> object:
    """What a test asks for."""
    match order.split():
        case ["refuse"]:
            raise RequestError("letter.gone")
        case ["break"]:
            raise ZeroDivisionError
        case ["die"]:
            os._exit(3)
        case ["fill"]:
            return len(bytearray(4 << 30))
        case ["grow"]:
            HELD.append(bytearray(150 << 20))
        case ["never", place]:
            with subprocess.Popen(["sleep", "1000"]) as left:
                Path(place).write_text(f"{os.getpid()} {left.pid}")
                try:
                    threading.Event().wait()
                finally:
                    left.kill()
    return os.getpid()


Make = Callable[..., Children]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[Children] = []

    def with_limits(limits: Limits = LONG, most: int = 1, kept: int = 1) -> Children:
        children = Children(do, limits, most, kept)
        children.open()
        made.append(children)
        return children

    yield with_limits
    for children in made:
        children.close()


def refusal(children: Children, order: str, **how: object) -> str:
    with pytest.raises(LetterkitError) as refused:
        children.ask(order, **how)  # type: ignore[arg-type]
    return refused.value.code


def gone(*pids: int) -> bool:
    """Waits until none of ``pids`` runs."""
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.02)
    return True


def written(place: Path) -> list[int]:
    """The numbers of processes that somebody writes to ``place``."""
    while True:
        with suppress(FileNotFoundError):
            if found := place.read_text():
                return [int(each) for each in found.split()]
        time.sleep(0.02)


def test_one_child_after_another_order_keeps_what_it_has_learnt(make: Make) -> None:
    children = make()
    first = children.ask("whoever")
    assert first != os.getpid()
    assert children.ask("whoever") == first


def test_what_the_work_refuses_is_raised_here_and_the_child_goes_on(make: Make) -> None:
    children = make()
    pid = children.ask("whoever")
    assert refusal(children, "refuse") == "letter.gone"
    assert children.ask("whoever") == pid


@pytest.mark.parametrize(
    ("order", "code"), [("break", "check.died"), ("die", "check.died"), ("fill", "check.out-of-memory")]
)
def test_one_that_comes_to_grief_is_followed_by_another(make: Make, order: str, code: str) -> None:
    children = make()
    pid = children.ask("whoever")
    assert refusal(children, order) == code
    assert children.ask("whoever") != pid


def test_one_that_has_grown_much_answers_and_gives_its_place_to_another(make: Make) -> None:
    children = make()
    grown = children.ask("grow")
    assert children.ask("whoever") != grown
    assert gone(grown)


def test_those_that_have_nothing_to_do_for_long_are_ended(make: Make) -> None:
    children = make(most=2, kept=2)
    pid = children.ask("whoever")
    children.end_idle(60)
    assert children.ask("whoever") == pid
    children.end_idle(0)
    assert gone(pid)


def test_one_that_overstays_is_ended_with_all_that_it_began(make: Make, tmp_path: Path) -> None:
    children = make(SHORT)
    assert refusal(children, f"{NEVER} {tmp_path / 'pids'}") == "check.overstayed"
    assert gone(*written(tmp_path / "pids"))
    assert children.ask("whoever")


def test_one_that_nobody_waits_for_is_ended(make: Make, tmp_path: Path) -> None:
    place = tmp_path / "pids"
    children = make()
    assert refusal(children, f"{NEVER} {place}", is_wanted=lambda: not place.exists()) == "check.left"
    assert gone(*written(place))


def test_nobody_waits_for_ever_for_a_free_one(make: Make, tmp_path: Path) -> None:
    children = make()
    ends = threading.Event()
    order = {"order": f"{NEVER} {tmp_path / 'pids'}", "is_wanted": lambda: not ends.is_set()}
    busy = threading.Thread(target=lambda: refusal(children, **order))  # type: ignore[arg-type]
    busy.start()
    written(tmp_path / "pids")
    assert refusal(children, "whoever", wait_s=0) == "check.busy"
    ends.set()
    busy.join()


def test_none_outlives_the_service(tmp_path: Path) -> None:
    program = """
        import sys, threading
        from letterkit.worker.children import Children, Limits
        from tests.worker.test_children import do

        children = Children(do, Limits(600, 1 << 30), 1, 1)
        children.open()
        children.ask("never " + sys.argv[1])
    """
    place = tmp_path / "pids"
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(program), str(place)], cwd=ROOT) as service:
        pids = written(place)
        service.kill()
    assert gone(*pids)


def test_a_broken_nursery_is_no_reason_to_go_on(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(os, "kill", lambda pid, signum: told.append(pid))
    children = make()
    assert children._nursery is not None
    children._nursery.shutdown(2)
    with pytest.raises(ToolFailed, match=r"check\.died"):
        children.ask("whoever")
    assert told == [os.getpid()]
