"""A service that has taken in what comes with letterkit; a clerk, a signer, an executor before it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from webui.engine import Engine

from ...stock import Stock
from ..conftest import ClientOf


@pytest.fixture(autouse=True)
def shipped(app: Flask, stock: Stock) -> Engine:
    engine: Engine = app.extensions["letterkit"]
    stock.fill(engine.database, engine.settings.data_dir, "shipped", engine.take_in_shipped)
    return engine


@pytest.fixture
def clerk(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.CLERK)


@pytest.fixture
def signer(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.SIGNER)


@pytest.fixture
def administrator(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.ADMINISTRATOR)


@pytest.fixture
def reader(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.EXECUTOR)
