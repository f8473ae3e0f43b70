"""The columns of a table of the register: those of the appeal and of its applicant, and the register's own."""

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from letterkit.core.errors import CardError
from letterkit.core.register import Result
from letterkit.datafile import validate
from letterkit.tables.card_types import Day, Text, Texts
from letterkit.tables.cells import Cell, meaning
from letterkit.tables.column_reader import Reading, reader_of, remembering
from letterkit.tables.columns import KnownColumn, KnownColumns, columns_from
from letterkit.tables.fields import FieldWords, fields, read_fields
from letterkit.tables.spelling import values_of

_OF_CARD = ("appeal.", "applicant.")
_NEEDED = (("appeal.number",), ("appeal.registered",))
Short = Annotated[Text, Field(max_length=300)]
# A table of the register speaks of the appeal where one of cases speaks of the letter.
_OWN_NAMES = {"appeal.number": ["номер"], "appeal.registered": ["дата"], "appeal.subject": ["содержание", "вопрос"]}


class RowDetails(BaseModel):
    """What a row says beside the card, by path with «.» as «_»."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: Short | None = None
    responsible: Short | None = None
    co_executors: Texts = ()
    due: Day = None
    extended_to: Day = None
    answered: Day = None
    reply_number: Annotated[Text, Field(max_length=60)] | None = None
    result: Annotated[Result | None, BeforeValidator(lambda said: said or None)] = None
    priority: bool = False
    visit_with: Short | None = None
    visit_representative: Short | None = None


@cache
def own_fields() -> Mapping[str, FieldWords]:
    """The register's own columns by path (columns.yml)."""
    text = files("letterkit.office.register").joinpath("columns.yml").read_text(encoding="utf-8")
    return read_fields(text, "columns.yml")


@cache
def register_columns() -> KnownColumns:
    """All columns that a table of the register may have; it must have the number and the day of registration."""
    of_card = {path: _with_names(path, part) for path, part in fields().items() if path.startswith(_OF_CARD)}
    return columns_from({**of_card, **own_fields()}, _NEEDED)


def is_read_over(header: str) -> bool:
    """Whether ``header`` is a column of cases that the register does not keep: of the reply, the signer."""
    return _of_cases().find(header) is not None


def path_reader(column: KnownColumn) -> Callable[[Cell], Reading]:
    """As ``sheets.reader.reader_of``, of the register's own columns too."""
    if column.path not in own_fields():
        return reader_of(column, None)
    name = column.path.replace(".", "_")

    def read(cell: Cell) -> tuple[tuple[str, Any], ...]:
        value = meaning(cell, column.path, column.type)
        try:
            own = validate({name: value}, RowDetails, file="", error=CardError)
        except CardError as fault:
            if known := tuple(values_of(column.path)):
                fault.details["known"] = known
            fault.details["key"] = column.path
            raise
        return ((column.path, getattr(own, name)),)

    return remembering(read)


def spelt(path: str, value: object) -> object:
    """``value`` of the card or of the row as a table has it: the first word of a list, lines, a day."""
    if isinstance(value, bool):
        return "да" if value else None
    if isinstance(value, (tuple, list)):
        return "\n".join(map(str, value)) or None
    if isinstance(value, datetime.date) or value is None:
        return value
    known = values_of(path)
    return known[str(value)][0] if str(value) in known else str(value)


@cache
def _of_cases() -> KnownColumns:
    return columns_from({path: part for path, part in fields().items() if not path.startswith(_OF_CARD)}, ())


def _with_names(path: str, words: FieldWords) -> FieldWords:
    return words.model_copy(update={"names": [*words.names, *_OWN_NAMES[path]]}) if path in _OWN_NAMES else words
