"""Mailboxes that are read by workers which are killed (-9) at random moments, time and again.

    python bench/runs/mailboxes.py [--mailboxes 10] [--messages 500] [--workers 2] [--every 3] [--seed 1]
                                   [--database sqlite|postgresql]

Half of the messages lie there when the workers begin, the others are delivered meanwhile. One in ten is an automatic
answer, one in twenty comes twice, one in fifty has the Message-ID of another. In the end each must be there once: an
appeal to be for each that a citizen has written, nothing for what programs have, a second copy told as one, all of them
still unread on the server. What letters say is not read: it is measured elsewhere. Exit 1 when something is lost or is
there twice.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from email.message import EmailMessage
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any, cast

from sqlalchemy import func, select

from bench.runs.dovecot import Dovecot, dovecot_running
from bench.runs.postgres import postgresql
from letterkit.core.errors import LetterkitError
from letterkit.core.mail import MessageState
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Proposal
from letterkit.office.mail.addresses import mailbox_addresses
from letterkit.office.mail.fetching import Fetching, fetch, finish_seen
from letterkit.office.mail.reading import read_message
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.incoming_tables import Incoming
from letterkit.store.mail_tables import SEEN, MailMessage

_LIMIT_S = 600


def main(arguments: Sequence[str] | None = None) -> int:
    """One run; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mailboxes", type=int, default=10)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--every", type=float, default=3.0, help="seconds between two kills, on average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="letterkit-mailboxes-")))
        url = f"sqlite:///{folder}/register.db" if asked.database == "sqlite" else stack.enter_context(postgresql())
        return run(asked, url, folder, stack.enter_context(dovecot_running()))


def run(asked: argparse.Namespace, url: str, folder: Path, server: Dovecot) -> int:
    """Delivers, reads, kills; tells what came of it."""
    chance = random.Random(asked.seed)
    database = Database(url, folder)
    database.upgrade()
    users = [f"box{number}" for number in range(asked.mailboxes)]
    letters = {user: made_up(user, asked.messages, chance) for user in users}
    half = asked.messages // 2
    put_all(server, {user: some[:half] for user, some in letters.items()})
    begun = time.monotonic()
    later = {user: some[half:] for user, some in letters.items()}
    deliver = threading.Thread(target=put_all, args=(server, later))
    deliver.start()
    order = (url, folder, " ".join(map(server.url, users)))
    workers = [begin(order) for _ in range(asked.workers)]
    killed = 0
    total = sum(map(len, letters.values()))
    while not is_done(database, total) and time.monotonic() < begun + _LIMIT_S:
        time.sleep(chance.uniform(0.1, 2 * asked.every - 0.1))
        number = chance.randrange(asked.workers)
        workers[number].kill()
        workers[number].join()
        killed += 1
        workers[number] = begin(order)
    seconds = time.monotonic() - begun
    deliver.join()
    for worker in workers:
        worker.kill()
        worker.join()
    complaints = found_wrong(database, letters)
    complaints += [f"{user}: read on the server" for user in users if server.unseen(user) != len(letters[user])]
    said = f"{len(users)} mailboxes, {total} messages, {killed} kills, {seconds:.0f} s"
    print(f"{said}: {'; '.join(complaints) or 'each is there once'}")
    return 1 if complaints else 0


def put_all(server: Dovecot, letters: dict[str, list[bytes]]) -> None:
    """Delivers ``letters`` to whom each is for."""
    for user, some in letters.items():
        server.put(user, *some)


def made_up(user: str, count: int, chance: random.Random) -> list[bytes]:
    """So many messages, those that come twice among them."""
    made: list[bytes] = []
    while len(made) < count:
        number, luck = len(made), chance.random()
        told = EmailMessage()
        name = f"<{user}-{max(0, number - 7) if luck > 0.98 else number}@citizen.example.ru>"
        told["From"], told["To"], told["Subject"] = (
            f"c{number}@example.ru",
            f"{user}@example.gov.ru",
            f"Вопрос {number}",
        )
        told["Date"], told["Message-ID"] = f"Mon, 03 Jun 2024 10:{number % 60:02}:00 +1100", name
        if luck < 0.1:
            told["Auto-Submitted"] = "auto-replied"
        told.set_content(f"Прошу ответить на вопрос {number} из ящика {user}.\n" * chance.randint(1, 40))
        made.append(told.as_bytes())
        if 0.1 < luck < 0.15 and len(made) < count:
            made.append(b"Received: by another server\n" + told.as_bytes())
    return made


def found_wrong(database: Database, letters: dict[str, list[bytes]]) -> list[str]:
    """What was lost and what is there twice."""
    bare = {message.removeprefix(b"Received: by another server\n") for some in letters.values() for message in some}
    citizens = sum(b"Auto-Submitted" not in message for message in bare)
    with database.reading() as session:
        states = Counter(session.scalars(select(MailMessage.state)))
        headings = Counter(session.scalars(select(Incoming.heading + Incoming.sender + Incoming.message_id)))
        linked = session.scalar(select(func.count(func.distinct(MailMessage.incoming_id)))) or 0
        proposed = session.scalar(select(func.count()).select_from(Incoming)) or 0
    wanted = {
        MessageState.PROPOSED: citizens,
        MessageState.AUTOMATIC: len(bare) - citizens,
        MessageState.DUPLICATE: sum(map(len, letters.values())) - len(bare),
    }
    wrong = [f"{state}: {states[state]}, not {count}" for state, count in wanted.items() if states[state] != count]
    wrong += [f"{heading} twice" for heading, times in headings.items() if times > 1]
    if proposed != citizens or linked != citizens:
        wrong.append(f"{proposed} appeals to be, {linked} of messages, not {citizens}")
    return wrong


def is_done(database: Database, total: int) -> bool:
    """Whether all messages are known and something was made of each."""
    with suppress(LetterkitError), database.reading() as session:
        known = session.scalar(select(func.count()).select_from(MailMessage))
        return known == total and session.scalar(select(MailMessage.id).where(SEEN).limit(1)) is None
    return False


def begin(order: tuple[str, Path, str]) -> ForkProcess:
    """A worker, all its modules loaded: what is killed is work, not its beginning."""
    worker = get_context("fork").Process(target=work, args=order)
    worker.start()
    return worker


def work(url: str, folder: Path, mailboxes: str) -> None:
    """Reads one mailbox after another until it is killed."""
    database, files = Database(url, folder), FileStore(folder / "files")
    office = Office(database, files, *cast(Any, (None, None, None, None)))
    room = Fetching(office, lambda body: lambda data: read_message(data, lambda files: Proposal(None, "not read")))
    addresses = mailbox_addresses(Settings(imap_url=mailboxes))
    while True:
        count = 0
        for address in random.sample(addresses, len(addresses)):
            with suppress(LetterkitError):  # the database is busy: the next look goes on
                finish_seen(room)
                count += fetch(room, address)
        if not count:
            time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
