"""Standard replies: on what ground one may be sent (clause 4.3), and whether it has been sent already."""

from letterkit.flow.standard.gate import gate, is_standard, unfit_for_batch
from letterkit.flow.standard.refusal import Refusal

__all__ = ["Refusal", "gate", "is_standard", "unfit_for_batch"]
