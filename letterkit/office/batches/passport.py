"""The passport of the letter of a row: what it was made of, found and waived in it, who answered for it, in hashes."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office import batch_rights
from letterkit.office.answering_rows import answers
from letterkit.office.batches.row_entry import card_of
from letterkit.office.batches.rows import row_of
from letterkit.office.context import Office
from letterkit.office.passports.signing import SCHEMA, sign_passport
from letterkit.store import audit
from letterkit.store.batch_tables import (
    Batch,
    BatchApproval,
    BatchChunk,
    BatchFinding,
    BatchRow,
    BatchWaiver,
    RowFinding,
)
from letterkit.store.file_signatures import signature_json, signature_of
from letterkit.store.tables import Appeal


def passport(office: Office, by: Actor, batch_id: int, number: int) -> dict[str, Any]:
    """The passport of the approved letter of row ``number``, as ``cases.passport`` gives that of a single one.

    Raises RequestError ``batch.gone``, ``batch.no-row``, ``export.not-approved``.
    """
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        row = row_of(session, batch_id, number)
        if row.approval_id is None:
            raise RequestError("export.not-approved")
        approval = session.get_one(BatchApproval, row.approval_id)
        chunk = session.get(BatchChunk, row.chunk_id) if row.chunk_id else None
        made_of = (chunk.made_of if chunk else None) or {"blank": {"id": batch.blank}, "reply": {"id": batch.reply}}
        told = {
            "schema": SCHEMA,
            "letter": _letter(batch, row),
            "appeal": _appeal(session, row),
            "files": {"docx": row.docx, "pdf": row.pdf},
            "made_of": {**made_of, "number": row.letter_number, "dated": _day(row)},
            "checked": {
                "verdict": row.verdict,
                "facts": {"pages": row.pages},
                "findings": _findings(session, row),
                "versions": made_of.get("versions", {}),
            },
            "waivers": _waivers(session, row),
            "approvals": [_approval(approval, row)],
            "signature": signature_json(signature_of(session, row.pdf)),
            "sent": _sending_fields(row),
            "steps": [
                {"at": entry.at, "by": entry.by, "action": entry.action, "details": entry.details, "hash": entry.hash}
                for entry in audit.of_subject(session, f"batch:{batch_id}")
            ],
            "journal_head": audit.head(session),
        }
        return sign_passport(office, batch.body, told)


def _letter(batch: Batch, row: BatchRow) -> dict[str, Any]:
    card = card_of(row)
    return {
        "batch": batch.id,
        "row": row.number,
        "number": row.letter_number,
        "date": _day(row),
        "title": card.reply.title,
        "executor": card.executor.person.full or batch.by.full_name,
    }


def _appeal(session: Session, row: BatchRow) -> dict[str, Any] | None:
    """The appeal of the register that the letter answers, or what its row says of one."""
    appeal = session.scalars(select(Appeal).join(BatchRow, answers()).where(BatchRow.id == row.id)).first()
    if appeal is not None:
        return {"id": appeal.id, "number": appeal.number, "registered": appeal.registered.isoformat()}
    told = (row.card or {}).get("appeal") or {}
    number, registered = told.get("number"), told.get("registered")
    return {"id": None, "number": number, "registered": registered} if number else None


def _findings(session: Session, row: BatchRow) -> list[dict[str, Any]]:
    found = _of_row(row).where(BatchFinding.waiver_id.is_(None)).order_by(BatchFinding.id)
    return [
        {
            "code": each.code,
            "clause": each.clause,
            "level": each.level,
            "message": each.message,
            "advice": each.advice,
            "excerpt": each.excerpt,
        }
        for each in session.scalars(found)
    ]


def _waivers(session: Session, row: BatchRow) -> list[dict[str, Any]]:
    waived = _of_row(row).join(BatchWaiver, BatchFinding.waiver_id == BatchWaiver.id).add_columns(BatchWaiver)
    return [
        {
            "code": waiver.code,
            "excerpt": finding.excerpt or None,
            "reason": waiver.reason,
            "by": waiver.by.full_name,
            "at": waiver.at.isoformat(timespec="seconds"),
            "until": waiver.until.isoformat(),
        }
        for finding, waiver in session.execute(waived.order_by(BatchFinding.id))
    ]


def _approval(approval: BatchApproval, row: BatchRow) -> dict[str, Any]:
    """``list`` is the SHA-256 of the list of hashes that was answered for."""
    return {
        "kind": "approved",
        "by": approval.by.full_name,
        "post": approval.by.post,
        "at": approval.at.isoformat(timespec="seconds"),
        "docx": row.docx,
        "list": approval.letters,
    }


def _sending_fields(row: BatchRow) -> dict[str, Any] | None:
    sending = row.sending
    if sending is None:
        return None
    return {
        "channel": sending.channel,
        "on": sending.sent_on.isoformat(),
        "at": sending.at.isoformat(timespec="seconds"),
        "track": sending.track,
        "copy_number": ((row.card or {}).get("reply") or {}).get("copy_number"),
        "handed_to": sending.handed_to,
        "by": sending.by.full_name,
        "list": sending.letters,
    }


def _of_row(row: BatchRow) -> Any:
    of_row = select(BatchFinding).join(RowFinding, RowFinding.finding_id == BatchFinding.id)
    return of_row.where(RowFinding.row_id == row.id)


def _day(row: BatchRow) -> str | None:
    return row.dated.isoformat() if row.dated else None
