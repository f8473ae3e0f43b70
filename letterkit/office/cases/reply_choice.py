"""Which words a reply begins with: the four outcomes of 2.2, for each the text that one uses most, and the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from letterkit.compose.catalogue import ReplyText
from letterkit.core import clock
from letterkit.core.office import Actor
from letterkit.core.outcome import Outcome
from letterkit.office.cases import drafting
from letterkit.office.context import Office
from letterkit.standard_replies.gate import is_standard
from letterkit.store.tables import Letter

MAIN = (Outcome.SOLVED, Outcome.BY_DATE, Outcome.NO_DATE, Outcome.CANNOT)
"""How a question can be settled (clause 2.2)."""
_LATELY = timedelta(days=365)
_PLAN = ("outcome", "ground", "title", "body")


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """``replies`` lead to ``outcome``, those that one uses most first; there may be none."""

    outcome: Outcome
    replies: Sequence[ReplyText]


@dataclass(frozen=True, slots=True)
class ReplyChoice:
    """The four outcomes, and the texts that lead elsewhere: ordinary ones, then standard replies (clause 4.3)."""

    outcomes: Sequence[OutcomeChoice]
    others: Sequence[ReplyText]


def choice(office: Office, by: Actor) -> ReplyChoice:
    """What ``by`` can begin a reply with."""
    used = _uses(office, by)
    texts = sorted(office.catalogue.replies(), key=lambda reply: (-used.get(reply.id, 0), reply.id))
    outcomes = [
        OutcomeChoice(each, [text for text in texts if text.head.outcome is each and text.head.ground is None])
        for each in MAIN
    ]
    shown = {text.id for each in outcomes for text in each.replies}
    others = [text for text in texts if text.id not in shown]
    return ReplyChoice(outcomes, sorted(others, key=is_standard))


def change(office: Office, by: Actor, letter_id: int, revision: int, reply_id: str) -> Letter:
    """Begins the words of the letter anew with ``reply_id`` and its outcome; those that stood there are a version.

    What the card says for the new text stays, what it says for the old one alone goes. Raises as ``change_card``.
    """
    card = dict(drafting.read_letter(office, by, letter_id).card)
    plan = {name: value for name, value in card.get("reply", {}).items() if name not in _PLAN}
    asked = office.catalogue.reply(reply_id).fields
    plan["fields"] = {name: value for name, value in plan.get("fields", {}).items() if name in asked}
    card["reply"] = plan
    return drafting.change_card(office, by, letter_id, revision, card, reply_id=reply_id)


def _uses(office: Office, by: Actor) -> Mapping[str, int]:
    """How many letters ``by`` has begun with each text of late; where one has begun none, how many others have."""
    since = Letter.created >= clock.now() - _LATELY
    counted = select(Letter.reply, func.count()).where(Letter.body == by.body, since).group_by(Letter.reply)
    with office.database.reading() as session:
        own = {reply: count for reply, count in session.execute(counted.where(Letter.executor_id == by.id))}  # noqa: C416
        return own or {reply: count for reply, count in session.execute(counted)}  # noqa: C416
