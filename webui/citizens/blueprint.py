"""The blueprint of the data of people. Names are sent in forms, never in addresses: browsers and proxies keep these."""

from flask import Blueprint

blueprint = Blueprint("citizens", __name__, url_prefix="/personal-data")
