"""What the service gives office programs: files with its own address, a panel that they may show inside of theirs."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

ADDRESS = "https://letterkit.example.ru"
OFFICE = "{http://schemas.microsoft.com/office/appforoffice/1.1}"


@pytest.fixture
def own_address(app: Flask) -> None:
    engine = app.extensions["letterkit"]
    engine.settings = engine.settings.model_copy(update={"address": f"{ADDRESS}/"})


@pytest.mark.usefixtures("own_address")
def test_word_is_told_of_pages_that_are_there(client: FlaskClient) -> None:
    answer = client.get("/plugins/word/manifest.xml")
    manifest = ElementTree.fromstring(answer.data)
    # In the order that the schema of such manifests demands.
    assert [each.tag.removeprefix(OFFICE) for each in manifest] == [
        *("Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl"),
        *("HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "DefaultSettings"),
        "Permissions",
    ]
    told = [value for each in manifest.iter() for value in each.attrib.values() if value.startswith("https://")]
    assert len(told) == 4
    for url in told:
        assert url.startswith(ADDRESS)
        assert client.get(url.removeprefix(ADDRESS)).status_code == 200
    assert client.get("/plugins/word/manifest.xml").data == answer.data, "the id of an add-in stays"


@pytest.mark.usefixtures("own_address")
def test_the_editor_of_r7_is_told_the_same_by_a_page_and_by_a_file(client: FlaskClient) -> None:
    config = client.get("/plugins/onlyoffice/config.json").get_json()
    with ZipFile(BytesIO(client.get("/plugins/onlyoffice/letterkit.plugin").data)) as packed:
        assert json.loads(packed.read("config.json")) == config
    [variation] = config["variations"]
    page = client.get(f"{config['baseUrl']}{variation['url']}?lang=ru-RU&theme-type=light".removeprefix(ADDRESS))
    assert f'data-guid="{config["guid"]}"' in page.text, "the editor answers to no other"
    assert 'data-scheme="light"' in page.text, "the panel is as light as the editor around it"


@pytest.mark.usefixtures("own_address")
def test_the_extension_that_the_service_gives_knows_its_address(client: FlaskClient) -> None:
    with ZipFile(BytesIO(client.get("/plugins/letterkit.oxt").data)) as packed:
        assert f"<value>{ADDRESS}</value>" in packed.read("Settings.xcu").decode()


def test_the_panel_alone_may_be_shown_inside_another_program(client: FlaskClient) -> None:
    framed, plain = client.get("/plugins/word/panel"), client.get("/plugins")
    assert "frame-ancestors" not in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert "connect-src 'self'" in framed.headers["Content-Security-Policy"]
    assert plain.headers["X-Frame-Options"] == "DENY"
    assert "csrf" not in framed.text, "it has nothing to do with a session"


def test_there_are_no_other_panels_or_pictures(client: FlaskClient) -> None:
    assert client.get("/plugins/excel/panel").status_code == 404
    assert client.get("/plugins/icon-9999.png").status_code == 404


def test_the_modules_of_the_panel() -> None:
    """By node's own runner: panel.test.mjs."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    done = subprocess.run([node, "--test", Path(__file__).with_name("panel.test.mjs")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
