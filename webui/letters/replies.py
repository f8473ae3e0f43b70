"""Reply texts as they are offered to an executor: those that fit first, each with what it is for and what it asks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

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
from webui.letters.cardform import BODY, FIELDS, Field, Input

_INPUTS: Mapping[FieldType, Input] = {
    "text": "line",
    "prose": "prose",
    "list": "lines",
    "date": "date",
    "number": "number",
    "money": "line",
    "body": "line",
    "bodies": "lines",
    "url": "line",
    "flag": "flag",
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
    lacks: Sequence[Field]


def offers(office: Office, values: Mapping[str, str]) -> list[Offer]:
    """All reply texts, those that fit the outcome and the ground typed first."""
    outcome = _one_of(Outcome, values.get("reply.outcome"))
    ground = _one_of(Ground, values.get("reply.ground"))
    return [_offer(reply, fits, values) for reply, fits in replies_for(office, outcome, ground)]


def own_fields(office: Office, reply_id: str | None, values: Mapping[str, str]) -> tuple[Field, ...]:
    """What the reply text asks for, as fields of the form; none when no text is chosen.

    Raises RequestError ``reply.unknown``.
    """
    if not reply_id:
        return ()
    reply = office.catalogue.reply(reply_id)
    own = tuple(_field(name, part, office.profile) for name, part in reply.fields.items())
    return (*own, BODY) if "body" in reply_fields(reply) or values.get(BODY.path) else own


def proof_fields(office: Office, reply_id: str, values: Mapping[str, str]) -> tuple[Field, ...]:
    """What a standard reply stands on, as fields of the form; none for an ordinary one (clause 4.3)."""
    reply = office.catalogue.reply(reply_id)
    if not is_standard(reply):
        return ()
    proving = {f"{OWN}{name}" for name, part in reply.fields.items() if part.evidence or part.required}
    return tuple(each for each in own_fields(office, reply_id, values) if each.path in proving)


def name_of(reply: ReplyText) -> str:
    """What a reply text is called: by its own name, else its ground when it is a standard reply, else its outcome."""
    head = reply.head
    if head.name:
        return head.name
    words = GROUNDS[head.ground] if head.ground else OUTCOMES[head.outcome] if head.outcome else reply.id
    return capital(words)


def _offer(reply: ReplyText, fits: bool, values: Mapping[str, str]) -> Offer:
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
            FIELDS[paths[0]]
            for paths in needed
            if paths[0] in FIELDS and paths[0] != BODY.path and not any(values.get(path) for path in paths)
        ],
    )


def _field(name: str, part: FieldPart, profile: Profile) -> Field:
    kind = _INPUTS[part.type]
    return Field(
        f"{OWN}{name}",
        part.label,
        kind,
        hint="; ".join(filter(None, (part.hint, _example(own_example(part, profile))))),
        width="short" if kind in ("date", "number") else "whole",
        known=profile.known_bodies if part.type == "body" else (),
        required=part.required,
    )


def _example(example: str | int | list[str] | None) -> str:
    if example is None:
        return ""
    return f"например: {' / '.join(example) if isinstance(example, list) else example}"


def _one_of(words: type[Word], typed: str | None) -> Word | None:
    return words(typed) if typed in set(words) else None
