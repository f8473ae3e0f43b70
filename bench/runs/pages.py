"""What the ten main pages weigh and how soon they answer in a browser, with 10,000 appeals and as many letters.

usage: python bench/runs/pages.py [--appeals 10000] [--times 3] [--database both|sqlite|postgresql] [--format text|json]

A service of its own on loopback, Debian's Chromium, each figure the median of several loads: cold (the browser has
nothing of the service) and warm (it has just shown the page). What is measured and how: ``bench/runs/page_loads.py``.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

from bench.runs.page_loads import PageLoad, load_twice, median_load
from bench.runs.page_register import PageRegister, fill_register
from bench.runs.postgres import postgresql
from bench.runs.printed import machine, number, table
from bench.runs.register import PASSWORD, Register, service
from letterkit.core.office import Duty

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PAGES = (
    ("сегодня", Duty.EXECUTOR, "/home"),
    ("список обращений", Duty.REGISTRY, "/appeals/"),
    ("обращение", Duty.EXECUTOR, "/appeals/{appeal}"),
    ("список писем", Duty.SIGNER, "/letters/?all=1"),
    ("правка письма", Duty.EXECUTOR, "/letters/{draft}/edit"),
    ("письмо на проверке", Duty.REVIEWER, "/letters/{handed_in}"),
    ("очередь", Duty.REVIEWER, "/review"),
    ("рассылки", Duty.SIGNER, "/batches/"),
    ("сроки", Duty.REGISTRY, "/control"),
    ("показатели", Duty.SIGNER, "/figures/"),
)
"""The main pages: what they are called, as whom and where they are opened."""
_HEAD = ("HTML, КБ", "запросов", "передано, КБ", "сервер, мс", "первое на экране, мс", "ввод, мс")


@dataclass(frozen=True, slots=True)
class PageFigures:
    """A page with an empty cache and with one that has it."""

    name: str
    cold: PageLoad
    warm: PageLoad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--appeals", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=3, help="loads of each page, cold and warm")
    parser.add_argument("--database", choices=("both", *DATABASES), default="both")
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="form")
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Страницы не измерены: нет Chromium.")
        return 0
    measured: dict[str, list[PageFigures]] = {}
    for name in DATABASES if asked.database == "both" else (asked.database,):
        try:
            measured[name] = measure_database(name, chromium, asked.appeals, asked.times)
        except SystemExit as fault:
            if name == asked.database or name == "sqlite":
                raise
            print(fault, file=sys.stderr)
    print(
        json.dumps(as_json(measured), ensure_ascii=False, indent=2)
        if asked.form == "json"
        else format_text(measured, asked)
    )
    return 0


def measure_database(name: str, chromium: str, appeals: int, times: int) -> list[PageFigures]:
    """The figures of every page over a register of its own; raises SystemExit where a page does not answer."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="letterkit-pages-") as folder, _database_url(name, folder) as url:
        register = Register(Path(folder), url)
        made = fill_register(register, appeals)
        with service(register) as (_, base), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            figures = list(measure_pages(browser, base, made, times))
            browser.close()
    return figures


@contextmanager
def _database_url(name: str, folder: str) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder}/letterkit.db"
        return
    with postgresql() as url:
        yield url


def measure_pages(browser: "Browser", base: str, made: PageRegister, times: int) -> Iterator[PageFigures]:
    """Each of PAGES, loaded once for nothing before: the service has then read what it reads once."""
    states: dict[Duty, Any] = {}
    for name, duty, place in PAGES:
        if duty not in states:
            states[duty] = sign_in(browser, base, made.logins[duty])
        path = place.format(appeal=made.appeal, draft=made.draft, handed_in=made.handed_in)
        load_twice(browser, base, states[duty], path)
        cold, warm = zip(*(load_twice(browser, base, states[duty], path) for _ in range(times)), strict=True)
        yield PageFigures(name, median_load(cold), median_load(warm))


def sign_in(browser: "Browser", base: str, login: str) -> Any:
    """The cookies of ``login``."""
    context = browser.new_context(base_url=base)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    state = context.storage_state()
    context.close()
    return state


def as_json(measured: Mapping[str, list[PageFigures]]) -> dict[str, Any]:
    return {name: [asdict(figures) for figures in rows] for name, rows in measured.items()}


def format_text(measured: Mapping[str, list[PageFigures]], asked: argparse.Namespace) -> str:
    """The tables as people read them, one for each database."""
    title = (
        f"\nСтраницы в браузере: {asked.appeals} обращений и столько же писем, медиана {asked.times} загрузок.\n"
        "Через «/»: с пустым кэшем и с полным. «Ввод» – когда страница сразу ответит на нажатие."
    )
    parts = [title, machine()]
    for name, rows in measured.items():
        lines = [
            (
                figures.name,
                number(figures.cold.html_kb, 0),
                *(
                    f"{number(getattr(figures.cold, field), 0)} / {number(getattr(figures.warm, field), 0)}"
                    for field in ("requests", "wire_kb", "server_ms", "paint_ms", "input_ms")
                ),
            )
            for figures in rows
        ]
        parts += ["", table((DATABASES[name], *_HEAD), lines)]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
