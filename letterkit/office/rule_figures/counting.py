"""What becomes of findings, noted in the transaction that makes it so: a letter kept, a mend taken, a batch waived.

Findings that come and go between two reports are seen by nobody but the editor: it tells of the mends that were taken
in it (``mends_taken``). What somebody mends by hand before the first report is counted nowhere.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from letterkit.checks.rule_book import RuleBook
from letterkit.core import clock
from letterkit.core.finding import Finding
from letterkit.office.rule_figures.outcomes import ComparedReport, Fate, fates, sort_fates
from letterkit.store.batch_tables import BatchFinding, BatchRow, BatchWaiver, RowFinding
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter, Version

MOST_TAKEN = 99
"""Mends of one rule that one saving of the editor can tell of: more is no honest browser."""


def version_kept(session: Session, version: Version) -> None:
    """Counts the report of ``version``, the newest of its letter, against the one before it."""
    if version.report is None:
        return
    before = session.scalars(
        select(Version)
        .where(Version.letter_id == version.letter_id, Version.number < version.number, Version.verdict.is_not(None))
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    rows = _rows(session, version.letter_id)
    for code, fate in sort_fates(
        fates(_snapshot_of(before) if before else None, ComparedReport(version.report, _words(version)))
    ):
        row = rows.pop(code, None)
        if row is None:
            row = _add_count(session, version.letter_id, code, fate.clause, fate.level)
        _add(row, fate)
    for row in rows.values():  # nothing of these rules is in either report: mends taken in the editor are settled
        _add(row, Fate(row.clause, row.level))


def mends_taken(session: Session, letter: Letter, taken: Mapping[str, int], book: RuleBook) -> None:
    """Counts mends that somebody took in the editor: by code, how many, less than 0 for those taken back.

    Rules that are not in ``book`` are passed over.
    """
    rows = _rows(session, letter.id)
    for code in sorted(taken.keys() & book.by_code.keys()):
        count = max(-MOST_TAKEN, min(MOST_TAKEN, taken[code]))
        row = rows.get(code)
        if row is None and count > 0:
            check = book.by_code[code]
            row = _add_count(session, letter.id, code, check.clause, check.level.value)
        if row is None:
            continue
        pending = max(0, row.pending + count)
        # What was taken beyond the findings of the newest report had been found since.
        row.found += max(0, pending - row.standing) - max(0, row.pending - row.standing)
        row.taken += pending - row.pending
        row.pending = pending


def chunk_ended(session: Session, batch_id: int, chunk_id: int, findings: Mapping[int, Sequence[Finding]]) -> None:
    """Counts the findings in letters (by the ids of their rows) that one worker has made together."""
    every = Counter(finding.code for some in findings.values() for finding in some)
    letters = Counter(code for some in findings.values() for code in {finding.code for finding in some})
    last = {finding.code: finding for some in findings.values() for finding in some}
    day = clock.today()
    rows = [
        {
            "code": code,
            "day": day,
            "clause": last[code].clause,
            "level": last[code].level.value,
            "batch_id": batch_id,
            "chunk_id": chunk_id,
            "letters": letters[code],
            "found": count,
            "standing": count,
        }
        for code, count in sorted(every.items())
    ]
    if not rows:
        return
    session.execute(insert(RuleCount), rows)
    # Rows made again may have what was answered for before.
    waived = (
        select(BatchWaiver.code).where(BatchWaiver.batch_id == batch_id, BatchWaiver.withdrawn.is_(None)).distinct()
    )
    for code in session.scalars(waived.where(BatchWaiver.code.in_(list(every)))).all():
        batch_waived(session, batch_id, code)


def batch_waived(session: Session, batch_id: int, code: str) -> None:
    """Counts anew what somebody answers for among the findings ``code`` of a batch."""
    waived = session.execute(
        select(BatchRow.chunk_id, func.sum(RowFinding.times))
        .join(RowFinding, RowFinding.row_id == BatchRow.id)
        .join(BatchFinding, RowFinding.finding_id == BatchFinding.id)
        .where(BatchFinding.batch_id == batch_id, BatchFinding.code == code, BatchFinding.waiver_id.is_not(None))
        .group_by(BatchRow.chunk_id)
    )
    by_chunk = {chunk: int(count) for chunk, count in waived}
    of_rule = (RuleCount.batch_id == batch_id, RuleCount.code == code)
    rows = session.execute(select(RuleCount.id, RuleCount.chunk_id, RuleCount.found).where(*of_rule)).all()
    counted = [
        {"id": row, "waived": by_chunk.get(chunk, 0), "standing": found - by_chunk.get(chunk, 0)}
        for row, chunk, found in rows
    ]
    if counted:
        session.execute(update(RuleCount), counted)


def _add(row: RuleCount, fate: Fate) -> None:
    beyond = max(0, row.pending - row.standing)
    clicked = min(row.pending, fate.gone)
    row.taken -= row.pending - beyond - clicked  # taken, and found wrong again
    row.rewritten += fate.gone - clicked
    row.found += fate.new
    row.standing, row.waived, row.pending = fate.standing, fate.waived, 0
    if fate.level:
        row.clause, row.level = fate.clause, fate.level


def _add_count(session: Session, letter_id: int, code: str, clause: str | None, level: str) -> RuleCount:
    row = RuleCount(
        code=code,
        day=clock.today(),
        clause=clause,
        level=level,
        letter_id=letter_id,
        letters=1,
        found=0,
        taken=0,
        rewritten=0,
        waived=0,
        standing=0,
        pending=0,
    )
    session.add(row)
    return row


def _rows(session: Session, letter_id: int) -> dict[str, RuleCount]:
    return {row.code: row for row in session.scalars(select(RuleCount).filter_by(letter_id=letter_id))}


def _snapshot_of(version: Version) -> ComparedReport:
    return ComparedReport(version.report or {}, _words(version))


def _words(version: Version) -> tuple[object, ...]:
    return version.title, version.text, version.card, version.blank
