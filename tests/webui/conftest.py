"""A service with a desk of its own and no grammar engine: pages are tested, not the language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.flow.check import Checker, CheckOptions
from letterkit.settings import Settings, load_settings
from webui import create_app
from webui.engine import Engine


@pytest.fixture(scope="session")
def checker() -> Iterator[Checker]:
    settings = load_settings()
    options = CheckOptions(
        settings.profile_path,
        settings.rules_dir,
        memory=settings.rules_memory,
        engine="off",
        printed=True,
        word=True,
    )
    with Checker(options) as opened:
        yield opened


@pytest.fixture
def app(tmp_path: Path, checker: Checker) -> Flask:
    made = create_app(Settings(data=tmp_path), TESTING=True, WTF_CSRF_ENABLED=False)
    engine: Engine = made.extensions["letterkit"]
    engine.__dict__["checker"] = checker
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
