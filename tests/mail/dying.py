"""A process that reads a mailbox or sends the queue, and is killed (SIGKILL) at the point that it is told.

The point is «module:function:before» or «…:after» of a call in letterkit; «-» for a process that lives to its end.
"""

import os
import signal
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from letterkit.core.people import Case
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Proposal
from letterkit.office.mail.addresses import mailbox_addresses, outbox_finder
from letterkit.office.mail.delivery import Delivery, deliver
from letterkit.office.mail.fetching import Fetching, fetch
from letterkit.office.mail.reading import read_message
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.files import FileStore


def die_at(point: str) -> None:
    """Has the process killed at the first call of the function that ``point`` names."""
    module, name, when = point.split(":")
    place = import_module(module)
    *owners, last = name.split(".")
    for owner in owners:
        place = getattr(place, owner)
    called: Callable[..., Any] = getattr(place, last)

    def killed(*given: Any, **named: Any) -> Any:
        if when == "after":
            called(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(place, last, killed)


def run(what: str, url: str, folder: Path, server: str, point: str = "-") -> int:
    """How a process ends that is to ``fetch`` or to ``send``: 0, or the signal that has ended it, less than nothing."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        if point != "-":
            die_at(point)
        _work(what, url, folder, server)
        os._exit(0)
    finally:
        os._exit(1)  # nothing of the tests is ended twice


def _work(what: str, url: str, folder: Path, server: str) -> None:
    database, files = Database(url, folder), FileStore(folder / "files")
    if what == "fetch":
        office = Office(database, files, *cast(Any, (None, None, None, None)))
        room = Fetching(office, lambda body: lambda data: read_message(data, lambda files: Proposal(None, "not read")))
        for address in mailbox_addresses(Settings(imap_url=server)):
            fetch(room, address)
        return
    body = SimpleNamespace(email="otvet@example.gov.ru", short_name=None, names={Case.NOMINATIVE: "орган"})
    deliver(Delivery(database, files, outbox_finder(Settings(smtp_url=server)), lambda _: cast(Any, body), 10_000))
