"""The versions of a reply text or a blank: who made each and why, any two side by side, any one taken again."""

from flask import render_template, request

from letterkit.office.content import listing
from letterkit.office.content.kinds import KINDS as KNOWN
from letterkit.office.content.repository import KEEPERS, version_state
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.template_words import VERSION_STATES
from webui.access import actor, needs
from webui.engine import engine
from webui.texts.blueprint import KINDS, blueprint
from webui.texts.comparison import compare_blocks, spoken_rows
from webui.texts.names import title_of, words_of


@blueprint.get(f"/<{KINDS}:kind>/<slug>/versions")
@needs()
def versions(kind: str, slug: str) -> str:
    """All versions, newest first, and the two chosen (else the one in force and the newest) beside each other."""
    office = engine().office
    opened = listing.read_item(office, KeptKind(kind), slug)
    kept = opened.item.kept
    after = opened.version(request.args.get("after", type=int)) or opened.versions[0]
    before = opened.version(request.args.get("before", type=int))
    if before is None:
        live = opened.version(kept.live)
        older = [each for each in opened.versions if each.number < after.number]
        before = live if live and live.number < after.number else next(iter(older), None)
    difference = None
    if before is not None:
        contents = [office.files.get(each.content) for each in (before, after)]
        difference = KNOWN[KeptKind(kind)].difference(slug, *contents)
    rows = spoken_rows(difference)
    sides = [listing.thing_of(office, KeptKind(kind), slug, each.number) for each in (before, after) if each]
    return render_template(
        "texts/versions.html",
        kind=kind,
        kept=kept,
        title=title_of(opened.item.thing, slug),
        versions=[(each, version_state(kept, each)) for each in opened.versions],
        version_words=VERSION_STATES,
        before=before,
        after=after,
        difference=difference,
        rows=rows,
        changed=sum(row.kind != "same" for row in rows),
        blocks=compare_blocks(rows, sides[0], sides[-1]),
        changes=[(change.breaking, words_of(change)) for change in difference.changes] if difference else [],
        may_write=actor().has(*KEEPERS),
    )
