"""A register with batches in it, whose tables are read by a worker of the tests' own and whose letters are made up."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from letterkit.core import clock
from letterkit.core.errors import ToolFailed
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Source
from letterkit.core.office import Duty
from letterkit.core.report import Report, Verdict
from letterkit.office.batches import chunks
from letterkit.office.batches.results import Outcome, RowLetter, finish
from letterkit.office.batches.work import Worker
from letterkit.store.batch_tables import Batch, BatchRow
from webui.engine import Engine

from ..office import ClientOf, People

HEAD = (
    "Номер обращения",
    "Дата регистрации",
    "О чём обращение",
    "Фамилия",
    "Имя",
    "Куда направлено",
    "Номер письма",
    "Дата письма",
    "Адрес",
)
Cells = Sequence[str]


def cells(number: int, **other: str) -> Cells:
    """A row that has nothing wrong in it; ``other`` cells by their place, as «c3»."""
    row = [
        f"И-{number}",
        f"{clock.today():%d.%m.%Y}",
        f"уборка дома № {number}",
        "Иванова",
        "Мария",
        "администрация города",
        "",
        "",
        f"ул. Мира, д. {number}",
    ]
    for place, value in other.items():
        row[int(place[1:])] = value
    return row


def csv(*rows: Cells, head: Cells = HEAD) -> bytes:
    return "\n".join(";".join(row) for row in (head, *rows)).encode()


@dataclass
class Desk:
    """What the tests of batches work with."""

    engine: Engine
    people: People
    client_of: ClientOf
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self.worker = Worker(self.engine.bench)

    def send(self, *rows: Cells, duty: Duty = Duty.EXECUTOR, head: Cells = HEAD, read: bool = True, **form: str) -> int:
        """The number of a new batch of ``rows``, taken in by the page and read."""
        given = {"reply": "redirect", "table": (io.BytesIO(csv(*rows, head=head)), "таблица.csv"), **form}
        answer = self.client_of(duty).post("/batches/new", data=given)
        assert answer.status_code == 303, answer.text
        batch_id = int(answer.location.rpartition("/")[2])
        if read:
            self.worker.step(batch_id)
        return batch_id

    def made(self, *rows: Cells, outcome: Callable[[BatchRow], Outcome] | None = None, **form: str) -> int:
        """The number of a batch all of whose letters have been made up by ``outcome``."""
        batch_id = self.send(*rows, number="1", **form)
        self.client_of(Duty.EXECUTOR).post(f"/batches/{batch_id}/confirm")
        while self.make_some(batch_id, outcome or letter):
            pass
        return batch_id

    def make_some(self, batch_id: int, outcome: Callable[[BatchRow], Outcome]) -> bool:
        """Ends the next rows of a batch as ``outcome`` says; False when there are none."""
        database = self.engine.database
        claim = chunks.claim(database, batch_id)
        if claim is None or not claim.rows:
            return False
        return finish(database, self.engine.office.files, claim, {row.id: outcome(row) for row in claim.rows})

    def make_all(self, batch_id: int) -> None:
        """The worker does what there is to do for a batch, by itself."""
        while self.worker.step(batch_id):
            pass

    def rows(self, batch_id: int) -> list[BatchRow]:
        with self.engine.database.reading() as session:
            return list(session.scalars(select(BatchRow).filter_by(batch_id=batch_id).order_by(BatchRow.number)))

    def batch(self, batch_id: int) -> Batch:
        with self.engine.database.reading() as session:
            return session.get_one(Batch, batch_id)

    def approve(self, batch_id: int, **form: str) -> TestResponse:
        """The signer approves the letters that the page tells of."""
        signer = self.client_of(Duty.SIGNER)
        seen = re.search(r'name="seen" value="(\w{64})"', signer.get(f"/batches/{batch_id}").text)
        assert seen is not None
        return signer.post(f"/batches/{batch_id}/approve", data={"seen": seen[1], **form})

    def page(self, batch_id: int, duty: Duty = Duty.EXECUTOR, query: str = "") -> str:
        """The words of the page as somebody reads them, spaces made one."""
        return words(self.client_of(duty).get(f"/batches/{batch_id}{query}").text)


def words(html: str) -> str:
    inside = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).replace("&nbsp;", " ").replace("\u00a0", " ").split())


def letter(row: BatchRow, *found: Finding, verdict: Verdict = Verdict.READY) -> RowLetter:
    """A letter whose bytes tell which row it is of."""
    docx, pdf = f"docx {row.number}".encode(), f"pdf {row.number}".encode()
    report = Report(Source("x.docx", "docx", "0" * 64), verdict, "", (), {"pages": 1}, found, {})
    return RowLetter(f"письмо_{row.number}", docx, pdf, report)


def pdf_of(number: int) -> bytes:
    """One page known by its width."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(100 + number, 800)
    document.save(out)
    return out.getvalue()


def numbers_in(pdf: bytes) -> list[int]:
    """Whose pages they are, in order."""
    document = pypdfium2.PdfDocument(pdf)
    return [round(document.get_page_size(index)[0]) - 100 for index in range(len(document))]


def wrong(row: BatchRow) -> RowLetter:
    """One that has an error, found in words of its own."""
    slip = Finding("grammar.x", "3.3", Level.ERROR, "Нужен дательный падеж", excerpt=f"приказа {row.number}")
    return letter(row, slip, verdict=Verdict.FIX)


def broken(row: BatchRow) -> ToolFailed:
    return ToolFailed("libreoffice.died", status=1, said="")


@pytest.fixture
def desk(app: Flask, people: People, client_of: ClientOf) -> Desk:
    return Desk(app.extensions["letterkit"], people, client_of)


@pytest.fixture
def executor(client_of: ClientOf, desk: Desk) -> FlaskClient:
    return client_of(Duty.EXECUTOR)


@pytest.fixture
def signer(client_of: ClientOf, desk: Desk) -> FlaskClient:
    return client_of(Duty.SIGNER)
