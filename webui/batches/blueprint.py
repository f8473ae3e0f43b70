"""The blueprint of batches; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.core.office import Duty

blueprint = Blueprint("batches", __name__, url_prefix="/batches")
READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Who has anything to do with batches; which of them each may see, the engine decides."""
MAKERS = (Duty.EXECUTOR, Duty.REGISTRY)
"""Who takes tables in and has letters made of them."""
