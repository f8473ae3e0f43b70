"""Rows of a batch whose letters are in the hands of the mail, or came back by it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from letterkit.core.mail import ON_ITS_WAY, MailingState
from letterkit.core.outcome import Channel
from letterkit.store.batch_tables import BatchRow, BatchSending
from letterkit.store.mail_tables import Mailing


def rows_in_mail(batch_id: int) -> Select[Any]:
    """The ids of rows that are in the queue of the mail, or have gone by it."""
    states = (*ON_ITS_WAY, MailingState.ACCEPTED)
    of_batch = select(Mailing.row_id).where(Mailing.batch_id == batch_id, Mailing.state.in_(states))
    return of_batch.where(Mailing.row_id.is_not(None))


def came_back(batch_id: int) -> ColumnElement[bool]:
    """Of a row: it is recorded as sent by mail, and its last message was not delivered."""
    told = (Mailing.batch_id == batch_id, Mailing.row_id.is_not(None), Mailing.state != MailingState.CANCELLED)
    last = select(func.max(Mailing.id)).where(*told).group_by(Mailing.row_id)
    back = select(Mailing.row_id).where(Mailing.id.in_(last), Mailing.state == MailingState.BOUNCED)
    by_mail = select(BatchSending.id).filter_by(batch_id=batch_id, channel=Channel.EMAIL)
    return BatchRow.sending_id.in_(by_mail) & BatchRow.id.in_(back)
