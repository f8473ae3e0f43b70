"""A service with a desk and a database of its own and no grammar engine: pages are tested, not the language."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.settings import Settings, load_settings
from webui import create_app
from webui.engine import Engine

from ..signed_in import sign_in
from ..stock import Stock
from .office import ClientOf, People, executor, register, registrar  # noqa: F401

PASSWORD = "синий чайник у окна"
SURNAMES = {
    Duty.EXECUTOR: "Исполнева",
    Duty.REVIEWER: "Проверкина",
    Duty.SIGNER: "Подписова",
    Duty.REGISTRY: "Приёмкина",
    Duty.CLERK: "Бланкова",
    Duty.ADMINISTRATOR: "Распорядова",
    Duty.OFFICER: "Хранителева",
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


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The one application of all tests: each gives it an engine of its own."""
    return create_app(Settings(data=tmp_path_factory.mktemp("app")), TESTING=True, WTF_CSRF_ENABLED=False)


@pytest.fixture
def own_engine(settings: Settings, checker: Checker) -> Engine:
    """What the pages of a test work with."""
    made = Engine(settings)
    made.__dict__["checker"] = checker
    return made


@pytest.fixture
def app(application: Flask, own_engine: Engine) -> Iterator[Flask]:
    """The service of a test; one that adds routes asks for ``own_app``, for those cannot be taken away again."""
    before = dict(application.config)
    with serving(application, own_engine):
        yield application
    application.config.clear()
    application.config.update(before)


@pytest.fixture
def own_app(settings: Settings, own_engine: Engine) -> Iterator[Flask]:
    """A service that a test may change."""
    with serving(create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False), own_engine) as made:
        yield made


@contextmanager
def serving(application: Flask, engine: Engine) -> Iterator[Flask]:
    """``application`` works with ``engine`` and has counted nobody's requests."""
    for limiter in application.extensions["limiter"]:
        limiter.reset()
    application.extensions["letterkit"] = engine
    application.extensions.pop("letterkit.proofs", None)
    application.extensions["letterkit.counters"].forget_all()
    yield application
    engine.database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def people(app: Flask, stock: Stock, quick_passwords: None) -> People:
    """One person of each duty; each signs in as the duty is called, with PASSWORD."""
    engine: Engine = app.extensions["letterkit"]

    def added() -> People:
        return {
            duty: accounts.add(
                engine.database, None, duty.value, PASSWORD, Details(surname, "Анна", "Сергеевна"), [duty]
            )
            for duty, surname in SURNAMES.items()
        }

    return stock.fill(engine.database, engine.settings.data_dir, "people", added)


@pytest.fixture
def client_of(app: Flask, people: People) -> ClientOf:
    """A browser in which the person of a duty has signed in."""

    return lambda duty: sign_in(app.test_client(), people[duty])
