"""A person whom an appeal names, and how likely it is that they have sent it."""

from dataclasses import dataclass

from letterkit.core.people import Person
from letterkit.intake.likelihood import likelihood
from letterkit.intake.values import Span


@dataclass(slots=True)
class NamedPerson:
    """A person whom an appeal names at ``places``; ``signs`` tell what stands there and near it.

    ``represents`` another or is ``represented``; ``reached``: a way to reach them stands beside the name.
    """

    person: Person
    places: list[Span]
    signs: set[str]
    represents: bool = False
    represented: bool = False
    reached: bool = False

    @property
    def likelihood(self) -> float:
        """How likely it is this person who writes, from 0 to 1."""
        return likelihood(_BIAS, WEIGHTS, dict.fromkeys(self.signs, 1.0))


_BIAS = -4.0
WEIGHTS = {
    "named by a form": 0.2, "shown by a form": 0.8, "after «от»": 0.6, "after «я»": 1.0, "a post before": 0.5,
    "a post, no dative": 0.3, "written to": 0.8, "alone in a line": -0.4, "in the close": 0.1, "in the head": -1.4,
    "told in the story": -1.2, "after «с уважением»": 0.6, "reached": 1.3, "in three words": 1.3,
    "without a surname": -0.8, "with initials": -0.2, "quoted": 0.7, "represents": -2.1, "represented": 0.3,
    "spoken for": 1.5, "to be answered": 1.9, "a relative": -0.7, "again": 0.8, "last named": 3.0, "first named": 3.7,
}  # fmt: skip
"""Of a logistic regression over labelled appeals (bench/runs/fit_named_people.py): who of those named writes."""
