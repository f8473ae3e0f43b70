"""How likely something is by the signs that it has: what a fitted logistic regression says of it."""

import math
from collections.abc import Mapping


def likelihood(bias: float, weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """From 0 to 1, by the value of each of ``signs``; ``weights`` has them all. Their order changes nothing."""
    return 1 / (1 + math.exp(-(bias + math.fsum(weights[sign] * value for sign, value in signs.items()))))
