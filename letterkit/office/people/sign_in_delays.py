"""How long to wait after wrong passwords: they are counted by login at an address, by address, and by login anywhere.

Who guesses from one place is stopped soon, who guesses from many is slowed down, and a login that nobody has is counted
like any other. The counts stand in the database: all processes see the same.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, tuple_
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.store.database import Database
from letterkit.store.new_rows import add_new
from letterkit.store.session_tables import SignInFailures

ANY = ""
"""In place of a login or an address: all of them together."""
KNOWN_TRIES, STRANGERS_TRIES = "directory", "directory-strangers"
"""In place of an address: passwords passed on to a directory (``directory_tries``)."""
LONGEST = timedelta(minutes=15)
_IPV6_NETWORK = 64  # what one customer has; whoever has one address has all of it

_IPV4_AROUND, _IPV6_AROUND = 16, 48


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures cost nothing; those older than ``memory`` are forgotten together with the later ones."""

    free: int
    memory: timedelta

    def wait_after(self, failures: int) -> timedelta | None:
        """1 minute after the last free failure, twice as long after each next one, a quarter of an hour at most."""
        if failures < self.free:
            return None
        return min(LONGEST, timedelta(minutes=2 ** min(failures - self.free, 10)))


PAIR = Limit(5, timedelta(days=1))
LOGIN = Limit(20, timedelta(days=1))
ADDRESS = Limit(200, timedelta(hours=1))
"""A whole ministry may sit behind one address."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a try comes from; ``secret`` hides the logins that nobody has: one may be somebody's password."""

    address: str
    secret: str = field(repr=False)

    @property
    def network(self) -> str:
        """What tries are counted by."""
        return network_of(self.address)

    def name_of(self, login: str, person_id: int | None) -> str:
        """What failures of a login are kept under."""
        if person_id is not None:
            return str(person_id)
        typed = login.strip().lower().encode(errors="replace")
        return hmac.new(self.secret.encode(), typed, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Shut:
    """Until when tries are refused: ``here`` whatever was typed, ``elsewhere`` but where the person is known."""

    here: datetime | None
    elsewhere: datetime | None

    @property
    def until(self) -> datetime | None:
        """The later of the two: whoever is refused is not told which."""
        return max((each for each in (self.here, self.elsewhere) if each is not None), default=None)


@dataclass(frozen=True, slots=True)
class Restriction:
    """Somebody has to wait before they may sign in; ``address`` is where from, None: wherever they are not known.

    ``of_directory``: until then no more of their passwords are passed on to the directory.
    """

    until: datetime
    address: str | None
    of_directory: bool = False


def network_of(address: str) -> str:
    """``address``, or the network that an address of IPv6 is one of."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:45] or "unknown"
    if parsed.version == 4:
        return str(parsed)
    mapped = parsed.ipv4_mapped
    return str(mapped or ipaddress.ip_network((parsed.packed, _IPV6_NETWORK), strict=False).network_address)


def network_around(address: str) -> str:
    """The network that ``address`` is in, as wide as an office or a provider deals its addresses out anew each day."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    known = parsed.ipv4_mapped or parsed if parsed.version == 6 else parsed
    width = _IPV4_AROUND if known.version == 4 else _IPV6_AROUND
    return str(ipaddress.ip_network((known.packed, width), strict=False))


def shut(session: Session, name: str, network: str) -> Shut:
    """Whether tries of this login are refused there at this moment."""
    rows = session.scalars(select(SignInFailures).where(_of(name, network), SignInFailures.until > clock.now())).all()
    pair_or_address = [each.until for each in rows if each.address != ANY and each.until]
    anywhere = [each.until for each in rows if each.address == ANY and each.until]
    return Shut(max(pair_or_address, default=None), max(anywhere, default=None))


def count(session: Session, name: str, network: str) -> Shut:
    """Counts one failure, and what follows from it.

    While a login is shut elsewhere its count stands still: otherwise strangers would keep it shut for ever.
    """
    now = clock.now()
    session.execute(delete(SignInFailures).where(SignInFailures.since < now - max(PAIR.memory, LOGIN.memory)))
    keys = ((ANY, network), (name, ANY), (name, network))
    rows = [{"login": login, "address": address, "failures": 0, "since": now} for login, address in keys]
    add_new(session, SignInFailures, rows)
    # In one order everywhere: two tries never wait for each other.
    ordered = select(SignInFailures).where(_of(name, network)).order_by(SignInFailures.login, SignInFailures.address)
    for row in session.scalars(ordered.with_for_update()):
        limit = _limit_of(row)
        if row.since <= now - limit.memory:
            row.failures, row.since, row.until = 0, now, None
        if row.address == ANY and row.until is not None and row.until > now:
            continue
        row.failures += 1
        wait = limit.wait_after(row.failures)
        row.until = now + wait if wait else row.until
    session.flush()
    return shut(session, name, network)


def forget_here(session: Session, person_id: int, network: str) -> None:
    """The person has signed in there: their failures at that address count no more."""
    session.execute(
        delete(SignInFailures).where(SignInFailures.login == str(person_id), SignInFailures.address == network)
    )


def forget(session: Session, person_id: int) -> bool:
    """The person need not wait any more, wherever they are; whether there was anything to forget."""
    gone = delete(SignInFailures).where(SignInFailures.login == str(person_id)).returning(SignInFailures.address)
    return bool(session.scalars(gone).all())


def restrictions(database: Database, person_ids: Iterable[int]) -> dict[int, list[Restriction]]:
    """What keeps each of these people from signing in at this moment, the longest first; nobody else is in it."""
    ids = {str(each): each for each in person_ids}
    wanted = select(SignInFailures).where(SignInFailures.login != ANY, SignInFailures.until > clock.now())
    found: dict[int, list[Restriction]] = {}
    with database.reading() as session:
        for row in session.scalars(wanted.order_by(SignInFailures.until.desc())):
            if row.login in ids and row.until is not None:
                of_directory = row.address in (KNOWN_TRIES, STRANGERS_TRIES)
                where = None if of_directory else row.address or None
                found.setdefault(ids[row.login], []).append(Restriction(row.until, where, of_directory))
    return found


def _of(name: str, network: str) -> ColumnElement[bool]:
    pair = tuple_(SignInFailures.login, SignInFailures.address)
    return pair.in_([(ANY, network), (name, ANY), (name, network)])


def _limit_of(row: SignInFailures) -> Limit:
    if row.login == ANY:
        return ADDRESS
    return LOGIN if row.address == ANY else PAIR
