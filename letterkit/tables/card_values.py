"""A case card from values that have passed the card's validators, and whether it suits the reply text."""

from collections.abc import Iterator, Mapping
from typing import Any

from letterkit.compose.catalogue import ReplyText
from letterkit.compose.context import is_given, listed, paths_of, unmet
from letterkit.compose.who import salutation
from letterkit.core.case import Appeal, Applicant, CaseCard, Executor, ReplyPlan, Signer
from letterkit.core.errors import CardError
from letterkit.core.people import Person
from letterkit.tables.columns import OWN

_PERSON = ("surname", "name", "patronymic", "gender")
_ANSWERS = f"{OWN}answers"
_NO_EXECUTOR, _NO_SIGNER = Executor(), Signer()
"""Of rows that name none, one and the same: not a hundred thousand of them."""


def card_of(values: Mapping[str, Any]) -> CaseCard:
    """The card with ``values`` by path: the same that ``parse_card`` makes of them."""
    parts: dict[str, dict[str, Any]] = {
        "": {},
        "appeal": {},
        "applicant": {},
        "reply": {},
        "executor": {},
        "signer": {},
    }
    fields: dict[str, Any] = {}
    for path, value in values.items():
        if path.startswith(OWN):
            fields[path.removeprefix(OWN)] = value
        else:
            section, _, name = path.rpartition(".")
            parts[section][name] = value
    return CaseCard(
        appeal=Appeal(**parts["appeal"]),
        applicant=Applicant(person=_person(parts["applicant"]), **parts["applicant"]),
        reply=ReplyPlan(**parts["reply"], fields=fields),
        executor=_executor(parts["executor"]),
        signer=Signer(**parts["signer"]) if parts["signer"] else _NO_SIGNER,
        **parts[""],
    )


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
    answered = len(listed(card.reply.fields.get("answers")) or ())
    if answered and asked and asked != answered:
        yield CardError("card.answers-differ", key=_ANSWERS, questions=asked, answers=answered)
    elif not answered and asked > 1 and not card.reply.body:
        yield CardError("card.missing", key=_ANSWERS, questions=asked)


def _executor(part: dict[str, Any]) -> Executor:
    return Executor(person=_person(part), **part) if part else _NO_EXECUTOR


def _person(part: dict[str, Any]) -> Person:
    """The person's share of ``part``, which keeps the rest."""
    return Person(**{name: part.pop(name) for name in _PERSON if name in part})
