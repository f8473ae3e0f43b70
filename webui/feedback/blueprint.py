"""Two blueprints: ``survey`` is open to everybody, ``feedback`` to those who work here."""

from flask import Blueprint

blueprint = Blueprint("feedback", __name__, url_prefix="/feedback")
survey = Blueprint("survey", __name__, url_prefix="/survey")
