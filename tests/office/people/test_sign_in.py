"""Signing in: who is let in, who is not and for how long, and that those who are not learn nothing."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from letterkit.core import clock
from letterkit.core.errors import DeniedError, ToolFailed
from letterkit.core.office import Duty
from letterkit.office.people import accounts, passwords, sessions
from letterkit.office.people import sign_in as door
from letterkit.office.people import sign_in_delays as waits
from letterkit.office.people.details import Details
from letterkit.office.people.sessions import Place
from letterkit.office.people.sign_in_delays import LOGIN, LONGEST, PAIR, Origin, Restriction
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.session_tables import SignInFailures
from letterkit.store.tables import AuditEntry, Person

pytestmark = [pytest.mark.usefixtures("quick_passwords"), pytest.mark.both_databases]

PASSWORD = "синий чайник у окна"
HERE, THERE = "192.0.2.10", "198.51.100.7"
START = datetime.fromisoformat("2026-03-02T09:00:00+11:00")


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


@pytest.fixture
def anna(database: Database) -> Person:
    return accounts.add(database, None, "anna", PASSWORD, Details("Образцова", "Анна"), [Duty.EXECUTOR])


def sign_in(database: Database, login: str, password: str, address: str = HERE) -> Person:
    return door.sign_in(database, login, password, Origin(address, "secret"))


def refused(
    database: Database, login: str = "anna", password: str = "не тот пароль", times: int = 1, address: str = HERE
) -> list[str]:
    """The refusals, whole: code and details."""
    told = []
    for _ in range(times):
        with pytest.raises(DeniedError) as caught:
            sign_in(database, login, password, address)
        told.append(str(caught.value))
    return told


def restricted(database: Database, person: Person) -> list[Restriction]:
    return waits.restrictions(database, [person.id]).get(person.id, [])


def journal(database: Database, subject: str) -> list[str]:
    with database.reading() as session:
        return [entry.action for entry in audit.of_subject(session, subject)]


def test_the_right_password_lets_in_and_is_noted(database: Database, anna: Person) -> None:
    with clock.stopped_at(START):
        entered = sign_in(database, " Anna ", PASSWORD)
    assert entered.id == anna.id
    assert accounts.person_of(database, anna.id).last_sign_in == START
    assert journal(database, f"person:{anna.id}") == ["person.added", "person.signed-in"]


def test_every_refusal_says_the_same(database: Database, anna: Person) -> None:
    program = accounts.add_program(database, None, "СЭД", [Duty.CLERK])
    with clock.stopped_at(START):
        logins = ("anna", "nobody", "\x00", "", program.login)
        told = {tuple(refused(database, login, times=PAIR.free + 2)) for login in logins}
        [[*first, last, once_more, _]] = told
        assert len(set(first)) == 1
        assert last == once_more
        assert "sign-in.wait" in last
        assert refused(database, "anna", PASSWORD) == [last]


def test_somebody_shut_out_is_refused_with_the_right_password(database: Database, anna: Person) -> None:
    accounts.deactivate(database, None, anna.id)
    refused(database, "anna", PASSWORD)


def test_a_temporary_password_lets_in_for_its_days_alone(database: Database) -> None:
    with clock.stopped_at(START):
        details = Details("Образцов", "Пётр")
        accounts.add(database, None, "petr", PASSWORD, details, [Duty.EXECUTOR], temporary=True)
    with clock.stopped_at(START + timedelta(days=7)):
        petr = sign_in(database, "petr", PASSWORD)
    with clock.stopped_at(START + timedelta(days=7, seconds=1)):
        assert refused(database, "petr", PASSWORD) == ["sign-in.temporary-over"]
        assert "sign-in.refused" in refused(database, "petr")[0]
        accounts.set_password(database, None, petr.id, "другой чайник у окна", temporary=True)
        assert sign_in(database, "petr", "другой чайник у окна").id == petr.id
    assert "person.temporary-password-over" in journal(database, f"person:{petr.id}")


def test_every_try_costs_one_look_at_a_hash(database: Database, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            looked.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting(time_cost=1, memory_cost=8, parallelism=1))
    refused(database, "anna")
    refused(database, "nobody")
    refused(database, "\x00")
    accounts.deactivate(database, None, anna.id)
    refused(database, "anna", PASSWORD)
    assert len(looked) == 4


def test_after_five_wrong_passwords_each_next_one_costs_twice_the_time(database: Database, anna: Person) -> None:
    with clock.stopped_at(START):
        refused(database, times=PAIR.free)
    passed = timedelta()
    for minutes in (1, 2, 4, 8, 15, 15):
        with clock.stopped_at(START + passed):
            [found] = restricted(database, anna)
            assert found == Restriction(START + passed + timedelta(minutes=minutes), HERE)
            assert f"'minutes': {minutes}" in refused(database, "anna", PASSWORD)[0]
        passed += timedelta(minutes=minutes)
        with clock.stopped_at(START + passed):
            refused(database)
    with clock.stopped_at(START + passed + LONGEST):
        assert restricted(database, anna) == []
        assert sign_in(database, "anna", PASSWORD).id == anna.id
    failed, shut = ["person.sign-in-failed"] * (PAIR.free - 1), ["person.locked"] * 7
    # Of what comes while one has to wait nothing is kept: no password was looked at.
    assert journal(database, f"person:{anna.id}") == ["person.added", *failed, *shut, "person.signed-in"]


def test_while_one_waits_no_hash_is_looked_at(
    database: Database, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for login in ("anna", "nobody"):
        refused(database, login, times=PAIR.free)
    monkeypatch.setattr(passwords, "HASHER", None)
    assert refused(database) == refused(database, "nobody")


def test_a_success_resets_the_count_of_its_address(database: Database, anna: Person) -> None:
    for _ in range(3):
        refused(database, times=PAIR.free - 1)
        sign_in(database, "anna", PASSWORD)


def test_one_address_shuts_a_login_for_itself_alone(database: Database, anna: Person) -> None:
    refused(database, times=50, address=THERE)
    assert sign_in(database, "anna", PASSWORD).id == anna.id


def guess_from_everywhere(database: Database, login: str) -> str:
    """What the last of so many strangers is told that the login is shut to all of them."""
    return [refused(database, login, address=f"203.0.113.{number}")[0] for number in range(LOGIN.free)][-1]


def test_a_guess_from_everywhere_is_slowed_down_but_for_where_the_person_signs_in(
    database: Database, anna: Person
) -> None:
    with clock.stopped_at(START):
        sessions.begin(database, sign_in(database, "anna", PASSWORD).id, Place(HERE, "Firefox"))
        assert guess_from_everywhere(database, "anna") == guess_from_everywhere(database, "nobody")
        [found] = restricted(database, anna)
        assert found == Restriction(START + timedelta(minutes=1), None)
        assert "wait" in refused(database, "anna", PASSWORD, address=THERE)[0]
        # Whether the person is known there nobody learns who does not have the password.
        assert refused(database) == refused(database, address=THERE) == refused(database, "nobody")
        assert sign_in(database, "anna", PASSWORD).id == anna.id
        assert "person.sign-in-while-locked" in journal(database, f"person:{anna.id}")
    with clock.stopped_at(START + timedelta(minutes=1)):
        assert sign_in(database, "anna", PASSWORD, THERE).id == anna.id


def test_an_address_that_tries_many_logins_is_shut(
    database: Database, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "ADDRESS", waits.Limit(30, timedelta(hours=1)))
    for number in range(30):
        refused(database, f"nobody{number}", address=THERE)
    assert "wait" in refused(database, "anna", PASSWORD, address=THERE)[0]
    assert sign_in(database, "anna", PASSWORD).id == anna.id


def test_all_addresses_of_one_network_of_ipv6_count_together(database: Database, anna: Person) -> None:
    for number in range(PAIR.free):
        refused(database, address=f"2001:db8:0:1::{number}")
    assert "wait" in refused(database, "anna", PASSWORD, address="2001:db8:0:1:ffff::1")[0]
    assert sign_in(database, "anna", PASSWORD, "2001:db8:0:2::1").id == anna.id


def test_failures_are_forgotten_after_a_day(database: Database, anna: Person) -> None:
    with clock.stopped_at(START):
        refused(database, times=PAIR.free - 1)
    with clock.stopped_at(START + PAIR.memory):
        assert "refused" in refused(database)[0]
    with database.reading() as session:
        assert {row.failures for row in session.query(SignInFailures)} == {1}


def test_an_administrator_ends_the_wait(database: Database, anna: Person) -> None:
    refused(database, times=PAIR.free)
    accounts.unlock(database, None, anna.id)
    assert sign_in(database, "anna", PASSWORD).id == anna.id
    assert journal(database, f"person:{anna.id}")[-2:] == ["person.unlocked", "person.signed-in"]


@pytest.mark.parametrize("login", ["anna", "nobody"])
def test_guesses_made_at_once_are_counted_each(database_url: str, tmp_path: Path, login: str) -> None:
    database = Database(database_url, tmp_path)
    anna = accounts.add(database, None, "anna", PASSWORD, Details("Образцова", "Анна"), [Duty.EXECUTOR])

    def guess() -> None:
        refused(database, login)

    threads = [threading.Thread(target=guess) for _ in range(PAIR.free)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bool(restricted(database, anna)) == (login == "anna")
    with database.reading() as session:
        assert [row.failures for row in session.query(SignInFailures)] == [PAIR.free] * 3
    database.close()


def test_a_login_that_nobody_has_is_noted_without_being_kept(database: Database) -> None:
    refused(database, "moy-parol-12345")
    with database.reading() as session:
        [entry] = session.query(AuditEntry).all()
    assert (entry.action, entry.subject, entry.details) == ("person.sign-in-failed", "person:unknown", {})


def test_a_password_kept_with_less_effort_is_kept_anew(
    database: Database, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    sign_in(database, "anna", PASSWORD)
    kept = accounts.person_of(database, anna.id).password
    assert kept is not None
    assert kept != anna.password
    assert not passwords.is_dated(kept)
    assert sign_in(database, "anna", PASSWORD).fs_uniquifier == anna.fs_uniquifier


def test_two_who_enter_at_once_both_enter_while_the_password_is_kept_anew(
    database: Database, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside: list[Person] = []

    class Slow(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            if not beside and hash == anna.password:
                beside.append(anna)  # the second try looks once as well, and goes no deeper
                beside.append(sign_in(database, "anna", PASSWORD))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Slow(time_cost=2, memory_cost=16, parallelism=1))
    assert sign_in(database, "anna", PASSWORD).id == anna.id
    assert len(beside) == 2
    assert journal(database, f"person:{anna.id}") == ["person.added", "person.signed-in", "person.signed-in"]


def test_a_password_changed_meanwhile_lets_nobody_in_by_the_old_one(
    database: Database, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            matched = super().verify(hash, password)
            if hash == anna.password:
                accounts.set_password(database, None, anna.id, "зелёный чайник у двери")
            return matched

    monkeypatch.setattr(passwords, "HASHER", Slow(time_cost=1, memory_cost=8, parallelism=1))
    refused(database, "anna", PASSWORD)


def test_a_try_that_the_machine_could_not_check_does_not_count(
    database: Database, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Poor(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            raise VerificationError("Memory allocation error")

    with monkeypatch.context() as patch:
        patch.setattr(passwords, "HASHER", Poor(time_cost=1, memory_cost=8, parallelism=1))
        for _ in range(PAIR.free):
            with pytest.raises(ToolFailed, match=r"password\.unchecked"):
                sign_in(database, "anna", PASSWORD)
    assert sign_in(database, "anna", PASSWORD).id == anna.id
