"""For whom letters are written (clauses 3.7 and 5.1): age and years of schooling, and the limits that follow.

The table is ours; docs/decisions/0010-limits-follow-the-reader.md says where its numbers come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_SCHOOL, _UNIVERSITY = 10, 12  # years of schooling from which the second and the third column count
_YOUNG, _OLD = 16, 65  # years of age outside which sentences are kept shorter

# For readers with fewer than 10, with 10 or 11, with 12 and more years of schooling.
_TABLE: Mapping[str, tuple[float, float, float]] = {
    "sentence_words": (22, 30, 35),
    "sentence_words_most": (35, 45, 50),
    "mean_sentence_words": (14, 18, 20),
    "paragraph_sentences": (5, 6, 7),
    "flesch_least": (5, 0, -10),
    "grade_most": (16, 19, 21),
}
_SHORTER: Mapping[str, float] = {"sentence_words": 5, "sentence_words_most": 5, "mean_sentence_words": 3}
# The grade of a text is an estimate that errs by about so many years.
_GRADE_ERRS = 3
HARDEST_GRADE = 17


@dataclass(frozen=True, slots=True)
class Reader:
    """``age_from`` to ``age_to`` in years; ``schooling``: 9 basic school, 11 whole school, 12–15 university."""

    age_from: int
    age_to: int
    schooling: int

    def limits(self) -> dict[str, float]:
        """Readability limits by their names in rules/profile.yml."""
        column = 0 if self.schooling < _SCHOOL else 1 if self.schooling < _UNIVERSITY else 2
        found = {name: columns[column] for name, columns in _TABLE.items()}
        if self.age_from < _YOUNG or self.age_to > _OLD:
            found = {name: value - _SHORTER.get(name, 0) for name, value in found.items()}
        return found | {"reader_grade": float(min(self.schooling + _GRADE_ERRS, HARDEST_GRADE))}


# Clause 5.1: people from 30 to 65; schooling is not named there, whole school is the rule in Russia.
OF_THE_ORDER = Reader(age_from=30, age_to=65, schooling=11)
