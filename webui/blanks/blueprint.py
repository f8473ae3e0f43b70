"""The blueprint of blanks; its views stand in the modules beside."""

from flask import Blueprint

from letterkit.core.office import Duty
from letterkit.office.content.repository import KEEPERS

blueprint = Blueprint("blanks", __name__, url_prefix="/blanks")
READERS = (*KEEPERS, Duty.SIGNER)
"""Who looks at blanks: those who make them, and those whose letters stand on them."""
EXTENSION = ".docx"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
