"""How the service starts."""

import socket
from typing import Any

import pytest
import waitress.server

from letterkit.core.errors import RequestError
from letterkit.settings import Settings
from webui import create_app, server
from webui.engine import Engine


class Stopped(Exception):
    """The service would run from here on."""


@pytest.fixture
def start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Starts with other settings; what waitress has been told."""
    told: dict[str, Any] = {}

    def stop(app: Any, **options: Any) -> None:
        told.update(options)
        options["sockets"][0].close()
        raise Stopped

    def run(port: int = 0, **changes: Any) -> dict[str, Any]:
        monkeypatch.setattr(
            server, "create_app", lambda _, **config: create_app(settings.model_copy(update=changes), **config)
        )
        monkeypatch.setattr(waitress.server, "create_server", stop)
        monkeypatch.setattr(Engine, "warm", lambda engine: None)
        with pytest.raises(Stopped):
            server.run("127.0.0.1", port, 1, lambda address, welcome: None, workers=0)
        return told.copy()

    return run


def test_without_tables_it_says_how_to_make_them(start: Any, settings: Settings) -> None:
    with pytest.raises(RequestError, match=r"database\.old"):
        start(database_url=f"sqlite:///{settings.data_dir}/none.db")


def test_an_address_that_is_taken_is_told_before_anything_is_read(start: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(RequestError, match=r"web\.address-taken"):
        start(other.getsockname()[1])


def test_headers_of_a_proxy_are_left_as_a_sign_that_a_request_is_forwarded(start: Any) -> None:
    assert start()["clear_untrusted_proxy_headers"] is False
