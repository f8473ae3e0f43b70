"""The blueprint of reply texts and blanks; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("texts", __name__, url_prefix="/texts")
KINDS = "any(reply, blank)"
"""Which kinds of kept things have these pages."""
