"""The directory asked again on a schedule: whoever has left it is shut out within LETTERKIT_DIRECTORY_MINUTES."""

import logging
import threading

from letterkit.core.errors import LetterkitError
from letterkit.office.content.bodies import body_of
from letterkit.office.people.directory_checks import Checks
from letterkit.office.people.door import Doors
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.secret_file import read_secret

log = logging.getLogger(__name__)

_LOOKS_EVERY_S = 30.0


class DirectoryRounds:
    """The looks of one worker; ``first`` is the id of the settings' profile."""

    def __init__(self, settings: Settings, database: Database, first: str) -> None:
        self._settings = settings
        self._doors = Doors(settings, database, lambda slug: body_of(database, first, slug))

    def go(self, stopping: threading.Event) -> None:
        """Goes round until ``stopping``; what goes wrong is logged, and the next round begins anew."""
        while self._settings.directory is not None and not stopping.is_set():
            try:
                self.look()
            except LetterkitError as fault:
                log.warning("the directory could not be asked: %s", fault)
            except Exception:
                log.exception("directory")
            stopping.wait(_LOOKS_EVERY_S)

    def look(self) -> int:
        """One look; how many people and sessions were asked about. Raises as ``Checks``."""
        checks = Checks(self._doors, read_secret(self._settings.data_dir / "secret.key"))
        checks.forget_over()
        checks.end_stale_tokens()
        ldap, provider = self._doors.ldap(), self._doors.provider
        count = checks.ask_ldap(ldap) if ldap is not None else 0
        return count + (checks.ask_provider(provider) if provider is not None else 0)
