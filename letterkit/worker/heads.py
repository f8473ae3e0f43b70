"""The last hash of the journal, proved, kept and sent out once a day: what is cut off or written anew later shows."""

import logging

from sqlalchemy import select

from letterkit.core import clock
from letterkit.office.integrity.inspection import Inspection, inspect
from letterkit.reports.inspection_words import head_mail
from letterkit.settings import Settings
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.journal_heads import kept_heads
from letterkit.store.tables import AuditEntry
from letterkit.worker.administrators import administrators, write_to

log = logging.getLogger(__name__)

KEPT, BROKEN = "journal.head-kept", "journal.broken"


def keep_head(settings: Settings, database: Database, sender: str) -> bool:
    """Proves the journal, keeps its last hash and sends it out, once a day whoever asks; whether it was done now.

    Raises RequestError ``mail.bad-address``, ``audit.bad-heads``, ``file.not-writable``.
    """
    if not _is_ours(database):
        return False
    heads = kept_heads(settings)
    found = inspect(database, heads)
    if found.holds:
        heads.keep(found.verified.count, found.verified.head)
    else:
        log.error("the journal does not hold: letterkit audit verify")
        with database.writing() as session:
            audit.record(session, None, BROKEN, audit.JOURNAL, entry=found.verified.broken)
    _send(settings, database, sender, found)
    return True


def _is_ours(database: Database) -> bool:
    """Whether nobody has done it today: the journal itself says who was first."""
    today = clock.today().isoformat()
    with database.reading() as session:  # asked each minute: most often nothing has to be locked
        last = session.scalar(select(AuditEntry.at).where(AuditEntry.action == KEPT).order_by(AuditEntry.id.desc()))
        if last is not None and last.startswith(today):
            return False
    with database.writing() as session:
        audit.hold(session)
        said = select(AuditEntry.at).where(AuditEntry.action == KEPT).order_by(AuditEntry.id.desc()).limit(1)
        last = session.scalar(said)
        if last is not None and last.startswith(today):
            return False
        audit.record(session, None, KEPT, audit.JOURNAL, head=audit.head(session))
    return True


def _send(settings: Settings, database: Database, sender: str, found: Inspection) -> None:
    named = [each.strip() for each in (settings.audit_mail or "").split(",") if each.strip()]
    write_to(settings, named or administrators(database), sender, *head_mail(found, settings.address or ""))
