"""Signing in: who is let in, who is not, and that those who are not learn nothing."""

import threading
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from letterkit.core import clock
from letterkit.core.errors import DeniedError, ToolFailed
from letterkit.core.office import Duty
from letterkit.flow import passwords, people
from letterkit.flow.person_details import Details
from letterkit.flow.sign_in import LOCKED_FOR, TRIES, is_locked, sign_in, signed_out
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry, Person

pytestmark = pytest.mark.usefixtures("quick_passwords")

PASSWORD = "синий чайник у окна"
START = datetime.fromisoformat("2026-03-02T09:00:00+11:00")


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


@pytest.fixture
def anna(database: Database) -> Person:
    return people.add(database, None, "anna", PASSWORD, Details("Образцова", "Анна"), [Duty.EXECUTOR])


def refused(database: Database, login: str = "anna", password: str = "не тот пароль", times: int = 1) -> list[str]:
    """The refusals, whole: code and details."""
    told = []
    for _ in range(times):
        with pytest.raises(DeniedError) as caught:
            sign_in(database, login, password)
        told.append(str(caught.value))
    return told


def journal(database: Database, subject: str) -> list[str]:
    with database.reading() as session:
        return [entry.action for entry in audit.of_subject(session, subject)]


def test_the_right_password_lets_in_and_is_noted(database: Database, anna: Person) -> None:
    with clock.stopped_at(START):
        entered = sign_in(database, " Anna ", PASSWORD)
    assert entered.id == anna.id
    assert people.person_of(database, anna.id).last_sign_in == START
    assert journal(database, f"person:{anna.id}") == ["person.added", "person.signed-in"]


def test_every_refusal_says_the_same(database: Database, anna: Person) -> None:
    program = people.add_program(database, None, "СЭД", [Duty.CLERK])
    told = {*refused(database), *refused(database, "nobody"), *refused(database, "\x00"), *refused(database, "")}
    told |= {*refused(database, program.login), *refused(database, times=TRIES), *refused(database, "anna", PASSWORD)}
    assert len(told) == 1


def test_somebody_shut_out_is_refused_with_the_right_password(database: Database, anna: Person) -> None:
    people.deactivate(database, None, anna.id)
    refused(database, "anna", PASSWORD)


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
    people.deactivate(database, None, anna.id)
    refused(database, "anna", PASSWORD)
    assert len(looked) == 4


def test_five_wrong_passwords_shut_the_door_for_a_quarter_of_an_hour(database: Database, anna: Person) -> None:
    with clock.stopped_at(START):
        refused(database, times=TRIES)
        refused(database, "anna", PASSWORD)
        assert is_locked(people.person_of(database, anna.id))
    with clock.stopped_at(START + LOCKED_FOR - timedelta(seconds=1)):
        refused(database, "anna", PASSWORD)
    with clock.stopped_at(START + LOCKED_FOR):
        assert not is_locked(people.person_of(database, anna.id))
        assert sign_in(database, "anna", PASSWORD).id == anna.id
    failed = ["person.sign-in-failed"] * (TRIES - 1)
    shut = ["person.locked", "person.sign-in-while-locked", "person.sign-in-while-locked"]
    assert journal(database, f"person:{anna.id}") == ["person.added", *failed, *shut, "person.signed-in"]


def test_after_a_lock_the_count_begins_anew(database: Database, anna: Person) -> None:
    with clock.stopped_at(START):
        refused(database, times=TRIES)
    with clock.stopped_at(START + LOCKED_FOR):
        refused(database, times=TRIES - 1)
        assert sign_in(database, "anna", PASSWORD).failed_sign_ins == 0


def test_a_success_resets_the_count(database: Database, anna: Person) -> None:
    for _ in range(3):
        refused(database, times=TRIES - 1)
        sign_in(database, "anna", PASSWORD)


def test_an_administrator_opens_a_lock(database: Database, anna: Person) -> None:
    refused(database, times=TRIES)
    people.unlock(database, None, anna.id)
    assert sign_in(database, "anna", PASSWORD).id == anna.id


def test_guesses_made_at_once_are_counted_each(database: Database, anna: Person) -> None:
    def guess() -> None:
        refused(database)

    threads = [threading.Thread(target=guess) for _ in range(TRIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert is_locked(people.person_of(database, anna.id))


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
    kept = people.person_of(database, anna.id).password
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
                people.set_password(database, None, anna.id, "зелёный чайник у двери")
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
        for _ in range(TRIES):
            with pytest.raises(ToolFailed, match=r"password\.unchecked"):
                sign_in(database, "anna", PASSWORD)
    assert people.person_of(database, anna.id).failed_sign_ins == 0
    assert sign_in(database, "anna", PASSWORD).id == anna.id


def test_leaving_is_noted(database: Database, anna: Person) -> None:
    signed_out(database, anna.actor)
    assert journal(database, f"person:{anna.id}")[-1] == "person.signed-out"
