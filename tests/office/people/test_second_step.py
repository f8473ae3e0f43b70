"""The second step: a code is good once and near its time, guessing is slow, and what is kept gives nobody a code."""

from datetime import datetime, timedelta

import pytest
from passlib.totp import TOTP
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Duty
from letterkit.office.notices.kinds import MailState, NoticeKind
from letterkit.office.notices.sign_ins import take_off_second_step, tell_place
from letterkit.office.people import (
    accounts,
    code_app,
    confirming,
    held_changes,
    second_step,
    second_step_demands,
    sessions,
)
from letterkit.office.people import sign_in as door
from letterkit.office.people.code_app import CodeApps
from letterkit.office.people.details import Details
from letterkit.office.people.second_step import Way
from letterkit.office.people.sessions import Place
from letterkit.office.people.sign_in_delays import PAIR, Origin
from letterkit.store.audit import of_subject
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.second_step_tables import CodeApp, RecoveryCode
from letterkit.store.tables import Person

pytestmark = [pytest.mark.usefixtures("quick_passwords"), pytest.mark.both_databases]

PASSWORD = "синий чайник у окна"
HERE = Origin("192.0.2.10", "secret")
START = datetime.fromisoformat("2026-03-02T09:00:00+11:00")
HALF_MINUTE = timedelta(seconds=code_app.PERIOD_S)
APPS = CodeApps("k" * 64)


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


@pytest.fixture
def anna(database: Database) -> Person:
    details = Details("Образцова", "Анна", email="anna@example.org")
    return accounts.add(database, None, "anna", PASSWORD, details, [Duty.EXECUTOR])


class Phone:
    """An application that has read the picture; ``codes`` are the recovery codes that came with it."""

    def __init__(self, database: Database, person: Person) -> None:
        offer = APPS.offer(person.login)
        self._totp = TOTP(key=offer.secret.replace(" ", ""))
        self.kept = offer.kept
        self.codes = APPS.set_up(database, person.actor, offer.kept, self.code())

    def code(self, off: timedelta = timedelta()) -> str:
        return str(self._totp.generate(time=clock.now() + off).token)


def step(database: Database, person: Person, code: str, origin: Origin = HERE) -> Person:
    def proof(session: second_step.Session, found: Person) -> Way | None:
        return APPS.take(session, found, code) or second_step.take_code(session, found, code)

    return door.prove_second_step(database, person.id, proof, origin)


def refused(database: Database, person: Person, code: str) -> str:
    with pytest.raises(DeniedError) as caught:
        step(database, person, code)
    return caught.value.code


def actions(database: Database, person: Person) -> list[str]:
    with database.reading() as session:
        return [entry.action for entry in of_subject(session, f"person:{person.id}")]


def test_a_code_is_good_once_and_half_a_minute_off(database: Database, anna: Person) -> None:
    with clock.stopped_at(START):
        phone = Phone(database, anna)
        assert refused(database, anna, phone.code()) == "second-step.refused"  # it has set the application up
    with clock.stopped_at(START + 10 * HALF_MINUTE):
        step(database, anna, phone.code(-HALF_MINUTE))
        assert refused(database, anna, phone.code(-HALF_MINUTE)) == "second-step.refused"
        step(database, anna, phone.code(HALF_MINUTE))
        assert refused(database, anna, phone.code()) == "second-step.refused"  # of before the one that was taken
    with clock.stopped_at(START + 20 * HALF_MINUTE):
        assert refused(database, anna, phone.code(-2 * HALF_MINUTE)) == "second-step.refused"
        assert refused(database, anna, phone.code(2 * HALF_MINUTE)) == "second-step.refused"


def test_a_recovery_code_is_good_once_however_it_is_typed(database: Database, anna: Person) -> None:
    phone = Phone(database, anna)
    first, second, *_ = phone.codes
    step(database, anna, first.upper().replace("-", " "))
    assert refused(database, anna, first) == "second-step.refused"
    step(database, anna, second)
    assert second_step.second_step_of(database, anna.id).codes == second_step.CODES - 2


