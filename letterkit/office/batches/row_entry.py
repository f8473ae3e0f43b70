"""A row of a table as it enters the database: its card, every fault of it, what seems to have answered it already."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any

from letterkit.compose.catalogue import ReplyText
from letterkit.core.case import CaseCard, Executor
from letterkit.core.errors import CardError
from letterkit.core.office import RowState
from letterkit.core.profile import Profile
from letterkit.office.batches.channels import way_of
from letterkit.office.batches.results import fault_json
from letterkit.office.batches.row_search import words_of
from letterkit.office.cases.numbering import LONGEST
from letterkit.office.register.display_names import applicant_name
from letterkit.standard_replies.earlier import SentReplies, SentReply, find_earlier, sent_of
from letterkit.standard_replies.gate import gate
from letterkit.standard_replies.identity import row_key, said_by
from letterkit.standard_replies.refusal import Refusal
from letterkit.store.batch_tables import BatchRow
from letterkit.tables import Fault, Places, SheetRow
from letterkit.tables.card import card_mapping, parse_card
from letterkit.tables.cells import Cell, cell_text

SAME_TEXT_DAYS = 90
"""The same words to the same applicant within so many days are asked about; the same appeal whenever it was."""
_MOST_FAULTS = 20
"""Faults of one row that are kept: a row of quite another table has one in every cell."""
_MOST_TYPED = 120
"""Characters of a wrong cell that are shown beside what is wrong with it."""


@dataclass(slots=True)
class ReadRow:
    """A row as it was read: ``values`` for the database; ``sent`` is what it would send, None without a letter."""

    values: dict[str, Any]
    sent: SentReply | None
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Gate:
    """What clause 4.3 and the terms of section 7 say of the letter of a row.

    ``dated`` and ``executor`` are those of letters that name none.
    """

    reply: ReplyText
    profile: Profile
    executor: Executor
    dated: datetime.date

    def __call__(self, row: SheetRow) -> tuple[Refusal, ...]:
        if row.card is None:
            return ()
        card = self.with_executor(row.card)
        return gate(card if card.date else replace(card, date=self.dated), self.reply, self.profile)

    def with_executor(self, card: CaseCard) -> CaseCard:
        """The author of the batch is the executor of letters that name none (clause 6.2)."""
        return card if card.executor.person.full else replace(card, executor=self.executor)


@dataclass(frozen=True)
class RowEntry:
    """Makes rows of the batch ``batch_id`` in the database out of those of a table whose columns are at ``places``."""

    batch_id: int
    gate: Gate
    places: Places

    def rows(self, looked: Sequence[tuple[SheetRow, Sequence[Refusal]]]) -> list[ReadRow]:
        """The rows of which the gate has said what stands beside each; without a card they are FAULTY.

        Each step is done for all of them before the next: what it needs stays in the processor.
        """
        reply = self.gate.reply
        cards = [self.gate.with_executor(row.card) if row.card else None for row, _ in looked]
        said = [said_by(card) if card else None for card in cards]
        keys = [
            row_key(each, reply.id) if each is not None else _nameless(row.number)
            for each, (row, _) in zip(said, looked, strict=True)
        ]
        stored_as = [card_mapping(card) if card else None for card in cards]
        made = [self._row(*each) for each in zip(looked, cards, keys, stored_as, strict=True)]
        for read, card, each in zip(made, cards, said, strict=True):
            if card is not None and read.values["state"] is RowState.WAITING:
                read.sent = sent_of(card, reply.id, reply.head.outcome, row=read.values["key"], card_says=each)
        for read in made:
            if read.sent is not None:
                read.sent.work_out_keys()
        return made

    def _row(
        self,
        looked: tuple[SheetRow, Sequence[Refusal]],
        card: CaseCard | None,
        key: str,
        stored_as: Mapping[str, Any] | None,
    ) -> ReadRow:
        row, refusals = looked
        told = (*row.faults, *self._kept_back(row.number, card, refusals))
        faults = [table_fault_json(fault, row.cells) for fault in told]
        waiting = card is not None and all(fault["warning"] for fault in faults)
        appeal = card.appeal if card else None
        who = applicant_name(card) if card else ""
        values = {
            "batch_id": self.batch_id,
            "number": row.number,
            "key": key,
            "state": RowState.WAITING if waiting else RowState.FAULTY,
            "card": stored_as,
            "faults": {"cells": faults[:_MOST_FAULTS], "count": len(faults)} if faults else None,
            "earlier": None,
            "who": who,
            "words": words_of(who, card.number, card.appeal.number) if card else "",
            "letter_number": _short(card.number) if card else None,
            "dated": card.date if card else None,
            "appeal_number": _short(appeal.number) if appeal else None,
            "appeal_day": appeal.registered if appeal else None,
            "outcome": (card.reply.outcome or self.gate.reply.head.outcome) if card else None,
            "way": way_of(card) if card else None,
        }
        return ReadRow(values, None, row.cells)

    def refuse(self, row: ReadRow, error: CardError) -> None:
        """No letter can be made of ``row`` for a reason that its own cells do not show."""
        values = row.values
        place = self.places.of(str(error.details.get("key")))
        fault = table_fault_json(Fault(error, values["number"], place), row.cells)
        before = values["faults"] or {"cells": [], "count": 0}
        faults = {"cells": [fault, *before["cells"]][:_MOST_FAULTS], "count": before["count"] + 1}
        row.values |= {"state": RowState.FAULTY, "faults": faults}
        row.sent = None

    def _kept_back(self, number: int, card: CaseCard | None, refusals: Sequence[Refusal]) -> Iterator[Fault]:
        """What no cell of the row shows, beside the columns that mend it."""
        if card is not None and card.number and len(card.number) > LONGEST:
            too_long = CardError("number.too-long", key="number", limit=LONGEST)
            yield Fault(too_long, number, self.places.of("number"))
        for refusal in refusals:
            yield Fault(refusal.error(), number, self.places.of(refusal.key), is_warning=not refusal.stops)


def tell_earlier(rows: Iterable[ReadRow], known: SentReplies) -> None:
    """Notes beside each row the newest reply that it would repeat, an earlier one of ``rows`` too; a person decides."""
    for row in rows:
        if row.sent is not None:
            found = find_earlier(row.sent, known, within_days=SAME_TEXT_DAYS)
            row.values["earlier"] = fault_json(found[0].refusal().error()) if found else None
            known.add(replace(row.sent, row=None), row.sent.keys)


def table_fault_json(fault: Fault, cells: Sequence[Cell] | None = None) -> dict[str, Any]:
    """A fault of a table as JSON: its code and details, its column, and whether a letter can be made all the same.

    Of ``cells``, the row that the fault stands in, it keeps what was typed at its place.
    """
    place = fault.place
    where: dict[str, Any] = {}
    if place:
        where = {"letter": place.letter, "header": place.header, "index": place.index}
        if cells is not None:
            typed = cell_text(cells[place.index]) if place.index < len(cells) else ""
            where["typed"] = shorten(typed, _MOST_TYPED, placeholder="…")
    return {**fault_json(fault.error), **where, "warning": fault.is_warning}


def card_of(row: BatchRow) -> CaseCard:
    """The card of a row with the number and the date of its letter; raises CardError."""
    card = parse_card(row.card or {}, "")
    return replace(card, number=row.letter_number or card.number, date=row.dated or card.date)


def faults_of(row: BatchRow) -> list[Mapping[str, Any]]:
    """What is wrong with the cells of a row."""
    return list((row.faults or {}).get("cells", ()))


def _short(number: str | None) -> str | None:
    """``number``, if its column holds it: no letter or appeal of the register has a longer one."""
    return number if number and len(number) <= LONGEST else None


def _nameless(number: int) -> str:
    """The key of a row that is no card: it repeats none."""
    return hashlib.sha256(f"row {number}".encode()).hexdigest()
