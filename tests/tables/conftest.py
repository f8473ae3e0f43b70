"""Reply texts and tables to read, made in memory."""

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from letterkit.checking.profile import load_profile
from letterkit.compose.catalogue import Catalogue, ReplyText
from letterkit.tables import Fault, Sheet, read_sheet

from ..checking.conftest import checker, clean, docx_of, letter, options  # noqa: F401

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PROFILE = load_profile(TEMPLATES.parent / "rules" / "profile.yml")
Table = Sequence[Sequence[Any]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(TEMPLATES)


@pytest.fixture(scope="session")
def redirect(catalogue: Catalogue) -> ReplyText:
    return catalogue.reply("redirect")


@pytest.fixture(scope="session")
def xlsx() -> Callable[..., bytes]:
    """A book with one table for each sheet; keys beginning with «-» are hidden sheets."""

    def made(rows: Table = (), **sheets: Table) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, table in ({"Лист1": rows} | sheets).items():
            if table or title != "Лист1":
                sheet = book.create_sheet(title.strip("_"))
                sheet.sheet_state = "hidden" if title.startswith("_") else "visible"
                for row in table:
                    sheet.append(list(row))
        return saved(book)

    return made


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def csv_of() -> Callable[[Table], bytes]:
    """Rows joined by «;» without quotation marks."""
    return lambda rows: "\r\n".join(";".join(map(str, row)) for row in rows).encode()


@pytest.fixture(scope="session")
def read(redirect: ReplyText) -> Callable[..., Sheet]:
    """The table as cases that the text «redirect» answers, or another one."""
    return lambda data, name="т.csv", reply=redirect: read_sheet(data, name, reply)


def codes(faults: Iterable[Fault]) -> list[str]:
    return [fault.error.code for fault in faults]


def places(faults: Iterable[Fault]) -> list[tuple[str, str | None]]:
    """Code and letter of the column of each fault."""
    return [(fault.error.code, fault.place.letter if fault.place else None) for fault in faults]
