"""The service where npm was not there: nothing in static/dist, yet every page works and says what is missing."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress.server import create_server

from webui import create_app
from webui.engine import Engine

from .conftest import LOGIN, PASSWORD, ROOT, WHOLE, enter, opened
from .test_check_page import LETTER

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MISSING = "Оформление не собрано"
_ADDRESS = re.compile(r"""(?:href|src|action|formaction)="([^"]*)\"""")
PAGES = {
    "anna": (
        "/home",
        "/letters/",
        "/letters/new",
        "/letters/{draft}",
        "/letters/{draft}/edit",
        "/letters/{draft}/card",
        "/letters/{draft}/versions",
        "/appeals/",
        "/appeals/new",
        "/appeals/{appeal}",
        "/control/",
        "/me",
        "/me/password",
    ),
    "vera": ("/home", "/review"),
    LOGIN: ("/people", "/people/new", "/people/1", "/programs", "/journal"),
}


@pytest.fixture(scope="module")
def bare(application: Flask, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The same service from a folder in which nothing has been built."""
    folder = tmp_path_factory.mktemp("bare") / "static"
    shutil.copytree(ROOT / "webui" / "static", folder, ignore=shutil.ignore_patterns("dist"))
    app = create_app(engine.settings, STATIC_FOLDER=str(folder))
    app.extensions["letterkit"] = application.extensions["letterkit"]
    return app


def signed_in(app: Flask, login: str) -> FlaskClient:
    client = app.test_client()
    page = client.get("/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    answer = client.post("/sign-in", data={"csrf_token": token[1], "login": login, "password": PASSWORD})
    assert answer.status_code == 303
    return client


def broken(client: FlaskClient, where: str, page: str) -> set[str]:
    """The files and pages that ``page`` leads to and that are not there."""
    files = {urlsplit(urljoin(where, address)).path for address in _ADDRESS.findall(page)}
    gone = {path for path in files if path.startswith("/static/") and client.get(path).status_code != 200}
    views = client.application.url_map.bind("localhost")
    return gone | {path for path in files if path.startswith("/") and not any(views.allowed_methods(path))}


@pytest.mark.parametrize("who", PAGES)
def test_every_page_says_in_one_line_what_is_missing_and_leads_to_nothing_that_is_not_there(
    bare: Flask, appeal: int, draft: int, who: str
) -> None:
    client = signed_in(bare, who)
    for path in PAGES[who]:
        where = path.format(appeal=appeal, draft=draft)
        answer = client.get(where)
        assert (where, answer.status_code) == (where, 200)
        assert (where, answer.text.count(MISSING)) == (where, 1)
        assert (where, "<script src" in answer.text) == (where, False)
        assert (where, broken(client, where, answer.text)) == (where, set())


def test_where_the_front_end_is_built_nothing_is_missing(application: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "static"
    shutil.copytree(ROOT / "webui" / "static", folder, ignore=shutil.ignore_patterns("dist"))
    (folder / "dist").mkdir()
    (folder / "dist" / "app.css").write_text("", encoding="utf-8")
    engine: Engine = application.extensions["letterkit"]
    app = create_app(engine.settings, STATIC_FOLDER=str(folder))
    app.extensions["letterkit"] = engine
    page = app.test_client().get("/").text
    assert MISSING not in page
    assert "dist/app.js" in page


@pytest.fixture
def bare_service(bare: Flask) -> Iterator[str]:
    server = create_server(bare, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.mark.journey
@pytest.mark.browser
def test_a_browser_complains_of_nothing_and_plain_forms_do_the_work(
    browser: "Browser", bare_service: str, draft: int
) -> None:
    complaints: list[str] = []
    with opened(browser, bare_service, complaints, 1280) as page:
        page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
        page.goto("/")
        page.fill("[name=text]", LETTER)
        page.click("[data-begin]")
        page.locator("button.mend").first.click()
        page.get_by_role("status").filter(has_text="Исправлено").wait_for()
        enter(page, "anna")
        page.goto(f"/letters/{draft}/edit")
        page.fill("#text", WHOLE)
        page.get_by_role("button", name="Сохранить и проверить").click()
        page.get_by_text("Сохранено.").wait_for()
        assert page.input_value("#text").strip() == WHOLE
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert complaints == []
