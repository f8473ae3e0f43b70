"""The page is open to everybody."""

from flask import Blueprint

blueprint = Blueprint("passport", __name__, url_prefix="/passport")
