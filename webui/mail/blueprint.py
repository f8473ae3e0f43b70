"""The blueprint of mail; its views stand in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("mail", __name__, url_prefix="/mail")
