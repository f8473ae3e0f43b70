"""People of a directory come in, follow what it says of them, and lose access when they have left it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from letterkit.core import clock
from letterkit.core.errors import DeniedError, LetterkitError, RequestError, ToolError
from letterkit.core.office import Duty
from letterkit.directory.entry import Entry, Source
from letterkit.directory.ldap import LdapDirectory
from letterkit.office.people import accounts, directory_people, own_token, sessions
from letterkit.office.people.details import Details
from letterkit.office.people.sessions import Place
from letterkit.office.people.sign_in_delays import Origin, restrictions
from letterkit.store.audit import of_subject
from letterkit.store.directory_tables import DirectoryPerson
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import Person
from letterkit.worker.directory import DirectoryRounds

from .conftest import HOME, SECRET, Office, Somebody
from .slapd import LOCKED_AFTER, PASSWORD, Slapd

OWN = "синий чайник у окна"


@pytest.fixture
def entered(office: Office, slapd: Slapd, somebody: Somebody) -> Person:
    """Somebody of the writers, at a desk of their own and with a token."""
    slapd.join("writers", somebody.dn)
    person = office.enter(somebody.uid)
    sessions.begin(office.database, person.id, Place(HOME.address, "Firefox"))
    own_token.make(office.database, person.actor, "", ["check"])
    return office.now(person)


def refusal(step: Callable[[], object]) -> str:
    with pytest.raises(LetterkitError) as caught:
        step()
    return caught.value.code


def journal(office: Office, person: Person) -> list[str]:
    with office.database.reading() as session:
        return [entry.action for entry in of_subject(session, f"person:{person.id}")]


def is_in(office: Office, person: Person) -> bool:
    with office.database.reading() as session:
        return any(each.ended is None for each in session.query(SignIn).filter_by(person_id=person.id))


def later(office: Office) -> object:
    return clock.stopped_at(clock.now() + timedelta(minutes=office.settings.directory_minutes + 1))


class TestTheDoor:
    def test_somebody_appears_at_their_first_sign_in_with_what_their_groups_give(
        self, office: Office, slapd: Slapd, somebody: Somebody
    ) -> None:
        slapd.join("chiefs", somebody.dn)
        slapd.join("agency", somebody.dn)
        person = office.enter(somebody.uid.upper())
        assert (person.login, person.full_name, person.post) == (somebody.uid, "Петрова Анна", "консультант")
        assert person.duty_set == {Duty.SIGNER, Duty.REVIEWER, Duty.REGISTRY}
        assert (person.body, person.email, person.password) == ("agency", "anna@example.ru", None)
        assert journal(office, person) == ["person.added", "person.signed-in"]

    def test_the_same_person_comes_back_under_another_login_with_other_duties(
        self, office: Office, slapd: Slapd, somebody: Somebody, entered: Person
    ) -> None:
        slapd.leave("writers", somebody.dn)
        slapd.replace(somebody.dn, sn="Иванова")
        slapd.join("admins", somebody.dn)
        again = office.enter(somebody.uid)
        assert (again.id, again.surname, again.duty_set) == (entered.id, "Иванова", {Duty.ADMINISTRATOR})

    def test_whoever_gets_the_login_of_somebody_who_is_gone_is_another_person(
        self, office: Office, slapd: Slapd, somebody: Somebody, entered: Person
    ) -> None:
        slapd.remove(somebody.dn)
        slapd.add_person(somebody.uid, sn="Новая")
        slapd.join("chiefs", somebody.dn)
        other = office.enter(somebody.uid)
        assert (other.surname, other.login) == ("Новая", somebody.uid)
        assert other.id != entered.id
        assert office.now(entered).login == f"{somebody.uid[:48]}.{entered.id}"
        with later(office):
            office.check()
        assert not office.now(entered).active

    def test_whoever_has_no_group_is_told_so_and_nobody_else_learns_it(
        self, office: Office, somebody: Somebody
    ) -> None:
        assert refusal(lambda: office.enter(somebody.uid)) == "sign-in.no-group"
        assert refusal(lambda: office.enter(somebody.uid, "не тот")) == "sign-in.refused"
        assert refusal(lambda: office.enter("nobody", "не тот")) == "sign-in.refused"
        assert accounts.everybody(office.database) == []

    def test_a_directory_that_does_not_answer_lets_local_people_in(
        self, office: Office, somebody: Somebody, change_settings: Callable[..., None]
    ) -> None:
        chief = accounts.add(office.database, None, "chief", OWN, Details("Главный", "Иван"), [Duty.ADMINISTRATOR])
        change_settings(ldap_url="ldap+plain://127.0.0.1:1")
        assert refusal(lambda: office.enter(somebody.uid)) == "directory.no-answer"
        assert office.enter("chief", OWN).id == chief.id
        assert office.settings.directory_file is not None
        office.settings.directory_file.write_text("nothing: here", "utf-8")
        assert refusal(lambda: office.enter(somebody.uid)) == "directory.bad-settings"
        assert office.enter("chief", OWN).id == chief.id

    @pytest.mark.parametrize(
        ("allowed", "let_in"), [("all", {"chief", "clerk"}), ("administrators", {"chief"}), ("nobody", set())]
    )
    def test_the_settings_say_whose_own_password_is_good(
        self, office: Office, change_settings: Callable[..., None], allowed: str, let_in: set[str]
    ) -> None:
        for login, duty in (("chief", Duty.ADMINISTRATOR), ("clerk", Duty.CLERK)):
            accounts.add(office.database, None, login, OWN, Details("Главный", "Иван"), [duty])
        change_settings(local_passwords=allowed)
        for login in ("chief", "clerk"):
            if login in let_in:
                office.enter(login, OWN)
            else:
                assert refusal(lambda login=login: office.enter(login, OWN)) == "sign-in.refused"

    def test_a_login_of_somebody_here_is_not_taken_over_but_given_over(
        self, office: Office, slapd: Slapd, somebody: Somebody
    ) -> None:
        slapd.join("writers", somebody.dn)
        theirs = accounts.add(office.database, None, somebody.uid, OWN, Details("Иная", "Анна"), [Duty.CLERK])
        assert refusal(lambda: office.enter(somebody.uid)) == "sign-in.refused"
        directory_people.link(office.database, None, theirs.id, Source.LDAP)
        assert refusal(lambda: office.enter(somebody.uid, OWN)) == "sign-in.refused"
        given = office.enter(somebody.uid)
        assert (given.id, given.surname, given.duty_set) == (theirs.id, "Петрова", {Duty.EXECUTOR})
        directory_people.unlink(office.database, None, theirs.id)
        accounts.set_password(office.database, None, theirs.id, OWN)
        assert office.enter(somebody.uid, OWN).id == theirs.id


@pytest.mark.both_databases
class TestWrongPasswords:
    def test_no_number_of_them_shuts_an_account_of_the_directory(
        self, office: Office, slapd: Slapd, somebody: Somebody, entered: Person, change_settings: Callable[..., None]
    ) -> None:
        change_settings(ldap_tries=2)
        assert LOCKED_AFTER > 4
        for number in range(3 * LOCKED_AFTER):
            elsewhere = Origin(f"198.51.100.{number}", SECRET)
            login = somebody.uid if number % 2 else f"DOMAIN\\{somebody.uid}"
            assert refusal(lambda o=elsewhere, n=login: office.enter(n, "не тот", o)).startswith("sign-in.")
        # Strangers have shut out strangers: at their own place the person may err as often, and enter.
        assert refusal(lambda: office.enter(somebody.uid, "не тот")) == "sign-in.refused"
        assert slapd.lets_in(somebody.dn)
        [told] = restrictions(office.database, [entered.id])[entered.id][:1]
        assert told.of_directory
        assert office.enter(somebody.uid).id == entered.id
        assert entered.id not in restrictions(office.database, [entered.id])

    def test_they_are_forgotten_after_a_time_without_any(
        self, office: Office, somebody: Somebody, entered: Person, change_settings: Callable[..., None]
    ) -> None:
        change_settings(ldap_tries=1, ldap_tries_minutes=30)
        now, away = clock.now(), Origin("198.51.100.1", SECRET)
        with clock.stopped_at(now):
            office_refuses = [refusal(lambda: office.enter(somebody.uid, "не тот", away)) for _ in range(2)]
            assert office_refuses == ["sign-in.refused", "sign-in.wait"]
        with clock.stopped_at(now + timedelta(minutes=29)):
            assert refusal(lambda: office.enter(somebody.uid, PASSWORD, away)) == "sign-in.wait"
        with clock.stopped_at(now + timedelta(minutes=31)):
            assert office.enter(somebody.uid, PASSWORD, away).id == entered.id

    def test_an_administrator_ends_the_wait(
        self, office: Office, somebody: Somebody, entered: Person, change_settings: Callable[..., None]
    ) -> None:
        change_settings(ldap_tries=1)
        assert refusal(lambda: office.enter(somebody.uid, "не тот")) == "sign-in.refused"
        assert refusal(lambda: office.enter(somebody.uid)) == "sign-in.wait"
        accounts.unlock(office.database, None, entered.id)
        assert office.enter(somebody.uid).id == entered.id


@pytest.mark.both_databases
class TestTheNextCheck:
    @pytest.mark.parametrize("why", ["gone", "closed", "group"])
    def test_whoever_has_left_loses_sessions_and_token_at_once(
        self, office: Office, slapd: Slapd, somebody: Somebody, entered: Person, why: str
    ) -> None:
        assert office.check() == 0  # asked at the door a moment ago
        if why == "gone":
            slapd.remove(somebody.dn)
        elif why == "group":
            slapd.leave("writers", somebody.dn)
        else:
            slapd.lock(somebody.dn)
        with later(office):
            assert office.check() == 1
            assert office.check() == 0
        now = office.now(entered)
        assert (now.active, now.fs_token_uniquifier, is_in(office, now)) == (False, None, False)
        assert now.fs_uniquifier != entered.fs_uniquifier
        assert journal(office, entered)[-2:] == ["person.left", "person.token-ended"]
        assert refusal(lambda: accounts.activate(office.database, None, entered.id)) == "person.left"

    def test_who_comes_back_is_let_in_again(
        self, office: Office, slapd: Slapd, somebody: Somebody, entered: Person
    ) -> None:
        slapd.leave("writers", somebody.dn)
        with later(office):
            office.check()
            slapd.join("chiefs", somebody.dn)
            assert office.enter(somebody.uid).duty_set == {Duty.SIGNER, Duty.REVIEWER}
        assert office.now(entered).active

    def test_whom_an_administrator_has_shut_out_the_directory_does_not_let_in(
        self, office: Office, somebody: Somebody, entered: Person
    ) -> None:
        accounts.deactivate(office.database, None, entered.id)
        assert refusal(lambda: office.enter(somebody.uid)) == "sign-in.shut-here"

    def test_duties_and_details_follow_the_directory(
        self, office: Office, slapd: Slapd, somebody: Somebody, entered: Person
    ) -> None:
        slapd.join("chiefs", somebody.dn)
        slapd.replace(somebody.dn, title="начальник отдела")
        with later(office):
            office.check()
        now = office.now(entered)
        assert (now.duty_set, now.post) == ({Duty.EXECUTOR, Duty.SIGNER, Duty.REVIEWER}, "начальник отдела")
        assert is_in(office, now)

    @pytest.mark.parametrize(
        "broken", [{"ldap_url": "ldap+plain://127.0.0.1:1"}, {"ldap_base": "ou=groups,dc=example,dc=ru"}]
    )
    def test_a_directory_that_does_not_answer_or_shows_nobody_shuts_nobody_out(
        self, office: Office, entered: Person, change_settings: Callable[..., None], broken: dict[str, str]
    ) -> None:
        before = office.settings
        change_settings(**broken)
        with later(office):
            with pytest.raises(ToolError):
                office.check()
            assert office.now(entered).active
            office.settings = before
            assert office.check() == 1  # at the next look, not at the next quarter of an hour
        assert is_in(office, entered)

    def test_an_entry_that_cannot_be_read_keeps_nobody_else_from_being_asked_about(
        self, office: Office, slapd: Slapd, somebody: Somebody, entered: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slapd.join("writers", slapd.add_person(f"{somebody.uid}-odd"))
        other = office.enter(f"{somebody.uid}-odd")
        sessions.begin(office.database, other.id, Place(HOME.address, "Firefox"))
        asked = LdapDirectory.by_key
        first: list[str] = []

        def fail_at_first(directory: LdapDirectory, key: str) -> Entry | None:
            first.append(key)
            if len(first) == 1:
                raise ValueError(key)
            return asked(directory, key)

        monkeypatch.setattr(LdapDirectory, "by_key", fail_at_first)
        with later(office):
            assert office.check() == 1
            assert office.check() == 0
        assert len(set(first)) == 2

    def test_who_is_neither_in_nor_has_a_token_is_not_asked_about(self, office: Office, entered: Person) -> None:
        own_token.end(office.database, entered.actor)
        with office.database.writing() as session:
            sessions.end_of_person(session, entered.id)
        with later(office):
            assert office.check() == 0


class TestWhatTheDirectorySays:
    def test_is_not_for_anybody_to_change_here(self, office: Office, entered: Person) -> None:
        database, told = office.database, Details("Иная", "Анна", post="консультант", email="anna@example.ru")
        assert refusal(lambda: accounts.change(database, None, entered.id, told)) == "person.of-directory"
        assert refusal(lambda: accounts.set_duties(database, None, entered.id, [Duty.CLERK])) == "person.of-directory"
        assert refusal(lambda: accounts.set_body(database, None, entered.id, "agency")) == "person.of-directory"
        assert refusal(lambda: accounts.set_password(database, None, entered.id, OWN)) == "person.of-directory"

    def test_proves_somebody_once_more(self, office: Office, entered: Person) -> None:
        assert office.doors.confirms(entered.id, PASSWORD)
        assert not office.doors.confirms(entered.id, "не тот")

    def test_may_be_added_to_where_it_says_nothing(self, office: Office, somebody: Somebody, entered: Person) -> None:
        more = Details("Петрова", "Анна", "Сергеевна", "консультант", "отдел", "42-42-42", "anna@example.ru")
        accounts.change(office.database, None, entered.id, more)
        assert office.enter(somebody.uid).full_name == "Петрова Анна Сергеевна"

    def test_makes_nobody_administrator_and_officer_at_once(
        self, office: Office, slapd: Slapd, somebody: Somebody, rules_file: object
    ) -> None:
        assert office.settings.directory_file is not None
        with office.settings.directory_file.open("a", encoding="utf-8") as file:
            file.write("  - {group: chiefs, duties: [officer]}\n")
        for group in ("admins", "chiefs"):
            slapd.join(group, somebody.dn)
        assert refusal(lambda: office.enter(somebody.uid)) == "sign-in.both-keys"

    def test_is_told_in_the_journal_when_it_keeps_somebody_out(self, office: Office, somebody: Somebody) -> None:
        with pytest.raises(DeniedError):
            office.enter(somebody.uid)
        with office.database.reading() as session:
            [entry] = of_subject(session, "person:unknown")
            assert session.query(DirectoryPerson).all() == []
        assert entry.details == {"login": somebody.uid, "refusal": "sign-in.no-group"}


def test_a_directory_needs_an_address(office: Office, change_settings: Callable[..., None]) -> None:
    change_settings(ldap_url=None)
    with pytest.raises(RequestError, match=r"directory\.off"):
        office.doors.prove()


def test_a_worker_asks_on_its_own(office: Office, slapd: Slapd, somebody: Somebody, entered: Person) -> None:
    rounds = DirectoryRounds(office.settings, office.database, "first")
    slapd.remove(somebody.dn)
    assert rounds.look() == 0
    with later(office):
        assert rounds.look() == 1
    assert not office.now(entered).active
