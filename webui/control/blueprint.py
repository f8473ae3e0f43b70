"""The blueprint of control; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.core.office import Duty

blueprint = Blueprint("control", __name__, url_prefix="/control")
READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Whose appeals there are to control; executors see their own."""
