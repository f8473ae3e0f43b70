"""The calls and the opinions behind a number of the work on replies: lists that have pages of their own."""

from dataclasses import dataclass

from letterkit.deadlines.quarter import Quarter


@dataclass(frozen=True, slots=True)
class BehindCalls:
    """The calls of ``quarter``, or those of them that took ``longer`` than the Order has it (6.7)."""

    quarter: Quarter
    longer: bool = False


@dataclass(frozen=True, slots=True)
class BehindOpinions:
    """What people said in ``quarter``."""

    quarter: Quarter
