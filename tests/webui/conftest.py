"""A service with a desk and a database of its own and no grammar engine: pages are tested, not the language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from letterkit.flow import people as flow
from letterkit.flow.check import Checker, CheckOptions
from letterkit.flow.person_details import Details
from letterkit.settings import Settings, load_settings
from webui import create_app
from webui.engine import Engine

from ..signed_in import sign_in
from .office import ClientOf, People, executor, register, registrar  # noqa: F401

PASSWORD = "синий чайник у окна"
SURNAMES = {
    Duty.EXECUTOR: "Исполнева",
    Duty.REVIEWER: "Проверкина",
    Duty.SIGNER: "Подписова",
    Duty.REGISTRY: "Приёмкина",
    Duty.CLERK: "Бланкова",
    Duty.ADMINISTRATOR: "Распорядова",
}


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
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(data=tmp_path, database_url=database_url)


@pytest.fixture
def app(settings: Settings, checker: Checker) -> Iterator[Flask]:
    made = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False)
    engine: Engine = made.extensions["letterkit"]
    engine.__dict__["checker"] = checker
    yield made
    engine.database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def people(app: Flask, quick_passwords: None) -> People:
    """One person of each duty; each signs in as the duty is called, with PASSWORD."""
    database = app.extensions["letterkit"].database
    return {
        duty: flow.add(database, None, duty.value, PASSWORD, Details(surname, "Анна", "Сергеевна"), [duty])
        for duty, surname in SURNAMES.items()
    }


@pytest.fixture
def client_of(app: Flask, people: People) -> ClientOf:
    """A browser in which the person of a duty has signed in."""

    return lambda duty: sign_in(app.test_client(), people[duty])
