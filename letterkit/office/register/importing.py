"""A table taken into the register: new appeals entered, known ones brought to what it says; twice changes nothing."""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor
from letterkit.office.register import copies, indexing, repeats
from letterkit.office.register.channels import doubt_of_channel
from letterkit.office.register.indexing import card_texts
from letterkit.office.register.table import RegisterRow, RegisterTable
from letterkit.office.register.table_row import KnownExecutors, changes, row_of
from letterkit.russian.search_words import index_of
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.likeness_tables import AppealShingle
from letterkit.store.register_tables import AppealWords, CoExecutor, Question
from letterkit.store.tables import Appeal, table_of
from letterkit.tables.fault import Fault

_AT_ONCE = 500
DueOn = Callable[[datetime.date], datetime.date]
"""The last day to answer what was registered on a day (clause 7.4)."""


@dataclass
class ImportResult:
    """What a table brings: how many appeals are ``new``, ``changed`` and the ``same``, how many rows are ``faulty``.

    ``faults`` are all that was found wrong, those of the columns first; ``is_done``: the register has them now.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    faulty: int = 0
    faults: list[Fault] = field(default_factory=list)
    is_done: bool = False

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same + self.faulty

    @property
    def is_clean(self) -> bool:
        """Whether every row can be taken."""
        return not self.faulty and all(fault.is_warning for fault in self.faults)


def look(database: Database, body: str, table: RegisterTable, due_on: DueOn) -> ImportResult:
    """What taking ``table`` in would bring to the register of ``body``; nothing is changed."""
    taken = ImportResult(faults=list(table.faults))
    if not table.is_refused:
        with database.reading() as session:
            known = KnownExecutors(session, body)
            for rows in _some(table.rows()):
                _sort(session, body, rows, known, due_on, taken)
    return taken


def take_in(
    database: Database,
    by: Actor | None,
    body: str,
    table: RegisterTable,
    source: bytes,
    due_on: DueOn,
    *,
    good_rows: bool = False,
) -> ImportResult:
    """Takes ``table`` in, all of it or, with ``good_rows``, those rows that have no fault; all at once or not at all.

    Without ``good_rows`` a table with a fault changes nothing (``is_done``). ``by`` None is the command line.
    """
    taken = ImportResult(faults=list(table.faults))
    if table.is_refused:
        return taken
    with database.writing() as session:
        known = KnownExecutors(session, body)
        for rows in _some(table.rows()):
            new, changed = _sort(session, body, rows, known, due_on, taken)
            if good_rows or not taken.faulty:
                _enter(session, by, new)
                _change(session, by, changed)
            session.expunge_all()
        taken.is_done = good_rows or taken.is_clean
        if not taken.is_done:
            session.rollback()
        elif taken.new or taken.changed:
            told = {"new": taken.new, "changed": taken.changed, "source": hashlib.sha256(source).hexdigest()}
            audit.record(session, by, "register.imported", "register", **told)
    return taken


@dataclass(frozen=True, slots=True)
class _NewAppeal:
    """A row of the table ``appeals`` to be, with what stands in other tables."""

    values: Mapping[str, Any]
    helpers: Sequence[int]
    repeats: Sequence[str]


_Changed = tuple[Appeal, Mapping[str, Any], Sequence[int]]


def _sort(
    session: Session, body: str, rows: Sequence[RegisterRow], known: KnownExecutors, due_on: DueOn, taken: ImportResult
) -> tuple[list[_NewAppeal], list[_Changed]]:
    """The rows parted into new appeals and those that the register has otherwise; counted in ``taken``."""
    there = _there(session, body, rows)
    new: list[_NewAppeal] = []
    changed: list[_Changed] = []
    for row in rows:
        taken.faults += row.faults
        if row.card is None or row.card.appeal.number is None or row.card.appeal.registered is None:
            taken.faulty += 1
            continue
        taken.faults += known.doubts(row)
        taken.faults += _channel_doubts(row, taken.faults)
        appeal = there.get((row.card.appeal.number, row.card.appeal.registered))
        if appeal is None:
            taken.new += 1
            values = row_of(row, body, known, due_on)
            new.append(_NewAppeal(values, known.helpers(row), row.card.appeal.repeat_of))
            continue
        differing, helpers = changes(appeal, row, known), known.missing_helpers(appeal, row)
        if differing or helpers:
            taken.changed += 1
            changed.append((appeal, differing, helpers))
        else:
            taken.same += 1
    return new, changed


def _channel_doubts(row: RegisterRow, told: Sequence[Fault]) -> Iterator[Fault]:
    """The first row that is said to have come by e-mail after the law has closed that way."""
    doubt = doubt_of_channel(row.card.appeal) if row.card else None
    if doubt is not None and all(fault.error.code != doubt.code for fault in told):
        yield Fault(doubt, row.number, None, is_warning=True)


def _there(session: Session, body: str, rows: Sequence[RegisterRow]) -> dict[tuple[str, datetime.date], Appeal]:
    numbers = {row.card.appeal.number for row in rows if row.card and row.card.appeal.number}
    query = select(Appeal).where(Appeal.body == body, Appeal.number.in_(numbers))
    return {(each.number, each.registered): each for each in session.scalars(query).unique()}


def _enter(session: Session, by: Actor | None, new: Sequence[_NewAppeal]) -> None:
    if not new:
        return
    now = clock.now()
    rows = [{**each.values, "created": now} for each in new]
    made = insert(table_of(Appeal)).returning(table_of(Appeal).c.id, sort_by_parameter_order=True)
    ids = session.execute(made, rows).scalars().all()
    words, shingles, questions, helpers = [], [], [], []
    for appeal_id, each in zip(ids, new, strict=True):
        values = each.values
        texts = card_texts(values["card"], values["reason"], (values["visit"] or {}).get("representative"))
        words.append({"appeal_id": appeal_id, "words": index_of(texts)})
        shingles += copies.rows(appeal_id, values["body"], copies.matter_of(values["card"]))
        questions += indexing.question_rows(appeal_id, values["card"], values["answered"])
        helpers += [{"appeal_id": appeal_id, "person_id": person} for person in each.helpers]
    for kind, found in ((AppealWords, words), (AppealShingle, shingles), (Question, questions), (CoExecutor, helpers)):
        if found:
            session.execute(insert(table_of(kind)), found)
    for appeal_id, each in zip(ids, new, strict=True):
        if each.repeats:
            repeats.link_named(session, by, session.get_one(Appeal, appeal_id), each.repeats)


def _change(session: Session, by: Actor | None, changed: Sequence[_Changed]) -> None:
    for appeal, values, helpers in changed:
        if appeal.removed_by is not None:
            continue  # what has been removed does not come back with an old table
        for name, value in values.items():
            setattr(appeal, name, value)
        session.add_all(CoExecutor(appeal_id=appeal.id, person_id=each) for each in helpers)
        if "card" in values:
            asked = [row["words"] for row in indexing.question_rows(appeal.id, appeal.card)]
            indexing.ask(session, appeal, list(map(str, asked)))
        if "answered" in values:
            indexing.mark_answered(session, appeal, values["answered"])
        indexing.index(session, appeal)
        state = {"state": appeal.state} if "state" in values else {}
        audit.record(session, by, "appeal.changed", f"appeal:{appeal.id}", fields=sorted(values), **state)


def _some(rows: Iterator[RegisterRow]) -> Iterator[list[RegisterRow]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some
