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


_BIAS = -3.8
WEIGHTS = {
    "named by a form": 0.3, "shown by a form": 1.1, "after «от»": 0.6, "after «я»": 1.0, "a post before": 0.4,
    "a post, no dative": 0.1, "written to": 0.9, "alone in a line": -0.4, "in the close": 0.6, "in the head": -0.9,
    "told in the story": -1.0, "after «с уважением»": 0.4, "reached": 1.3, "in three words": 1.3,
    "without a surname": -0.7, "with initials": -0.2, "quoted": 0.6, "represents": -2.4, "represented": 0.1,
    "spoken for": 1.6, "to be answered": 1.4, "again": 0.6, "last named": 2.5, "first named": 3.1,
}  # fmt: skip
"""Of a logistic regression over labelled appeals (bench/runs/fit_named_people.py): who of those named writes."""
