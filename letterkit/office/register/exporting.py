"""The register written out: .csv, .xlsx or .json that ``importing`` reads back as the same appeals."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any, Literal, cast, get_args

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, RequestError
from letterkit.core.office import Actor
from letterkit.office.register.columns import register_columns, spelt
from letterkit.office.register.listing import Filters, whole
from letterkit.office.register.records import nest_by_path
from letterkit.office.register.table import RUN
from letterkit.russian.dates import date_digits
from letterkit.store.database import Database
from letterkit.store.register_tables import CoExecutor
from letterkit.store.tables import Appeal
from letterkit.tables import style
from letterkit.tables.card import parse_card
from letterkit.tables.columns import FULL_NAME, KnownColumn

Kind = Literal["csv", "xlsx", "json"]
SHEET = "Обращения"
_AT_ONCE = 500
_FILE = "карточка"
_QUARTER = re.compile(r"(\d{4})-?[QqКк]([1-4])")


def kind_of(name: str) -> Kind:
    """The kind of file that ``name`` asks for; raises RequestError ``register.bad-kind``."""
    kind = name.rpartition(".")[2].lower()
    if kind not in get_args(Kind):
        raise RequestError("register.bad-kind", file=name)
    return cast(Kind, kind)


def quarter_days(written: str) -> tuple[date, date]:
    """The first and the last day of «2026-Q3»; raises RequestError ``register.bad-quarter``."""
    found = _QUARTER.fullmatch(written.strip())
    if found is None or not int(found[1]):
        raise RequestError("register.bad-quarter", value=written)
    year, quarter = int(found[1]), int(found[2])
    last_day = {1: 31, 2: 30, 3: 30, 4: 31}[quarter]
    return date(year, 3 * quarter - 2, 1), date(year, 3 * quarter, last_day)


def write(database: Database, by: Actor | None, body: str, asked: Filters, kind: Kind, into: IO[bytes]) -> int:
    """Writes the appeals of ``body`` that fit ``asked``, by day of registration; how many there were.

    ``by`` sees what they may see; None, the command line, everything.
    """
    with database.reading() as session:
        rows = _rows(session, by, body, asked)
        return {"csv": _csv, "xlsx": _xlsx, "json": _json}[kind](rows, into)


Row = dict[str, Any]
"""Values of an appeal by the path of its column, as the card has them."""


def columns() -> tuple[KnownColumn, ...]:
    """The columns written, in order: a name in its parts."""
    return tuple(each for path, each in register_columns().by_path.items() if not path.endswith(FULL_NAME))


def values_of(appeal: Appeal, helpers: Sequence[str]) -> Row:
    """``appeal`` by the paths of the columns; empty ones are left out. ``helpers`` are names of the co-executors."""
    row: Row = {}
    try:
        card = parse_card(appeal.card, _FILE)
    except CardError:  # a card written by another letterkit: what lists show is there all the same
        card = CaseCard()
    for column in columns():
        section, _, name = column.path.partition(".")
        if section == "appeal":
            row[column.path] = getattr(card.appeal, name)
        elif section == "applicant":
            row[column.path] = getattr(card.applicant, name, None) or getattr(card.applicant.person, name, None)
    visit = appeal.visit or {}
    answering = appeal.responsible
    row |= {
        "appeal.number": appeal.number,
        "appeal.registered": appeal.registered,
        "appeal.group": appeal.group,
        "reason": appeal.reason,
        "responsible": answering.full_name if answering else appeal.responsible_name,
        "co_executors": tuple(helpers),
        "due": appeal.due,
        "extended_to": appeal.extended_to,
        "answered": appeal.answered,
        "reply_number": appeal.reply_number,
        "result": appeal.result,
        "priority": appeal.priority,
        "visit.with": visit.get("with"),
        "visit.representative": visit.get("representative"),
    }
    return {path: value for path, value in row.items() if value}


def _rows(session: Session, by: Actor | None, body: str, asked: Filters) -> Iterator[Row]:
    found = session.scalars(whole(session, by, body, asked).execution_options(yield_per=_AT_ONCE))
    for some in found.partitions():
        helpers = _helpers(session, [appeal.id for appeal in some])
        for appeal in some:
            yield values_of(appeal, helpers.get(appeal.id, ()))
        for appeal in some:
            session.expunge(appeal)


def _helpers(session: Session, appeals: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(CoExecutor).where(CoExecutor.appeal_id.in_(appeals)).order_by(CoExecutor.person_id)
    for row in session.scalars(query):
        found.setdefault(row.appeal_id, []).append(row.person.full_name)
    return found


def _csv(rows: Iterator[Row], into: IO[bytes]) -> int:
    out = io.TextIOWrapper(into, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(out, delimiter=";")
    written = columns()
    writer.writerow([column.header for column in written])
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 (told at the end)
        writer.writerow([_csv_cell(_cell(column, row)) for column in written])
    out.flush()
    out.detach()
    return count


def _csv_cell(value: object) -> str:
    """Text that no spreadsheet runs as a formula; the apostrophe is taken off when it is read back."""
    if isinstance(value, date):
        return date_digits(value)
    said = "" if value is None else str(value)
    return f"'{said}" if said.startswith(RUN) else said


def _xlsx(rows: Iterator[Row], into: IO[bytes]) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    style.lay_across(sheet)
    sheet.freeze_panes = "C2"
    make = style.CellWriter(sheet).cell
    written = columns()
    for index, column in enumerate(written, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    head = [make(column.header) for column in written]
    for cell in head:
        cell.font, cell.alignment, cell.border, cell.fill = style.BOLD, style.MIDDLE, style.BORDER, style.OPTIONAL
    sheet.append(head)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 (told at the end)
        sheet.append([make(_cell(column, row)) for column in written])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(written))}{count + 1}"
    book.save(into)
    return count


def _cell(column: KnownColumn, row: Row) -> Any:
    value = spelt(column.path, row.get(column.path))
    # A single line with «;» would be read as two items.
    alone = column.type == "list" and isinstance(value, str) and "\n" not in value and ";" in value
    return f"\n{value}" if alone else value


def _json(rows: Iterator[Row], into: IO[bytes]) -> int:
    count = 0
    into.write(b"[")
    for count, row in enumerate(rows, 1):
        told = json.dumps(nest_by_path({path: _plain(value) for path, value in row.items()}), ensure_ascii=False)
        into.write(b",\n" if count > 1 else b"\n")
        into.write(told.encode())
    into.write(b"\n]\n")
    return count


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value
