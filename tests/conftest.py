"""What every test shares: databases, passwords that cost nothing to keep, no skipping where all must be there."""

import gc
import os
import shutil
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import jinja2
import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, settings
from jinja2.runtime import missing

from letterkit.checks import rule_book
from letterkit.core import garbage
from letterkit.office.people import passwords
from letterkit.settings import load_settings
from letterkit.store import database as store
from letterkit.yaml_cache import YamlMemory
from webui import checkroom

from .databases import (  # noqa: F401
    database,
    database_url,
    empty_url,
    postgresql,
    shared_database,
    sqlite,
    sqlite_url,
    upgraded_file,
)
from .stock import stock  # noqa: F401

# What a test asks for tells what must be installed: marks follow its fixtures.
if TYPE_CHECKING:
    from playwright.sync_api import Playwright

MARK_OF_FIXTURE = {
    "server": "server",
    "converter": "office",
    "printed": "office",
    "odd_in_print": "office",
    "pdfs": "office",
    "facts": "office",
    "printing": "office",
    "whole_checker": "office",
}

# A slow or busy machine is no fault of what is tested.
for profile, examples in (("letterkit", 25), ("everything", 150)):
    settings.register_profile(
        profile, deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow]
    )
# What a test has written need not outlive a power cut: half of the time of a page's test was spent for that.
os.fsync = lambda file: None
store.SYNCHRONOUS = "OFF"
# All that the tests of a process have loaded is looked through, two seconds each time: services do so once.
_LEFT_OUT = ("collect", "freeze", "unfreeze", "get_freeze_count", "set_threshold")
garbage.gc = SimpleNamespace(**{name: lambda *_: None for name in _LEFT_OUT})
garbage.gc.get_threshold = gc.get_threshold
gc.set_threshold(50_000, 20, 20)
checkroom.STAFF = replace(checkroom.STAFF, seconds=3600, office_s=600)
checkroom.STRANGERS = replace(checkroom.STRANGERS, seconds=3600, office_s=600)


def _shipped_rules_read_once() -> None:
    """Checkers of all tests of a process share the shipped rules, as those of all bodies of a service do.

    Reading them takes a second. Rules of other folders, which tests write, are read each time.
    """
    read, home = rule_book._load_shipped, load_settings().rules_dir
    known: dict[tuple[str, ...], rule_book.ShippedRules] = {}

    def shipped(rules: Path, packs: Iterable[str], memory: YamlMemory) -> rule_book.ShippedRules:
        if rules != home:
            return read(rules, packs, memory)
        key = tuple(packs)
        if key not in known:
            known[key] = read(rules, key, memory)
        return known[key]

    rule_book._load_shipped = shipped


_shipped_rules_read_once()


class Unprintable(jinja2.Undefined):
    """What a page prints of an object has a value: a misspelt name must not leave an empty place in a link.

    What a form has not brought (a mapping) and what a page may lack as a whole stay empty.
    """

    def __str__(self) -> str:
        if self._undefined_obj is not missing and not isinstance(self._undefined_obj, Mapping):
            self._fail_with_undefined_error()
        return ""


Flask.jinja_options = {**Flask.jinja_options, "undefined": Unprintable}

SKIPS_FAIL = bool(os.environ.get("LETTERKIT_SKIPS_FAIL"))


@pytest.fixture
def hurried_threads() -> Iterator[None]:
    """Threads take turns after each few operations, as they seldom do otherwise: what one spoils for another shows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2 with no effort: a test is no thief."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With LETTERKIT_SKIPS_FAIL a test skipped for want of an install is a failed one."""
    report = yield
    if SKIPS_FAIL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Debian's Chromium lies."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator["Playwright"]:
    """What drives browsers; a process can have but one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everything", action="store_true", help="what ``make test-all`` runs: nothing is left out")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("everything" if config.getoption("--everything") else "letterkit")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks tests by the fixtures that they need, and leaves out what is not asked for.

    ``make test`` runs on PostgreSQL what is marked with ``both_databases``, and nothing that is marked with ``long``.
    """
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in MARK_OF_FIXTURE:
                item.add_marker(MARK_OF_FIXTURE[fixture])
    if config.getoption("--everything") or any("::" in each for each in config.args):
        return
    left_out = {item for item in items if _is_left_out(item)}
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _is_left_out(item: pytest.Item) -> bool:
    given = item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
    on_postgresql = "postgresql" in [each for each in given if isinstance(each, str)]
    return "long" in item.keywords or (on_postgresql and "both_databases" not in item.keywords)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Adds up what each module takes; with several workers only their leader is told of all tests."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        MODULE_S[report.nodeid.partition("::")[0]] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if sum(MODULE_S.values()) < _WORTH_TELLING_S:
        return
    terminalreporter.section("the dearest modules")
    for module, seconds in MODULE_S.most_common(20):
        terminalreporter.write_line(f"{seconds:7.1f} s  {module}")


MODULE_S: Counter[str] = Counter()
_WORTH_TELLING_S = 60
