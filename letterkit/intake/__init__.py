"""Reading of appeals: from the text of an appeal to a proposed case card, each value with its place and likelihood.

``read_appeal`` is pure: nothing is kept, nothing is asked of the register. A person confirms what it proposes.
"""

from letterkit.intake.reader import read_appeal
from letterkit.intake.values import AppealReading, FoundValue, Span

__all__ = ["AppealReading", "FoundValue", "Span", "read_appeal"]
