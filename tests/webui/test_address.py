"""The service in a folder of a site: https://site.example/writing."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from letterkit.settings import Settings
from webui import create_app
from webui.address import folder_of
from webui.engine import Engine

from .conftest import PASSWORD, serving
from .office import ClientOf, Register

FOLDER = "/writing"
ADDRESSED = re.compile(r'\s(?:href|src|action|formaction|hx-get|hx-post|data-[a-z-]+)="(/[^"]*)"')


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"address": f"https://site.example{FOLDER}/"})


@pytest.fixture
def app(settings: Settings, own_engine: Engine) -> Iterator[object]:
    """The service that stands there."""
    with serving(create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False), own_engine) as made:
        yield made


def strays(page: str) -> set[str]:
    """Addresses of ``page`` that lead out of the folder."""
    found = {unescape(each) for each in ADDRESSED.findall(page)}
    assert found
    return {each for each in found if each != FOLDER and not each.startswith(f"{FOLDER}/")}


def test_pages_and_what_they_ask_for_stay_in_the_folder(register: Register, client_of: ClientOf) -> None:
    appeal, executor = register.appeal(), client_of(Duty.EXECUTOR)
    letter = register.letter(appeal)
    for path in ("/letters", f"/letters/{letter.id}/edit", "/appeals", "/find?words=вода", "/me", "/help"):
        answer = executor.get(FOLDER + path, follow_redirects=True)
        assert (answer.status_code, strays(answer.text)) == (200, set()), path
    style = re.search(r'href="([^"]+/site[^"]+\.css)"', executor.get(f"{FOLDER}/me").text)
    assert style
    assert executor.get(style[1]).status_code == 200
    assert executor.get(f"{FOLDER}/api/v1/openapi.json").get_json()["servers"] == [{"url": f"{FOLDER}/api/v1"}]


def test_one_signs_in_there_and_comes_back_to_what_was_asked(client: FlaskClient, register: Register) -> None:
    refused = client.get(f"{FOLDER}/letters?state=draft")
    assert refused.location == f"{FOLDER}/sign-in?next={FOLDER}/letters?state%3Ddraft"
    entered = client.post(
        f"{FOLDER}/sign-in", data={"login": "executor", "password": PASSWORD, "next": f"{FOLDER}/letters?state=draft"}
    )
    assert entered.location == f"{FOLDER}/letters?state=draft"
    assert f"Path={FOLDER}" in entered.headers["Set-Cookie"]
    chosen = client.post(f"{FOLDER}/me/scheme", data={"scheme": "dark", "back": f"{FOLDER}/letters?"})
    assert (chosen.location, "Path=/writing" in chosen.headers["Set-Cookie"]) == (f"{FOLDER}/letters", True)


def test_programs_of_the_machine_may_ask_without_the_folder_and_a_like_name_is_another(client: FlaskClient) -> None:
    assert "parts" in client.get("/health").get_json()
    assert client.get(f"{FOLDER}room/sign-in").status_code == 404


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        (None, ""),
        ("https://site.example", ""),
        ("https://site.example/", ""),
        ("https://site.example/a/b/", "/a/b"),
        ("site.example", ""),
    ],
)
def test_the_folder_is_that_of_the_address(address: str | None, folder: str) -> None:
    assert folder_of(Settings(address=address)) == folder
