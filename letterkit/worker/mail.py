"""Mail on a schedule: replies go out at their rate, mailboxes are read, the receipt of appeals is confirmed."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.profile import Body, Profile
from letterkit.office.batches.workbench import Bench
from letterkit.office.incoming.proposing import Proposal, Reader
from letterkit.office.mail import delivery, fetching, many, receipts
from letterkit.office.mail.addresses import mailbox_addresses, outbox_finder
from letterkit.office.mail.delivery import Delivery
from letterkit.office.mail.fetching import Fetching
from letterkit.office.register.taught_groups import TaughtGroups
from letterkit.reports.intake_reading import proposal_of
from letterkit.reports.mail_words import receipt_mail
from letterkit.settings import Settings
from letterkit.worker.reminding import profiles_of

log = logging.getLogger(__name__)

_SENDS_EVERY_S = 5.0
_READS_EVERY = timedelta(minutes=1)


class MailRounds:
    """The looks of one worker; several may look at once, each message is sent and read once."""

    def __init__(self, settings: Settings, bench: Bench, reader_of: Callable[[str], Reader] | None = None) -> None:
        self._settings, self._bench = settings, bench
        self._reader_of = reader_of or self._reader_for
        self._taught = TaughtGroups(bench.database)
        self._read_at: datetime | None = None

    def go(self, stopping: threading.Event) -> None:
        """Goes round until ``stopping``; what goes wrong is logged, and the next round begins anew."""
        while not stopping.is_set():
            for look in (self.send, self.fetch_in_time):
                try:
                    look()
                except LetterkitError as fault:
                    log.warning("%s: %s", look.__name__, fault)
                except Exception:
                    log.exception(look.__name__)
            stopping.wait(_SENDS_EVERY_S)

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
        """As ``fetch``, once a minute at most; at once where there was so much that some was left."""
        now = clock.now()
        if not self._settings.imap_url or (self._read_at is not None and now < self._read_at + _READS_EVERY):
            return 0
        self._read_at = now
        count = self.fetch()
        if count:
            self._read_at = None
        return count

    @cached_property
    def _fetching(self) -> Fetching:
        settings = self._settings
        return Fetching(self._bench.office, self._reader_of, settings.imap_since, settings.imap_done)

    def _reader_for(self, body: str) -> Reader:
        def read(files: Sequence[tuple[str, bytes]]) -> Proposal:
            return proposal_of(files, self._bench.checker.press.converter(), self._taught.of(body))

        return read

    def _profile(self, body: str) -> Profile:
        found: Mapping[str, Profile] = profiles_of(self._bench)
        if body not in found:
            raise RequestError("body.unknown", id=body)
        return found[body]

    def _body(self, body: str) -> Body:
        return self._profile(body).body
