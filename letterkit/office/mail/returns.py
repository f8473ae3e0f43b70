"""What comes in about messages of ours: that one was not delivered, that one was answered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.mail import MailingState, MessageState
from letterkit.office.mail.bounces import Bounce
from letterkit.office.mail.mailings import note
from letterkit.office.mail.telling import tell_trouble
from letterkit.store.mail_tables import Mailing, MailMessage

_MAY_RETURN = (MailingState.ACCEPTED, MailingState.TRYING, MailingState.LOST)


def take_bounce(session: Session, row: MailMessage, bounce: Bounce) -> None:
    """Notes what ``bounce``, the message of ``row``, tells of a message of ours; of a stranger's it notes nothing."""
    ours = {each.message_id: each for each in session.scalars(_query_named(row.body, bounce.ids))}
    mailing = next((ours[name] for name in bounce.ids if name in ours), None)
    row.mailing_id = mailing.id if mailing is not None else None
    if not bounce.is_final:
        row.state, row.why = MessageState.AUTOMATIC, "delivery-report"
        return
    row.state, row.why = MessageState.BOUNCE, bounce.reason if mailing is not None else "not-ours"
    if mailing is None or mailing.state not in _MAY_RETURN:
        return
    mailing.state = MailingState.BOUNCED
    mailing.bounced = {
        "at": clock.now().isoformat(timespec="seconds"),
        "reason": bounce.reason,
        "status": bounce.status,
        "text": bounce.text,
    }
    note(session, None, mailing, "mailing.bounced", bounce=bounce.reason)
    tell_trouble(session, mailing)


def answered_mailing(session: Session, body: str, names: Sequence[str]) -> int | None:
    """The message of ours that one which names ``names`` answers, by its number."""
    return session.scalar(_query_named(body, names).with_only_columns(Mailing.id).limit(1)) if names else None


def is_own(session: Session, row: MailMessage) -> bool:
    """Whether the message of ``row`` is one that letterkit has sent itself."""
    return session.scalar(select(Mailing.id).where(Mailing.message_id == row.message_id)) is not None


def _query_named(body: str, names: Sequence[str]) -> Select[Any]:
    return select(Mailing).where(Mailing.body == body, Mailing.message_id.in_(names))
