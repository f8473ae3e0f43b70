"""The antivirus: a real clamd where there is one, and a tiny one of our own for what a real one seldom does."""

import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from sqlalchemy import select

from letterkit.core.errors import LetterkitError, RequestError, ToolMissing
from letterkit.core.office import Actor, Duty, IncomingSource
from letterkit.store import antivirus
from letterkit.store.antivirus import Antivirus
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry

from ..clamd import EICAR, FOUND, MOST_BYTES, clamd_running

BY = Actor(7, "Приёмкина А.С.", frozenset({Duty.REGISTRY}))


@pytest.fixture(scope="session")
def clamd() -> Iterator[str]:
    with clamd_running() as address:
        yield address


def journal(database: Database) -> list[tuple[str, str, dict[str, object]]]:
    with database.reading() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.subject.startswith("file:")))
        return [(row.by, row.action, row.details) for row in rows]


def let_in(asked: Antivirus, data: bytes, name: str = "Жалоба Ивановой.docx") -> bool:
    return asked.let_in(BY, name, BytesIO(data), IncomingSource.PAGE)


def test_a_file_without_anything_is_let_in_whole_and_leaves_no_trace(sqlite: Database, clamd: str) -> None:
    file = BytesIO(b"PK" * 100_000)
    file.seek(5)
    assert Antivirus(clamd, sqlite).let_in(BY, "письмо.docx", file, IncomingSource.PAGE)
    assert file.tell() == 0
    assert journal(sqlite) == []


@pytest.mark.parametrize("packed", [False, True], ids=["bare", "in a zip"])
def test_what_is_found_is_named_refused_and_noted_without_the_name_of_the_file(
    sqlite: Database, clamd: str, packed: bool
) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("вложение.exe", EICAR)
    with pytest.raises(RequestError) as caught:
        let_in(Antivirus(clamd, sqlite), data.getvalue() if packed else EICAR)
    assert (caught.value.code, caught.value.file) == ("antivirus.found", "Жалоба Ивановой.docx")
    assert caught.value.details["found"] == FOUND
    [(by, action, told)] = journal(sqlite)
    assert (by, action, told["found"], told["kind"], told["way"]) == (BY.name, "file.refused", FOUND, ".docx", "page")
    assert "Иванов" not in str(told)


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 20 * MOST_BYTES], ids=["a byte over", "hung up on"])
def test_a_file_larger_than_clamd_takes_is_refused_or_let_in_with_a_mark(
    sqlite: Database, clamd: str, size: int
) -> None:
    with pytest.raises(RequestError) as caught:
        let_in(Antivirus(clamd, sqlite), b"x" * size)
    assert caught.value.code == "antivirus.too-large"
    assert let_in(Antivirus(clamd, sqlite, required=False), b"x" * size) is False
    [(_, action, told)] = journal(sqlite)
    assert (action, told["why"]) == ("file.let-in-unread", "antivirus.too-large")


def test_a_real_one_answers_and_one_that_is_gone_does_not(sqlite: Database, clamd: str) -> None:
    assert Antivirus(clamd, sqlite).answers()
    assert not Antivirus("unix:/nowhere/clamd.ctl", sqlite).answers()


@contextmanager
def saying(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Something at a port of this machine that takes one connection and gives ``answer``."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                answer(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        thread.join(5)


def never(line: socket.socket) -> None:
    """Reads what is sent and says nothing until whoever asks has given up."""
    while line.recv(1 << 16):
        pass


def test_one_that_never_answers_refuses_the_file_or_lets_it_in_with_a_mark(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(antivirus, "_LIMIT_S", 0.2)
    with saying(never) as address, pytest.raises(ToolMissing) as caught:
        let_in(Antivirus(address, sqlite), b"x")
    assert (caught.value.code, caught.value.file) == ("antivirus.silent", "Жалоба Ивановой.docx")
    with saying(never) as address:
        assert let_in(Antivirus(address, sqlite, required=False), b"x") is False
    assert [told["why"] for _, _, told in journal(sqlite)] == ["antivirus.silent"]


@pytest.mark.parametrize("said", [b"", b"stream: Can't allocate memory ERROR\0", b"UNKNOWN COMMAND\0"])
def test_what_is_no_verdict_is_no_consent(sqlite: Database, said: bytes) -> None:
    with saying(lambda line: line.sendall(said)) as address, pytest.raises(LetterkitError) as caught:
        let_in(Antivirus(address, sqlite), b"x")
    assert caught.value.code == "antivirus.silent"


@pytest.mark.parametrize("address", ["clamd", "unix:clamd.ctl", "tcp://host", "http://host:3310", "tcp://a b:1"])
def test_an_address_that_is_none_is_said_so(sqlite: Database, address: str) -> None:
    with pytest.raises(RequestError) as caught:
        Antivirus(address, sqlite)
    assert caught.value.code == "antivirus.bad-address"
