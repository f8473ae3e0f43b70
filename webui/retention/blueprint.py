"""The blueprint of terms of keeping; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.office.retention.rules import FILE_NAME, Terms, load_terms
from webui.engine import engine

blueprint = Blueprint("retention", __name__, url_prefix="/retention")


def terms() -> Terms:
    """The terms in force; raises InputError for a file that cannot be read."""
    return load_terms(engine().settings.rules_file(FILE_NAME))
