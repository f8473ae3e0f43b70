"""Nothing of a person is written where nobody looks for it: logs, names of files, arguments of programs."""

import io
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from letterkit.settings import Settings
from webui import logs

from .office import Register

SURNAME, STREET = "Сентинелова", "Сентябрьская"
FILE = f"Обращение {SURNAME} с ул. {STREET}"
WORDS = f"Я, {SURNAME} Анна Петровна, живу на улице {STREET}, дом 5. Прошу отремонтировать крышу."
_EVENTS = frozenset({"open", "os.mkdir", "os.rename", "tempfile.mkstemp", "tempfile.mkdtemp", "subprocess.Popen"})
_watched: list[list[str]] = []


def _note(event: str, given: tuple[object, ...]) -> None:
    if _watched and event in _EVENTS:
        _watched[-1].extend(map(str, given))


@contextmanager
def watching() -> Iterator[list[str]]:
    """All names of files that are opened or made in the block, and arguments of programs that are begun."""
    if not getattr(watching, "hook", False):
        sys.addaudithook(_note)
        watching.hook = True  # type: ignore[attr-defined]
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "service.log"
    handler = logs.start(file)
    yield file
    handler.close()
    logging.getLogger().removeHandler(handler)


def ways(client: FlaskClient, admin: FlaskClient, word: bytes) -> Iterator[int]:
    """The main ways by which people's words come in and are sought; the status of each answer."""
    posts = (
        ("/check", {"letter": (io.BytesIO(word), f"{FILE}.docx")}),
        ("/check", {"text": f"Уважаемая {SURNAME}!\n\n{WORDS}"}),
        ("/appeals/incoming", {"text": WORDS}),
        ("/appeals/incoming", {"files": (io.BytesIO(word), f"{FILE}.docx")}),
        ("/calls/new", {"caller": SURNAME, "told": WORDS, "end": "answered", "seconds": "60"}),
        ("/batches/new", {"table": (io.BytesIO(b"x"), f"{FILE}.xlsx"), "reply": "by_date"}),
        ("/personal-data", {"name": SURNAME, "address": STREET}),
        ("/appeals/new", {"applicant.surname": SURNAME, "applicant.address": STREET}),
        ("/passport", {"files": (io.BytesIO(word), f"{FILE}.docx")}),
        ("/sign-in", {"login": SURNAME, "password": STREET}),
    )
    for path, form in posts:
        yield client.post(path, data=form).status_code
    for path in (f"/find?words={SURNAME}", f"/appeals/?words={SURNAME}", f"/letters/?words={SURNAME}", f"/{SURNAME}"):
        yield client.get(path).status_code
    yield admin.get(f"/people?words={SURNAME}").status_code


def test_no_log_no_name_of_a_file_and_no_argument_tells_of_a_person(
    register: Register, log: Path, settings: Settings
) -> None:
    letter = Document()
    letter.add_paragraph(WORDS)
    word = io.BytesIO()
    letter.save(word)
    before = _kept(settings.data_dir)
    with watching() as names:
        admin = register.client_of(Duty.ADMINISTRATOR)
        statuses = list(ways(register.client_of(Duty.REGISTRY), admin, word.getvalue()))
    assert names
    assert {each for each in statuses if each >= 500} == set()
    assert statuses.count(200) + statuses.count(303) > len(statuses) / 2
    said = log.read_text(encoding="utf-8")
    assert said
    for each in (SURNAME, STREET):
        assert each not in said
        assert each.encode("unicode_escape").decode() not in said
        assert [name for name in names if each.lower() in name.lower()] == []
        assert [name for name in _kept(settings.data_dir) if each in name] == before
    cache = settings.data_dir / "cache"
    data = b"".join(file.read_bytes() for file in cache.rglob("*") if file.is_file())
    assert SURNAME.encode() not in data


def _kept(folder: Path) -> list[str]:
    """The names of all files of the service that tell of the person."""
    return [name for _, folders, files in os.walk(folder) for name in (*folders, *files) if SURNAME in name]
