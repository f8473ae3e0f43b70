"""The page of one reply text or blank: its words, its fields, where it stands and what can be done with it."""

from typing import Any

from flask import render_template, request

from letterkit.compose import Blank, ReplyText
from letterkit.core.office import Duty
from letterkit.office.content import approval, listing
from letterkit.office.content.rehearsal import rehearse
from letterkit.office.content.repository import KEEPERS, KeptState, VersionState, version_state
from letterkit.office.content.version_file import KeptKind
from letterkit.office.people import accounts
from letterkit.reports.rule_words import PACKS
from letterkit.reports.template_words import KEPT_STATES, VERSION_STATES
from letterkit.reports.wording import sentence
from letterkit.store.tables import Person
from webui.access import actor, needs, own_office
from webui.engine import engine
from webui.errors import capital
from webui.texts.blueprint import KINDS, blueprint
from webui.texts.comparison import changed_rows, compare_blocks, spoken_rows
from webui.texts.found import seen_words
from webui.texts.names import KIND_WORDS, labels_of, title_of, words_of
from webui.texts.paragraphs import read_line, read_paragraphs

_LETTER_READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)


@blueprint.get(f"/<{KINDS}:kind>/<slug>")
@needs()
def show(kind: str, slug: str) -> str:
    """One thing, as it is in force or as the version asked for."""
    return page(KeptKind(kind), slug)


def page(kind: KeptKind, slug: str, reason: str = "", errors: dict[str, str] | None = None) -> str:
    """The page, with what was typed into the form of a refusal."""
    office, by = engine().office, actor()
    opened = listing.read_item(office, kind, slug)
    item = opened.item
    newest = opened.versions[0]
    shown = opened.version(request.args.get("version", type=int)) or opened.version(item.kept.live) or newest
    thing = listing.thing_of(office, kind, slug, shown.number)
    is_open = newest.decided is None and newest.number != item.kept.live
    decides = by.has(*approval.APPROVERS)
    tells = by.has(*KEEPERS) or decides
    seen = approval.preview(office, kind, slug, newest.number) if is_open and tells else None
    letters = listing.letters_on(office, by, item.usage.drafts) if tells else ()
    batches = listing.batches_on(office, by, item.usage.under_way) if tells else ()
    return render_template(
        "texts/show.html",
        kind=kind.value,
        kind_words=KIND_WORDS[kind],
        item=item,
        kept=item.kept,
        title=title_of(item.thing, slug),
        state_words=KEPT_STATES[item.state],
        newest=newest,
        shown=shown,
        thing=thing,
        paragraphs=read_paragraphs(thing.source, labels_of(thing)) if isinstance(thing, ReplyText) else (),
        heading=read_line(thing.head.title, labels_of(thing)) if isinstance(thing, ReplyText) else (),
        is_blank=isinstance(thing, Blank),
        standard=PACKS.get(thing.head.pack, thing.head.pack) if isinstance(thing, Blank) else "",
        versions=[(each, version_state(item.kept, each)) for each in opened.versions],
        version_words=VERSION_STATES,
        version_state=version_state(item.kept, shown),
        open_state=version_state(item.kept, newest) if is_open else None,
        seen=seen,
        preview=_preview(seen) | _trial_context(seen, kind, slug, newest.number, item.kept.live) if seen else None,
        letters=letters,
        batches=batches,
        elsewhere=len(item.usage.drafts) + len(item.usage.under_way) - len(letters) - len(batches) if tells else 0,
        opens_letters=by.has(*_LETTER_READERS),
        may_write=by.has(*KEEPERS),
        may_decide=decides and not newest.is_of(by.id),
        decides=decides,
        is_asked=item.state is KeptState.ASKED or (newest.asked is not None and newest.decided is None),
        owners=_owners(),
        folders=sorted({each.kept.folder for each in listing.list_items(office, kind) if each.kept.folder}),
        reason=reason,
        errors=errors or {},
        former=VersionState.FORMER,
    )


def _preview(seen: approval.Preview) -> dict[str, Any]:
    """What would change, in words."""
    difference = seen.difference
    changes = difference.changes if difference else ()
    rows = spoken_rows(difference)
    return {
        "breaking": [words_of(each) for each in changes if each.breaking],
        "other": [words_of(each) for each in changes if not each.breaking],
        "rows": rows,
        "changed": sum(row.kind != "same" for row in rows),
        "remarks": [(remark.level.value, capital(sentence(remark.error))) for remark in seen.remarks],
        "is_first": difference is None,
    }


def _trial_context(seen: approval.Preview, kind: KeptKind, slug: str, number: int, live: int | None) -> dict[str, Any]:
    """What is found in letters of the new version of a text, and what differs in its words from those in force."""
    office = own_office()
    new = listing.thing_of(office, kind, slug, number)
    if not isinstance(new, ReplyText):
        return {"found": (), "blocks": None}
    old = listing.thing_of(office, kind, slug, live) if live is not None else None
    rehearsed = rehearse(new, office.catalogue.blank(office.profile.blank), office.checker)
    return {
        "found": seen_words(rehearsed),
        "blocks": changed_rows(compare_blocks(spoken_rows(seen.difference), old, new) or ()),
    }


def _owners() -> list[Person]:
    """Who may keep a text: people who write them and are let in."""
    found = accounts.everybody(engine().database, active=True)
    return [person for person in found if person.actor.has(*KEEPERS)]
