"""A real service in a thread and a real browser: Debian's Chromium, driven by Playwright."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from letterkit.core.office import Duty
from letterkit.flow import people
from letterkit.flow.person_details import Details
from letterkit.settings import Settings
from webui import create_app
from webui.engine import Engine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

LOGIN, PASSWORD = "chief", "синий чайник у окна"
ROOT = Path(__file__).parents[2]
AXE = ROOT / "webui" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BUILT = ROOT / "webui" / "static" / "dist" / "app.js"


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A service with a desk and a database of its own, and one administrator in it."""
    data = tmp_path_factory.mktemp("data")
    app = create_app(Settings(data=data, database_url=f"sqlite:///{data}/letterkit.db"), LIMIT_SIGN_IN="1000/minute")
    database = app.extensions["letterkit"].database
    database.upgrade()
    people.add(database, None, LOGIN, PASSWORD, Details("Распорядова", "Анна", "Львовна"), [Duty.ADMINISTRATOR])
    return app


@pytest.fixture(scope="session")
def served(application: Flask) -> Engine:
    """What the service works with."""
    engine: Engine = application.extensions["letterkit"]
    return engine


@pytest.fixture(scope="session")
def service(application: Flask) -> Iterator[str]:
    """The address of the service."""
    from waitress.server import create_server

    app = application
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    with app.extensions["letterkit"].checker:
        thread.start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    if not BUILT.exists():
        pytest.skip("the front end is not built: npm is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=[1280, 400])
def page(browser: "Browser", service: str, request: pytest.FixtureRequest) -> "Iterator[Page]":
    """A new visitor's page, wide or narrow; whatever the browser complains of fails the test."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=service)
    complaints: list[str] = []
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if is_trouble(told) else None)
    yield page
    context.close()
    assert complaints == []


def is_trouble(told: "ConsoleMessage") -> bool:
    """Whether the browser complains of more than a refusal that the page itself explains."""
    return told.type == "error" and "the server responded with a status of 422" not in told.text


def flaws(page: "Page") -> list[str]:
    """What axe finds on the page as it stands: rules broken, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{flaw['id']}: {node['target']}" for flaw in found for node in flaw["nodes"]]
