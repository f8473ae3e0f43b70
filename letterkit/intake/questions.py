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
_BIAS = -0.9
WEIGHTS = {
    "demand": 0.4, "item": 2.5, "question": -1.2, "order": -0.3, "late order": -1.4, "marked": 0.6, "strong": 1.5,
    "wants to know": -0.4, "proposes": 0.8, "of others": -0.8, "of who writes": 0.4, "interrogative": 1.0,
    "whether": 1.5, "begins with it": 1.4, "idle": -1.6, "about the paper": -0.9, "how to answer": -2.1,
    "about the answer": -3.6, "refused": -1.5, "of nobody": -0.6, "short": -0.9, "long": 1.6, "loud": -1.5,
    "telling": -0.7, "announced": 0.3, "after another": 0.4, "the only one": 1.9, "a demand elsewhere": -0.4,
    "last": 0.7, "of what will be": 0.8, "not": 0.1, "quoted": -0.9, "polite words": -2.5, "rude": -0.3,
    "led by a list": -1.9,
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
