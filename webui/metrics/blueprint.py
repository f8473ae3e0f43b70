"""The blueprint of figures; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.core.office import Duty

blueprint = Blueprint("metrics", __name__, url_prefix="/metrics")
READERS = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY, Duty.CLERK, Duty.ADMINISTRATOR)
"""Who reads the figures of the body; they name nobody."""
