"""Reply texts as they are offered to an executor: those that fit first, each with what it is for and what it asks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from wtforms.fields.core import UnboundField

from letterkit.compose.catalogue import FieldPart, FieldType, ReplyText
from letterkit.compose.filters import lower_first
from letterkit.compose.inspect import reply_fields
from letterkit.core.card_values import OWN
from letterkit.core.outcome import Ground, Outcome
from letterkit.core.profile import Profile
from letterkit.office.cases.drafting import replies_for
from letterkit.office.context import Office
from letterkit.reports.office_words import GROUNDS, OUTCOMES
from letterkit.standard_replies.gate import is_standard
from letterkit.tables.body_examples import own_example
from webui.errors import capital
from webui.inputs import DateField, FlagField, LineField, LinesField, NumberField, ProseField
from webui.letters.cardform import FIELDS, CardForm
from webui.letters.layout import BODY

_INPUTS: Mapping[FieldType, type[LineField | ProseField | FlagField]] = {
    "prose": ProseField,
    "list": LinesField,
    "date": DateField,
    "number": NumberField,
    "bodies": LinesField,
    "flag": FlagField,
}
Word = TypeVar("Word", Outcome, Ground)
_EXPLAINED = re.compile(r"\s*[(,;:]")


@dataclass(frozen=True, slots=True)
class Offer:
    """A reply text to choose: ``asks`` names its fields in short, ``lacks`` the fields of the card still empty."""

    id: str
    name: str
    purpose: str
    clause: str | None
    due_days: int | None
    fits: bool
    asks: str
    lacks: Sequence[LineField]


def offers(office: Office, form: CardForm) -> list[Offer]:
    """All reply texts, those that fit the outcome and the ground typed first."""
    outcome, ground = _one_of(Outcome, form["reply.outcome"].data), _one_of(Ground, form["reply.ground"].data)
    return [_offer(reply, fits, form) for reply, fits in replies_for(office, outcome, ground)]


def own_fields(office: Office, reply_id: str, form: CardForm) -> dict[str, UnboundField]:
    """What the reply text asks for beside the card, by path; nothing when no text is chosen.

    Raises RequestError ``reply.unknown``.
    """
    if not reply_id:
        return {}
    reply = office.catalogue.reply(reply_id)
    own = {f"{OWN}{name}": _field(part, office.profile) for name, part in reply.fields.items()}
    return own | {BODY: FIELDS[BODY]} if "body" in reply_fields(reply) or form[BODY].data else own


def proof_fields(office: Office, reply_id: str) -> dict[str, UnboundField]:
    """What a standard reply stands on, as ``own_fields``; nothing for an ordinary one (clause 4.3)."""
    reply = office.catalogue.reply(reply_id)
    if not is_standard(reply):
        return {}
    proving = {name: part for name, part in reply.fields.items() if part.evidence or part.required}
    return {f"{OWN}{name}": _field(part, office.profile) for name, part in proving.items()}


def name_of(reply: ReplyText) -> str:
    """What a reply text is called: by its own name, else its ground when it is a standard reply, else its outcome."""
    head = reply.head
    if head.name:
        return head.name
    words = GROUNDS[head.ground] if head.ground else OUTCOMES[head.outcome] if head.outcome else reply.id
    return capital(words)


def _offer(reply: ReplyText, fits: bool, form: CardForm) -> Offer:
    head = reply.head
    needed = [need.split("|") for need in head.needs]
    return Offer(
        reply.id,
        name_of(reply),
        head.purpose or "",
        head.clause,
        head.due_days,
        fits,
        "; ".join(lower_first(_EXPLAINED.split(part.label, maxsplit=1)[0]) for part in reply.fields.values()),
        [
            form[paths[0]]
            for paths in needed
            if paths[0] in FIELDS and paths[0] != BODY and not any(form.values.get(path) for path in paths)
        ],
    )


def _field(part: FieldPart, profile: Profile) -> UnboundField:
    known: dict[str, Any] = {"known": profile.known_bodies} if part.type == "body" else {}
    return _INPUTS.get(part.type, LineField)(
        part.label,
        hint="; ".join(filter(None, (part.hint, _example(own_example(part, profile))))),
        width="short" if part.type in ("date", "number") else "whole",
        required=part.required,
        **known,
    )


def _example(example: str | int | list[str] | None) -> str:
    if example is None:
        return ""
    return f"например: {' / '.join(example) if isinstance(example, list) else example}"


def _one_of(words: type[Word], typed: str | None) -> Word | None:
    return words(typed) if typed in set(words) else None
