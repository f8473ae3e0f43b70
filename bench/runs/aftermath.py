"""Whether a batch is whole: every row ended once, every letter is where it must be and is what it was made as."""

import hashlib
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from bench.runs.register import Register
from bench.runs.visitor import Visitor
from letterkit.core.office import RowState
from letterkit.store import audit
from letterkit.store.batch_tables import BatchChunk, BatchRow
from letterkit.store.tables import AuditEntry

_PIECE = 1 << 20


@dataclass
class Aftermath:
    """Rows by what became of them; ``spare_files`` nobody names: a worker taken for dead has written them."""

    done: int
    failed: int
    spare_files: int
    complaints: list[str] = field(default_factory=list)


def aftermath(register: Register, batch: int, visitor: Visitor, expected: int) -> Aftermath:
    """What is there of a batch of ``expected`` rows when it has ended."""
    with register.bench.database.reading() as session:
        rows = session.scalars(select(BatchRow).filter_by(batch_id=batch).order_by(BatchRow.number)).all()
        packs = dict(session.execute(select(BatchChunk.id, BatchChunk.pack).filter_by(batch_id=batch)).tuples().all())
        ends = session.scalars(select(AuditEntry).filter_by(action="batch.done", subject=f"batch:{batch}")).all()
        broken = audit.verify(session).broken
    named = {pack for pack in packs.values() if pack}
    stored = set(register.bench.files.names())
    states = Counter(row.state for row in rows)
    found = Aftermath(
        states[RowState.DONE],
        states[RowState.FAILED],
        len(stored - named) - 1,  # the table itself
    )
    found.complaints += _of_rows(rows, expected)
    found.complaints += _of_packs(register, rows, packs)
    found.complaints += _of_zip(visitor, batch, expected)
    if len(ends) != 1:
        found.complaints.append(f"конец рассылки в журнале записан {len(ends)} раз")
    if broken is not None:
        found.complaints.append(f"журнал нарушен у записи {broken}")
    return found


def _of_rows(rows: Sequence[BatchRow], expected: int) -> Iterator[str]:
    if len(rows) != expected:
        yield f"строк {len(rows)} вместо {expected}"
    for row in rows:
        if row.state != RowState.DONE:
            yield f"строка {row.number}: {row.state}, причина {(row.reason or {}).get('code')}"
    made = [row for row in rows if row.state == RowState.DONE]
    for words, values in (
        ("писем .docx", [row.docx for row in made]),
        ("писем .pdf", [row.pdf for row in made]),
        ("номеров", [row.letter_number for row in made]),
    ):
        if len(set(values)) != len(made) or None in values:
            yield f"разных {words} {len(set(values))} на {len(made)} строк"


def _of_packs(register: Register, rows: Sequence[BatchRow], packs: dict[int, str | None]) -> Iterator[str]:
    """Each letter lies in the pack of its row's chunk, and in no other that counts."""
    written: Counter[int] = Counter()
    inside: dict[str, dict[str, str]] = {}
    for pack in filter(None, packs.values()):
        with zipfile.ZipFile(io.BytesIO(register.bench.files.get(pack))) as archive:
            inside[pack] = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
        written.update(int(name.partition(".")[0]) for name in inside[pack] if name.endswith(".docx"))
    for row in rows:
        if row.state != RowState.DONE:
            continue
        letters = inside.get(packs.get(row.chunk_id or 0) or "", {})
        if (letters.get(f"{row.number}.docx"), letters.get(f"{row.number}.pdf")) != (row.docx, row.pdf):
            yield f"строка {row.number}: письма в хранилище нет или оно другое"
        if written[row.number] != 1:
            yield f"строка {row.number}: писем в хранилище {written[row.number]}"


def _of_zip(visitor: Visitor, batch: int, expected: int) -> Iterator[str]:
    with tempfile.TemporaryFile() as whole:
        with visitor.get(f"/batches/{batch}/letters.zip", stream=True) as answer:
            for piece in answer.iter_content(_PIECE):
                whole.write(piece)
        with zipfile.ZipFile(whole) as archive:
            if damaged := archive.testzip():
                yield f"архив повреждён: {damaged}"
            kinds = Counter(name.rpartition(".")[2] for name in archive.namelist())
    if kinds != {"docx": expected, "pdf": expected, "xlsx": 1}:
        yield f"в архиве {dict(kinds)}"
