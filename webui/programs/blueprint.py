"""The blueprint of programs; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("programs", __name__, url_prefix="/programs")
