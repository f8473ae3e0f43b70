"""Findings that somebody entitled answers for, with a reason and an end; the letter's bytes stay as they are."""

from datetime import timedelta

from sqlalchemy import select

from letterkit.checks.waivers import Waiver
from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.cases import snapshots
from letterkit.office.cases.approval import demand_other
from letterkit.office.cases.drafting import last_version
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.tables import Letter, LetterWaiver

WAIVED_FOR = timedelta(days=30)


def waive(office: Office, by: Actor, letter_id: int, code: str, excerpt: str | None, reason: str) -> Letter:
    """``by`` answers for a finding of the letter, which is then checked anew; its bytes stay.

    A finding in some words is waived by these words (``excerpt``), so that the same fault elsewhere still stands.
    Raises RequestError ``waiver.no-reason``, ``waiver.no-finding``, ``letter.changed``, ``letter.meanwhile``,
    DeniedError ``denied.duty``, ``denied.author``.
    """
    rights.demand(by, Duty.REVIEWER, Duty.SIGNER)
    reason = " ".join(reason.split())
    if not reason:
        raise RequestError("waiver.no-reason")
    with office.database.reading() as session:
        letter = rights.in_state(rights.readable_letter(session, by, letter_id), *rights.REVIEWED)
        demand_other(session, by, letter)
        begun = snapshots.basis(session, letter)
        made = last_version(session, letter)
    if not any(_is(found, code, excerpt) for found in (made.report or {}).get("findings", ())):
        raise RequestError("waiver.no-finding")
    until = clock.today() + WAIVED_FOR
    waiver = Waiver(code, reason, by.name, until, excerpt or None, shared=True)
    snapshot = snapshots.make(office, begun, (*begun.waivers, waiver))
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id, letter.revision), *rights.REVIEWED)
        begun.demand_same(session, letter)
        session.add(
            LetterWaiver(
                letter_id=letter.id,
                code=code,
                excerpt=excerpt or None,
                reason=reason,
                by_id=by.id,
                at=clock.now(),
                until=until,
            )
        )
        snapshots.keep_snapshot(office, session, letter, by, "waived", snapshot)
        audit.record(session, by, "letter.waived", f"letter:{letter.id}", code=code, until=until.isoformat())
        return letter


def unwaive(office: Office, by: Actor, letter_id: int, code: str, excerpt: str | None) -> Letter:
    """The finding stands again; raises as ``waive``."""
    rights.demand(by, Duty.REVIEWER, Duty.SIGNER)
    with office.database.reading() as session:
        letter = rights.in_state(rights.readable_letter(session, by, letter_id), *rights.REVIEWED)
        begun = snapshots.basis(session, letter)
    left = tuple(w for w in begun.waivers if (w.code, w.excerpt) != (code, excerpt or None))
    if left == begun.waivers:
        raise RequestError("waiver.no-finding")
    snapshot = snapshots.make(office, begun, left)
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id, letter.revision), *rights.REVIEWED)
        begun.demand_same(session, letter)
        same = select(LetterWaiver).filter_by(letter_id=letter.id, code=code, withdrawn=None)
        for row in session.scalars(same):
            if row.excerpt == (excerpt or None):
                row.withdrawn = clock.now()
        snapshots.keep_snapshot(office, session, letter, by, "waived", snapshot)
        audit.record(session, by, "letter.unwaived", f"letter:{letter.id}", code=code)
        return letter


def _is(finding: dict[str, object], code: str, excerpt: str | None) -> bool:
    said = " ".join(str(finding["excerpt"] or "").split())
    return finding["code"] == code and said == " ".join((excerpt or "").split())
