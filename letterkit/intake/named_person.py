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


_BIAS = -4.2
WEIGHTS = {
    "named by a form": 0.1, "shown by a form": 1.0, "after «от»": 0.4, "after «я»": 0.8, "a post before": 0.4,
    "a post, no dative": 0.2, "written to": 0.7, "alone in a line": -0.4, "in the close": 0.5, "in the head": -1.0,
    "told in the story": -1.0, "after «с уважением»": 0.3, "reached": 1.2, "in three words": 1.4,
    "without a surname": -0.7, "with initials": -0.1, "quoted": 0.7, "represents": -2.1, "represented": 0.2,
    "spoken for": 1.7, "to be answered": 1.5, "a relative": -1.0, "again": 0.6, "last named": 2.7, "first named": 3.5,
}  # fmt: skip
"""Of a logistic regression over labelled appeals (bench/runs/fit_named_people.py): who of those named writes."""
