"""The blueprint of the API; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