def test_a_password_alone_forgives_no_wrong_code(database: Database, anna: Person) -> None:
    Phone(database, anna)
    with clock.stopped_at(START):
        codes = []
        for _ in range(PAIR.free):
            door.sign_in(database, "anna", PASSWORD, HERE)  # whoever knows it takes the first step again and again
            codes.append(refused(database, anna, "000000"))
        assert codes == ["second-step.refused"] * (PAIR.free - 1) + ["sign-in.wait"]
        with pytest.raises(DeniedError, match=r"sign-in\.wait"):
            door.sign_in(database, "anna", PASSWORD, HERE)
    assert "person.signed-in" not in actions(database, anna)
    assert database_says_never_in(database, anna)


def database_says_never_in(database: Database, person: Person) -> bool:
    return accounts.person_of(database, person.id).last_sign_in is None


def test_what_the_database_keeps_gives_nobody_a_code(database: Database, anna: Person) -> None:
    phone = Phone(database, anna)
    with database.reading() as session:
        kept = session.get_one(CodeApp, anna.id).secret
        codes = set(session.scalars(select(RecoveryCode.code)))
    assert APPS.offer("anna", kept).secret.replace(" ", "") not in kept
    assert codes.isdisjoint(phone.codes)
    with database.writing() as session:
        assert CodeApps("другой ключ" * 5).take(session, anna, phone.code(HALF_MINUTE)) is None


def test_the_last_way_stays_while_a_duty_asks_for_one(database: Database, anna: Person) -> None:
    chief = accounts.add(database, None, "chief", PASSWORD, Details("Главный", "Олег"), [Duty.ADMINISTRATOR])
    Phone(database, anna)
    second_step_demands.demand(database, chief.actor, [Duty.EXECUTOR])
    with pytest.raises(RequestError, match=r"second-step\.demanded"):
        code_app.remove(database, anna.actor)
    assert second_step_demands.people_without(database, "")[Duty.EXECUTOR] == (1, 0)
    second_step_demands.demand(database, chief.actor, [])
    code_app.remove(database, anna.actor)
    left = second_step.second_step_of(database, anna.id)
    assert (left.is_set_up, left.codes) == (False, 0)
    with pytest.raises(DeniedError):
        second_step_demands.demand(database, anna.actor, [Duty.EXECUTOR])


def test_taken_off_it_ends_all_sessions_and_the_person_is_told(database: Database, anna: Person) -> None:
    Phone(database, anna)
    token = sessions.begin(database, anna.id, Place(HERE.address, "Firefox"))
    take_off_second_step(database, None, anna.id)
    assert sessions.find_sign_in(database, token, anna.fs_uniquifier) is None
    with database.reading() as session:
        [notice] = session.scalars(select(Notice))
    assert (notice.kind, notice.mail, notice.person_id) == (NoticeKind.SIGN_IN, MailState.WAITS, anna.id)
    door.sign_in(database, "anna", PASSWORD, HERE)
    assert actions(database, anna)[-2:] == ["second-step.taken-off", "person.signed-in"]
    with pytest.raises(RequestError, match=r"second-step\.nothing"):
        take_off_second_step(database, None, anna.id)


def test_a_new_network_or_browser_is_told_of_and_a_known_one_is_not(database: Database, anna: Person) -> None:
    def comes_from(address: str, browser: str = "Firefox, Windows") -> bool:
        place = Place(address, browser)
        door.sign_in(database, "anna", PASSWORD, Origin(address, "secret"))
        is_told = tell_place(database, anna.id, place, timedelta(days=30))
        sessions.begin(database, anna.id, place)
        return is_told

    with clock.stopped_at(clock.now()):
        assert not comes_from("10.1.2.3")  # the first of all
        assert not comes_from("10.1.7.9")  # the office deals addresses out anew each day
        assert comes_from("203.0.113.5")
        assert not comes_from("203.0.113.5")
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert comes_from("10.1.2.3", "Chrome, Android")
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        assert comes_from("10.1.2.3")


def test_an_officer_loses_it_only_with_another_officers_word(database: Database) -> None:
    chief, first, second = (
        accounts.add(database, None, login, PASSWORD, Details(surname, "Олег"), [duty])
        for login, surname, duty in (
            ("chief", "Главный", Duty.ADMINISTRATOR),
            ("first", "Хранителев", Duty.OFFICER),
            ("second", "Сторожев", Duty.OFFICER),
        )
    )
    Phone(database, first)
    take_off_second_step(database, chief.actor, first.id)
    assert second_step.second_step_of(database, first.id).is_set_up
    [change] = held_changes.waiting(database, first.id)
    confirming.confirm(database, second.actor, change.id)
    assert not second_step.second_step_of(database, first.id).is_set_up
