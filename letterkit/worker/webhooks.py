"""Webhooks by workers: what has changed is told to programs soon after, whichever worker looks first."""

import logging
import threading
from datetime import date

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.office.programs import deliveries
from letterkit.office.programs.deliveries import Sender
from letterkit.office.programs.outside import reach_of
from letterkit.settings import Settings
from letterkit.store.database import Database

log = logging.getLogger(__name__)

_LOOKS_EVERY_S = 1.0


class WebhookRounds:
    """The looks of one worker; raises RequestError as ``outside.reach_of``."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._sender = Sender(database, reach_of(settings))
        self._forgot_on: date | None = None

    def go(self, stopping: threading.Event) -> None:
        """Goes round until ``stopping``; what goes wrong is logged, and the next round begins anew."""
        while not stopping.is_set():
            try:
                self.look()
            except LetterkitError as fault:
                log.warning("webhooks: %s", fault)
            except Exception:
                log.exception("webhooks")
            stopping.wait(_LOOKS_EVERY_S)

    def look(self) -> int:
        """One look; how many deliveries have been taken."""
        if self._forgot_on != clock.today():
            deliveries.forget_old(self._sender.database)
            self._forgot_on = clock.today()
        deliveries.gather(self._sender.database)
        return deliveries.deliver(self._sender)
