"""The blueprint of notices; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__, url_prefix="/notices")
