"""All components of the pages on one page, in both schemes: what a new page is made of."""

from flask import Blueprint, render_template

from letterkit.core.office import LetterState
from webui.access import needs

blueprint = Blueprint("design", __name__)
ICONS = (
    "house",
    "inbox",
    "mail",
    "mails",
    "phone",
    "calendar-check",
    "settings",
    "search",
    "plus",
    "bell",
    "circle-help",
)


@blueprint.get("/design")
@needs()
def page() -> str:
    """Buttons, states, filters, tables, forms, messages, as pages show them."""
    return render_template("design.html", states=list(LetterState), icons=ICONS)
