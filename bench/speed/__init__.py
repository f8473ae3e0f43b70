"""How fast the work goes, beside a rival in the same run: ratios travel between machines, seconds do not."""

from bench.speed.comparisons import comparisons
from bench.speed.demo import Paths
from bench.speed.endurance import Endurance, endurance
from bench.speed.shares import Share, shares
from bench.speed.timing import Comparison, Timing

__all__ = ["Comparison", "Endurance", "Paths", "Share", "Timing", "comparisons", "endurance", "shares"]
