"""Codes of an application (TOTP, RFC 6238): six figures that are good for half a minute, taken once.

The clock of a phone may be half a minute early or late. Secrets are encrypted with the key of the data folder, so that
a copy of the database alone gives nobody a code.
"""

import hashlib
import io
import logging
from dataclasses import dataclass, field
from typing import Any

import segno
from passlib.exc import TokenError
from passlib.totp import TOTP, AppWallet
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office.people.second_step import Way, demand_other, is_set_up, renew_codes
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.second_step_tables import CodeApp
from letterkit.store.tables import Person

log = logging.getLogger(__name__)

KEY_FILE = "second-step.key"
"""Beside the data; without it every application has to be set up anew."""
PERIOD_S = 30
_COST = 8  # the key is no password: nobody guesses it however quick that is
_ISSUER = "letterkit"


@dataclass(frozen=True, slots=True)
class Offer:
    """An application that could be set up: ``kept`` is its secret encrypted, ``secret`` as it is typed by hand."""

    kept: str
    secret: str = field(repr=False)
    picture: str = field(repr=False)
    """The QR code, as SVG of its own."""


class CodeApps:
    """Applications whose secrets are encrypted with ``key``."""

    def __init__(self, key: str) -> None:
        wallet = AppWallet({hashlib.sha256(key.encode()).hexdigest()[:16]: key}, encrypt_cost=_COST)
        self._totp: Any = TOTP.using(issuer=_ISSUER, wallet=wallet)

    def offer(self, login: str, kept: str | None = None) -> Offer:
        """A new secret, or the one that was offered before as ``kept``."""
        found = self._read(kept) if kept else None
        if found is None:
            found = self._totp.new()
            kept = found.to_json(encrypt=True)
        drawn = io.BytesIO()
        segno.make_qr(found.to_uri(login), error="m").save(
            drawn, kind="svg", border=4, scale=1, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
        )
        assert kept is not None
        return Offer(kept, found.pretty_key(sep=" "), drawn.getvalue().decode())

    def set_up(self, database: Database, by: Actor, kept: str, code: str) -> list[str]:
        """Has ``by`` prove themselves by the application that was offered, after a code of it; as ``renew_codes``.

        Recovery codes are given with the first second step alone. Raises RequestError ``second-step.offer-gone``,
        ``second-step.wrong-code``.
        """
        found = self._read(kept)
        if found is None:
            raise RequestError("second-step.offer-gone")
        counter = _counter_of(found, code, None)
        if counter is None:
            raise RequestError("second-step.wrong-code")
        with database.writing() as session:
            is_first = not is_set_up(session, by.id)
            record(session, by, "second-step.app-added", f"person:{by.id}")
            session.merge(CodeApp(person_id=by.id, secret=kept, counter=counter, made=clock.now()))
            return renew_codes(session, by.id) if is_first else []

    def take(self, session: Session, person: Person, code: str) -> Way | None:
        """``code`` is one of the person's application now, and of none that was taken before; None: it is not."""
        app = session.get(CodeApp, person.id, with_for_update=True)
        found = self._read(app.secret) if app is not None else None
        counter = _counter_of(found, code, app.counter) if found is not None and app is not None else None
        if counter is None or app is None:
            return None
        app.counter = counter
        return Way.APP

    def _read(self, kept: str) -> Any:
        """None where it was encrypted with a key that is not here."""
        try:
            return self._totp.from_source(kept)
        except (KeyError, ValueError):
            log.error("the secret of an application was encrypted with another key than %s", KEY_FILE)
            return None


def remove(database: Database, by: Actor) -> None:
    """Has ``by`` prove themselves by the application no more.

    Raises RequestError ``second-step.gone``, ``second-step.demanded``.
    """
    with database.writing() as session:
        app = session.get(CodeApp, by.id)
        if app is None:
            raise RequestError("second-step.gone")
        record(session, by, "second-step.app-removed", f"person:{by.id}")
        session.delete(app)
        demand_other(session, session.get_one(Person, by.id))


def _counter_of(totp: Any, code: str, last: int | None) -> int | None:
    """The half-minute whose code this is: now, the one before or the one after, later than ``last``."""
    try:
        found = totp.match("".join(code.split()), time=clock.now(), window=PERIOD_S, last_counter=last)
    except (TokenError, ValueError):
        return None
    return int(found.counter)
