"""All reply texts and blanks: looked for by words, folder and state."""

from collections import Counter
from collections.abc import Sequence

from flask import render_template, request

from letterkit.compose import ReplyText
from letterkit.office.content.approval import APPROVERS
from letterkit.office.content.approval_queue import waiting
from letterkit.office.content.listing import Item, list_items
from letterkit.office.content.repository import KEEPERS, KeptState
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.office_words import GROUNDS, OUTCOMES
from letterkit.reports.rule_words import PACKS
from letterkit.reports.template_words import KEPT_STATES
from webui.access import actor, needs
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.texts.blueprint import blueprint
from webui.texts.names import name

_EXPIRING = "expiring"
_HINTS = {
    KeptKind.REPLY: "Название, имя или слова самого текста",
    KeptKind.BLANK: "Название, имя, владелец",
}


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
    folders = sorted({item.kept.folder for item in everything[kind] if item.kept.folder})
    filters = [Filter("state", "Состояние", asked["state"], _states(in_folder), Shape.PILLS)]
    if folders:
        known = [Choice(each, each) for each in folders]
        filters.append(Filter("folder", "Папка", asked["folder"], known, anything="любая"))
    return render_template(
        "texts/list.html",
        kind=kind,
        counts={each: len(found) for each, found in everything.items()},
        rows=[(item, name(item)) for item in in_folder if _is_in(item, asked["state"])],
        total=len(everything[kind]),
        bar=Bar(
            "texts" if kind is KeptKind.REPLY else "blanks",
            list_address("texts.list"),
            asked["words"],
            _HINTS[kind],
            filters,
        ),
        stands_for=_stands_for,
        may_write=actor().has(*KEEPERS),
        waiting=len(waiting(office, actor())) if actor().has(*APPROVERS) else None,
    )


def _states(items: Sequence[Item]) -> list[Choice]:
    counted = Counter(item.state for item in items)
    expiring = sum(item.expires_soon for item in items)
    return [
        Choice("", "все", len(items)),
        *(Choice(each.value, KEPT_STATES[each], counted[each]) for each in KeptState if counted[each]),
        *([Choice(_EXPIRING, "пора пересмотреть", expiring)] if expiring else []),
    ]


def _is_in(item: Item, state: str) -> bool:
    return not state or item.state == state or (state == _EXPIRING and item.expires_soon)


def _stands_for(item: Item) -> str:
    """The outcome and the ground of a reply text; the standard of a blank."""
    if item.thing is None:
        return ""
    if not isinstance(item.thing, ReplyText):
        return PACKS.get(item.thing.head.pack, item.thing.head.pack)
    head = item.thing.head
    return ": ".join(
        filter(None, (OUTCOMES[head.outcome] if head.outcome else "", GROUNDS[head.ground] if head.ground else ""))
    )
