"""The database of the settings, open while a command works."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

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


@contextmanager
def newest_database() -> "Iterator[Database]":
    """As ``opened_database``; raises RequestError where its tables are not those that this letterkit wants."""
    with opened_database() as database:
        database.demand_newest()
        yield database


def database_of_command() -> "Database":
    """As ``newest_database``, open until the command ends."""
    return click.get_current_context().with_resource(newest_database())


def body_in(database: "Database", slug: str) -> str:
    """The body of that profile as rows call it, empty where none is named; raises RequestError ``body.unknown``."""
    from letterkit.checking.profile import load_profile
    from letterkit.office.content.bodies import body_of
    from letterkit.settings import load_settings

    return body_of(database, load_profile(load_settings().profile_path).id, slug) if slug else ""
