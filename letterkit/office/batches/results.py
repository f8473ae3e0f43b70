"""What has become of rows, written at once: their letters in one pack, their state, what was found in them."""

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, insert, select, update
from sqlalchemy.orm import Session

from letterkit.core import clock, errors, meters
from letterkit.core.errors import LetterkitError, RequestError, TableError
from letterkit.core.finding import Finding, Level
from letterkit.core.office import ChunkState, RowState
from letterkit.core.report import Report, Verdict
from letterkit.office.batches.chunks import Claim, end_if_all_ended, held_chunk
from letterkit.office.rule_figures import counting
from letterkit.store.batch_tables import BatchFinding, BatchRow, RowFinding
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.new_rows import add_new

_MOMENT = (1980, 1, 1, 0, 0, 0)


_WAIVED = (
    select(RowFinding.row_id)
    .join(BatchFinding, RowFinding.finding_id == BatchFinding.id)
    .where(BatchFinding.waiver_id.is_not(None))
)
"""Rows in whose letters something was found that somebody answers for."""


@dataclass(frozen=True, slots=True)
class RowLetter:
    """A letter of a row; ``pdf`` is None where it was not printed."""

    stem: str
    docx: bytes
    pdf: bytes | None
    report: Report


Outcome = RowLetter | LetterkitError


def finish(
    database: Database,
    files: Files,
    claim: Claim,
    outcomes: Mapping[int, Outcome],
    made_of: Mapping[str, Any] | None = None,
) -> bool:
    """Ends the rows of ``claim`` as ``outcomes`` (by their ids) say; False when they are not this worker's any more.

    ``made_of`` are the hashes of what the letters were made of. All or nothing: until this has happened the rows wait
    as before, and whoever makes them again changes nothing.
    """
    made = {row.id: (row, one) for row in claim.rows or () if isinstance(one := outcomes[row.id], RowLetter)}
    pack = files.put(_pack_letters([(row.number, one) for row, one in made.values()])) if made else None
    with database.writing() as session:
        chunk = held_chunk(session, claim)
        if chunk is None:
            return False
        rows = {row.id: row for row in session.scalars(select(BatchRow).filter_by(chunk_id=chunk.id))}
        for row_id, one in outcomes.items():
            _record_outcome(rows[row_id], one)
        findings = {row_id: one.report.findings for row_id, (_, one) in made.items()}
        _store_findings(session, claim.batch_id, findings)
        counting.chunk_ended(session, claim.batch_id, chunk.id, findings)
        chunk.state, chunk.token, chunk.until = ChunkState.ENDED, None, None
        chunk.pack, chunk.ended = pack, clock.now()
        chunk.made_of = dict(made_of) if made_of and made else None
        session.flush()
        count_again(session, and_(BatchRow.chunk_id == chunk.id, BatchRow.id.in_(_WAIVED)))
        end_if_all_ended(session, claim.batch_id)
    meters.tell("batch-letter", "made", value=len(made))
    meters.tell("batch-letter", "failed", value=len(outcomes) - len(made))
    return True


def letter_of(files: Files, pack: str, number: int, kind: str) -> bytes:
    """The ``docx`` or ``pdf`` of row ``number`` in ``pack``; raises RequestError ``file.gone``, ToolFailed."""
    with zipfile.ZipFile(io.BytesIO(files.get(pack))) as archive:
        try:
            return archive.read(f"{number}.{kind}")
        except KeyError:
            raise RequestError("file.gone", sha256=pack) from None


