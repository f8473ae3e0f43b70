"""The blueprint of receptions; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("receptions", __name__, url_prefix="/receptions")
