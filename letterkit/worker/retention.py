"""Terms of keeping on a schedule: a word once a week of what is due, the removal of what two people have approved."""

from datetime import date

from letterkit.core import clock
from letterkit.office.context import Office
from letterkit.office.control.schedule import occasion
from letterkit.office.retention.removal import remove_approved
from letterkit.office.retention.rules import FILE_NAME, load_terms
from letterkit.office.retention.telling import tell_due
from letterkit.reports.removal_act import removal_act
from letterkit.settings import Settings


class RetentionRounds:
    """The looks of one worker; several may look at once, each thing is told and removed once."""

    def __init__(self, settings: Settings, office: Office) -> None:
        self._settings, self._office = settings, office
        self._told_on: date | None = None

    def look(self) -> int:
        """One look; how many acts are done now. Raises InputError for terms that cannot be read."""
        when = occasion(clock.now(), self._settings.control_day, self._settings.control_hour)
        if when is not None and self._told_on != clock.today():
            tell_due(self._office.database, load_terms(self._settings.rules_file(FILE_NAME)), clock.today())
            self._told_on = clock.today()
        return remove_approved(self._office, removal_act)
