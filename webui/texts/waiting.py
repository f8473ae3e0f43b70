"""All that waits for approval in one list: texts, blanks, profiles, own rules, each with a link to its own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template

from letterkit.checks.own.format import OwnPack
from letterkit.compose.changes import Change
from letterkit.core.office import Actor
from letterkit.office.content.approval import APPROVERS
from letterkit.office.content.approval_queue import Waiting, waiting
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.reports.template_words import blank_change_words, change_words
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.rules.naming import pack_changes
from webui.texts.blueprint import blueprint
from webui.texts.names import ALL_KIND_WORDS, href_of, title_of, words_of

_TOLD = 4
"""Changes of one thing that the list tells; its own page tells all."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A thing as the list shows it: ``breaking`` and ``other`` are some of its changes in words, ``more`` how many are
    left out; ``is_first``: nothing of it is in force yet.
    """

    it: Waiting
    kind_words: str
    title: str
    href: str
    breaking: tuple[str, ...]
    other: tuple[str, ...]
    more: int
    is_first: bool


@blueprint.get("/waiting", endpoint="waiting")
@needs(*APPROVERS)
def page() -> str:
    """What whoever asks may decide about, and what they have sent themselves."""
    rows = lines(engine().office, actor())
    return render_template(
        "texts/waiting.html",
        to_decide=[row for row in rows if not row.it.is_own],
        sent=[row for row in rows if row.it.is_own],
    )


def lines(office: Office, by: Actor) -> list[WaitingLine]:
    """Everything that waits, the oldest asking first."""
    return [_line(each) for each in waiting(office, by)]


def _line(it: Waiting) -> WaitingLine:
    changes = it.difference.changes if it.difference else ()
    said = [capital(words) for words in _change_words(it, changes)]
    breaking = [words for words, each in zip(said, changes, strict=True) if each.breaking]
    other = [words for words, each in zip(said, changes, strict=True) if not each.breaking]
    if it.difference and not changes and not it.difference.is_none:
        other = ["Изменены только слова"]
    told = other[: max(0, _TOLD - len(breaking))]
    return WaitingLine(
        it,
        ALL_KIND_WORDS[it.kind],
        title_of(it.thing, it.kept.slug),
        href_of(it.kind, it.kept.slug),
        tuple(breaking),
        tuple(told),
        len(other) - len(told),
        it.kept.live is None,
    )


def _change_words(it: Waiting, changes: Sequence[Change]) -> list[str]:
    if isinstance(it.thing, OwnPack):
        return pack_changes(changes, it.thing)
    words = {KeptKind.BLANK: blank_change_words, KeptKind.REPLY: words_of}.get(it.kind, change_words)
    return [words(each) for each in changes]
