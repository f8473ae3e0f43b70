"""The database of the settings, open while a command works."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterkit.store.database import Database


@contextmanager
def opened_database() -> "Iterator[Database]":
    """LETTERKIT_DATABASE_URL; raises RequestError ``database.bad-address``."""
    from letterkit.settings import load_settings
    from letterkit.store.opened import open_database

    database = open_database(load_settings())
    try:
        yield database
    finally:
        database.close()
