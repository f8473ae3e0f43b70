"""One load of a page in Chromium: what came over the wire, when something was to be seen, when a press was answered.

The times are the browser's own: ``PerformanceNavigationTiming`` (how long the service took), the paint entries (first
contentful paint), and the Long Tasks API for the moment at which the main thread is free. Tracing by the DevTools
protocol would tell of the same tasks, but writes down every event of the page meanwhile and so makes it slower; a task
of less than 50 ms, which the API leaves out, is one that nobody feels between a press and its answer.

A page is loaded as people come to it: in a tab that has shown something of the service before. A new window would be
measured with what Chromium makes of itself meanwhile: a renderer for its address line takes 200 ms of a processor.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

QUIET_MS = 500
"""So long must the main thread have no long task before a page counts as free."""
_LIMIT_MS = 60_000
_BEFORE = "/health"
"""Some words of the service without a style or a script: where a tab rests before a page is loaded in it."""
_WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) longTasks.push([startTime, startTime + duration]);
}).observe({ type: "longtask", buffered: true });
"""
_READ = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return {
    html: page.decodedBodySize,
    server: page.responseStart - page.requestStart,
    ready: page.domContentLoadedEventEnd,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    tasks: longTasks,
  };
}"""


@dataclass(frozen=True, slots=True)
class PageLoad:
    """``requests`` that went to the service and their ``wire_kb``, headers and all; times from the navigation on.

    ``server_ms`` is how long the service took for the HTML, ``paint_ms`` the first contentful paint, ``input_ms`` when
    the first press would have been answered at once.
    """

    requests: float
    wire_kb: float
    html_kb: float
    server_ms: float
    paint_ms: float
    input_ms: float


def load_twice(browser: "Browser", base: str, state: Any, path: str) -> tuple[PageLoad, PageLoad]:
    """A load with an empty cache and one after it, in a browser that has the session of ``state`` alone."""
    context = browser.new_context(base_url=base, storage_state=state)
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        return _load(context, page, path), _load(context, page, path)
    finally:
        context.close()


def median_load(loads: Sequence[PageLoad]) -> PageLoad:
    """Each figure's median."""
    return PageLoad(*(statistics.median(getattr(load, field.name) for load in loads) for field in fields(PageLoad)))


def first_free_ms(ready_ms: float, tasks: Iterable[tuple[float, float]], quiet_ms: float = QUIET_MS) -> float:
    """When, from ``ready_ms`` on, no long task (from, to) is under way and none begins within ``quiet_ms``."""
    free = ready_ms
    for begin, end in sorted(tasks):
        if end > free and begin < free + quiet_ms:
            free = end
    return free


def _load(context: "BrowserContext", page: "Page", path: str) -> PageLoad:
    page.goto(_BEFORE, wait_until="networkidle", timeout=_LIMIT_MS)
    with _Wire(context, page) as wire:
        answer = page.goto(path, wait_until="networkidle", timeout=_LIMIT_MS)
        if answer is None or answer.status != 200:
            raise SystemExit(f"{path}: {answer.status if answer else 'нет ответа'}")
        told = page.evaluate(_READ)
    ready = max(told["ready"], told["paint"] or 0)
    return PageLoad(
        wire.requests,
        wire.bytes / 1024,
        told["html"] / 1024,
        told["server"],
        told["paint"] or told["ready"],
        first_free_ms(ready, [(begin, end) for begin, end in told["tasks"]]),
    )


class _Wire:
    """Counts what a page takes from the service; what its cache has is not asked for."""

    def __init__(self, context: "BrowserContext", page: "Page") -> None:
        self.bytes = 0
        self._asked: set[str] = set()
        self._kept: set[str] = set()
        self._session = session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.requestServedFromCache", lambda told: self._kept.add(told["requestId"]))
        session.on("Network.responseReceived", self._answer)
        session.on("Network.loadingFinished", self._finish)

    def __enter__(self) -> "_Wire":
        return self

    def __exit__(self, *fault: object) -> None:
        self._session.detach()

    @property
    def requests(self) -> int:
        return len(self._asked - self._kept)

    def _ask(self, told: Any) -> None:
        if told["request"]["url"].startswith("http"):
            self._asked.add(told["requestId"])

    def _answer(self, told: Any) -> None:
        if told["response"].get("fromDiskCache"):
            self._kept.add(told["requestId"])

    def _finish(self, told: Any) -> None:
        if told["requestId"] in self._asked - self._kept:
            self.bytes += int(told["encodedDataLength"])
