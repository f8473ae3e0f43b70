"""The blueprint of rules; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.core.office import Duty

blueprint = Blueprint("rules", __name__, url_prefix="/rules")
KEEPERS = (Duty.CLERK, Duty.ADMINISTRATOR)
"""Who keeps the rules; whoever has signed in reads them, for every finding leads to its rule."""
JUDGES = (*KEEPERS, Duty.REVIEWER, Duty.SIGNER)
"""Who judges rules by what people do with them."""
