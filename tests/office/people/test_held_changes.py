"""Two keys: what an administrator wants of guarded duties and of officers happens by an officer's word alone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor, Duty
from letterkit.office.notices.security import tell_officers
from letterkit.office.people import accounts, confirming, held_changes, second_step_demands, sessions
from letterkit.office.people.details import Details
from letterkit.office.people.passwords import matches
from letterkit.reports.security_words import change_words
from letterkit.settings import Settings, load_settings
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.held_tables import HeldChange
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import AuditEntry, Person
from letterkit.worker.notices import NoticeRounds

pytestmark = pytest.mark.usefixtures("quick_passwords")

PASSWORD, OTHER = "синий чайник у окна", "зелёный чайник у окна"


def added(database: Database, login: str, *duties: Duty) -> Person:
    return accounts.add(database, None, login, PASSWORD, Details(login.capitalize(), "Анна"), duties)


@pytest.fixture
def chief(database: Database) -> Actor:
    return added(database, "chief", Duty.ADMINISTRATOR).actor


@pytest.fixture
def officer(database: Database) -> Actor:
    return added(database, "officer", Duty.OFFICER).actor


@pytest.fixture
def anna(database: Database) -> Person:
    return added(database, "anna", Duty.EXECUTOR)


def refusal(step: Callable[[], Any]) -> str:
    with pytest.raises(LetterkitError) as caught:
        step()
    return caught.value.code


def duties(database: Database, person: Person | Actor) -> set[Duty]:
    return set(accounts.person_of(database, person.id).duty_set)


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        assert audit.verify(session).broken is None
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def only_change(database: Database) -> HeldChange:
    [change] = held_changes.waiting(database)
    return change


@pytest.mark.both_databases
def test_an_administrator_makes_another_only_with_the_word_of_an_officer(
    database: Database, chief: Actor, officer: Actor, anna: Person
) -> None:
    accounts.set_duties(database, chief, anna.id, [Duty.CLERK, Duty.ADMINISTRATOR])
    assert duties(database, anna) == {Duty.CLERK}
    change = only_change(database)
    assert refusal(lambda: confirming.confirm(database, chief, change.id)) == "denied.duty"
    accounts.set_duties(database, chief, officer.id, [Duty.OFFICER, Duty.CLERK])  # what is not guarded waits for nobody
    confirming.confirm(database, officer, change.id)
    assert duties(database, anna) == {Duty.CLERK, Duty.ADMINISTRATOR}
    assert refusal(lambda: confirming.confirm(database, officer, change.id)) == "held.gone"
    assert actions(database)[-2:] == ["person.change-confirmed", "person.duties"]


@pytest.mark.both_databases
def test_what_an_officer_refuses_does_not_happen_and_leaves_no_secret(
    database: Database, chief: Actor, officer: Actor
) -> None:
    accounts.set_password(database, chief, officer.id, OTHER, temporary=True)
    change = only_change(database)
    assert matches(PASSWORD, accounts.person_of(database, officer.id).password)
    confirming.refuse(database, officer, change.id)
    assert matches(PASSWORD, accounts.person_of(database, officer.id).password)
    with database.reading() as session:
        assert session.get_one(HeldChange, change.id).wanted == {}
        asked = session.scalars(select(AuditEntry).where(AuditEntry.action == "person.change-asked")).one()
    assert asked.details == {"change": "password"}


@pytest.mark.parametrize(
    "step",
    [
        lambda database, by, who: accounts.set_duties(database, by, who, [Duty.EXECUTOR]),
        lambda database, by, who: accounts.deactivate(database, by, who),
        lambda database, by, who: accounts.set_password(database, by, who, OTHER),
    ],
    ids=["duty", "access", "password"],
)
def test_an_administrator_takes_no_access_of_an_officer_alone(
    database: Database, chief: Actor, officer: Actor, step: Callable[..., Any]
) -> None:
    step(database, chief, officer.id)
    kept = accounts.person_of(database, officer.id)
    assert kept.active
    assert Duty.OFFICER in kept.duty_set
    assert matches(PASSWORD, kept.password)
    confirming.confirm(database, officer, only_change(database).id)
    kept = accounts.person_of(database, officer.id)
    assert not (kept.active and Duty.OFFICER in kept.duty_set and matches(PASSWORD, kept.password))


def test_somebody_new_has_guarded_duties_only_after_the_word(database: Database, chief: Actor, officer: Actor) -> None:
    new = accounts.add(database, chief, "boris", PASSWORD, Details("Борисов", "Борис"), [Duty.ADMINISTRATOR])
    assert duties(database, new) == set()
    confirming.confirm(database, officer, only_change(database).id)
    assert duties(database, new) == {Duty.ADMINISTRATOR}
    accounts.deactivate(database, chief, new.id)  # somebody dismissed is shut out at once,
    accounts.activate(database, chief, new.id)  # let in again with an officer's word
    assert not accounts.person_of(database, new.id).active
    confirming.confirm(database, officer, only_change(database).id)
    assert accounts.person_of(database, new.id).active


def test_where_there_is_no_officer_the_first_one_is_made_at_once(
    database: Database, chief: Actor, anna: Person
) -> None:
    accounts.set_duties(database, chief, anna.id, [Duty.OFFICER])
    assert duties(database, anna) == {Duty.OFFICER}
    assert held_changes.waiting(database) == []


def test_one_person_is_not_both_unless_a_small_office_says_so(
    database: Database, chief: Actor, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [Duty.OFFICER, Duty.ADMINISTRATOR]
    assert refusal(lambda: accounts.set_duties(database, None, anna.id, both)) == "person.both-keys"
    small = load_settings().model_copy(update={"officer_administers": True})
    monkeypatch.setattr(held_changes, "load_settings", lambda: small)
    accounts.set_duties(database, None, anna.id, both)
    assert duties(database, anna) == set(both)


def test_in_a_small_office_nobody_confirms_what_they_have_asked_for(
    database: Database, officer: Actor, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = load_settings().model_copy(update={"officer_administers": True})
    monkeypatch.setattr(held_changes, "load_settings", lambda: small)
    both = added(database, "both", Duty.OFFICER, Duty.ADMINISTRATOR).actor
    accounts.set_duties(database, both, anna.id, [Duty.ADMINISTRATOR])
    assert refusal(lambda: confirming.confirm(database, both, only_change(database).id)) == "held.own"
    confirming.confirm(database, officer, only_change(database).id)
    assert duties(database, anna) == {Duty.ADMINISTRATOR}


def test_an_officer_shuts_out_and_ends_sessions_but_gives_nothing(
    database: Database, chief: Actor, officer: Actor, anna: Person
) -> None:
    accounts.deactivate(database, officer, anna.id)
    assert not accounts.person_of(database, anna.id).active
    for step in (
        lambda: accounts.activate(database, officer, anna.id),
        lambda: accounts.set_duties(database, officer, anna.id, [Duty.CLERK]),
        lambda: accounts.set_password(database, officer, anna.id, OTHER),
        lambda: accounts.add_program(database, officer, "СЭД", [Duty.REGISTRY]),
    ):
        assert refusal(step) == "denied.duty"
    assert refusal(lambda: accounts.deactivate(database, officer, chief.id)) == "person.last-administrator"


def test_an_administrator_does_not_lead_away_what_an_officer_is_told_by_mail(
    database: Database, chief: Actor, officer: Actor, anna: Person
) -> None:
    told = Details("Другая", "Анна", email="chief@example.ru")
    assert accounts.change(database, chief, anna.id, told).email == told.email  # of no officer
    changed = accounts.change(database, chief, officer.id, told)
    assert (changed.surname, changed.email) == ("Другая", None)
    assert "chief@example.ru" in change_words(only_change(database))
    assert "chief@example.ru" not in str(audit_details(database))
    confirming.confirm(database, officer, only_change(database).id)
    assert accounts.person_of(database, officer.id).email == told.email


def audit_details(database: Database) -> list[Any]:
    with database.reading() as session:
        return [each.details for each in session.scalars(select(AuditEntry))]


def notices(database: Database, who: Actor | Person) -> list[str]:
    tell_officers(database)
    with database.reading() as session:
        rows = session.scalars(select(Notice).where(Notice.person_id == who.id).order_by(Notice.id))
        return [row.details["action"] for row in rows]


@pytest.mark.both_databases
def test_officers_are_told_of_everything_guarded_even_by_the_command_line_once_each(
    database: Database, chief: Actor, officer: Actor, anna: Person
) -> None:
    other = added(database, "second", Duty.OFFICER)
    before = len(notices(database, officer))
    accounts.set_duties(database, None, anna.id, [Duty.ADMINISTRATOR])
    accounts.change(database, chief, officer.id, Details("Другая", "Анна"))  # no other address
    accounts.change(database, chief, anna.id, Details("Иная", "Анна"))  # of no officer: no news
    accounts.set_duties(database, None, officer.id, [Duty.EXECUTOR])
    second_step_demands.demand(database, chief, [Duty.SIGNER])
    told = notices(database, other)[-4:]
    assert told == ["person.duties", "person.changed", "person.duties", "second-step.demanded"]
    assert notices(database, other)[-4:] == told
    assert len(notices(database, officer)) == before  # no officer any more


def test_administrators_are_told_where_no_officer_is_left(database: Database, chief: Actor, anna: Person) -> None:
    accounts.set_duties(database, None, anna.id, [Duty.ADMINISTRATOR])
    assert notices(database, chief)[-1:] == ["person.duties"]


def test_whoever_asked_hears_the_decision(database: Database, chief: Actor, officer: Actor, anna: Person) -> None:
    accounts.set_duties(database, chief, anna.id, [Duty.ADMINISTRATOR])
    assert notices(database, officer)[-1] == "person.change-asked"
    confirming.refuse(database, officer, only_change(database).id)
    assert notices(database, chief)[-1] == "person.change-refused"


def test_an_officer_s_own_session_is_ended_by_an_administrator_not_silently(
    database: Database, chief: Actor, officer: Actor
) -> None:
    terms = sessions.Terms(timedelta(minutes=30), timedelta(hours=12))
    sessions.begin(database, officer.id, sessions.Place("10.0.0.7", "Firefox, Linux"))
    assert sessions.end_all(database, chief, terms, officer.id) == 1
    assert "person.sessions-ended" in notices(database, officer)


def test_a_worker_tells_them_at_each_look_without_any_mail(
    database: Database, chief: Actor, officer: Actor, tmp_path: Path
) -> None:
    accounts.deactivate(database, chief, officer.id)
    NoticeRounds(Settings(data=tmp_path), database).look({})
    with database.reading() as session:
        told = session.scalars(select(Notice).where(Notice.person_id == officer.id)).all()
    assert [row.details["told"] for row in told][-1] == {"change": "shut"}
    assert all(row.in_page for row in told)
