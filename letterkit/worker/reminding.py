"""Section 7 of the Order on a schedule: days counted anew when a calendar becomes known, reminders made and sent."""

import logging
import threading
from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import select

from letterkit.checking.profile import load_profile
from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.profile import Profile
from letterkit.office.batches.workbench import Bench
from letterkit.office.content.body_checkers import PROFILES
from letterkit.office.content.published import live_folder
from letterkit.office.control import reminders, terms
from letterkit.office.control.mail import open_outbox
from letterkit.office.control.reminders import Mailroom
from letterkit.office.control.schedule import occasion
from letterkit.reports.reminder_words import reminder_words
from letterkit.russian import calendar
from letterkit.russian.calendar import Edition, Weekend
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.files import open_files
from letterkit.store.tables import Appeal
from letterkit.worker.heads import keep_head
from letterkit.worker.notices import NoticeRounds, sender_of
from letterkit.worker.retention import RetentionRounds

log = logging.getLogger(__name__)

_LOOKS_EVERY_S = 60.0


def mailroom(settings: Settings, database: Database, profiles: Mapping[str, Profile]) -> Mailroom | None:
    """What reminders are sent with; None where the settings name no way. Raises RequestError ``mail.bad-address``."""
    outbox = open_outbox(settings)
    if outbox is None:
        return None
    address = settings.address or ""
    return Mailroom(
        database,
        outbox,
        lambda reminder, name: reminder_words(reminder, name, address),
        sender_of(settings, profiles),
    )


def profiles_of(bench: Bench) -> Mapping[str, Profile]:
    """The profiles of all bodies by their names here."""
    if bench.bodies is None:
        return {"": bench.checker.profile}
    return {"": bench.checker.profile, **bench.bodies.profiles()}


def profiles_alone(settings: Settings, database: Database) -> Mapping[str, Profile]:
    """As ``profiles_of``, without the rules and the language, which reminders do not need.

    A profile that cannot be read by this release is left out; raises ProfileError for that of the settings.
    """
    first = load_profile(settings.profile_path)
    found = {"": first}
    live = live_folder(settings, database, open_files(settings))
    live.follow()
    for place in sorted((live.root / PROFILES).glob("*.yml")):
        with suppress(LetterkitError):
            found["" if place.stem == first.id else place.stem] = load_profile(place)
    return found


def remind(settings: Settings, database: Database, profiles: Mapping[str, Profile]) -> int:
    """Makes and sends what this moment asks for; how many messages have gone.

    Several may do it at once: each reminder is made once and taken by one. Raises RequestError ``mail.bad-address``.
    """
    room = mailroom(settings, database, profiles)
    when = occasion(clock.now(), settings.control_day, settings.control_hour)
    if room is None or when is None:
        return 0
    with database.reading() as session:
        bodies = session.scalars(select(Appeal.body).distinct()).all()
    for body in bodies:
        reminders.make(database, body, when)
    return reminders.send_waiting(room, when)


class Rounds:
    """One look after another at what is to be done; ``stopping`` ends them."""

    def __init__(self, settings: Settings, bench: Bench) -> None:
        self._settings, self._bench = settings, bench
        self._counted_by: Edition | None = None
        self._notices = NoticeRounds(settings, bench.database)
        self._retention = RetentionRounds(settings, bench.office)

    def go(self, stopping: threading.Event) -> None:
        """Goes round until ``stopping``; what goes wrong is logged, and the next round begins anew."""
        while not stopping.is_set():
            for look in (self.round, self.tell, self.retain, self.keep_head):
                try:
                    look()
                except LetterkitError as fault:
                    log.warning("%s: %s", look.__name__, fault)
                except Exception:
                    log.exception(look.__name__)
            stopping.wait(_LOOKS_EVERY_S)

    def round(self) -> int:
        """One look; how many messages have gone."""
        profiles = profiles_of(self._bench)
        files = calendar.edition()
        if files != self._counted_by:
            terms.recount(self._bench.database, lambda body: _weekend(profiles, body))
            self._counted_by = files
        return remind(self._settings, self._bench.database, profiles)

    def tell(self) -> int:
        """One look at the notices; how many messages with them have gone."""
        return self._notices.look(profiles_of(self._bench))

    def retain(self) -> int:
        """One look at terms of keeping; how many acts of removal are done."""
        return self._retention.look()

    def keep_head(self) -> int:
        """The journal is proved and its last hash sent out, once a day; 1 where this look was the one."""
        return int(keep_head(self._settings, self._bench.database, self.sender()))

    def sender(self) -> str:
        """Who mail to administrators is from."""
        return self._settings.smtp_from or profiles_of(self._bench)[""].body.email


def _weekend(profiles: Mapping[str, Profile], body: str) -> Weekend:
    return (profiles.get(body) or profiles[""]).weekend  # type: ignore[return-value]
