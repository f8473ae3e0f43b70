"""The database of the settings, open while a command works."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterkit.store.database import Database


@contextmanager
def opened_database() -> "Iterator[Database]":
    """LETTERKIT_DATABASE_URL, its journal going to LETTERKIT_SYSLOG too.

    Raises RequestError ``database.bad-address``, ``settings.bad-value``.
    """
    from letterkit.settings import load_settings
    from letterkit.store.opened import open_database
    from letterkit.store.syslog import sending

    settings = load_settings()
    database = open_database(settings)
    try:
        with sending(settings.syslog):
            yield database
    finally:
        database.close()
