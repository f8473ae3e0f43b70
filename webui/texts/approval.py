"""Where a reply text stands on its way into force, as its editor says it: what is done, what is next, who decides."""

from dataclasses import dataclass

from flask import render_template

from letterkit.core.office import Actor
from letterkit.office.content.approval import APPROVERS
from letterkit.office.content.listing import ItemVersions
from letterkit.office.content.repository import VersionState, version_state
from letterkit.office.people import accounts
from letterkit.store.keeping_tables import KeptVersion
from webui.access import actor
from webui.engine import engine

_NAMED = 3
"""So many of those who may approve are called by name."""


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """The newest version and the one in force (None when there is none yet), as whoever writes the text sees them.

    ``approvers`` are short names of some of those who may decide, ``more`` how many there are besides; ``may_decide``:
    whoever looks is one of them.
    """

    newest: KeptVersion
    state: VersionState
    live: KeptVersion | None
    approvers: tuple[str, ...]
    more: int
    may_decide: bool

    @property
    def is_in_force(self) -> bool:
        return self.state is VersionState.LIVE

    @property
    def may_be_asked(self) -> bool:
        """Whether the newest version can be sent for approval."""
        return self.state in (VersionState.DRAFT, VersionState.SHIPPED)


def approval_state(opened: ItemVersions, by: Actor) -> ApprovalState:
    """Where the text stands for ``by``; the approvers are people of their own body, whoever has written it left out."""
    newest = opened.versions[0]
    state = version_state(opened.item.kept, newest)
    names = [] if state is VersionState.LIVE else _approvers(newest, by)
    return ApprovalState(
        newest,
        state,
        opened.version(opened.item.kept.live),
        tuple(names[:_NAMED]),
        max(0, len(names) - _NAMED),
        by.has(*APPROVERS) and not newest.is_of(by.id),
    )


def approval_bar(opened: ItemVersions) -> str:
    """The bar of the editor, as HTML."""
    return render_template("texts/_approval.html", approval=approval_state(opened, actor()), slug=opened.item.kept.slug)


def _approvers(version: KeptVersion, by: Actor) -> list[str]:
    # Whoever asks for what came with letterkit is its author in this: nobody approves what they have sent themselves.
    author = version.by_id if version.by_id is not None else version.asked_by_id or by.id
    people = accounts.everybody(engine().database, active=True, body=by.body)
    return [person.short_name for person in people if person.actor.has(*APPROVERS) and person.id != author]
