"""Who has to do with terms of keeping: some gather what is due, others answer for its removal."""

from letterkit.core.office import Duty

GATHERERS = (Duty.REGISTRY, Duty.CLERK)
APPROVERS = (Duty.SIGNER, Duty.ADMINISTRATOR)
READERS = (*GATHERERS, *APPROVERS)
