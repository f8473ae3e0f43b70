"""People of the body: added, changed, shut out; and that every change is in the journal."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from letterkit.core.errors import DeniedError, LetterkitError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import Details, demand_details, details_of
from letterkit.office.people.passwords import matches
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.tables import Person

pytestmark = pytest.mark.usefixtures("quick_passwords")

PASSWORD = "синий чайник у окна"
ANNA = Details("Образцова", "Анна", "Сергеевна", "специалист", "отдел обращений", "00-00-00", "anna@example.org")


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


@pytest.fixture
def chief(database: Database) -> Actor:
    """The only administrator."""
    return accounts.add(database, None, "chief", PASSWORD, Details("Главный", "Иван"), [Duty.ADMINISTRATOR]).actor


@pytest.fixture
def anna(database: Database, chief: Actor) -> Person:
    return accounts.add(database, chief, "anna", PASSWORD, ANNA, [Duty.EXECUTOR])


def refusal(step: Callable[[], Any]) -> str:
    with pytest.raises(LetterkitError) as caught:
        step()
    return caught.value.code


def journal(database: Database, person: Person | Actor) -> list[tuple[str, str, dict[str, Any]]]:
    with database.reading() as session:
        assert audit.verify(session).broken is None
        return [(entry.by, entry.action, entry.details) for entry in audit.of_subject(session, f"person:{person.id}")]


def test_a_person_is_added_with_names_duties_and_a_hidden_password(database: Database, anna: Person) -> None:
    kept = accounts.person_of(database, anna.id)
    assert kept.full_name == "Образцова Анна Сергеевна"
    assert kept.duty_set == {Duty.EXECUTOR}
    assert kept.password is not None
    assert PASSWORD not in kept.password
    assert matches(PASSWORD, kept.password)
    assert not kept.must_change_password


def test_the_journal_tells_who_added_whom_and_no_password(database: Database, anna: Person) -> None:
    [entry] = journal(database, anna)
    assert entry == ("Главный И.", "person.added", {"login": "anna", "duties": ["executor"]})


def test_the_command_line_adds_in_its_own_name(database: Database, chief: Actor) -> None:
    assert journal(database, chief)[0][0] == "letterkit"


def test_a_login_is_kept_small_and_found_in_capitals(database: Database, chief: Actor) -> None:
    added = accounts.add(database, chief, " Petrov.P ", PASSWORD, Details("Примеров", "Пётр"), [Duty.CLERK])
    assert added.login == "petrov.p"
    assert accounts.by_login(database, "PETROV.P").id == added.id


@pytest.mark.parametrize(
    ("login", "password", "details", "duties", "code"),
    [
        ("anna", PASSWORD, ANNA, [Duty.CLERK], "person.login-taken"),
        ("ANNA", PASSWORD, ANNA, [Duty.CLERK], "person.login-taken"),
        ("анна", PASSWORD, ANNA, [Duty.CLERK], "person.bad-login"),
        ("a", PASSWORD, ANNA, [Duty.CLERK], "person.bad-login"),
        ("a\x00b", PASSWORD, ANNA, [Duty.CLERK], "person.bad-login"),
        ("program:1", PASSWORD, ANNA, [Duty.CLERK], "person.bad-login"),
        ("inna", "коротко", ANNA, [Duty.CLERK], "person.short-password"),
        ("inna", PASSWORD, Details("", "Инна"), [Duty.CLERK], "person.no-name"),
        ("inna", PASSWORD, Details("Образцова", " \u200b"), [Duty.CLERK], "person.no-name"),
        ("inna", PASSWORD, Details("Образцова", "Инна", email="инна"), [Duty.CLERK], "person.bad-email"),
        ("inna", PASSWORD, Details("О" * 121, "Инна"), [Duty.CLERK], "person.too-long"),
        ("inna", PASSWORD, ANNA, [], "person.no-duty"),
    ],
)
@pytest.mark.usefixtures("anna")
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    database: Database, chief: Actor, login: str, password: str, details: Details, duties: list[Duty], code: str
) -> None:
    before = len(accounts.everybody(database))
    assert refusal(lambda: accounts.add(database, chief, login, password, details, duties)) == code
    assert len(accounts.everybody(database)) == before


def test_only_an_administrator_changes_people(database: Database, anna: Person) -> None:
    by = Actor(anna.id, anna.short_name, frozenset(Duty) - {Duty.ADMINISTRATOR, Duty.OFFICER})
    steps: list[Callable[[], Any]] = [
        lambda: accounts.add(database, by, "inna", PASSWORD, ANNA, [Duty.CLERK]),
        lambda: accounts.change(database, by, anna.id, ANNA),
        lambda: accounts.set_duties(database, by, anna.id, [Duty.ADMINISTRATOR]),
        lambda: accounts.set_password(database, by, anna.id, "другой чайник у окна"),
        lambda: accounts.deactivate(database, by, anna.id),
        lambda: accounts.activate(database, by, anna.id),
        lambda: accounts.unlock(database, by, anna.id),
        lambda: accounts.add_program(database, by, "СЭД", [Duty.CLERK]),
        lambda: accounts.renew_token(database, by, anna.id),
        lambda: accounts.revoke_token(database, by, anna.id),
    ]
    for step in steps:
        with pytest.raises(DeniedError) as caught:
            step()
        assert caught.value.code == "denied.duty"
    assert len(journal(database, anna)) == 1


def test_a_change_tells_the_journal_which_fields_and_not_what_stands_there(
    database: Database, chief: Actor, anna: Person
) -> None:
    accounts.change(database, chief, anna.id, Details("Новая", "Анна", "Сергеевна", "специалист", phone=" 11-11-11 "))
    kept = accounts.person_of(database, anna.id)
    assert (kept.surname, kept.phone, kept.unit, kept.email) == ("Новая", "11-11-11", None, None)
    assert journal(database, anna)[-1][1:] == ("person.changed", {"fields": ["email", "phone", "surname", "unit"]})


def test_what_changes_nothing_is_not_in_the_journal(database: Database, chief: Actor, anna: Person) -> None:
    accounts.change(database, chief, anna.id, ANNA)
    accounts.set_duties(database, chief, anna.id, [Duty.EXECUTOR])
    accounts.activate(database, chief, anna.id)
    accounts.unlock(database, chief, anna.id)
    assert [action for _, action, _ in journal(database, anna)] == ["person.added"]


def test_duties_are_those_named_and_no_others(database: Database, chief: Actor, anna: Person) -> None:
    accounts.set_duties(database, chief, anna.id, [Duty.REVIEWER, Duty.SIGNER])
    assert accounts.person_of(database, anna.id).duty_set == {Duty.REVIEWER, Duty.SIGNER}
    told = {"before": ["executor"], "after": ["reviewer", "signer"]}
    assert journal(database, anna)[-1][1:] == ("person.duties", told)


def test_the_last_administrator_stays(database: Database, chief: Actor, anna: Person) -> None:
    for step in (
        lambda: accounts.deactivate(database, chief, chief.id),
        lambda: accounts.set_duties(database, None, chief.id, [Duty.CLERK]),
    ):
        assert refusal(step) == "person.last-administrator"
    kept = accounts.person_of(database, chief.id)
    assert kept.active
    assert kept.duty_set == {Duty.ADMINISTRATOR}
    accounts.set_duties(database, chief, anna.id, [Duty.EXECUTOR, Duty.ADMINISTRATOR])
    accounts.deactivate(database, chief, chief.id)
    assert refusal(lambda: accounts.deactivate(database, None, anna.id)) == "person.last-administrator"


def test_two_administrators_who_shut_each_other_out_at_once_leave_one(
    database: Database, chief: Actor, anna: Person
) -> None:
    accounts.set_duties(database, chief, anna.id, [Duty.ADMINISTRATOR])
    told: list[str] = []

    def shut_out(number: int) -> None:
        try:
            accounts.deactivate(database, None, number)
        except LetterkitError as fault:
            told.append(fault.code)

    threads = [threading.Thread(target=shut_out, args=(number,)) for number in (chief.id, anna.id)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["person.last-administrator"]
    assert sum(each.active for each in accounts.everybody(database)) == 1


@pytest.mark.parametrize("duty", [Duty.ADMINISTRATOR, Duty.OFFICER])
def test_no_program_administers_or_watches(database: Database, chief: Actor, duty: Duty) -> None:
    added = lambda: accounts.add_program(database, chief, "СЭД", [Duty.REGISTRY, duty])  # noqa: E731
    assert refusal(added) == "program.guarded-duty"


def test_another_password_ends_all_sessions(database: Database, chief: Actor, anna: Person) -> None:
    changed = accounts.set_password(database, chief, anna.id, "другой чайник у окна", temporary=True)
    assert changed.must_change_password
    assert changed.fs_uniquifier != anna.fs_uniquifier
    assert matches("другой чайник у окна", changed.password)
    assert journal(database, anna)[-1] == ("Главный И.", "person.password", {"temporary": True})


def test_people_change_their_own_password_by_the_one_they_have(database: Database, anna: Person) -> None:
    own = accounts.change_own_password
    assert refusal(lambda: own(database, anna.actor, "чужой чайник", "другой чайник у окна")) == "person.wrong-password"
    assert refusal(lambda: own(database, anna.actor, PASSWORD, PASSWORD)) == "person.same-password"
    assert refusal(lambda: own(database, anna.actor, PASSWORD, "короткий")) == "person.short-password"
    changed = own(database, anna.actor, PASSWORD, "другой чайник у окна")
    assert changed.fs_uniquifier != anna.fs_uniquifier
    assert journal(database, anna)[-1][0] == "Образцова А.С."


def test_shutting_out_ends_sessions_and_letting_in_again_does_not_bring_them_back(
    database: Database, chief: Actor, anna: Person
) -> None:
    shut = accounts.deactivate(database, chief, anna.id)
    assert not shut.active
    assert shut.fs_uniquifier != anna.fs_uniquifier
    assert accounts.activate(database, chief, anna.id).fs_uniquifier == shut.fs_uniquifier


def test_a_program_has_a_token_and_no_password(database: Database, chief: Actor, anna: Person) -> None:
    program = accounts.add_program(database, chief, " Система  учёта ", [Duty.REGISTRY])
    assert (program.full_name, program.password, program.fs_token_uniquifier) == ("Система учёта", None, None)
    first = accounts.renew_token(database, chief, program.id).fs_token_uniquifier
    second = accounts.renew_token(database, chief, program.id).fs_token_uniquifier
    assert first
    assert second not in (None, first)
    assert accounts.revoke_token(database, chief, program.id).fs_token_uniquifier is None
    assert refusal(lambda: accounts.set_password(database, chief, program.id, PASSWORD)) == "program.no-password"
    assert refusal(lambda: accounts.renew_token(database, chief, anna.id)) == "program.is-person"
    assert refusal(lambda: accounts.add_program(database, chief, "  ", [Duty.CLERK])) == "program.no-name"
    actions = [action for _, action, _ in journal(database, program)]
    assert actions == ["program.added", "program.token-renewed", "program.token-renewed", "program.token-revoked"]


def test_people_and_programs_are_listed_apart_and_by_name(database: Database, chief: Actor, anna: Person) -> None:
    program = accounts.add_program(database, chief, "СЭД", [Duty.CLERK])
    assert [each.id for each in accounts.everybody(database)] == [chief.id, anna.id]
    assert [each.id for each in accounts.programs(database)] == [program.id]


@pytest.mark.parametrize(
    ("words", "active", "found"),
    [
        ("образц", None, ["anna"]),
        ("ОТДЕЛ анна", None, ["anna"]),
        ("отдел иван", None, []),
        ("", True, ["chief"]),
        ("", False, ["anna"]),
        ("chief", None, ["chief"]),
    ],
)
def test_people_are_found_by_words_in_whatever_capitals(
    database: Database, chief: Actor, anna: Person, words: str, active: bool | None, found: list[str]
) -> None:
    accounts.deactivate(database, chief, anna.id)
    assert [each.login for each in accounts.everybody(database, words, active=active)] == found


def test_whoever_is_not_there_is_told_to_be_gone(database: Database, chief: Actor) -> None:
    for step in (accounts.person_of, lambda database, number: accounts.deactivate(database, chief, number)):
        assert refusal(lambda step=step: step(database, 999)) == "person.gone"
    for login in ("nobody", "никто", "a\x00"):
        assert refusal(lambda login=login: accounts.by_login(database, login)) == "person.no-login"


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("Образцова Анна Сергеевна", ("Образцова", "Анна", "Сергеевна")),
        ("Примеров  Пётр", ("Примеров", "Пётр", None)),
        ("Образцов Эльдар Ариф оглы", ("Образцов", "Эльдар", "Ариф оглы")),
        ("Один", ("Один", "", None)),
        ("", ("", "", None)),
    ],
)
def test_a_name_written_whole_is_taken_apart(whole: str, parts: tuple[str, str, str | None]) -> None:
    made = details_of(whole, post="специалист")
    assert (made.surname, made.name, made.patronymic) == parts
    assert made.post == "специалист"


def test_details_are_tidied() -> None:
    tidy = demand_details(Details(" Образцова ", "Анна\x00", "", "ведущий\n  специалист"))
    assert (tidy.surname, tidy.name, tidy.patronymic, tidy.post) == ("Образцова", "Анна", None, "ведущий специалист")


def test_a_refusal_names_the_field(database: Database, chief: Actor) -> None:
    with pytest.raises(RequestError) as caught:
        demand_details(Details("Образцова", "А" * 121))
    assert caught.value.details["field"] == "name"
