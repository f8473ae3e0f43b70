"""By which door somebody comes in: a password kept here, a password of the directory, or the word of a provider."""

import hashlib
import hmac
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from letterkit.core import clock
from letterkit.core.errors import DeniedError, LetterkitError, RequestError, ToolFailed, ToolMissing
from letterkit.core.office import Duty
from letterkit.directory.entry import Entry, Source
from letterkit.directory.rules import DirectoryRules, Meaning, load_rules, meaning_of
from letterkit.office.people import directory_tries as tries
from letterkit.office.people import sign_in
from letterkit.office.people import sign_in_delays as waits
from letterkit.office.people.accounts import person_of, with_login
from letterkit.office.people.directory_people import keep, known_as, of_directory
from letterkit.office.people.passwords import matches
from letterkit.office.people.sessions import addresses_of
from letterkit.office.people.sign_in_delays import Origin, Shut, network_of
from letterkit.settings import Settings
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.directory_tables import DirectoryPerson
from letterkit.store.tables import Person

if TYPE_CHECKING:
    from letterkit.directory.ldap import LdapDirectory
    from letterkit.directory.oidc import OidcProvider

log = logging.getLogger(__name__)

_SILENT_S = 5.0
_NOBODY = "person:unknown"
_MINUTE = timedelta(minutes=1)