def _pack_letters(letters: Sequence[tuple[int, RowLetter]]) -> bytes:
    """One file for the letters of a chunk: to write and sync a hundred times fewer is ten times as quick.

    Nothing is deflated again: a .docx is so already, and a PDF nearly.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for number, made in letters:
            archive.writestr(zipfile.ZipInfo(f"{number}.docx", _MOMENT), made.docx)
            if made.pdf is not None:
                archive.writestr(zipfile.ZipInfo(f"{number}.pdf", _MOMENT), made.pdf)
    return whole.getvalue()


def _record_outcome(row: BatchRow, outcome: Outcome) -> None:
    if isinstance(outcome, LetterkitError):
        row.state, row.reason = RowState.FAILED, fault_json(outcome)
        return
    report = outcome.report
    row.state, row.reason, row.stem = RowState.DONE, None, outcome.stem
    row.docx = hashlib.sha256(outcome.docx).hexdigest()
    row.pdf = hashlib.sha256(outcome.pdf).hexdigest() if outcome.pdf is not None else None
    pages = report.facts.get("pages")
    row.pages = None if pages is None else int(pages)
    row.verdict = report.verdict.value
    row.whole = report.is_whole and report.verdict is not Verdict.INCOMPLETE
    row.errors = sum(finding.level is Level.ERROR for finding in report.findings)
    row.warnings = sum(finding.level is Level.WARNING for finding in report.findings)


def fault_json(fault: LetterkitError) -> dict[str, Any]:
    """A fault as JSON, from which ``fault_of`` makes it again for its sentence."""
    return {
        "kind": type(fault).__name__,
        "code": fault.code,
        "details": {name: _plain(value) for name, value in fault.details.items()},
    }


def fault_of(stored: Mapping[str, Any]) -> LetterkitError:
    """The fault that ``fault_json`` has kept."""
    kind: type[LetterkitError] = getattr(errors, stored.get("kind", ""), TableError)
    fault = kind(stored["code"])
    for name, value in stored.get("details", {}).items():
        fault.details[name] = tuple(value) if isinstance(value, list) else value
    return fault


def _plain(value: object) -> object:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return [str(one) for one in value] if isinstance(value, tuple | list | frozenset | set) else str(value)


def _store_findings(session: Session, batch_id: int, findings: Mapping[int, Sequence[Finding]]) -> None:
    every = [(row_id, _signature(finding), finding) for row_id, some in findings.items() for finding in some]
    if not every:
        return
    times = Counter((row_id, signature) for row_id, signature, _ in every)
    groups = {signature: finding for _, signature, finding in every}
    # In one order everywhere: two workers never wait for each other.
    new = [
        {
            "batch_id": batch_id,
            "signature": signature,
            "code": finding.code,
            "clause": finding.clause,
            "level": finding.level.value,
            "message": finding.message,
            "advice": finding.advice,
            "excerpt": finding.excerpt,
        }
        for signature, finding in sorted(groups.items())
    ]
    add_new(session, BatchFinding, new)
    known = select(BatchFinding.signature, BatchFinding.id).where(
        BatchFinding.batch_id == batch_id, BatchFinding.signature.in_(list(groups))
    )
    ids = dict(session.execute(known).all())
    rows = [
        {"row_id": row_id, "finding_id": ids[signature], "times": count}
        for (row_id, signature), count in sorted(times.items())
    ]
    session.execute(insert(RowFinding), rows)


def count_again(session: Session, rows: ColumnElement[bool]) -> None:
    """The verdicts and counts of the letters of ``rows`` by what stands in them and nobody answers for.

    As with a single letter: what is left blocks it, and one that was not checked whole is never ready.
    """
    errors, warnings = (
        select(func.coalesce(func.sum(RowFinding.times), 0))
        .join(BatchFinding, RowFinding.finding_id == BatchFinding.id)
        .where(RowFinding.row_id == BatchRow.id, BatchFinding.level == level.value, BatchFinding.waiver_id.is_(None))
        .correlate(BatchRow)
        .scalar_subquery()
        for level in (Level.ERROR, Level.WARNING)
    )
    verdict = case(
        (errors > 0, Verdict.FIX.value),
        (BatchRow.whole.is_(True), Verdict.READY.value),
        else_=Verdict.INCOMPLETE.value,
    )
    session.execute(
        update(BatchRow)
        .where(rows, BatchRow.state == RowState.DONE)
        .values(errors=errors, warnings=warnings, verdict=verdict)
        .execution_options(synchronize_session=False)
    )


def _signature(finding: Finding) -> str:
    """The same for what reads the same: a slip of the reply text is one finding, however many letters have it."""
    words = "\n".join((finding.code, finding.level.value, finding.message, finding.advice, finding.excerpt))
    return hashlib.sha256(words.encode()).hexdigest()
