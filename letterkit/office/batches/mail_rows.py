"""Rows of a batch whose letters are in the hands of the mail."""

from typing import Any

from sqlalchemy import Select, select

from letterkit.core.mail import ON_ITS_WAY, MailingState
from letterkit.store.mail_tables import Mailing


def rows_in_mail(batch_id: int) -> Select[Any]:
    """The ids of rows that are in the queue of the mail, or have gone by it."""
    states = (*ON_ITS_WAY, MailingState.ACCEPTED)
    of_batch = select(Mailing.row_id).where(Mailing.batch_id == batch_id, Mailing.state.in_(states))
    return of_batch.where(Mailing.row_id.is_not(None))
