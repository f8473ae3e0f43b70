"""What a day's work costs the hand: presses of the mouse and keys that are commands, counted in the browser itself."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FILE = "LETTERKIT_DAYS"
"""The variable that names the file where steps are added, one JSON object a line: several processes may write."""
_LISTENS = """
addEventListener("pointerdown", (event) => { if (event.isTrusted) handMoved("clicks"); }, true);
addEventListener("keydown", (event) => {
    const holds = ["Control", "Shift", "Alt", "Meta"].includes(event.key);
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.isTrusted && !holds && !isLetter) handMoved("keys");
}, true);
"""


@dataclass(slots=True)
class Step:
    """A step of the day of ``role``: what the hand has done, and how long pages and service took for it by the clock.

    A script types and reads at once: ``seconds`` are those that somebody waits.
    """

    role: str
    step: str
    clicks: int = 0
    keys: int = 0
    seconds: float = 0.0


class Hand:
    """The hand of somebody at work in the pages of one browser, from the page of the day on."""

    def __init__(self, role: str, page: "Page") -> None:
        self.role, self.page = role, page
        self._step = Step(role, "")
        page.context.expose_binding("handMoved", lambda source, what: self._count(what))
        page.context.add_init_script(_LISTENS)
        page.goto("/home")

    @contextmanager
    def step(self, name: str, *, clicks: int = 0, keys: int = 0) -> Iterator[None]:
        """A step that may take so many clicks and commands by keys at most; it ends when its outcome is seen."""
        self._step = made = Step(self.role, name)
        begun = time.perf_counter()
        yield
        made.seconds = round(time.perf_counter() - begun, 2)
        self.page.evaluate("null")  # what the browser has told before its answer has been counted
        if path := os.environ.get(FILE):
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")
        assert made.clicks + made.keys > 0, made
        assert (made.clicks <= clicks, made.keys <= keys) == (True, True), made

    def choose(self, field: "Locator", **wanted: str) -> None:
        """Chooses from a drop-down list: a click opens it, another chooses, in a window of the browser's own."""
        field.select_option(**wanted)
        self._step.clicks += 2

    def _count(self, what: str) -> None:
        setattr(self._step, what, getattr(self._step, what) + 1)
