"""The chain of the journal: whoever alters, deletes, puts in or moves an entry breaks it at a place that is found."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from letterkit.core.asker import asked_from
from letterkit.core.office import Actor, Duty
from letterkit.store import audit
from letterkit.store.audit import FIRST, Break, Verified
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry

PETROVA = Actor(2, "Петрова А.С.", frozenset({Duty.EXECUTOR}))


@pytest.fixture
def chain(database: Database) -> Database:
    """Five entries, of letters 1 to 5."""
    with database.writing() as session:
        for number in range(1, 6):
            audit.record(
                session, PETROVA, "letter.saved", f"letter:{number}", revision=number, was={"ё": [1, 2.5, None]}
            )
    return database


def verified(database: Database, known: str | None = None) -> Verified:
    with database.reading() as session:
        return audit.verify(session, known)


def heads(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(AuditEntry.hash).order_by(AuditEntry.id)))


def alter(session: Session, number: int) -> None:
    session.execute(update(AuditEntry).where(AuditEntry.id == number).values(by="Сидорова О.П."))


def alter_details(session: Session, number: int) -> None:
    session.execute(update(AuditEntry).where(AuditEntry.id == number).values(details={"revision": 77}))


def delete_it(session: Session, number: int) -> None:
    session.execute(delete(AuditEntry).where(AuditEntry.id == number))


def forge(session: Session, number: int) -> None:
    """Alters the entry and gives it the hash of its new words."""
    entry = session.get_one(AuditEntry, number)
    entry.by = "Сидорова О.П."
    entry.hash = audit.hash_of(entry)


def close_up(session: Session, number: int) -> None:
    """Deletes the entry and moves those after it one back."""
    delete_it(session, number)
    for later in range(number + 1, 6):
        session.execute(update(AuditEntry).where(AuditEntry.id == later).values(id=later - 1))


def swap(session: Session, number: int) -> None:
    for old, new in ((number, 99), (number + 1, number), (99, number + 1)):
        session.execute(update(AuditEntry).where(AuditEntry.id == old).values(id=new))


def put_in(session: Session, number: int) -> None:
    """Makes room after moving the rest on, with an entry that holds to the one before."""
    for later in range(5, number - 1, -1):
        session.execute(update(AuditEntry).where(AuditEntry.id == later).values(id=later + 1))
    before = session.get(AuditEntry, number - 1)
    entry = AuditEntry(id=number, at="2026-01-01T00:00:00.000+00:00", by="x", action="a.b", subject="c:1", details={})
    entry.by_id, entry.previous = None, before.hash if before else FIRST
    entry.hash = audit.hash_of(entry)
    session.add(entry)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("tamper", "found_at", "why"),
    [
        (alter, 0, Break.ALTERED),
        (alter_details, 0, Break.ALTERED),
        (delete_it, 0, Break.MISSING),
        (forge, 1, Break.UNLINKED),
        (close_up, 0, Break.ALTERED),
        (swap, 0, Break.ALTERED),
        (put_in, 1, Break.ALTERED),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_was_done_to_an_entry_is_found_at_its_number(
    chain: Database, tamper: Callable[[Session, int], None], number: int, found_at: int, why: Break
) -> None:
    with chain.writing() as session:
        tamper(session, number)
    found = verified(chain)
    assert (found.broken, found.why) == (number + found_at, why)
    assert found.count == number + found_at - 1


def test_a_whole_chain_holds_to_its_last_hash(chain: Database) -> None:
    assert verified(chain) == Verified(5, heads(chain)[-1])


def test_a_journal_without_entries_holds(database: Database) -> None:
    assert verified(database) == Verified(0, FIRST)
    assert verified(database, FIRST).known_at == 0


@pytest.mark.parametrize("number", [0, -4])
def test_an_entry_before_the_first_is_found(chain: Database, number: int) -> None:
    with chain.writing() as session:
        session.execute(update(AuditEntry).where(AuditEntry.id == 3).values(id=number))
    assert (verified(chain).broken, verified(chain).why) == (number, Break.EXTRA)


class TestHeadKeptElsewhere:
    def test_it_is_found_while_it_is_in_the_chain(self, chain: Database) -> None:
        assert [verified(chain, head).known_at for head in heads(chain)] == [1, 2, 3, 4, 5]

    def test_it_shows_that_the_end_was_cut_off(self, chain: Database) -> None:
        kept = heads(chain)[-1]
        with chain.writing() as session:
            delete_it(session, 5)
        assert verified(chain, kept) == Verified(4, heads(chain)[-1], known_at=None)

    def test_it_shows_that_the_last_entry_was_forged(self, chain: Database) -> None:
        kept = heads(chain)[-1]
        with chain.writing() as session:
            forge(session, 5)
        assert verified(chain, kept).broken is None
        assert verified(chain, kept).known_at is None

    def test_it_is_not_found_behind_a_break(self, chain: Database) -> None:
        kept = heads(chain)
        with chain.writing() as session:
            alter(session, 3)
        assert (verified(chain, kept[1]).known_at, verified(chain, kept[4]).known_at) == (2, None)


def test_more_entries_than_are_read_at_once_are_all_read(chain: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_AT_ONCE", 2)
    assert verified(chain).count == 5


@pytest.mark.timeout(60)
def test_writers_at_once_keep_the_chain(database_url: str, tmp_path: Path) -> None:
    """Each thread as a process of its own: with its own pool."""

    def write(name: str) -> None:
        own = Database(database_url, tmp_path)
        for number in range(10):
            with own.writing() as session:
                audit.record(session, Actor(1, name, frozenset()), "letter.saved", f"letter:{number}")
        own.close()

    threads = [threading.Thread(target=write, args=(f"Писарь {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = Database(database_url, tmp_path)
    found = verified(opened)
    opened.close()
    assert (found.count, found.broken) == (40, None)


def test_a_change_undone_leaves_no_gap(chain: Database) -> None:
    with chain.reading() as session:  # thrown away at the end
        audit.record(session, PETROVA, "letter.saved", "letter:9")
        assert audit.verify(session).count == 6
    with chain.writing() as session:
        audit.record(session, None, "person.added", "person:3")
    assert (verified(chain).count, verified(chain).broken) == (6, None)


def test_what_is_hashed_is_what_is_read_back(database: Database) -> None:
    with database.writing() as session:
        audit.record(session, None, "a.b", "c:1", numbers={10: "x", 9: "y"}, pair=(1, 2), duty=Duty.CLERK, sum=1e22)
    assert verified(database).broken is None
    with database.reading() as session:
        assert session.scalars(select(AuditEntry)).one().details["duty"] == "clerk"


@pytest.mark.parametrize("value", [date(2026, 3, 1), {1, 2}, float("nan")], ids=["date", "set", "nan"])
def test_details_that_are_no_json_are_refused_before_anything_is_written(database: Database, value: object) -> None:
    with pytest.raises((TypeError, ValueError)), database.writing() as session:
        audit.record(session, None, "a.b", "c:1", value=value)
    assert verified(database).count == 0


class TestLists:
    def test_a_subject_has_its_own_entries_in_order(self, chain: Database) -> None:
        with chain.writing() as session:
            audit.record(session, None, "letter.sent", "letter:3")
        with chain.reading() as session:
            assert [entry.action for entry in audit.of_subject(session, "letter:3")] == ["letter.saved", "letter.sent"]
            assert audit.of_subject(session, "letter:33") == []

    def test_the_last_ones_are_listed_first_to_last(self, chain: Database) -> None:
        with chain.reading() as session:
            assert [entry.id for entry in audit.listed(session, 2)] == [4, 5]
            assert [entry.id for entry in audit.listed(session, 50)] == [1, 2, 3, 4, 5]

    def test_the_command_line_acts_as_letterkit(self, database: Database) -> None:
        with database.writing() as session:
            entry = audit.record(session, None, "a.b", "c:1")
            assert (entry.by_id, entry.by, entry.previous) == (None, "letterkit", FIRST)
            assert audit.head(session) == entry.hash


def test_the_address_of_whoever_asked_is_part_of_the_chain(database: Database) -> None:
    with asked_from("192.0.2.7"), database.writing() as session:
        audit.record(session, PETROVA, "letter.saved", "letter:1")
    with database.reading() as session:
        assert [entry.address for entry in audit.listed(session, 1)] == ["192.0.2.7"]
    with database.writing() as session:
        session.execute(update(AuditEntry).values(address="192.0.2.8"))
    assert verified(database).why is Break.ALTERED
