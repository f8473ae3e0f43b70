"""How the letter of a row is to go, known from its card before it is made (clauses 2.3, 2.4)."""

from letterkit.core.case import CaseCard
from letterkit.core.office import RowWay
from letterkit.core.outcome import Channel
from letterkit.office.cases.dispatch import ways

TOGETHER = (RowWay.POST, RowWay.EMAIL, RowWay.POS)
"""The ways that many letters go at once; the others ask something of each."""


def way_of(card: CaseCard) -> RowWay:
    """The proper way of the reply to ``card``."""
    if card.reply.restricted:
        return RowWay.REGISTERED
    proper = ways(card)[0]
    if proper.channel in (Channel.POST, Channel.EMAIL) and not proper.to:
        return RowWay.UNKNOWN
    return RowWay(proper.channel.value)
