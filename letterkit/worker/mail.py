"""Mail on a schedule: replies go out at their rate, mailboxes are read, the receipt of appeals is confirmed.

Anybody may send a message that is hard to read. Each is read in a process with limits, by one worker of a machine at a
time, beside the sending of replies.
"""

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from letterkit.core import clock, meters
from letterkit.core.errors import LetterkitError, RequestError, ToolFailed
from letterkit.core.profile import Body, Profile
from letterkit.office.batches.workbench import Bench
from letterkit.office.mail import delivery, fetching, many, receipts
from letterkit.office.mail.addresses import mailbox_addresses, outbox_finder
from letterkit.office.mail.delivery import Delivery
from letterkit.office.mail.fetching import Fetching
from letterkit.office.mail.reading import MessageReader, MessageReading, read_message
from letterkit.office.register.taught_groups import TaughtGroups
from letterkit.reports.intake_reading import READING_BYTES, READING_S, proposal_of, unread_proposal
from letterkit.reports.mail_words import receipt_mail
from letterkit.settings import Settings
from letterkit.store.antivirus import antivirus_of
from letterkit.worker.children import Children, Limits
from letterkit.worker.reminding import profiles_of

log = logging.getLogger(__name__)

_SENDS_EVERY_S = 5.0
_READS_EVERY = timedelta(minutes=1)
_WAYS = {"send": "out", "fetch_in_time": "in"}
_LIMITS = Limits(READING_S, READING_BYTES, nice=5)


class MailRounds:
    """The looks of one worker; several may look at once, each message is sent and read once."""

    def __init__(
        self, settings: Settings, bench: Bench, reader_of: Callable[[str], MessageReader] | None = None
    ) -> None:
        self._settings, self._bench = settings, bench
        self._reader_of = reader_of or self._reader_for
        self._taught = TaughtGroups(bench.database)
        self._read_at: datetime | None = None
        self._readers: Children | None = None
        self._stopping = threading.Event()

    def open(self, limits: Limits = _LIMITS) -> None:
        """From now on messages are read in processes of their own; to be called while this one has no threads."""
        if self._settings.imap_url:
            self._bench.database.close()  # a connection belongs to the process that has opened it
            readers = Children(self._read, limits, most=1, kept=1)
            readers.open()
            self._readers = readers

    def close(self) -> None:
        """Ends those processes; a message that is being read is read anew by whoever comes next."""
        self._stopping.set()
        if self._readers is not None:
            self._readers.close()

    def go(self, stopping: threading.Event) -> None:
        """Goes round until ``stopping``; what goes wrong is logged, and the next round begins anew."""
        self._stopping = stopping
        sending = threading.Thread(target=self._repeat, args=(self.send,), daemon=True)
        sending.start()
        self._repeat(self.fetch_in_time)
        sending.join()

    def _repeat(self, look: Callable[[], int]) -> None:
        while not self._stopping.is_set():
            try:
                look()
            except LetterkitError as fault:
                meters.tell("mail-round", _WAYS[look.__name__])
                log.warning("%s: %s", look.__name__, fault)
            except Exception:
                meters.tell("mail-round", _WAYS[look.__name__])
                log.exception(look.__name__)
            self._stopping.wait(_SENDS_EVERY_S)

    def send(self) -> int:
        """One look at what is to go out; how many messages have gone. Raises RequestError ``mail.bad-address``."""
        database, files = self._bench.database, self._bench.files
        outbox_of, rate = outbox_finder(self._settings), self._settings.mail_per_minute
        gone = delivery.deliver(Delivery(database, files, outbox_of, self._body, rate))
        many.record_gone(database, files)
        return gone

    def fetch(self) -> int:
        """One look at each mailbox; how many messages were new. What is wrong with one is told after the others.

        Whose messages have become appeals by now is told so.
        """
        receipts.queue_receipts(self._bench.database, self._profile, receipt_mail)
        room = self._fetching
        count, faults = 0, []
        fetching.finish_seen(room)
        for address in mailbox_addresses(self._settings):
            try:
                count += fetching.fetch(room, address)
            except LetterkitError as fault:
                faults.append(fault)
        if faults:
            raise faults[0]
        return count

    def fetch_in_time(self) -> int:
        """As ``fetch``, once a minute at most; at once where there was so much that some was left.

        Where another worker of this machine reads, it is left to that one.
        """
        now = clock.now()
        if not self._settings.imap_url or (self._read_at is not None and now < self._read_at + _READS_EVERY):
            return 0
        with self.turn() as is_ours:
            if not is_ours:
                return 0
            self._read_at = now
            count = self.fetch()
        if count:
            self._read_at = None
        return count

    @cached_property
    def _fetching(self) -> Fetching:
        settings = self._settings
        antivirus = antivirus_of(settings, self._bench.database)
        return Fetching(self._bench.office, self._reader_of, settings.imap_since, settings.imap_done, antivirus)

    def _reader_for(self, body: str) -> MessageReader:
        def read(data: bytes) -> MessageReading:
            order = (data, self._taught.of(body))
            if self._readers is None:
                return self._read(order)
            try:
                found: MessageReading = self._readers.ask(order, lambda: not self._stopping.is_set())
            except ToolFailed as fault:
                return MessageReading(proposal=unread_proposal(fault))
            return found

        return read

    def _read(self, order: Any) -> MessageReading:
        """What the message of ``order`` is, by what the register of its body has taught."""
        data, vectors = order
        return read_message(data, lambda files: proposal_of(files, self._bench.checker.press.converter(), vectors))

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether nobody else on this machine reads; inside the block nobody begins to."""
        folder = self._settings.data_dir / "cache"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "mail-turn").open("wb") as file:  # whoever dies lets go of the lock
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def _profile(self, body: str) -> Profile:
        found: Mapping[str, Profile] = profiles_of(self._bench)
        if body not in found:
            raise RequestError("body.unknown", id=body)
        return found[body]

    def _body(self, body: str) -> Body:
        return self._profile(body).body
