"""The registry is told of mail that did not reach its applicant."""

from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import holders_of, tell
from letterkit.store.batch_tables import Batch
from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Appeal, Letter


def tell_trouble(session: Session, mailing: Mailing) -> None:
    """Tells of a message that was refused, came back, or may have gone; of those of a batch once a day."""
    subject, once, facts = _about(session, mailing)
    for person_id in holders_of(session, mailing.body, Duty.REGISTRY):
        tell(session, None, person_id, NoticeKind.MAIL_TROUBLE, subject, {"state": mailing.state, **facts}, once)


def _about(session: Session, mailing: Mailing) -> tuple[str, str, dict[str, str | None]]:
    if mailing.batch_id is not None:
        batch = session.get_one(Batch, mailing.batch_id)
        day = clock.today().isoformat()
        return f"batch:{batch.id}", f"mail:{day}", {"on": batch.created.date().isoformat()}
    once = f"mail:{mailing.id}:{mailing.state}:{clock.now():%d%H%M%S}"
    if mailing.letter_id is not None:
        letter = session.get_one(Letter, mailing.letter_id)
        return f"letter:{letter.id}", once, {"number": letter.number}
    appeal = session.get_one(Appeal, mailing.appeal_id)
    return f"appeal:{appeal.id}", once, {"appeal": appeal.number}
