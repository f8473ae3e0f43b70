"""Webhooks: messages to other programs about what has changed."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """QUEUED waits for its time, TRYING is in somebody's hands, FAILED is tried no more unless somebody asks for it."""

    QUEUED = "queued"
    TRYING = "trying"
    DELIVERED = "delivered"
    FAILED = "failed"


OPEN = (DeliveryState.QUEUED, DeliveryState.TRYING)
"""States in which a later delivery about the same object has to wait."""
