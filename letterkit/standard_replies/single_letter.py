"""The gate of clause 4.3 before a single letter: in the form of its card, when it is handed in, when it is drafted."""

import datetime
from dataclasses import replace

from letterkit.compose.catalogue import ReplyText
from letterkit.core.case import CaseCard
from letterkit.core.profile import Profile
from letterkit.standard_replies.gate import gate, is_standard
from letterkit.standard_replies.refusal import Refusal

_WANTING = frozenset(
    {
        "card.missing",
        "standard.address-unread",
        "standard.name-unread",
        "standard.no-evidence",
        "standard.no-final-date",
        "standard.nobody",
        "standard.not-filled",
        "standard.not-registered",
        "standard.bad-email",
        "standard.nowhere",
    }
)


def stops(
    card: CaseCard, reply: ReplyText, profile: Profile, *, extended_to: datetime.date | None = None
) -> tuple[Refusal, ...]:
    """What keeps the standard reply ``reply`` from answering ``card`` today, or on the day of the letter.

    An ordinary reply has nothing to prove here: composing says what it lacks. ``extended_to`` as for ``gate``.
    """
    if not is_standard(reply):
        return ()
    return tuple(each for each in gate(card, reply, profile, extended_to=extended_to) if each.stops)


def is_wanting(refusal: Refusal) -> bool:
    """Whether something is only not there yet: a letter may be begun without it, and is handed in with it."""
    return refusal.code in _WANTING


def demand(card: CaseCard, reply: ReplyText, profile: Profile, *, extended_to: datetime.date | None = None) -> None:
    """Raises CardError, the first of ``stops``."""
    for refusal in stops(card, reply, profile, extended_to=extended_to):
        raise refusal.error()


def demand_of_draft(card: CaseCard, reply: ReplyText, profile: Profile) -> None:
    """As ``demand`` of a letter that may have no date yet: it is judged as of the first day that it could bear.

    Whether it is late is known when it is dated; until then the rules of its report say so.
    """
    demand(card if card.date else replace(card, date=card.appeal.registered), reply, profile)
