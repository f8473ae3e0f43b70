"""An office with a batch in it, on either database."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.finding import Finding
from letterkit.core.letter import Source
from letterkit.core.office import Actor, BatchState, RowState
from letterkit.core.report import Report, Verdict
from letterkit.office.batches import approval, chunks, steps
from letterkit.office.batches.channels import way_of
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.results import Outcome, RowLetter, finish
from letterkit.office.context import Office
from letterkit.office.register.display_names import applicant_name
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.database import Database
from letterkit.tables.card import card_mapping, parse_card

from ..cases.conftest import (  # noqa: F401
    CLEAN,
    Day,
    Staff,
    catalogue,
    day,
    office,
    on_paper,
    printing,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)

Card = Mapping[str, dict[str, Any]]
AS_IT_IS: Card = MappingProxyType({})
SURNAMES = ("Иванова", "Петрова", "Сидорова", "Кузнецова", "Смирнова")


def row_card(of: dict[str, Any], number: int, **sections: dict[str, Any]) -> dict[str, Any]:
    """The sample card as of another person, with a number of its own and some keys of its ``sections`` changed."""
    card = deepcopy(of)
    for name, keys in sections.items():
        card[name] = {**card[name], **keys}
    card["appeal"]["number"] = f"И-{number}"
    card["applicant"]["surname"] = SURNAMES[number % len(SURNAMES)]
    return card


def as_entered(card: dict[str, Any]) -> dict[str, Any]:
    """What a row knows of ``card`` besides itself."""
    read = parse_card(card, "")
    return {
        "card": card_mapping(read),
        "who": applicant_name(read),
        "appeal_number": read.appeal.number,
        "appeal_day": read.appeal.registered,
        "outcome": read.reply.outcome,
        "way": way_of(read),
    }


def letter(row: BatchRow, *found: Finding, verdict: Verdict = Verdict.READY, is_whole: bool = True) -> RowLetter:
    """A letter whose bytes tell which row it is of, as nobody has composed it."""
    docx, pdf = f"docx {row.id}".encode(), f"pdf {row.id}".encode()
    report = Report(Source("x.docx", "docx", "0" * 64), verdict, "", (), {"pages": 1}, found, {}, is_whole=is_whole)
    return RowLetter(f"письмо_{row.number}", docx, pdf, report)


@pytest.fixture
def ended(office: Office, staff: Staff, checked: Callable[..., int]) -> Callable[..., int]:  # noqa: F811
    """A batch of so many rows all of whose letters have been made up by ``outcome``; ``card`` changes their cards."""

    def made(rows: int, outcome: Callable[[BatchRow], Outcome] = letter, **card: dict[str, Any]) -> int:
        batch_id = checked(rows, Plan(number=True), card=card)
        steps.confirm(office, staff.executor, batch_id)
        while (claim := chunks.claim(office.database, batch_id)) is not None:
            outcomes = {row.id: outcome(row) for row in claim.rows or ()}
            assert finish(office.database, office.files, claim, outcomes, {"blank": {"id": "corner"}})
        return batch_id

    return made


@pytest.fixture
def approved(office: Office, staff: Staff, ended: Callable[..., int]) -> Callable[..., int]:  # noqa: F811
    """The same, approved."""

    def made(rows: int, **card: Any) -> int:
        batch_id = ended(rows, **card)
        approval.approve(office, staff.signer, batch_id)
        return batch_id

    return made


@pytest.fixture
def checked(office: Office, staff: Staff, sample: dict[str, Any]) -> Callable[..., int]:  # noqa: F811
    """A batch of so many rows, read and looked at, that waits for somebody to let it begin."""

    def made(
        rows: int,
        plan: Plan | None = None,
        by: Actor | None = None,
        reply: str = CLEAN,
        card: Card = AS_IT_IS,
    ) -> int:
        with office.database.writing() as session:
            batch = Batch(
                name="таблица.xlsx",
                source="0" * 64,
                reply=reply,
                blank=office.profile.blank,
                plan=(plan or Plan(print=False)).as_json(),
                state=BatchState.CHECKED,
                rows=rows,
                by_id=(by or staff.executor).id,
                created=clock.now(),
            )
            session.add(batch)
            session.flush()
            session.add_all(
                BatchRow(
                    batch_id=batch.id,
                    number=number + 1,
                    key=f"{number:064x}",
                    state=RowState.WAITING,
                    **as_entered(row_card(sample, number, **card)),
                )
                for number in range(1, rows + 1)
            )
            return batch.id

    return made


@pytest.fixture
def rows(database: Database) -> Callable[[int], list[BatchRow]]:
    """The rows of a batch as they stand in the database."""

    def read(batch_id: int) -> list[BatchRow]:
        with database.reading() as session:
            return list(session.scalars(select(BatchRow).filter_by(batch_id=batch_id).order_by(BatchRow.number)))

    return read
