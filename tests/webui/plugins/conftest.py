"""The service behind a real port, and the extension's own modules as far as they know nothing of LibreOffice."""

import importlib
import sys
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Protocol

import pytest
from flask import Flask
from werkzeug.serving import make_server

from letterkit.settings import load_settings


class PartOf(Protocol):
    """A module of the extension by its name."""

    def __call__(self, name: str) -> ModuleType: ...


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the service on this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def part() -> Iterator[PartOf]:
    home = str(load_settings().home / "plugins" / "libreoffice" / "pythonpath")
    sys.path.insert(0, home)
    yield lambda name: importlib.import_module(f"letterkit_panel.{name}")
    sys.path.remove(home)
