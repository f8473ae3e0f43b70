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
_BIAS = -0.3
WEIGHTS = {
    "demand": 0.3, "item": 2.6, "question": -2.1, "order": 0.1, "late order": -0.9, "marked": 1.3, "strong": 1.6,
    "wants to know": -0.5, "proposes": 0.9, "of others": -1.1, "of who writes": 0.5, "interrogative": 0.7,
    "whether": 1.9, "begins with it": 1.2, "idle": -1.6, "about the paper": -0.7, "how to answer": -2.1,
    "about the answer": -3.8, "refused": -1.2, "of nobody": -0.9, "short": -0.7, "long": 1.1, "loud": -1.1,
    "telling": -0.7, "announced": 0.1, "after another": 1.0, "the only one": 1.7, "a demand elsewhere": -0.7,
    "last": 0.2, "of what will be": 1.0, "not": 0.1, "quoted": -1.2, "polite words": -3.1, "rude": -0.5,
    "led by a list": -2.2,
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
