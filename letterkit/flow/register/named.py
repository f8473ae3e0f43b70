"""How the register calls an applicant and a group, in one line."""

from letterkit.core.case import CaseCard
from letterkit.flow.register.classifier import classifier

_NAME_LIMIT = 300


def applicant_name(card: CaseCard) -> str:
    """Who asked, as registers list them: «Иванова Мария Петровна», an organisation, «… и другие»."""
    who = card.applicant.person.full or card.applicant.organisation or ""
    whole = f"{who} и другие".strip() if card.applicant.collective else who
    return whole if len(whole) <= _NAME_LIMIT else f"{whole[: _NAME_LIMIT - 1]}…"


def group_name(said: str | None) -> str | None:
    """The name of the group that ``said`` means by the classifier (6.12); one that it has not stays as it is."""
    found = classifier().find(said) if said else None
    return found.name if found else said
