"""The chain of the journal: whoever alters, deletes, puts in or moves an entry breaks it at a place that is found."""

import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from letterkit.core.client_address import asked_from
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.store import audit
from letterkit.store.audit import FIRST, Break, PastAct, Verification
from letterkit.store.audit_key import AuditKey
from letterkit.store.database import Database
from letterkit.store.journal_heads import KeptHeads
from letterkit.store.tables import AuditEntry

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 3, 1, 10, 0).astimezone()
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


def verified(database: Database, known: str | None = None) -> Verification:
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
    assert verified(chain) == Verification(5, heads(chain)[-1])


def test_a_journal_without_entries_holds(database: Database) -> None:
    assert verified(database) == Verification(0, FIRST)
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
        assert verified(chain, kept) == Verification(4, heads(chain)[-1], known_at=None)

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
            assert [entry.id for entry in audit.last_entries(session, 2)] == [4, 5]
            assert [entry.id for entry in audit.last_entries(session, 50)] == [1, 2, 3, 4, 5]

    def test_the_command_line_acts_as_letterkit(self, database: Database) -> None:
        with database.writing() as session:
            entry = audit.record(session, None, "a.b", "c:1")
            assert (entry.by_id, entry.by, entry.previous) == (None, "letterkit", FIRST)
            assert audit.head(session) == entry.hash


def test_the_address_of_whoever_asked_is_part_of_the_chain(database: Database) -> None:
    with asked_from("192.0.2.7"), database.writing() as session:
        audit.record(session, PETROVA, "letter.saved", "letter:1")
    with database.reading() as session:
        assert [entry.address for entry in audit.last_entries(session, 1)] == ["192.0.2.7"]
    with database.writing() as session:
        session.execute(update(AuditEntry).values(address="192.0.2.8"))
    assert verified(database).why is Break.ALTERED


class TestKeyed:
    """A journal of a release without a key, three entries long, that was opened with one and got two more."""

    @pytest.fixture
    def key(self, tmp_path: Path) -> AuditKey:
        return AuditKey(tmp_path / "audit.key")

    @pytest.fixture
    def keyed(self, database_url: str, tmp_path: Path, key: AuditKey) -> Iterator[Database]:
        before = Database(database_url, tmp_path)
        with before.writing() as session:
            for number in range(1, 4):
                audit.record(session, None, "letter.saved", f"letter:{number}")
        before.close()
        opened = Database(database_url, tmp_path, key)
        with opened.writing() as session:
            audit.record(session, PETROVA, "letter.saved", "letter:5")
            audit.record_past(session, [PastAct(NOW, PETROVA, "letter.saved", "letter:6", {})])
        yield opened
        opened.close()

    def test_it_holds_from_the_entry_that_seals_what_was_before(self, keyed: Database, tmp_path: Path) -> None:
        with keyed.reading() as session:
            assert [entry.action for entry in audit.last_entries(session, 9)][3:] == [
                audit.KEYED,
                *["letter.saved"] * 2,
            ]
        assert (verified(keyed).count, verified(keyed).broken) == (6, None)
        assert (tmp_path / "audit.key").stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("first", [2, 4, 5, 6])
    def test_nobody_without_the_key_hashes_it_anew(self, keyed: Database, first: int) -> None:
        """Before the seal, the seal itself and behind it: the chain after the change is hashed anew to its end."""
        with keyed.writing() as session:
            previous = session.get_one(AuditEntry, first - 1).hash
            for entry in session.scalars(select(AuditEntry).where(AuditEntry.id >= first).order_by(AuditEntry.id)):
                entry.by, entry.previous = "Сидорова О.П.", previous
                entry.hash = previous = audit.hash_of(entry)
        assert (verified(keyed).broken, verified(keyed).why) == (max(first, 4), Break.ALTERED)

    def test_a_chain_written_anew_as_one_without_a_key_is_none(self, keyed: Database) -> None:
        with keyed.writing() as session:
            session.execute(delete(AuditEntry).where(AuditEntry.id > 3))
        assert verified(keyed).why is Break.UNKEYED

    def test_a_key_of_ones_own_is_not_taken(self, keyed: Database, database_url: str, tmp_path: Path) -> None:
        with keyed.writing() as session:
            session.execute(delete(AuditEntry).where(AuditEntry.id > 3))
        theirs = Database(database_url, tmp_path, AuditKey(tmp_path / "theirs.key"))
        with theirs.writing() as session:
            audit.record(session, None, "letter.saved", "letter:5")
        theirs.close()
        assert (verified(keyed).broken, verified(keyed).why) == (4, Break.OTHER_KEY)

    def test_another_machine_proves_it_with_both_keys_and_goes_on_with_its_own(
        self, keyed: Database, key: AuditKey, database_url: str, tmp_path: Path
    ) -> None:
        both = Database(database_url, tmp_path, AuditKey(tmp_path / "none", f"{key.current} {'k' * 40}"))
        with both.writing() as session:
            audit.record(session, None, "database.restored", "database")
        assert (verified(both).count, verified(both).broken) == (8, None)
        both.close()
        assert (verified(keyed).broken, verified(keyed).why) == (7, Break.OTHER_KEY)

    def test_a_key_that_can_be_guessed_is_refused(self, database_url: str, tmp_path: Path) -> None:
        weak = Database(database_url, tmp_path, AuditKey(tmp_path / "none", "letterkit"))
        with pytest.raises(RequestError, match=r"audit\.bad-key"), weak.writing() as session:
            audit.record(session, None, "letter.saved", "letter:1")
        weak.close()


