"""Whether a case card suits the reply text."""

from collections.abc import Iterator

from letterkit.compose.addressee import salutation
from letterkit.compose.catalogue import ReplyText
from letterkit.compose.context import is_given, items_of, paths_of, unmet
from letterkit.core.card_values import OWN
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError

_ANSWERS = f"{OWN}answers"


def misfits(card: CaseCard, reply: ReplyText) -> Iterator[CardError]:
    """Everything for which ``compose`` would refuse to write ``reply`` to ``card``, not only the first.

    Codes: ``card.missing``, ``card.gender-unknown``, ``card.outcome-differs``, ``card.answers-differ``.
    """
    try:
        salutation(card.applicant)
    except CardError as fault:
        yield fault
    for need in unmet(card, reply):
        yield CardError("card.missing", key=paths_of(need)[0], reply=reply.id, any_of=need)
    for name, field in reply.fields.items():
        if field.required and not is_given(card.reply.fields.get(name)):
            yield CardError("card.missing", key=f"{OWN}{name}", reply=reply.id, label=field.label)
    for key, has, wants in (
        ("reply.outcome", card.reply.outcome, reply.head.outcome),
        ("reply.ground", card.reply.ground, reply.head.ground),
    ):
        if has and wants and has is not wants:
            yield CardError("card.outcome-differs", key=key, value=str(has), reply=reply.id, wants=str(wants))
    if "answers" in reply.fields:
        yield from _answers(card)


def _answers(card: CaseCard) -> Iterator[CardError]:
    """Each question of the appeal wants its answer (clause 7.9)."""
    asked = len(card.appeal.questions)
    answered = len(items_of(card.reply.fields.get("answers")) or ())
    if answered and asked and asked != answered:
        yield CardError("card.answers-differ", key=_ANSWERS, questions=asked, answers=answered)
    elif not answered and asked > 1 and not card.reply.body:
        yield CardError("card.missing", key=_ANSWERS, questions=asked)
