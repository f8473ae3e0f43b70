"""What waits for somebody, counted for the rail: letters, appeals, terms that are over, notices."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from flask import Flask, Response, request

from letterkit.core import clock
from letterkit.core.office import Actor
from letterkit.office.cases import today
from letterkit.office.context import Office
from letterkit.office.control.weekly_lists import count_overdue
from letterkit.office.incoming import listing as incoming
from letterkit.office.notices.listing import count_unread
from webui.access import account
from webui.engine import engine

_KEPT_S = 20
"""A page tells what was counted so long ago: of a hundred thousand letters nobody counts anew at each click."""
_MOST_KEPT = 500
_DONE_BY_READING = frozenset({"notices.show"})
"""What changes a count though it is only asked for."""
NOTICES = "Уведомления"
"""What the unread notices are counted under; they belong to no job."""


@dataclass(frozen=True, slots=True)
class Waits:
    """``count`` of something waits, which ``words`` name; ``is_late`` says that it should not wait any more."""

    count: int
    words: str
    is_late: bool = False

    @property
    def shown(self) -> str:
        """As it stands in a place for three figures."""
        return str(self.count) if self.count < 1000 else "999+"


_COUNTED: Mapping[str, tuple[Callable[[Office, Actor], int], str, bool]] = {
    "Письма": (today.count_letters, "ждут Вас", False),
    "Обращения": (
        lambda office, by: today.count_appeals(office, by) + incoming.count_waiting(office, by),
        "ждут ответа, исполнителя или разбора",
        False,
    ),
    "Контроль": (lambda office, by: count_overdue(office, by, clock.today()), "просрочено", True),
    NOTICES: (lambda office, by: count_unread(office.database, by), "не прочитаны", False),
}
"""By the job: what is counted, what the number says."""


class Counters:
    """Counts of people, each kept a while; whoever does something is counted anew."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[float, Mapping[str, Waits]]] = {}
        self._lock = Lock()

    def of(self, by: Actor) -> Mapping[str, Waits]:
        """By the job; what is not there waits for nobody."""
        now = time.monotonic()
        with self._lock:
            known = self._known.get(by.id)
        if known is not None and now - known[0] < _KEPT_S:
            return known[1]
        office = engine().office
        counted = {
            job: Waits(count, words, is_late)
            for job, (counts, words, is_late) in _COUNTED.items()
            if (count := counts(office, by))
        }
        with self._lock:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[by.id] = now, counted
        return counted

    def forget(self, by: Actor) -> None:
        """Has ``by`` counted anew."""
        with self._lock:
            self._known.pop(by.id, None)

    def forget_all(self) -> None:
        """Has everybody counted anew: of another database."""
        with self._lock:
            self._known.clear()


def watch(app: Flask) -> Counters:
    """Counters of ``app``: after whatever somebody has done, their numbers are those of after it."""
    counters = app.extensions["letterkit.counters"] = Counters()

    @app.after_request
    def forget(response: Response) -> Response:
        known = account()
        is_done = request.method not in ("GET", "HEAD") or request.endpoint in _DONE_BY_READING
        if known is not None and is_done:
            counters.forget(known.actor)
        return response

    return counters
