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
_BIAS = -1.5
WEIGHTS = {
    "demand": 0.8, "item": 2.3, "question": -1.1, "order": -0.7, "late order": -1.3, "marked": 0.2, "strong": 1.0,
    "wants to know": -0.3, "proposes": 0.2, "of others": -0.8, "of who writes": 0.4, "interrogative": 1.1,
    "whether": 1.0, "begins with it": 0.7, "idle": -1.3, "about the paper": -1.0, "how to answer": -1.4,
    "about the answer": -2.4, "refused": -1.0, "of nobody": -1.2, "short": -1.3, "long": 1.6, "loud": -1.3,
    "telling": -0.8, "announced": 0.6, "after another": 0.7, "the only one": 2.1, "a demand elsewhere": -0.3,
    "last": 0.7, "of what will be": 1.2, "not": 0.2, "quoted": -0.3, "polite words": -1.9, "rude": -0.1,
    "led by a list": -1.3,
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
