"""The database of the settings, as everything that works with one opens it."""

from letterkit.settings import Settings
from letterkit.store.audit_key import audit_key
from letterkit.store.database import Database


def open_database(settings: Settings) -> Database:
    """LETTERKIT_DATABASE_URL with the key of its journal; raises RequestError ``database.bad-address``."""
    return Database(settings.database_url, settings.home, audit_key(settings))
