"""The blueprint of review; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("review", __name__)
