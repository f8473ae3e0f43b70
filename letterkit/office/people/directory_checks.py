"""A directory asked again about those who are in: who has left it loses access, what it says of the others is followed.

One that does not answer shuts nobody out. Several workers may look at once: each asks about other people.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.dml import ReturningUpdate

from letterkit.core import clock
from letterkit.core.errors import DeniedError, ToolError, ToolFailed
from letterkit.directory.entry import Entry, Grant, Source
from letterkit.directory.rules import meaning_of
from letterkit.office.people import own_token
from letterkit.office.people.accounts import put_duties
from letterkit.office.people.directory_grants import grant_of, seal_grant
from letterkit.office.people.directory_people import keep, shut
from letterkit.office.people.door import Doors
from letterkit.office.people.sessions import Terms, conditions_of
from letterkit.store.audit import record
from letterkit.store.directory_tables import DirectoryGrant, DirectoryPerson
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import Person

if TYPE_CHECKING:
    from letterkit.directory.ldap import LdapDirectory
    from letterkit.directory.oidc import OidcProvider

log = logging.getLogger(__name__)

_BEGINS_WITHIN = timedelta(hours=1)
"""How long after the word of the provider a session may wait for its second step."""


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of the settings; ``secret`` is that of the service, with which grants are sealed."""

    doors: Doors
    secret: str

    def ask_ldap(self, ldap: "LdapDirectory") -> int:
        """Asks about whom it is time to; how many were asked about. Raises ToolError as ``LdapDirectory``."""
        is_proved, count = False, 0
        for person_id, key in self._take_people():
            try:
                entry = ldap.by_key(key)
                if entry is None and not is_proved:
                    ldap.prove()  # nobody at all is a fault of the search, not of the people
                    is_proved = True
            except ToolError as fault:
                if fault.code == "directory.no-key":
                    log.warning("an entry of the directory does not say whose it is: person %d", person_id)
                    continue
                self._put_off(person_id)
                raise
            except Exception:  # of one entry: the others are asked about all the same
                log.exception("an entry of the directory could not be read: person %d", person_id)
                continue
            self._follow(person_id, entry)
            count += 1
        return count

    def ask_provider(self, provider: "OidcProvider") -> int:
        """As ``ask_ldap``, of sessions that a provider has vouched for."""
        settings, count = self.doors.settings, 0
        for sign_in_id, begun, person_id, key in self._take_grants():
            with self.doors.database.reading() as session:
                grant = grant_of(session, self.secret, sign_in_id)
            if grant is None or grant.refresh is None:
                # Nothing to ask with: whoever is still let in there comes back by one press of a button.
                if clock.now() - begun >= timedelta(minutes=settings.oidc_minutes):
                    self._end(sign_in_id, person_id)
                continue
            found = provider.again(grant, key)
            count += 1
            if found is None:
                self._end(sign_in_id, person_id)
            else:
                self._keep_grant(sign_in_id, found[1])
                self._follow(person_id, found[0])
        return count

    def end_stale_tokens(self) -> int:
        """Ends the tokens of those of whom the provider has said nothing for long; how many they were."""
        long_ago = clock.now() - timedelta(days=self.doors.settings.oidc_token_days)
        wanted = (
            select(DirectoryPerson)
            .join(Person, Person.id == DirectoryPerson.person_id)
            .where(DirectoryPerson.source == Source.OIDC, DirectoryPerson.confirmed < long_ago)
            .where(Person.fs_token_uniquifier.is_not(None))
        )
        with self.doors.database.reading() as session:
            if not session.scalars(wanted.limit(1)).first():
                return 0
        with self.doors.database.writing() as session:
            stale = session.scalars(wanted).all()
            for known in stale:
                own_token.end_of_person(session, None, known.person)
        return len(stale)

    def forget_over(self) -> None:
        """What a provider has given for sessions that are over is not kept."""
        alive = select(SignIn.id).where(*conditions_of(self._terms))
        never_begun = and_(DirectoryGrant.sign_in_id.is_(None), DirectoryGrant.asked < clock.now() - _BEGINS_WITHIN)
        over = or_(DirectoryGrant.sign_in_id.not_in(alive), never_begun)
        with self.doors.database.reading() as session:
            if session.scalar(select(DirectoryGrant.id).where(over).limit(1)) is None:
                return
        with self.doors.database.writing() as session:
            session.execute(delete(DirectoryGrant).where(over))

    @property
    def _terms(self) -> Terms:
        settings = self.doors.settings
        return Terms(timedelta(minutes=settings.session_minutes), timedelta(hours=settings.session_hours))

    @property
    def _long_ago(self) -> datetime:
        return clock.now() - timedelta(minutes=self.doors.settings.directory_minutes)

    def _take_people(self) -> Iterator[tuple[int, str]]:
        """People of LDAP who are in, or have a token, and were not asked about of late; each is given to one worker."""
        is_in = DirectoryPerson.person_id.in_(select(SignIn.person_id).where(*conditions_of(self._terms)))
        wanted = (
            select(DirectoryPerson.person_id, DirectoryPerson.key)
            .join(Person, Person.id == DirectoryPerson.person_id)
            .where(DirectoryPerson.source == Source.LDAP, DirectoryPerson.key.is_not(None))
            .where(DirectoryPerson.left.is_(None), Person.active, _not_asked(DirectoryPerson.asked, self._long_ago))
            .where(or_(is_in, Person.fs_token_uniquifier.is_not(None)))
        )
        with self.doors.database.reading() as session:
            due = session.execute(wanted).all()
        for person_id, key in due:
            mine = (DirectoryPerson.person_id == person_id, _not_asked(DirectoryPerson.asked, self._long_ago))
            if self._is_taken(update(DirectoryPerson).where(*mine).returning(DirectoryPerson.person_id)):
                yield person_id, key or ""

    def _take_grants(self) -> Iterator[tuple[int, datetime, int, str]]:
        """Living sessions that a provider has vouched for and was not asked about of late, as ``_take_people``."""
        wanted = (
            select(SignIn.id, SignIn.begun, SignIn.person_id, DirectoryPerson.key)
            .join(DirectoryGrant, DirectoryGrant.sign_in_id == SignIn.id)
            .join(DirectoryPerson, DirectoryPerson.person_id == SignIn.person_id)
            .where(*conditions_of(self._terms), DirectoryGrant.asked <= self._long_ago)
        )
        with self.doors.database.reading() as session:
            due = session.execute(wanted).all()
        for sign_in_id, begun, person_id, key in due:
            mine = (DirectoryGrant.sign_in_id == sign_in_id, DirectoryGrant.asked <= self._long_ago)
            if self._is_taken(update(DirectoryGrant).where(*mine).returning(DirectoryGrant.id)):
                yield sign_in_id, begun, person_id, key or ""

    def _is_taken(self, asking: ReturningUpdate[tuple[int]]) -> bool:
        """Whether the row is there still and nobody else has taken it."""
        with self.doors.database.writing() as session:
            return session.scalar(asking.values(asked=clock.now())) is not None

    def _put_off(self, person_id: int) -> None:
        """They were not asked about: the next look does it."""
        with self.doors.database.writing() as session:
            session.execute(update(DirectoryPerson).where(DirectoryPerson.person_id == person_id).values(asked=None))

    def _follow(self, person_id: int, entry: Entry | None) -> None:
        meaning = meaning_of(self.doors.rules(), entry.groups if entry is not None else ())
        why = "gone" if entry is None else "closed" if not entry.is_open else "" if meaning.duties else "group"
        try:
            body = self.doors.body_named(meaning)
        except ToolFailed:
            return  # it has been said in the log; others are asked about all the same
        with self.doors.database.writing() as session:
            known = session.get(DirectoryPerson, person_id)
            if known is None:
                return
            if why or entry is None:
                shut(session, known, why)
                return
            try:
                keep(session, entry, meaning.duties, body)
            except DeniedError as fault:  # shut here meanwhile, or nameless of late: they are in by what was known
                log.warning("what the directory says of a person is not kept: %s", fault.code)
                if known.person.active:  # but by no duty that their groups do not give any more
                    put_duties(session, None, known.person, meaning.duties & known.person.duty_set)

    def _keep_grant(self, sign_in_id: int, grant: Grant) -> None:
        kept = update(DirectoryGrant).where(DirectoryGrant.sign_in_id == sign_in_id)
        with self.doors.database.writing() as session:
            session.execute(kept.values(sealed=seal_grant(self.secret, grant)))

    def _end(self, sign_in_id: int, person_id: int) -> None:
        """The provider stands by this session no more."""
        with self.doors.database.writing() as session:
            found = session.get(SignIn, sign_in_id)
            if found is not None and found.ended is None:
                record(session, None, "person.session-ended", f"person:{person_id}", browser=found.browser)
                found.ended = clock.now()
            session.execute(delete(DirectoryGrant).where(DirectoryGrant.sign_in_id == sign_in_id))


def _not_asked(asked: InstrumentedAttribute[datetime | None], since: datetime) -> ColumnElement[bool]:
    return or_(asked.is_(None), asked <= since)
