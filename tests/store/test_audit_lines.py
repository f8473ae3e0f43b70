"""What is committed to the journal goes out as a line of JSON without a name, to the log or to a syslog."""

import json
import logging
import socket
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from letterkit.core.client_address import asked_from
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.store.audit import record
from letterkit.store.audit_lines import AuditLines
from letterkit.store.database import Database
from letterkit.store.syslog import Syslog, sending

pytestmark = pytest.mark.both_databases

PETROVA = Actor(2, "Петрова А.С.", frozenset({Duty.EXECUTOR}))
_ANSWERS_IN_S = 10


@pytest.fixture
def syslog() -> Iterator[socket.socket]:
    """One that listens on this machine, by UDP."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.settimeout(_ANSWERS_IN_S)
        yield listening


def saved(database: Database, number: int = 1) -> str:
    """The hash of a new entry."""
    with asked_from("10.0.0.7"), database.writing() as session:
        return record(session, PETROVA, "letter.saved", f"letter:{number}", title="О ремонте у Ивановой").hash


def test_an_entry_goes_to_the_syslog_in_one_short_line_without_a_name(
    database: Database, syslog: socket.socket
) -> None:
    with sending(f"udp://127.0.0.1:{syslog.getsockname()[1]}"):
        made = saved(database)
    packet = syslog.recv(65_536)
    priority, _, told = packet.partition(b"letterkit: ")
    assert priority == b"<86>"  # authpriv.info
    line = json.loads(told)
    assert set(line) == {
        "time", "host", "app", "pid", "action", "person", "subject", "address", "entry", "hash"
    }  # fmt: skip
    assert (line["action"], line["person"], line["subject"]) == ("letter.saved", 2, "letter:1")
    assert (line["address"], line["entry"], line["hash"]) == ("10.0.0.7", 1, made)
    assert len(packet) < 8192
    assert b"\n" not in packet


def test_lines_by_tcp_end_one_by_one(database: Database) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(_ANSWERS_IN_S)
        with sending(f"tcp://127.0.0.1:{listening.getsockname()[1]}"):
            saved(database)
            saved(database, 2)
        with closing(listening.accept()[0]) as connection:
            connection.settimeout(_ANSWERS_IN_S)
            lines = connection.makefile("rb").read().splitlines()
    assert [json.loads(line.partition(b": ")[2])["subject"] for line in lines] == ["letter:1", "letter:2"]


def test_what_is_undone_is_no_line(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "letterkit.audit")
    with suppress(ZeroDivisionError), database.writing() as session:
        record(session, PETROVA, "letter.saved", "letter:1")
        raise ZeroDivisionError
    with database.writing() as session:
        with suppress(ZeroDivisionError), session.begin_nested():
            record(session, PETROVA, "letter.saved", "letter:2")
            raise ZeroDivisionError
        record(session, PETROVA, "letter.saved", "letter:3")
        assert not caplog.records  # not before it is committed
    [line] = caplog.records
    assert json.loads(AuditLines().format(line))["subject"] == "letter:3"


def test_a_syslog_that_does_not_answer_holds_nobody_up_and_the_log_says_what_it_missed(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as closed:
        port = closed.getsockname()[1]
    with sending(f"tcp://127.0.0.1:{port}"):
        saved(database)
        saved(database, 2)
    assert [each.told["entry"] for each in caplog.records if each.name == "letterkit.store.syslog"] == [1, 2]  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["log", "udp://", "http://host", "tcp://host:x", "udp://host/path"])
def test_an_address_that_no_syslog_has_is_told_with_what_is_wanted(address: str) -> None:
    with pytest.raises(RequestError) as refused:
        Syslog(address)
    assert refused.value.code == "settings.bad-value"
