"""Reply texts as they are offered for a batch: by what they are for, each with its clause and its template table."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import LetterkitError
from letterkit.core.outcome import Outcome
from webui.batches.blueprint import blueprint
from webui.engine import engine
from webui.letters.replies import name_of

_ON_THE_WAY = frozenset({Outcome.REDIRECTED, Outcome.EXTENDED, Outcome.INTERIM, Outcome.CLARIFY})
_CLARIFY = "unclear"


@dataclass(frozen=True, slots=True)
class ReplyChoice:
    """One reply text."""

    id: str
    name: str
    purpose: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class Choices:
    """Those of one kind."""

    title: str
    replies: Sequence[ReplyChoice]


def choices() -> list[Choices]:
    """All reply texts: those of standard letters on the way, of clause 4.3, then answers."""
    texts = engine().catalogue.replies()
    on_the_way = [text for text in texts if _is_on_the_way(text)]
    grounds = [text for text in texts if text.head.ground and text not in on_the_way]
    answers = [text for text in texts if text not in on_the_way and text not in grounds]
    titled = (
        ("О ходе рассмотрения", on_the_way),
        ("Ответ по существу не даётся (п. 4.3)", grounds),
        ("Ответы по существу", answers),
    )
    return [Choices(title, list(map(_choice, found))) for title, found in titled if found]


def name_of_id(reply_id: str) -> str:
    """What the reply text is called; one that is there no more is called by its id."""
    try:
        return name_of(engine().catalogue.reply(reply_id))
    except LetterkitError:
        return reply_id


Blueprint.app_template_global(blueprint, "reply_title")(name_of_id)


def _is_on_the_way(text: ReplyText) -> bool:
    return text.head.outcome in _ON_THE_WAY or text.head.ground == _CLARIFY


def _choice(text: ReplyText) -> ReplyChoice:
    return ReplyChoice(text.id, name_of(text), text.head.purpose or "", text.head.clause)
