"""The blueprint of what goes out; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("outgoing", __name__, url_prefix="/letters/<int:letter_id>")
