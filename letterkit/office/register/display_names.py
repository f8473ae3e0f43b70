"""How the register calls an applicant and a group, in one line; what its lists show of a card."""

from typing import Any

from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.office.register.classifier import classifier

_NAME_LIMIT = 300


def applicant_name(card: CaseCard) -> str:
    """Who asked, as registers list them: «Иванова Мария Петровна», an organisation, «… и другие»."""
    who = card.applicant.person.full or card.applicant.organisation or ""
    whole = f"{who} и другие".strip() if card.applicant.collective else who
    return whole if len(whole) <= _NAME_LIMIT else f"{whole[: _NAME_LIMIT - 1]}…"


def told_by(card: CaseCard) -> dict[str, Any]:
    """What lists show of a card, by column of the register."""
    return {
        "channel": card.appeal.channel.value if card.appeal.channel else None,
        "kind": card.appeal.kind.value if card.appeal.kind else None,
        "group": group_name(card.appeal.group),
        "subject": card.appeal.subject,
        "applicant": applicant_name(card),
    }


def demand_short(card: CaseCard) -> None:
    """What lists show has columns of a limited width, PostgreSQL would refuse more: ``appeal.too-long``."""
    longest = {"appeal.number": (card.appeal.number, 60), "appeal.group": (card.appeal.group, 200)}
    for key, (value, limit) in longest.items():
        if value and len(value) > limit:
            raise RequestError("appeal.too-long", key=key, limit=limit)


def group_name(said: str | None) -> str | None:
    """The name of the group that ``said`` means by the classifier (6.12); one that it has not stays as it is."""
    found = classifier().find(said) if said else None
    return found.name if found else said
