"""The batches behind a number are those whose letters it counts, with what was found in them."""

from datetime import UTC, datetime

import pytest

from letterkit.core.office import BatchState, RowState
from letterkit.office.figures.letters_behind import BehindLetters, FoundLetters, OfLetters, letters_behind
from letterkit.office.figures.work import work
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow
from letterkit.store.database import Database
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Person

from .conftest import SIGNER, SPRING, SUMMER

pytestmark = pytest.mark.both_databases

IN_SUMMER, IN_SPRING = datetime(2026, 8, 5, 9, tzinfo=UTC), datetime(2026, 5, 5, 9, tzinfo=UTC)


@pytest.fixture
def with_batches(database: Database) -> Database:
    """«a» and «b» of the summer, «made of none» that has failed whole, «spring» earlier, «theirs» of another body."""
    for name, begun, body, done, failed, found in (
        ("a", IN_SUMMER, "", 3, 1, {"3.3": 2, "2.1": 1}),
        ("b", IN_SUMMER, "", 2, 0, {}),
        ("made of none", IN_SUMMER, "", 0, 2, {}),
        ("spring", IN_SPRING, "", 4, 0, {"3.3": 5}),
        ("theirs", IN_SUMMER, "other", 6, 0, {"3.3": 7}),
    ):
        _put(database, name, begun, body, [RowState.DONE] * done + [RowState.FAILED] * failed, found)
    return database


def _put(
    database: Database, name: str, begun: datetime, body: str, states: list[RowState], found: dict[str, int]
) -> None:
    with database.writing() as session:
        person = Person(login=name, surname="Бланкова", fs_uniquifier=name, fs_token_uniquifier=name, created=begun)
        batch = Batch(
            body=body, name=name, source="0" * 64, reply="redirect", blank="ministry", plan={},
            state=BatchState.DONE, by=person, created=begun, begun=begun,
        )  # fmt: skip
        chunk = BatchChunk(batch_id=0, number=1)
        session.add(batch)
        session.flush()
        chunk.batch_id = batch.id
        session.add(chunk)
        session.flush()
        session.add_all(
            BatchRow(batch_id=batch.id, chunk_id=chunk.id, number=number, key="0" * 64, state=state)
            for number, state in enumerate(states, 2)
        )
        session.add_all(
            RuleCount(
                code=f"rule.of-{clause}", clause=clause, level="error", day=begun.date(), batch_id=batch.id,
                chunk_id=chunk.id, found=count,
            )
            for clause, count in found.items()
        )  # fmt: skip


def told(found: FoundLetters) -> dict[str, tuple[int, int]]:
    return {each.batch.name: (each.letters, each.findings) for each in found.batches}


def test_checked_are_the_batches_begun_in_the_quarter_that_have_made_letters(with_batches: Database) -> None:
    with with_batches.reading() as session:
        found = letters_behind(session, SIGNER, BehindLetters(SUMMER, OfLetters.CHECKED))
        assert told(found) == {"a": (3, 0), "b": (2, 0)}
        assert found.in_batches == work(session, "", SUMMER, 0)[0].checked == 5


def test_findings_are_those_of_the_quarter_the_clause_and_the_body(with_batches: Database) -> None:
    with with_batches.reading() as session:
        for quarter, what, clause, expected in (
            (SUMMER, OfLetters.FOUND, None, {"a": (3, 3)}),
            (SUMMER, OfLetters.FOUND_CLAUSE, "3.3", {"a": (3, 2)}),
            (SPRING, OfLetters.FOUND, None, {"spring": (4, 5)}),
            (SPRING, OfLetters.FOUND_CLAUSE, "2.1", {}),
        ):
            found = letters_behind(session, SIGNER, BehindLetters(quarter, what, clause))
            assert told(found) == expected
            counted = work(session, "", quarter, 0)[0].findings
            assert sum(count for _, count in expected.values()) == (
                counted[clause] if clause else sum(counted.values())
            )


def test_numbers_that_count_no_batches_have_none_behind_them(with_batches: Database) -> None:
    with with_batches.reading() as session:
        for what in (OfLetters.SENT, OfLetters.RETURNED):
            assert letters_behind(session, SIGNER, BehindLetters(SUMMER, what)).batches == []
