"""«Already sent» is found among everything that was ever sent, and what it costs does not grow with that."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import delete, event, select, text, update

from letterkit.core.office import Actor, BatchState, RowState
from letterkit.office.batches import intake, sent_lookup, steps
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.work import Worker
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office
from letterkit.standard_replies.earlier import SentReply, sent_of
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.database import Database
from letterkit.store.key_tables import RowKey
from letterkit.tables.card import parse_card

from ..cases.conftest import Staff

HEAD = "Номер обращения;Дата регистрации;О чём обращение;Фамилия;Имя;Куда направлено;Адрес;Номер письма;Дата письма"


def line(house: int, **other: str) -> str:
    """A row of a table, each for another appeal of another house."""
    cells = {
        "number": f"И-{house}",
        "registered": "03.06.2024",
        "about": "уборка подъезда",
        "surname": "Иванова",
        "name": "Мария",
        "to": "администрация города Долинска",
        "address": f"ул. Мира, д. {house}, г. Долинск, 694051",
        "letter": "",
        "dated": "",
    }
    return ";".join((cells | other).values())


@pytest.fixture
def taken(office: Office, staff: Staff) -> Callable[..., int]:
    """The number of a batch whose table of these lines has been read."""

    def take(*lines: str, by: Actor | None = None) -> int:
        table = "\n".join((HEAD, *lines)).encode()
        batch = intake.begin(office, by or staff.executor, table, "т.csv", "redirect", plan=Plan(print=False))
        assert Worker(Bench(office.database, office.files, office.catalogue, office.checker)).step(batch.id)
        return batch.id

    return take


@pytest.fixture
def sent(office: Office, staff: Staff, taken: Callable[..., int]) -> Callable[..., int]:
    """The same, with its letters made."""

    def make(*lines: str) -> int:
        batch_id = taken(*lines)
        steps.confirm(office, staff.executor, batch_id, again=True)
        with office.database.writing() as session:
            session.execute(update(BatchRow).where(BatchRow.batch_id == batch_id).values(state=RowState.DONE))
            session.get_one(Batch, batch_id).state = BatchState.DONE
        return batch_id

    return make


def told(rows: list[BatchRow]) -> list[str | None]:
    return [(row.earlier or {}).get("code") for row in rows]


def test_a_row_is_told_of_an_earlier_one_of_the_same_table_however_far_above(
    taken: Callable[..., int], rows: Callable[[int], list[BatchRow]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_AT_ONCE", 2)
    again = line(1, number="И-100")  # the same words to the same person
    batch_id = taken(line(1), line(2), line(3), line(4), again, line(5), line(5, number="И-101"))
    assert told(rows(batch_id)) == [None] * 4 + ["standard.sent-already", None, "standard.sent-already"]


def test_a_row_is_told_of_a_letter_of_another_batch_and_not_of_one_never_made(
    taken: Callable[..., int], sent: Callable[..., int], rows: Callable[[int], list[BatchRow]]
) -> None:
    sent(line(1), line(2))
    taken(line(3))
    batch_id = taken(line(1, number="И-100"), line(2, about="ремонт"), line(3, number="И-102"), line(4))
    assert told(rows(batch_id)) == ["standard.sent-already", "standard.answered-already", None, None]


def test_batches_of_an_older_version_are_given_their_keys_by_whoever_asks_first(
    office: Office,
    taken: Callable[..., int],
    sent: Callable[..., int],
    rows: Callable[[int], list[BatchRow]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sent_lookup, "_AT_ONCE", 2)
    old = sent(*map(line, range(1, 6)))
    with office.database.writing() as session:
        session.execute(delete(RowKey))
        session.get_one(Batch, old).keyed = False
    assert told(rows(taken(line(5, number="И-100")))) == ["standard.sent-already"]
    with office.database.reading() as session:
        assert session.get_one(Batch, old).keyed
        assert len(set(session.scalars(select(RowKey.row_id)))) == 6


def test_a_table_read_again_after_a_death_has_the_keys_of_one_reading(
    office: Office, taken: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_AT_ONCE", 2)
    batch_id = taken(*map(line, range(1, 6)))
    with office.database.writing() as session:
        once = sorted(session.scalars(select(RowKey.key)))
        session.get_one(Batch, batch_id).state = BatchState.READING
        session.execute(text("UPDATE batch_chunks SET state = 'waiting'"))
    assert Worker(Bench(office.database, office.files, office.catalogue, office.checker)).step(batch_id)
    with office.database.reading() as session:
        assert sorted(session.scalars(select(RowKey.key))) == once


KNOWN = 200_000
ASKED = 1_000


@pytest.mark.slow
def test_a_table_costs_the_same_among_two_hundred_thousand_known_as_among_a_few(
    office: Office, sent: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = sent(line(1), line(2))
    card = {"applicant": {"surname": "Иванова", "name": "Мария", "patronymic": "Петровна"}}
    new = [
        sent_of(parse_card({**card, "appeal": {"number": f"И-{number}"}}, ""), "redirect", None)
        for number in range(1, ASKED + 1)
    ]
    few = cost(office.database, new, monkeypatch)
    fill(office.database, old)
    assert cost(office.database, new, monkeypatch) == few
    statements, cards = few
    assert statements < 100
    assert cards == 2  # the two appeals answered already
    assert not scans(office.database)


def cost(database: Database, new: list[SentReply], monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many statements a look takes, and how many cards it reads."""
    read: list[object] = []
    real = sent_lookup.card_of
    with monkeypatch.context() as patched, statements_of(database) as said, database.reading() as session:
        patched.setattr(sent_lookup, "card_of", lambda row: read.append(row) or real(row))
        for start in range(0, len(new), 500):
            sent_lookup.known_to(session, Batch(id=0, body=""), new[start : start + 500])
    return len(said), len(read)


@contextmanager
def statements_of(database: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def fill(database: Database, batch_id: int) -> None:
    """As many rows sent as a large body sends in years, each with two keys of its own."""
    columns = "batch_id, number, key, state, card, who, errors, warnings, dated"
    row = f"{batch_id}, n + 10, 'k', 'done', '{{}}', 'Иванова Мария', 0, 0, '2024-06-05'"
    if database.engine.dialect.name == "sqlite":
        numbers = f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {KNOWN})"
        table, some = f"{numbers} SELECT", "FROM s"
        key = "random()"
    else:
        row = row.replace("'{}'", "'{}'::json").replace("'2024-06-05'", "'2024-06-05'::date")
        table, some = "SELECT", f"FROM generate_series(1, {KNOWN}) AS s(n)"
        key = "(random() * 9e18)::bigint"
    with database.writing() as session:
        connection = session.connection()
        connection.exec_driver_sql(f"INSERT INTO batch_rows ({columns}) {table} {row} {some}")
        for _ in range(2):
            connection.exec_driver_sql(
                f"INSERT INTO batch_row_keys (key, row_id) SELECT {key}, id FROM batch_rows WHERE number > 10"
            )
        connection.exec_driver_sql("ANALYZE")


def scans(database: Database) -> list[str]:
    """The parts of a look that go through a whole table."""
    known = list(range(1, 501))
    looked = select(RowKey.row_id).where(RowKey.key.in_(known))
    written = looked.compile(database.engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if database.engine.dialect.name == "sqlite" else "EXPLAIN"
    with database.reading() as session:
        plan = [str(row) for row in session.connection().exec_driver_sql(f"{explain} {written}")]
    return [step for step in plan if "SCAN batch_row_keys" in step or "Seq Scan" in step]
