"""A client of LanguageTool on this machine, and the same service behind a real port for clients of others."""

import threading
from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server


class Ask(Protocol):
    """Sends a form to /v2/check; what came back, where it is an answer."""

    def __call__(self, text: str | None = None, **form: str) -> dict[str, Any]: ...


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    def sent(text: str | None = None, **form: str) -> dict[str, Any]:
        given = {"language": "ru-RU", **({"text": text} if text is not None else {}), **form}
        answer = client.post("/v2/check", data=given)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.get_json()
        return told

    return sent


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the service on this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
