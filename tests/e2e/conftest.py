"""A real service in a thread and a real browser: Debian's Chromium, driven by Playwright."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letterkit.settings import Settings
from webui import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).parents[2]
AXE = ROOT / "webui" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BUILT = ROOT / "webui" / "static" / "dist" / "app.js"


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with a desk of its own."""
    from waitress.server import create_server

    app = create_app(Settings(data=tmp_path_factory.mktemp("data")))
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
