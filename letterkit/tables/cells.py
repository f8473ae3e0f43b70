"""Cells as files hold them, and what they mean to a card: words of lists, dates, several lines, numbers kept whole."""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache

from letterkit.core.errors import TableError
from letterkit.russian.dates import date_digits
from letterkit.tables.fields import ColumnType
from letterkit.tables.spelling import bare, values_of, words


class LostValue(Enum):
    """A formula whose result the file does not hold."""

    FORMULA = "formula"


Cell = (
    str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | LostValue | None
)

# What spreadsheets show in place of a value, in English and in Russian.
_ERRORS = frozenset(
    "#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #Н/Д #ССЫЛКА! #ЗНАЧ! #ДЕЛ/0! #ИМЯ? #ПУСТО! #ЧИСЛО!".split()
)
# A spreadsheet keeps 15 digits of a number and puts noughts for the others.
_WHOLE_DIGITS = 10**15
_SCIENTIFIC = re.compile(r"\d[.,]\d+E\+\d+")
_MADE_DATE = re.compile(r"\d{1,2}\.(?:янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек)|[а-я]{3}\.\d{2}")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_YEAR = re.compile(r"\s*г(?:\.|ода)?$")
# Days since 30.12.1899: 1954–2119.
_SERIAL_FROM, _SERIAL_TO = 20_000, 80_000
_EPOCH = datetime.date(1899, 12, 30)


def is_blank(cell: Cell) -> bool:
    """Whether nobody would see anything in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def meaning(cell: Cell, path: str, kind: ColumnType) -> object:
    """``cell``, not blank, as the card takes it at ``path`` of type ``kind``.

    Raises TableError: ``table.cell-error``, ``table.formula-empty``, ``table.cell-date``, ``table.cell-fraction``,
    ``table.cell-long-number``, ``table.cell-serial``, ``table.not-flag``. What else the card refuses it says itself.
    """
    if isinstance(cell, LostValue):
        raise TableError("table.formula-empty")
    if isinstance(cell, str) and cell[:1] == "#" and (cell.strip().upper() in _ERRORS or not cell.strip("# ")):
        raise TableError("table.cell-error", value=cell.strip())
    if isinstance(cell, float) and not math.isfinite(cell):
        raise TableError("table.cell-error", value=cell_text(cell))
    return _READERS.get(kind, _line)(cell, path)


def cell_text(cell: Cell) -> str:
    """The cell as a person sees it."""
    if isinstance(cell, datetime.date):
        return date_digits(cell)
    if isinstance(cell, float):
        return f"{cell:.15g}".replace(".", ",")
    return "" if cell is None or isinstance(cell, LostValue) else str(cell)


def lines_of(text: str) -> list[str]:
    """Items of a list: one in each line, or, in a single line, parted by «;».

    A cell that begins with an empty line has one item a line, even when there is but one.
    """
    lines = text.splitlines() if "\n" in text.rstrip() else text.split(";")
    return [item for item in (line.strip().rstrip(";").rstrip() for line in lines) if item]


def _line(cell: Cell, path: str) -> object:
    """Text; whole numbers as written, but no number that a spreadsheet has already changed."""
    if isinstance(cell, str):
        spoilt = cell.strip()
        if _SCIENTIFIC.fullmatch(spoilt):
            raise TableError("table.cell-long-number", value=spoilt)
        if _MADE_DATE.fullmatch(spoilt):
            raise TableError("table.cell-date", value=spoilt)
        return cell
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, (int, float)):
        return _whole(cell)
    if isinstance(cell, (datetime.date, datetime.time, datetime.timedelta)):
        raise TableError("table.cell-date", value=cell_text(cell))
    return cell


def _whole(number: int | float) -> str:
    if number != int(number):
        raise TableError("table.cell-fraction", value=cell_text(number))
    if abs(number) >= _WHOLE_DIGITS:
        raise TableError("table.cell-long-number", value=f"{int(number)}")
    return str(int(number))


def _date(cell: Cell, path: str) -> object:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, str):
        text = _YEAR.sub("", _MIDNIGHT.sub("", cell.strip()))
        if len(text) != 5 or not text.isdecimal():
            return text
        cell = int(text)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and _SERIAL_FROM < cell < _SERIAL_TO:
        day = _EPOCH + datetime.timedelta(days=int(cell))
        raise TableError("table.cell-serial", value=cell_text(cell), day=day)
    return cell if isinstance(cell, datetime.date) else cell_text(cell)


def _own_date(cell: Cell, path: str) -> object:
    """Fields of a reply text hold dates as text."""
    day = _date(cell, path)
    return date_digits(day) if isinstance(day, datetime.date) else day


def _number(cell: Cell, path: str) -> object:
    return _whole(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else _line(cell, path)


def _money(cell: Cell, path: str) -> object:
    """Kopecks may stand in a number; its third digit after the comma is noise of the file."""
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return _line(cell, path)


def _list(cell: Cell, path: str) -> object:
    text = _line(cell, path)
    return lines_of(text) if isinstance(text, str) else text


def _choice(cell: Cell, path: str) -> object:
    text = str(_line(cell, path)).strip()
    return _choices(path).get(bare(text), text)


def _flag(cell: Cell, path: str) -> object:
    if isinstance(cell, bool):
        return cell
    said = _flags().get(_flag_key(cell_text(cell)))
    if said is None:
        raise TableError("table.not-flag", value=cell_text(cell))
    return said == "true"


_READERS: Mapping[str, Callable[[Cell, str], object]] = {
    "date": lambda cell, path: (_own_date if path.startswith("reply.fields.") else _date)(cell, path),
    "number": _number,
    "money": _money,
    "list": _list,
    "bodies": _list,
    "choice": _choice,
    "flag": _flag,
}


@cache
def _choices(path: str) -> Mapping[str, str]:
    """Values by every spelling of them; the English value is one."""
    return {bare(word): value for value, spellings in values_of(path).items() for word in (value, *spellings)}


@cache
def _flags() -> Mapping[str, str]:
    return {_flag_key(word): value for value, spellings in words().flag.items() for word in spellings}


def _flag_key(text: str) -> str:
    return text.strip().casefold().rstrip(".")
