"""A program that is told of changes, an address of its own on this machine, letters to which things happen."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.office.programs.outside import Reach, networks
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.tables import Letter

HERE = Reach(networks("127.0.0.0/8"))


@dataclass
class Receiver:
    """Takes messages; ``answer`` says with which status, by the change that is told and how often it has come."""

    url: str
    answer: Callable[[Mapping[str, Any], int], int] = lambda change, times: 200
    taken: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    handler: type[BaseHTTPRequestHandler] = BaseHTTPRequestHandler

    @property
    def ids(self) -> list[int]:
        return [each["id"] for each in self.taken]

    def take(self, body: bytes, headers: Mapping[str, str]) -> int:
        change = json.loads(body)["data"]
        with self.lock:
            status = self.answer(change, self.ids.count(change["id"]))
            self.taken.append(change)
            self.bodies.append(body)
            self.headers.append(headers)
        return status


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(made.take(body, dict(self.headers)))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Receiver(f"http://127.0.0.1:{server.server_address[1]}/told", handler=Handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield made
        server.shutdown()


@dataclass
class Programs:
    """The database with a program, an executor and letters of theirs."""

    database: Database
    program: Actor
    executor: Actor

    def letter(self, *, body: str = "") -> int:
        """The number of a letter that has left its executor."""
        now = clock.now()
        made = Letter(
            body=body,
            executor_id=self.executor.id,
            changed_by_id=self.executor.id,
            state="review",
            reply="explained",
            blank="corner",
            card={},
            created=now,
            changed=now,
            submitted=now,
        )
        with self.database.writing() as session:
            session.add(made)
        return made.id

    def happens(self, letter_id: int, action: str = "letter.taken") -> int:
        """The number of the change."""
        with self.database.writing() as session:
            return audit.record(session, self.executor, action, f"letter:{letter_id}").id


@pytest.fixture
def programs(database: Database, quick_passwords: None) -> Programs:
    program = accounts.add_program(database, None, "СЭД", [Duty.REGISTRY])
    accounts.renew_token(database, None, program.id)
    details = Details("Петрова", "Анна")
    executor = accounts.add(database, None, "anna", "синий чайник у окна", details, [Duty.EXECUTOR])
    return Programs(database, program.actor, executor.actor)