class Doors:
    """The doors of the settings; ``body_of`` finds the body that the rules of the directory name.

    The rules are read each time: what an administrator has changed is in force with the next sign-in.
    """

    def __init__(self, settings: Settings, database: Database, body_of: Callable[[str], str]) -> None:
        self.settings = settings
        self.database = database
        self.body_of = body_of
        self._silent_until = 0.0

    def rules(self) -> DirectoryRules:
        """What the groups mean; raises RequestError ``directory.off`` where none is set, and as ``load_rules``."""
        if self.settings.directory_file is None:
            raise RequestError("directory.off")
        return load_rules(self.settings.directory_file)

    def ldap(self) -> "LdapDirectory | None":
        """The directory that passwords are asked of; raises RequestError as ``rules`` and ``ldap_directory``."""
        if not (self.settings.directory and self.settings.ldap_url):
            return None
        from letterkit.directory.ldap import ldap_directory  # loaded where it is used: not everybody has a directory

        return ldap_directory(self.settings, self.rules())

    @cached_property
    def provider(self) -> "OidcProvider | None":
        """The provider that vouches for people, asked once about itself; raises RequestError as ``oidc_provider``."""
        if not (self.settings.directory and self.settings.oidc_issuer):
            return None
        from letterkit.directory.oidc import oidc_provider

        return oidc_provider(self.settings, self.rules)

    def prove(self) -> None:
        """Everything that settings and rules name is there and answers.

        Raises RequestError ``body.unknown``, RequestError and ToolError ``directory.…``.
        """
        for part in self.rules().groups:
            self.body_of(part.body or "")
        if (ldap := self.ldap()) is not None:
            ldap.prove()
        if self.provider is not None:
            self.provider.prove()
        source_of(self.settings)

    def enter(self, login: str, password: str, origin: Origin) -> Person:
        """The person who has this login and this password, here or in the directory, as ``sign_in.admit``.

        Raises DeniedError ``sign-in.…``, ToolFailed ``password.unchecked``, ToolError ``directory.…``.
        """
        with self.database.reading() as session:
            known = with_login(session, login)
            is_local = known is not None and session.get(DirectoryPerson, known.id) is None
        # Whom letterkit knows by itself it lets in whatever is wrong with the directory.
        ldap = None if is_local else self._ldap_at_the_door()
        if ldap is None:
            return self._enter_locally(known, login, password, origin)
        return self._enter_by_directory(ldap, known, login, password, origin)

    def take_in(self, entry: Entry) -> Person:
        """The person of ``entry``, kept as the directory has them.

        Raises DeniedError ``sign-in.no-group``, ``sign-in.closed-there``, as ``directory_people.keep`` and ``rules``.
        """
        meaning = meaning_of(self.rules(), entry.groups)
        try:
            self._demand_let_in(entry, meaning)
            body = self.body_named(meaning)
            with self.database.writing() as session:
                return keep(session, entry, meaning.duties, body)
        except DeniedError as fault:
            with self.database.writing() as session:
                known = known_as(session, entry)
                subject = f"person:{known.person_id}" if known is not None else _NOBODY
                record(session, None, "person.directory-refused", subject, login=entry.login, refusal=fault.code)
            raise

    def body_named(self, meaning: Meaning) -> str:
        """The body that the rules name, as rows of people call it; raises ToolFailed ``directory.bad-settings``."""
        try:
            return self.body_of(meaning.body or "")
        except RequestError as fault:
            log.error("the rules of the directory name no body that there is: %s", fault)
            raise ToolFailed("directory.bad-settings") from fault

    def confirms(self, person_id: int, password: str) -> bool:
        """Whether ``password`` is that of the person, here or in the directory; raises as ``enter``."""
        person = person_of(self.database, person_id)
        if person.password is not None:
            return matches(password, person.password)
        known, ldap = of_directory(self.database, person_id), self.ldap()
        if ldap is None or known is None or known.source != Source.LDAP or known.key is None:
            return False
        return self._asks(ldap, ldap.by_key(known.key), str(person_id), password, True)

    def _ldap_at_the_door(self) -> "LdapDirectory | None":
        try:
            return self.ldap()
        except RequestError as fault:  # its words are for the administrator, not for whoever stands at the door
            log.error("the settings of the directory are wrong: %s", fault)
            raise ToolFailed("directory.bad-settings") from fault

    def _enter_locally(self, known: Person | None, login: str, password: str, origin: Origin) -> Person:
        allowed = self.settings.local_passwords if self.settings.directory else "all"
        may = allowed == "all" or (allowed == "administrators" and known is not None and _administers(known))
        # Of whom it is not allowed no password is looked at, and the answer is that to a login that nobody has.
        return sign_in.sign_in(self.database, login if may else f"!{login}", password, origin)

    def _enter_by_directory(
        self, ldap: "LdapDirectory", known: Person | None, login: str, password: str, origin: Origin
    ) -> Person:
        name = origin.name_of(login, known.id if known is not None else None)
        with self.database.reading() as session:
            before = waits.shut(session, name, origin.network)
        if before.here is not None:
            raise _refusal(before)
        entry = self._search_entry(ldap, login)
        with self.database.reading() as session:
            theirs = known_as(session, entry) if entry is not None else None
            person = theirs.person if theirs is not None else known
            is_known_place = person is not None and origin.network in {
                network_of(each) for each in addresses_of(session, person.id)
            }
        if before.elsewhere is not None and not is_known_place:
            raise _refusal(before)
        counted = str(person.id) if person is not None else _name_of(entry, origin)
        if self._asks(ldap, entry, counted, password, is_known_place):
            assert entry is not None
            return sign_in.admit(self.database, self.take_in(entry).id, origin)
        with self.database.writing() as session:
            after = waits.count(session, name, origin.network)
            subject = f"person:{person.id}" if person is not None else _NOBODY
            action = "person.locked" if after.until is not None else "person.sign-in-failed"
            record(session, None, action, subject, **({"minutes": _minutes(after.until)} if after.until else {}))
        raise _refusal(after)

    def _search_entry(self, ldap: "LdapDirectory", login: str) -> Entry | None:
        """As ``ldap.find``; a directory that has just not answered is not waited for by all who come after."""
        if time.monotonic() < self._silent_until:
            raise ToolMissing("directory.no-answer")
        try:
            return ldap.find(login)
        except ToolMissing:
            self._silent_until = time.monotonic() + _SILENT_S
            raise

    def _asks(self, ldap: "LdapDirectory", entry: Entry | None, name: str, password: str, is_known_place: bool) -> bool:
        """Whether the directory takes ``password``; raises DeniedError ``sign-in.wait`` after too many wrong ones."""
        if entry is None:
            return ldap.lets_in(None, password)
        memory = timedelta(minutes=self.settings.ldap_tries_minutes)
        with self.database.writing() as session:
            until = tries.take(session, name, is_known=is_known_place, tries=self.settings.ldap_tries, memory=memory)
            if until is not None:
                subject = f"person:{name}" if name.isdecimal() else _NOBODY
                record(session, None, "person.sign-in-while-locked", subject)
        if until is not None:
            raise _refusal(Shut(until, None))
        try:
            matched = ldap.lets_in(entry, password)
        except LetterkitError:
            with self.database.writing() as session:
                tries.give_back(session, name, is_known=is_known_place)
            raise
        if matched:
            with self.database.writing() as session:
                tries.forget(session, name)
        return matched

    def _demand_let_in(self, entry: Entry, meaning: Meaning) -> None:
        if not entry.is_open:
            raise DeniedError("sign-in.closed-there")
        if not meaning.duties:
            raise DeniedError("sign-in.no-group")


def _administers(person: Person) -> bool:
    return Duty.ADMINISTRATOR in person.duty_set


def _name_of(entry: Entry | None, origin: Origin) -> str:
    """What the tries of somebody are counted by who is nobody here yet, whatever of their logins was typed."""
    key = entry.key if entry is not None else ""
    return hmac.new(origin.secret.encode(), f"directory {key}".encode(), hashlib.sha256).hexdigest()


def _refusal(shut: Shut) -> DeniedError:
    if shut.until is None:
        return DeniedError("sign-in.refused", tries=waits.PAIR.free)
    return DeniedError("sign-in.wait", minutes=_minutes(shut.until))


def _minutes(until: datetime) -> int:
    return max(1, -((clock.now() - until) // _MINUTE))


def source_of(settings: Settings) -> Source:
    """By what people of the directory come in; raises RequestError ``directory.off`` where there is none."""
    if settings.directory is None or not (settings.ldap_url or settings.oidc_issuer):
        raise RequestError("directory.off")
    return Source.OIDC if settings.oidc_issuer else Source.LDAP
