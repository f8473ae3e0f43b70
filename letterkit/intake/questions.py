"""What the citizen asks of the body: each question and demand word for word.

Asking for pardon, how the answer is to come, and questions asked of nobody are no questions to the body.
"""

from collections.abc import Sequence

from letterkit.intake.asks import asks
from letterkit.intake.fields import LabelledLine
from letterkit.intake.likelihood import likelihood
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones

_ENOUGH = 0.25
_BIAS = -0.5
WEIGHTS = {
    "demand": 0.3, "item": 2.4, "question": -1.5, "order": 0.1, "late order": -1.3, "marked": 0.7, "strong": 1.5,
    "wants to know": -0.5, "proposes": 0.8, "of others": -1.1, "of who writes": 0.4, "interrogative": 0.9,
    "whether": 1.6, "begins with it": 1.5, "idle": -1.6, "about the paper": -0.7, "how to answer": -2.0,
    "about the answer": -3.8, "refused": -1.6, "of nobody": -0.5, "short": -0.9, "long": 1.3, "loud": -1.4,
    "telling": -0.7, "announced": 0.3, "after another": 0.7, "the only one": 1.6, "a demand elsewhere": -0.6,
    "last": 0.5, "of what will be": 0.8, "not": -0.0, "quoted": -0.8, "polite words": -2.8, "rude": -0.5,
    "led by a list": -2.1,
}  # fmt: skip
"""Of a logistic regression over labelled appeals (bench/runs/fit_questions.py): what is meant for the body."""


def questions(text: str, labelled: Sequence[LabelledLine], zones: Zones) -> tuple[FoundValue[str], ...]:
    """The questions of ``text`` in their order, each as it stands there, white space folded."""
    likely = ((ask, likelihood(_BIAS, WEIGHTS, dict.fromkeys(ask.signs, 1.0))) for ask in asks(text, labelled, zones))
    return tuple(
        FoundValue(" ".join(text[ask.start : ask.end].split()), ((ask.start, ask.end),), round(sure, 2))
        for ask, sure in likely
        if sure >= _ENOUGH
    )
