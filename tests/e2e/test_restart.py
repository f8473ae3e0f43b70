"""The service is stopped and started again while somebody types: not a word is lost."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letterkit.office.cases import appeals, drafting
from letterkit.office.people import accounts
from letterkit.settings import Settings
from webui.engine import Engine

from .conftest import CARD, OPENING, PASSWORD, ROOT, TEAM, enter, opened
from .test_day import edit, saved

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_SERVE = "import sys; from webui.server import run; run('127.0.0.1', int(sys.argv[1]), 4, lambda *_: print('ready'))"
_NUMBERS = count(1)
_EXPECTED = re.compile(r"ERR_(CONNECTION|EMPTY)_|status of (400|401)")
"""What a browser says of a service that is not there, and of a session that has ended."""


@dataclass
class Service:
    """A service of its own process, on a port and with data that outlive it."""

    data: Path
    port: int
    process: "subprocess.Popen[str] | None" = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Settings:
        return Settings(data=self.data, database_url=f"sqlite:///{self.data}/letterkit.db")

    def engine(self, like: Engine) -> Engine:
        """What works with the same data beside it, by the checker of ``like``."""
        engine = Engine(self.settings)
        engine.__dict__["checker"] = like.checker
        return engine

    def start(self) -> None:
        environment = {
            **os.environ,
            "LETTERKIT_DATA": str(self.data),
            "LETTERKIT_DATABASE_URL": self.settings.database_url,
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, "-c", _SERVE, str(self.port)]
        with (self.data / "log").open("a") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n", (self.data / "log").read_text()

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.communicate(timeout=120)  # pages on their way are printed first
            self.process = None


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, served: Engine) -> Iterator[Service]:
    """A service with Anna and the registry in it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    service = Service(tmp_path_factory.mktemp("own"), port)
    database = service.engine(served).database
    database.upgrade()
    for login in ("anna", "lida"):
        details, duty = TEAM[login]
        accounts.add(database, None, login, PASSWORD, details, [duty])
    database.close()
    service.start()
    yield service
    service.stop()


@pytest.fixture
def letters(own: Service, served: Engine) -> tuple[int, int]:
    """Two letters of Anna's in the register of that service."""
    engine = own.engine(served)
    anna, lida = (accounts.by_login(engine.database, login) for login in ("anna", "lida"))

    def begun() -> int:
        card = {**CARD, "appeal": {**CARD["appeal"], "number": f"И-{next(_NUMBERS)}"}}  # type: ignore[dict-item]
        appeal = appeals.add(engine.office, lida.actor, card, anna.id)
        return drafting.begin(
            engine.office, anna.actor, {**appeal.card, "reply": CARD["reply"]}, "explained", appeal_id=appeal.id
        ).id

    made = begun(), begun()
    engine.database.close()
    return made


@pytest.fixture
def anna(own: Service, letters: tuple[int, int], browser: "Browser") -> "Iterator[Page]":
    """Her browser, in which the first letter is being written."""
    complaints: list[str] = []
    with opened(browser, own.address, complaints, 1280) as page:
        enter(page, "anna")
        edit(page, letters[0], OPENING)
        saved(page)
        yield page
    assert [each for each in complaints if not _EXPECTED.search(each)] == []


def typed_while_away(page: "Page", words: str) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(f"\n{words}")
    page.locator("[data-kept]", has_text="Нет связи").wait_for()


@pytest.mark.browser
def test_what_is_typed_while_the_service_is_stopped_is_saved_when_it_is_back(
    own: Service, anna: "Page", letters: tuple[int, int]
) -> None:
    closed = anna.context.new_page()
    edit(closed, letters[1], OPENING)
    saved(closed)
    own.stop()
    typed_while_away(closed, "Дописано, и окно закрыто.")
    closed.close(run_before_unload=False)
    anna.bring_to_front()
    typed_while_away(anna, "Дописано, пока служба стояла.")
    own.start()
    anna.keyboard.press("Control+s")
    saved(anna)
    # The session holds: nobody has to sign in again.
    anna.reload()
    anna.wait_for_selector(".cm-content")
    assert "Дописано, пока служба стояла." in anna.inner_text(".cm-content")
    # What a closed window had is offered where the letter is opened again.
    anna.goto(f"/letters/{letters[1]}/edit")
    anna.locator("[data-bar='local'] [data-do='restore']").click()
    saved(anna)
    assert "Дописано, и окно закрыто." in anna.inner_text(".cm-content")


@pytest.mark.browser
def test_where_the_session_does_not_hold_the_page_asks_to_sign_in_and_saves_then(own: Service, anna: "Page") -> None:
    own.stop()
    (own.data / "secret.key").unlink()  # as when the data were moved without it
    typed_while_away(anna, "Дописано до нового входа.")
    own.start()
    anna.keyboard.press("Control+s")
    anna.locator("[data-bar='signed-out']").wait_for()
    with anna.context.expect_page() as another:
        anna.locator("[data-sign-in]").click()
    enter(another.value, "anna")
    another.value.close()
    anna.locator("[data-bar='signed-out']").wait_for(state="hidden")
    saved(anna)
    anna.reload()
    anna.wait_for_selector(".cm-content")
    assert "Дописано до нового входа." in anna.inner_text(".cm-content")
