"""The passport of a letter: what it was made of, what was found and waived, who did what and when, in hashes."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.mail import MailingState
from letterkit.core.office import Actor
from letterkit.core.outcome import Channel
from letterkit.office import rights
from letterkit.office.cases.approval import approval_of
from letterkit.office.context import Office
from letterkit.office.passports.signing import SCHEMA, sign_passport
from letterkit.store import audit
from letterkit.store.file_signatures import signature_json, signature_of
from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Approval, Dispatch, Letter, LetterWaiver

_WENT = (MailingState.ACCEPTED, MailingState.BOUNCED)


def passport(office: Office, by: Actor, letter_id: int) -> dict[str, Any]:
    """The passport of an approved letter; raises RequestError ``letter.gone``, ``export.not-approved``."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        approval = approval_of(session, letter)
        if approval is None:
            raise RequestError("export.not-approved")
        return passport_of(office, session, letter, approval)


def passport_of(office: Office, session: Session, letter: Letter, approval: Approval) -> dict[str, Any]:
    """The passport of ``letter`` as ``approval`` has frozen it, signed; raises RequestError ``passport.bad-key``."""
    version = approval.version
    report = version.report or {}
    appeal = letter.appeal
    told = {
        "schema": SCHEMA,
        "letter": {
            "id": letter.id,
            "number": letter.number,
            "date": letter.dated.isoformat() if letter.dated else None,
            "title": version.title,
            "executor": letter.executor.full_name,
        },
        "appeal": None
        if appeal is None
        else {"id": appeal.id, "number": appeal.number, "registered": appeal.registered.isoformat()},
        "files": {"docx": approval.docx, "pdf": approval.pdf},
        "made_of": version.made_of or {},
        "checked": {
            "verdict": report.get("verdict"),
            "facts": report.get("facts", {}),
            "findings": report.get("findings", []),
            "clauses": report.get("clauses", []),
            "not_checked": report.get("not_checked", []),
            "versions": report.get("versions", {}),
        },
        "waivers": [
            {
                "code": row.code,
                "excerpt": row.excerpt,
                "reason": row.reason,
                "by": row.by.full_name,
                "at": row.at.isoformat(timespec="seconds"),
                "until": row.until.isoformat(),
            }
            for row in session.scalars(select(LetterWaiver).filter_by(letter_id=letter.id, withdrawn=None))
        ],
        "approvals": [
            {
                "kind": each.kind,
                "by": each.by.full_name,
                "post": each.by.post,
                "at": each.at.isoformat(timespec="seconds"),
                "docx": each.docx,
            }
            for each in session.scalars(
                select(Approval).filter_by(letter_id=letter.id, withdrawn=None).order_by(Approval.id)
            )
        ],
        "signature": signature_json(signature_of(session, approval.pdf)),
        "sent": _dispatch_json(session, letter),
        "steps": [
            {"at": entry.at, "by": entry.by, "action": entry.action, "details": entry.details, "hash": entry.hash}
            for entry in audit.of_subject(session, f"letter:{letter.id}")
        ],
        "journal_head": audit.head(session),
    }
    return sign_passport(office, letter.body, told)


def _dispatch_json(session: Session, letter: Letter) -> dict[str, Any] | None:
    sent = session.scalar(select(Dispatch).filter_by(letter_id=letter.id))
    if sent is None:
        return None
    return {
        "channel": sent.channel,
        "at": sent.at.isoformat(timespec="seconds"),
        "track": sent.track,
        "copy_number": sent.copy_number,
        "handed_to": sent.handed_to,
        "by": sent.by.full_name,
        **_mail_json(session, letter, sent),
    }


def _mail_json(session: Session, letter: Letter, sent: Dispatch) -> dict[str, Any]:
    """How the letter went by mail, where letterkit has sent it: ``bounced`` is why it came back, if it did."""
    went = select(Mailing).filter_by(letter_id=letter.id).where(Mailing.state.in_(_WENT)).order_by(Mailing.id.desc())
    mailing = session.scalars(went.limit(1)).first()
    if mailing is None or mailing.accepted is None or sent.channel != Channel.EMAIL:
        return {}
    told = {
        "message_id": mailing.message_id,
        "state": mailing.state,
        "accepted": mailing.accepted.isoformat(timespec="seconds"),
        "files": mailing.files["files"],
    }
    return {"mail": {**told, **({"bounced": mailing.bounced} if mailing.bounced else {})}}
