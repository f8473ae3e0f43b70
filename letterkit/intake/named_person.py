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
    "named by a form": 0.5, "shown by a form": 1.1, "after «от»": 0.6, "after «я»": 0.4,
    "a post before": 0.4, "a post, no dative": 0.3, "written to": 0.3, "alone in a line": -0.3, "in the close": 0.5,
    "in the head": -0.7, "told in the story": -0.5, "after «с уважением»": 0.6, "reached": 1.7,
    "in three words": 1.0, "without a surname": -0.8, "with initials": -0.4, "quoted": 0.3, "represents": -1.9,
    "represented": 0.2, "spoken for": 0.0, "again": 0.5, "last named": 2.3, "first named": 3.1,
}  # fmt: skip
"""Of a logistic regression over labelled appeals (bench/runs/fit_named_people.py): who of those named writes."""