class TestKeptHeads:
    @pytest.fixture
    def kept(self, chain: Database, tmp_path: Path) -> KeptHeads:
        """The head of all five entries, kept in a file."""
        found = KeptHeads(tmp_path / "heads.jsonl")
        found.keep(5, heads(chain)[-1])
        return found

    def against(self, database: Database, kept: KeptHeads) -> Verification:
        with database.reading() as session:
            return audit.verify(session, kept=kept.read())

    def test_a_journal_that_has_gone_on_holds_to_them(self, chain: Database, kept: KeptHeads) -> None:
        with chain.writing() as session:
            audit.record(session, None, "letter.saved", "letter:6")
        assert (self.against(chain, kept).count, self.against(chain, kept).broken) == (6, None)

    @pytest.mark.parametrize("first", [1, 5])
    def test_an_end_that_was_cut_off_is_found(self, chain: Database, kept: KeptHeads, first: int) -> None:
        with chain.writing() as session:
            session.execute(delete(AuditEntry).where(AuditEntry.id >= first))
        assert (self.against(chain, kept).broken, self.against(chain, kept).why) == (first, Break.CUT)

    def test_an_end_that_was_written_anew_is_found(self, chain: Database, kept: KeptHeads) -> None:
        with chain.writing() as session:
            forge(session, 5)
        assert (self.against(chain, kept).broken, self.against(chain, kept).why) == (5, Break.REPLACED)

    def test_what_is_added_later_does_not_take_the_place_of_what_was_kept(
        self, chain: Database, kept: KeptHeads
    ) -> None:
        kept.keep(5, "f" * 64)
        assert kept.read() == {5: heads(chain)[-1]}

    def test_a_backup_put_back_ends_those_of_later_entries(self, chain: Database, kept: KeptHeads) -> None:
        with chain.writing() as session:
            session.execute(delete(AuditEntry).where(AuditEntry.id > 3))
        kept.keep(3, heads(chain)[-1], restored=True)
        assert self.against(chain, kept).broken is None

    def test_a_spoilt_line_is_told_by_its_number(self, kept: KeptHeads) -> None:
        with kept.file.open("a") as file:
            file.write("{}\n")
        with pytest.raises(RequestError, match=r"audit\.bad-heads") as fault:
            kept.read()
        assert fault.value.line == 2
