"""All reply texts and blanks: looked for by words, folder and state."""

from collections import Counter

from flask import render_template, request

from letterkit.compose import ReplyText
from letterkit.office.content.approval import APPROVERS
from letterkit.office.content.approval_queue import waiting
from letterkit.office.content.listing import Item, list_items
from letterkit.office.content.repository import KEEPERS, KeptState
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.office_words import GROUNDS, OUTCOMES
from letterkit.reports.template_words import KEPT_STATES
from webui.access import actor, needs
from webui.engine import engine
from webui.texts.blueprint import blueprint
from webui.texts.names import name

_EXPIRING = "expiring"


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs()
def listing() -> str:
    """One kind of things, sifted."""
    asked = {key: request.args.get(key, "").strip() for key in ("words", "state", "folder")}
    kind = KeptKind.BLANK if request.args.get("kind") == KeptKind.BLANK else KeptKind.REPLY
    office = engine().office
    everything = {each: list_items(office, each) for each in (KeptKind.REPLY, KeptKind.BLANK)}
    items = [item for item in everything[kind] if item.is_about(asked["words"])]
    in_folder = [item for item in items if not asked["folder"] or item.kept.folder == asked["folder"]]
    states = Counter(item.state for item in in_folder)
    expiring = sum(item.expires_soon for item in in_folder)
    return render_template(
        "texts/list.html",
        kind=kind,
        counts={each: len(found) for each, found in everything.items()},
        rows=[(item, name(item)) for item in in_folder if _is_in(item, asked["state"])],
        total=len(everything[kind]),
        found=len(in_folder),
        states=[(each.value, KEPT_STATES[each], states[each]) for each in KeptState if states[each]]
        + ([(_EXPIRING, "пора пересмотреть", expiring)] if expiring else []),
        folders=sorted({item.kept.folder for item in everything[kind] if item.kept.folder}),
        stands_for=_stands_for,
        may_write=actor().has(*KEEPERS),
        waiting=len(waiting(office, actor())) if actor().has(*APPROVERS) else None,
        **asked,
    )


def _is_in(item: Item, state: str) -> bool:
    return not state or item.state == state or (state == _EXPIRING and item.expires_soon)


def _stands_for(item: Item) -> str:
    """The outcome and the ground of a reply text; the standard of a blank."""
    if item.thing is None:
        return ""
    if not isinstance(item.thing, ReplyText):
        return item.thing.head.pack
    head = item.thing.head
    return ": ".join(
        filter(None, (OUTCOMES[head.outcome] if head.outcome else "", GROUNDS[head.ground] if head.ground else ""))
    )
