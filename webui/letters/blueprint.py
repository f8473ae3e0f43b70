"""The blueprint of letters; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.core.office import Duty

blueprint = Blueprint("letters", __name__, url_prefix="/letters")
READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Who has anything to do with letters; which of them each may see, the engine decides."""
READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Whose work letters are; which of them somebody sees, the flow says."""
WRITERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER)
"""Who changes words and cards, at the step that is theirs."""
