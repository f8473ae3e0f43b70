"""The blueprint of appeals; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.core.office import Duty

blueprint = Blueprint("appeals", __name__, url_prefix="/appeals")
READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Whose work appeals are."""
ENTERERS = (Duty.REGISTRY, Duty.EXECUTOR)
"""Who enters appeals and records oral answers."""
