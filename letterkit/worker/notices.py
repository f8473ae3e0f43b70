"""Notices on a schedule: terms that are near are told of once a day, officers of what has happened at
each look; what waits to be mailed is sent.
"""

from collections.abc import Callable, Mapping
from datetime import date

from letterkit.core import clock
from letterkit.core.profile import Profile
from letterkit.office.control.mail import open_outbox
from letterkit.office.notices import appeals, mail, security
from letterkit.reports.notice_words import mail_words
from letterkit.settings import Settings
from letterkit.store.database import Database


class NoticeRounds:
    """The looks of one worker; several may look at once, each thing is told and mailed once."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self._told_on: date | None = None

    def look(self, profiles: Mapping[str, Profile]) -> int:
        """One look; how many messages have gone. Raises RequestError ``mail.bad-address``."""
        today = clock.today()
        if self._told_on != today and clock.now().hour >= self._settings.control_hour:
            appeals.tell_near(self._database, today)
            mail.forget_old(self._database)
            self._told_on = today
        security.tell_officers(self._database)
        outbox = open_outbox(self._settings)
        if outbox is None:
            return 0
        address = self._settings.address or ""
        return mail.send_waiting(
            self._database,
            outbox,
            lambda notices, name: mail_words(notices, name, address),
            sender_of(self._settings, profiles),
        )


def sender_of(settings: Settings, profiles: Mapping[str, Profile]) -> Callable[[str], str]:
    """The address that mail of a body comes from, by its name: that of the settings, or else of its profile."""

    def sender(body: str) -> str:
        profile = profiles.get(body) or profiles[""]
        return settings.smtp_from or profile.body.email

    return sender
