"""The gate of clause 4.3: a standard reply goes out on its ground only, with the evidence for it, and in time.

One pure function for a row of a batch, the form of a card and a request of a program.
"""

import datetime
from collections.abc import Iterator

from letterkit.compose.catalogue import ReplyText
from letterkit.core.case import CaseCard
from letterkit.core.email_address import is_email_address
from letterkit.core.finding import Level
from letterkit.core.outcome import Channel, Ground, Outcome
from letterkit.core.profile import Profile
from letterkit.standard_replies.course import BY_OUTCOME
from letterkit.standard_replies.evidence import GivenEvidence, basis_of, collect_evidence
from letterkit.standard_replies.grounds import BY_GROUND
from letterkit.standard_replies.refusal import Refusal
from letterkit.standard_replies.terms import days_of, of_terms

_NEEDS_NO_ADDRESS = frozenset({Channel.POS, Channel.GOSUSLUGI, Channel.VISIT})
"""A portal answers where the appeal came from (2.3); what is handed over needs no address (2.5, 2.6)."""


def is_standard(reply: ReplyText) -> bool:
    """Whether ``reply`` is one that may go to many: on a ground of 4.3, or of an appeal's course (3.4, 7.5–7.12)."""
    return basis_of(reply) is not None


def gate(
    card: CaseCard, reply: ReplyText, profile: Profile, *, extended_to: datetime.date | None = None
) -> tuple[Refusal, ...]:
    """Everything that keeps ``reply`` from answering ``card``, all at once; nothing for an ordinary reply in order.

    ``extended_to`` is the end of the term where the register has prolonged it already (7.4). The texts of 2.2, which
    answer the questions themselves, have no ground to prove: here it is only seen that the card plans the same.
    """
    basis = basis_of(reply)
    if basis is None:
        return (*_agreement(card, reply), *_groundless(reply))
    known, refusals = collect_evidence(card, reply, basis)
    of_card = (*_agreement(card, reply), *_registration_refusals(known), *_answerable(known))
    return (*of_card, *refusals, *_of(known, profile, extended_to))


def unfit_for_batch(reply: ReplyText) -> tuple[Refusal, ...]:
    """A warning where ``reply`` answers questions: what is one and the same for hundreds is none of 4.3 then (7.9)."""
    if is_standard(reply):
        return ()
    return (Refusal("standard.not-standard", "4.3", "reply.outcome", Level.WARNING, {"reply": reply.id}),)


def _of(known: GivenEvidence, profile: Profile, extended_to: datetime.date | None) -> Iterator[Refusal]:
    if isinstance(known.basis, Ground):
        yield from BY_GROUND[known.basis](known, profile)
    days = days_of(known.card, profile, extended_to)
    if days is None:
        return
    yield from of_terms(known, profile, days)
    if isinstance(known.basis, Outcome):
        yield from BY_OUTCOME[known.basis](known, profile, days)


def _agreement(card: CaseCard, reply: ReplyText) -> Iterator[Refusal]:
    """The card plans what the reply text says; a ground in the card with a text that has none is a wrong text too."""
    plan, head = card.reply, reply.head
    pairs = (("reply.outcome", plan.outcome, head.outcome), ("reply.ground", plan.ground, head.ground))
    for key, has, wants in pairs:
        missed = key == "reply.ground" and wants is None
        if has and (wants or missed) and has is not wants:
            details = {"value": str(has), "reply": reply.id, "wants": str(wants or head.outcome)}
            yield Refusal("card.outcome-differs", "4.3", key, details=details)


def _groundless(reply: ReplyText) -> Iterator[Refusal]:
    """4.3: there is no other way to leave an appeal without an answer."""
    if reply.head.outcome is Outcome.NO_ANSWER:
        yield Refusal("standard.no-ground", "4.3", "reply.ground", details={"reply": reply.id})


def _registration_refusals(known: GivenEvidence) -> Iterator[Refusal]:
    """4.1, 7.4: number and day of registration link the reply to the appeal, and terms are counted from the day."""
    appeal = known.card.appeal
    for key, value in (("appeal.number", appeal.number), ("appeal.registered", appeal.registered)):
        if not value:
            yield known.refusal("standard.not-registered", key, clause="4.1")


def _answerable(known: GivenEvidence) -> Iterator[Refusal]:
    """59-FZ 11.1, 11.4: without a name and an address there is nobody to answer, and no standard reply either."""
    card, person = known.card, known.card.applicant.person
    unread = known.basis is Ground.UNREADABLE
    if not (person.surname or card.applicant.organisation):
        yield known.refusal("standard.name-unread" if unread else "standard.nobody", "applicant.surname", clause="2.3")
    email = card.applicant.email
    if email and not is_email_address(email.strip()):
        yield known.refusal("standard.bad-email", "applicant.email", clause="2.3", email=email)
    way = card.reply.delivery or card.appeal.channel
    if not (card.applicant.address or card.applicant.email or way in _NEEDS_NO_ADDRESS):
        code = "standard.address-unread" if unread else "standard.nowhere"
        yield known.refusal(code, "applicant.address", clause="2.3")
