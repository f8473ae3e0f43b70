"""What every answer is protected by."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, send_file
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from letterkit.settings import Settings
from webui import create_app
from webui.access import public
from webui.security import FRONT_END

from .routes import ROUTES

COPIES = ("ETag", "Last-Modified", "Expires")
"""What a browser asks after its copy by, or keeps it until."""


@pytest.mark.parametrize("path", ["/", "/nothing", "/health"])
def test_every_answer_forbids_what_is_not_ours(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.fixture
def keepable(own_app: Flask) -> FlaskClient:
    """A visitor of a service each of whose views gives a file and says that it may be kept for a year."""

    @public
    def give(**_: Any) -> Response:
        sent = send_file(io.BytesIO(b"1"), "text/plain", etag="1", last_modified=1, max_age=31_536_000)
        sent.cache_control.immutable = True
        return sent

    views = own_app.view_functions.items()
    own_app.view_functions = {name: view if name == "static" else give for name, view in views}
    return own_app.test_client()


def test_whatever_a_route_says_of_copies_nobody_keeps_its_answer(keepable: FlaskClient) -> None:
    """Every route there is has its row in ROUTES (test_access)."""
    for row in ROUTES:
        answer = keepable.open(re.sub(r"{\w+}", "1", row.path), method=row.method)
        assert (answer.status_code, answer.data) == (200, b"1"), row
        if row.endpoint in FRONT_END:
            continue
        assert answer.headers.getlist("Cache-Control") == ["no-store"], row
        assert not [name for name in COPIES if name in answer.headers], row


def test_only_what_the_pages_themselves_are_made_of_may_be_kept(client: FlaskClient) -> None:
    kept, missing = client.get("/static/base.css"), client.get("/static/nothing.css")
    assert "ETag" in kept.headers
    assert kept.headers["Cache-Control"] == "no-cache"
    assert client.get("/static/base.css", headers={"If-None-Match": kept.headers["ETag"]}).status_code == 304
    assert missing.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("url", "secure"), [("http://localhost", False), ("https://localhost", True)])
def test_behind_https_a_browser_is_told_to_stay_there(app: Flask, url: str, secure: bool) -> None:
    told = "max-age=31536000" if secure else None
    assert app.test_client().get("/sign-in", base_url=url).headers.get("Strict-Transport-Security") == told


def test_where_cookies_are_for_https_alone_so_are_all_answers(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"secure_cookies": True}), TESTING=True)
    assert app.test_client().get("/sign-in").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_no_page_has_a_script_or_a_style_inside(client: FlaskClient) -> None:
    client.post("/check", data={"text": "Уважаемая Мария Петровна!\n\nВ целях ремонта.\n"})
    for path in ("/", "/nothing"):
        page = client.get(path).get_data(as_text=True)
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert " on" + "click=" not in page


def test_a_form_without_its_mark_is_refused(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/check", data={"text": "Письмо."})
    assert answer.status_code == 400
    assert "обновите" in answer.get_data(as_text=True)


def test_a_file_over_the_limit_is_refused_in_words(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = app.test_client().post("/check", data={"letter": (io.BytesIO(b"x" * 5000), "a.txt")})
    assert answer.status_code == 413
    assert "МБ" in answer.get_data(as_text=True)


def test_cookies_are_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    answer = client.post("/check", data={"text": "Уважаемая Мария Петровна!\n"})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_key_of_cookies_is_made_once_and_shown_to_nobody(tmp_path: Path) -> None:
    keys = {create_app(Settings(data=tmp_path)).config["SECRET_KEY"] for _ in range(3)}
    assert len(keys) == 1
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["secret.key"]


def test_a_fault_of_our_own_has_a_number_and_no_traceback(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(app.extensions["letterkit"].desk, "begin", fail)
    answer = app.test_client().post("/check", data={"text": "Письмо."})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "№" in page
    assert "Traceback" not in page
