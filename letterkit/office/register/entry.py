"""What an appeal needs to stand in the register, entered or put right: a number, a day, both its own."""

import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, RequestError
from letterkit.office.register.display_names import demand_short
from letterkit.store.tables import Appeal

SECTIONS = ("appeal", "applicant")
"""The sections of a card that the register keeps."""


class RegisterKey(NamedTuple):
    """By what a body knows an appeal: no two of its appeals have both the same."""

    number: str
    registered: datetime.date


def entry_of(card: CaseCard) -> RegisterKey:
    """The number and the day of ``card``.

    Raises CardError ``card.missing``, ``appeal.not-yet`` for a day that is to come, RequestError ``appeal.too-long``.
    """
    number, registered = card.appeal.number, card.appeal.registered
    if not number:
        raise CardError("card.missing", key="appeal.number")
    if registered is None:
        raise CardError("card.missing", key="appeal.registered")
    if registered > clock.today():
        raise CardError("appeal.not-yet", key="appeal.registered")
    demand_short(card)
    return RegisterKey(number, registered)


def demand_single(session: Session, body: str, entry: RegisterKey, own: int | None = None) -> None:
    """Raises RequestError ``appeal.twice`` when an appeal of ``body`` other than ``own`` is known by ``entry``."""
    same = select(Appeal.id).filter_by(body=body, **entry._asdict())
    if session.scalar(same.where(Appeal.id != (own or 0)).limit(1)) is not None:
        raise RequestError("appeal.twice", number=entry.number)


def flush(session: Session, entry: RegisterKey) -> None:
    """Writes what was put down; raises RequestError ``appeal.twice`` when somebody has entered the same meanwhile."""
    try:
        session.flush()
    except IntegrityError:
        raise RequestError("appeal.twice", number=entry.number) from None
