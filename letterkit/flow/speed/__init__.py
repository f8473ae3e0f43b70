"""How fast the work goes, beside a rival in the same run: ratios travel between machines, seconds do not."""

from letterkit.flow.speed.comparisons import comparisons
from letterkit.flow.speed.demo import Paths
from letterkit.flow.speed.endurance import Endurance, endurance
from letterkit.flow.speed.shares import Share, shares
from letterkit.flow.speed.timing import Comparison, Timing

__all__ = ["Comparison", "Endurance", "Paths", "Share", "Timing", "comparisons", "endurance", "shares"]
