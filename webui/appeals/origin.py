"""The words of an appeal as they came: on its page, beside the letter that answers it, and on a page of their own."""

from flask import render_template

from letterkit.core.errors import RequestError
from letterkit.office.cases import appeals
from letterkit.office.incoming.origin import Origin, origin_of
from letterkit.reports.journal_words import details_words
from webui.access import actor, needs
from webui.appeals.blueprint import READERS, blueprint
from webui.appeals.card_rows import place_of
from webui.engine import engine


@blueprint.app_template_global("origin_of_appeal")
def origin_of_appeal(appeal_id: int) -> Origin | None:
    """For templates: how the appeal came in, None where it was typed into the register."""
    return origin_of(engine().office, actor(), appeal_id)


@blueprint.app_template_global("origin_words")
def origin_words(origin: Origin) -> list[str]:
    """For templates: what of the card a program read and what a person put, in words."""
    return details_words({name: sorted(paths, key=place_of) for name, paths in origin.told.items()})


@blueprint.get("/<int:appeal_id>/text")
@needs(*READERS)
def text(appeal_id: int) -> str:
    """The whole text."""
    appeal = appeals.read_appeal(engine().office, actor(), appeal_id)
    origin = origin_of_appeal(appeal_id)
    if origin is None or not origin.text:
        raise RequestError("file.not-attached")
    return render_template("appeals/text.html", it=appeal, origin=origin)
