"""The blueprint of plug-ins."""

from flask import Blueprint

blueprint = Blueprint("plugins", __name__, url_prefix="/plugins")
