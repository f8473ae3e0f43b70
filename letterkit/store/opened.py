"""The database of the settings, as everything that works with one opens it."""

import shlex

from letterkit.core.errors import RequestError
from letterkit.settings import Settings
from letterkit.store.audit_key import audit_key
from letterkit.store.data_folder import demand_data_folder
from letterkit.store.database import Database


def open_database(settings: Settings) -> Database:
    """The database of ``settings`` with the key of its journal.

    Raises RequestError as ``demand_data_folder``; ``database.bad-address``; ``database.forgotten`` where a register
    lies in the program's folder and the data lie elsewhere: an empty one must not be begun beside it.
    """
    demand_data_folder(settings)
    if before := settings.forgotten_database:
        data = settings.data_dir
        move = f"mkdir -p {shlex.quote(str(data))} && mv {shlex.quote(str(before))}* {shlex.quote(str(data))}/"
        raise RequestError("database.forgotten", file=str(before), folder=str(data), move=move)
    return Database(settings.database_address, settings.base, audit_key(settings))
