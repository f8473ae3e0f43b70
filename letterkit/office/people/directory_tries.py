"""How many wrong passwords of one person are passed on to the directory, which may shut an account after some of them.

A try is counted before it is made: many at one moment do not slip through together. Those from where the person has
been signing in are counted apart from those of strangers, who shut nobody out of their own place; both are forgotten
together, when none was made for long: so do domains count.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.office.people.sign_in_delays import KNOWN_TRIES, STRANGERS_TRIES
from letterkit.store.new_rows import add_new
from letterkit.store.session_tables import SignInFailures

_PLACES = (KNOWN_TRIES, STRANGERS_TRIES)


def take(session: Session, name: str, *, is_known: bool, tries: int, memory: timedelta) -> datetime | None:
    """Counts a try that is about to be made; until when to wait where it must not be."""
    now, place = clock.now(), KNOWN_TRIES if is_known else STRANGERS_TRIES
    rows = [{"login": name, "address": each, "failures": 0, "since": now} for each in _PLACES]
    add_new(session, SignInFailures, rows)
    wanted = select(SignInFailures).where(SignInFailures.login == name, SignInFailures.address.in_(_PLACES))
    found = {row.address: row for row in session.scalars(wanted.order_by(SignInFailures.address).with_for_update())}
    if max(row.since for row in found.values()) <= now - memory:
        for row in found.values():
            row.failures, row.until = 0, None
    row = found[place]
    if row.failures >= tries:
        return max(each.since for each in found.values()) + memory
    row.failures, row.since = row.failures + 1, now
    row.until = now + memory if row.failures >= tries else None
    return None


def give_back(session: Session, name: str, *, is_known: bool) -> None:
    """The try that was taken last was none: nobody has answered."""
    place = KNOWN_TRIES if is_known else STRANGERS_TRIES
    row = session.get(SignInFailures, (name, place), with_for_update=True)
    if row is not None and row.failures:
        row.failures, row.until = row.failures - 1, None


def forget(session: Session, name: str) -> None:
    """The password was the right one: the directory counts anew, and so do we."""
    session.execute(delete(SignInFailures).where(SignInFailures.login == name, SignInFailures.address.in_(_PLACES)))
