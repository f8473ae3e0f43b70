"""From a case card to a letter on paper, checked before anyone reads it."""

import re
from dataclasses import dataclass

from letterkit.checking.checker import CheckedLetter, Checker
from letterkit.compose import Catalogue
from letterkit.compose.letter import compose
from letterkit.core.case import CaseCard
from letterkit.standard_replies.single_letter import demand_of_draft

# What file systems of any office forbid or read in a way of their own.
_UNSAFE = re.compile(r"[^\w.\-]+")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class DraftedLetter:
    """A letter made here; ``stem`` names its files. ``pdf`` is None without LibreOffice, and the report says so."""

    stem: str
    docx: bytes
    pdf: bytes | None
    card: CaseCard
    checked: CheckedLetter


def draft(card: CaseCard, reply_id: str, blank_id: str | None, catalogue: Catalogue, checker: Checker) -> DraftedLetter:
    """The letter that answers ``card`` by the reply text ``reply_id`` on the blank ``blank_id``.

    None stands for the blank of the body. ``checker`` is to keep what it prints. Raises RequestError for an unknown id,
    CardError, also where a standard reply has no ground to go on (clause 4.3), TemplateError.
    """
    blank = catalogue.offered_blank(blank_id or checker.profile.blank)
    reply = catalogue.offered_reply(reply_id)
    demand_of_draft(card, reply, checker.profile)
    composed = compose(card, reply, blank, checker.profile)
    stem = file_stem(composed.card) or reply_id
    checked = checker.check_bytes(composed.docx, f"{stem}.docx", card=composed.card)
    return DraftedLetter(stem, composed.docx, checked.pdf, composed.card, checked)


def file_stem(card: CaseCard) -> str:
    """«3.08-1201-24_Иванова»: number and surname (or organisation), safe on any disk; empty without both."""
    whose = card.applicant.person.surname or card.applicant.organisation or ""
    known = [_UNSAFE.sub("-", part).strip("-.") for part in (card.number or "", whose)]
    return "_".join(part for part in known if part)[:_LONGEST_NAME].strip("-._")
