"""The batches that the person may see, the newest first."""

from functools import cache

from flask import render_template

from letterkit.office.batches import approval_state, progress
from webui.access import actor, needs
from webui.batches.blueprint import MAKERS, READERS, blueprint
from webui.batches.idle import idle_words
from webui.batches.replies import name_of_id
from webui.engine import engine
from webui.filters import list_address
from webui.numbers import page_asked


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def listing() -> str:
    """Each with its reply text, its state and what came of its letters."""
    office, by = engine().office, actor()
    found = progress.list_batches(office, by, page_asked())
    return render_template(
        "batches/list.html",
        found=found,
        href=list_address("batches.list"),
        standings=approval_state.standings(office, by, [row.id for row in found.rows]),
        reply_name=cache(name_of_id),  # many batches have the same text
        can_begin=by.has(*MAKERS),
        idle=idle_words(),
    )
