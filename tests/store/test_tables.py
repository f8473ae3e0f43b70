"""Every table gives back what it was given, and refuses what may stand in it once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import DateTime, PrimaryKeyConstraint, Table, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from letterkit.core.office import Duty
from letterkit.store.database import Database
from letterkit.store.schema import METADATA
from letterkit.store.tables import Counter, Letter, Person, PersonDuty, Presence

from .rows import SAKHALIN, bare, fill, row

pytestmark = pytest.mark.both_databases

TABLES = METADATA.sorted_tables


def uniques(table: Table) -> set[tuple[str, ...]]:
    """The columns that may stand once together."""
    once = (each for each in table.constraints if isinstance(each, UniqueConstraint | PrimaryKeyConstraint))
    return {tuple(column.name for column in each.columns) for each in once}


@pytest.fixture
def session(shared_database: Database) -> Iterator[Session]:
    """A session with the row 1 in every table; all that is done in it is thrown away."""
    with shared_database.reading() as opened:
        fill(opened.connection(), 1)
        yield opened


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_row_comes_back_as_it_was_given_and_neither_a_twin_nor_one_that_points_nowhere_is_taken(
    session: Session, table: Table
) -> None:
    fill(session.connection(), 2, without=table)
    twins = [{name: row(table, 1)[name] for name in columns} for columns in uniques(table)]
    astray = [{key.parent.name: 999} for column in table.columns for key in column.foreign_keys]
    for wrong in (*twins, *astray):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(table.insert(), row(table, 2) | wrong)
    session.execute(table.insert(), bare(table, 2))
    rows = session.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()
    assert [dict(each) for each in rows] == [row(table, 1), bare(table, 2)]


def test_json_without_a_value_is_found_as_nothing(session: Session) -> None:
    session.get_one(Letter, 1).versions[0].report = None
    session.flush()
    versions = METADATA.tables["versions"]
    assert session.execute(select(versions.c.id).where(versions.c.report.is_(None))).all() == [(1,)]


class TestMoment:
    def test_it_is_the_same_moment_with_its_zone(self, session: Session) -> None:
        given = datetime(2026, 3, 1, 1, 30, 0, 5, SAKHALIN)
        session.get_one(Presence, (1, 1)).seen = given
        session.flush()
        session.expunge_all()
        found = session.scalars(select(Presence).where(Presence.seen == given.astimezone(UTC))).one().seen
        assert found == given
        assert found.tzinfo is not None

    def test_without_a_zone_it_is_refused(self, session: Session) -> None:
        with pytest.raises(StatementError, match="a moment without a zone"):
            session.scalars(select(Presence).where(Presence.seen == datetime(2026, 3, 1)))

    def test_order_is_that_of_time_and_not_of_words(self, session: Session) -> None:
        early, late = datetime(2026, 3, 1, 1, 0, tzinfo=SAKHALIN), datetime(2026, 2, 28, 15, 0, tzinfo=UTC)
        fill(session.connection(), 2)
        session.get_one(Presence, (1, 1)).seen = late
        session.get_one(Presence, (2, 2)).seen = early
        assert session.scalars(select(Presence.letter_id).order_by(Presence.seen)).all() == [2, 1]

    def test_every_moment_of_the_tables_is_one(self) -> None:
        assert not [c for table in TABLES for c in table.columns if type(c.type) is DateTime]


class TestPeople:
    def test_duties_come_with_the_person(self, database: Database) -> None:
        with database.writing() as session:
            person = Person(login="petrova", surname="Петрова", name="Анна", patronymic="Сергеевна")
            person.fs_uniquifier, person.created = "u", datetime.now(UTC)
            person.duties = [PersonDuty(duty=Duty.REVIEWER), PersonDuty(duty=Duty.SIGNER)]
            session.add(person)
        with database.reading() as session:
            found = session.scalars(select(Person)).one()
        assert found.duty_set == {Duty.REVIEWER, Duty.SIGNER}
        assert (found.full_name, found.short_name) == ("Петрова Анна Сергеевна", "Петрова А.С.")

    def test_a_duty_taken_away_is_gone(self, database: Database) -> None:
        with database.writing() as session:
            person = Person(login="a", fs_uniquifier="u", created=datetime.now(UTC), duties=[PersonDuty(duty="clerk")])
            session.add(person)
        with database.writing() as session:
            found = session.scalars(select(Person)).one()
            found.duties.clear()
        with database.reading() as session:
            assert session.scalars(select(PersonDuty)).all() == []

    def test_a_program_has_the_name_it_signs_in_with(self) -> None:
        program = Person(login="portal", surname="", name="", is_program=True)
        assert (program.full_name, program.short_name) == ("portal", "portal")


def test_a_counter_starts_from_nothing(database: Database) -> None:
    with database.writing() as session:
        session.add(Counter(name="letters-2026"))
    with database.reading() as session:
        assert session.get_one(Counter, "letters-2026").value == 0
