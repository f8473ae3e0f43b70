"""Who does what with bodies: administrators and clerks write profiles, signers approve them as well."""

from flask import Blueprint

from letterkit.core.office import Duty

blueprint = Blueprint("bodies", __name__, url_prefix="/bodies")
WRITERS = (Duty.CLERK, Duty.ADMINISTRATOR)
READERS = (*WRITERS, Duty.SIGNER)
