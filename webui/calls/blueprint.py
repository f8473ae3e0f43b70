"""The blueprint of calls; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.reports.contact_words import clock_length, length_words

blueprint = Blueprint("calls", __name__, url_prefix="/calls")
blueprint.app_template_filter("length_words")(length_words)
blueprint.app_template_filter("clock_length")(clock_length)
