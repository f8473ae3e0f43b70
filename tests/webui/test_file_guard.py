"""Every file of every form passes the antivirus, whatever the page: one that is added later too."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.store.antivirus import Antivirus
from letterkit.store.tables import AuditEntry
from webui.engine import Engine

from ..clamd import EICAR, FOUND, clamd_running
from .conftest import ClientOf
from .routes import ROUTES, Row
from .test_access import World, world  # noqa: F401

FORMS = [row for row in ROUTES if row.method != "GET" and not row.endpoint.startswith("languagetool.")]
FIELDS = {"api.check": "letter", "api.check_file": "letter", "api.begin_batch": "table"}
"""What a form calls its file where that is not «files»."""
REFUSED_UNREAD = ("api.no-body", "data.unknown-key")
"""What a call of the API says to a file that it does not take: no view is asked."""


@pytest.fixture(scope="module")
def clamd() -> Iterator[str]:
    with clamd_running() as address:
        yield address


@pytest.fixture
def engine(app: Flask) -> Engine:
    made: Engine = app.extensions["letterkit"]
    return made


def send(client: FlaskClient, row: Row, path: str, data: bytes = EICAR, wanted: str = "text/html") -> tuple[int, str]:
    fields = {**row.form, FIELDS.get(row.endpoint, "files"): (BytesIO(data), "Жалоба.docx")}
    told = {"content_type": "multipart/form-data", "headers": {"Accept": wanted}}
    answer = client.open(path, method=row.method, data=fields, **told)
    return answer.status_code, answer.get_data(as_text=True)


def test_no_view_sees_a_file_in_which_something_was_found(
    engine: Engine,
    world: World,  # noqa: F811
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one world for all: nothing is done in it."""

    def find(*_: object) -> str:
        return FOUND

    engine.__dict__["antivirus"] = Antivirus("unix:/nowhere", engine.database)
    monkeypatch.setattr(Antivirus, "scan", find)
    client_for = cache(client_of)
    for row in FORMS:
        client = client_for(min(row.who or frozenset(Duty)))
        status, said = send(client, row, world(row.path), wanted="application/json")  # no page to be made
        if not any(code in said for code in REFUSED_UNREAD):
            assert (status, FOUND in said, "Жалоба.docx" in said) == (422, True, True), (str(row), said[-300:])


def test_a_page_says_what_clamd_has_found_and_keeps_nothing(
    engine: Engine,
    world: World,  # noqa: F811
    client_of: ClientOf,
    clamd: str,
) -> None:
    engine.__dict__["antivirus"] = Antivirus(clamd, engine.database)
    before = list(engine.files.names())
    [row] = [row for row in ROUTES if row.endpoint == "appeals.attach"]
    status, said = send(client_of(Duty.REGISTRY), row, world(row.path))
    assert (status, FOUND in said) == (422, True)
    assert list(engine.files.names()) == before
    with engine.database.reading() as session:
        [refused] = session.scalars(select(AuditEntry).where(AuditEntry.action == "file.refused"))
    assert refused.by == "Приёмкина А.С."


def test_a_file_that_could_not_be_looked_at_is_let_in_with_a_mark_where_the_settings_say_so(
    engine: Engine,
    world: World,  # noqa: F811
    client_of: ClientOf,
) -> None:
    engine.__dict__["antivirus"] = Antivirus("unix:/nowhere/clamd.ctl", engine.database, required=False)
    [row] = [row for row in ROUTES if row.endpoint == "appeals.attach"]
    client = client_of(Duty.REGISTRY)
    assert send(client, row, world(row.path), b"PK\3\4")[0] == 303
    page = client.get(world("/appeals/{appeal}")).get_data(as_text=True)
    assert "принят без проверки" in page
    assert page.count("антивирус не смог проверить</span>") == 1  # of two files that lie there
    engine.__dict__["antivirus"] = Antivirus("unix:/nowhere/clamd.ctl", engine.database)
    status, said = send(client, row, world(row.path), b"PK\3\4")
    assert (status, "антивирус не отвечает" in said) == (503, True)


def test_health_tells_whether_the_antivirus_answers(engine: Engine, clamd: str) -> None:
    from webui.health import parts

    settings = engine.settings.model_copy(update={"clamd": clamd})
    engine.settings = settings
    assert parts.proofs_of(engine).prove("antivirus")["antivirus"].fault is None
    engine.__dict__["antivirus"] = Antivirus("unix:/nowhere/clamd.ctl", engine.database)
    fault = parts.proofs_of(engine).prove("antivirus")["antivirus"].fault
    assert fault is not None
    assert fault.code == "health.antivirus"


def test_an_antivirus_without_an_address_of_its_kind_is_refused_at_once(engine: Engine) -> None:
    engine.settings = engine.settings.model_copy(update={"clamd": "clamd"})
    with pytest.raises(RequestError):
        _ = engine.antivirus
