"""Counts of one half of the benchmark, and the rates that they give."""

from collections import Counter
from dataclasses import dataclass, field

from bench.accuracy.planter import PlantedLetter
from bench.accuracy.score import DefectScore, ScoredFinding


@dataclass(slots=True)
class Tally:
    """Defects of one row: how many were planted, found in the right family, touched by anything."""

    planted: int = 0
    right: int = 0
    touched: int = 0

    def add(self, judged: DefectScore) -> None:
        self.planted += 1
        self.right += judged.right
        self.touched += judged.touched

    @property
    def recall(self) -> float:
        return self.right / self.planted if self.planted else 0.0


@dataclass(slots=True)
class HalfFigures:
    """Everything counted on one half of the letters.

    ``explained`` and ``alarms`` count errors and warnings on letters with a defect by their own family: those that the
    defect explains and those that nothing does. ``missed`` are the defects not found in the right family, in order.
    """

    letters: int = 0
    words: int = 0
    clean_alarms: list[tuple[str, ScoredFinding]] = field(default_factory=list)
    families: dict[str, Tally] = field(default_factory=dict)
    kinds: dict[str, Tally] = field(default_factory=dict)
    planters: dict[str, Tally] = field(default_factory=dict)
    explained: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    alarming: list[tuple[PlantedLetter, ScoredFinding]] = field(default_factory=list)
    missed: list[tuple[PlantedLetter, DefectScore]] = field(default_factory=list)
    controls: int = 0
    control_alarms: list[tuple[PlantedLetter, ScoredFinding]] = field(default_factory=list)
    faulty_letters: int = 0
    handmade: dict[str, Tally] = field(default_factory=dict)
    handmade_missed: list[tuple[str, str, str]] = field(default_factory=list)
    handmade_alarms: list[tuple[str, ScoredFinding]] = field(default_factory=list)

    def add(self, defect: PlantedLetter, judged: DefectScore) -> None:
        """Count one letter with a defect; a control counts only what was said of it in vain."""
        if not defect.families:
            self.controls += 1
            self.control_alarms += [(defect, alarm) for alarm in judged.alarms]
            return
        for tallies, key in (
            (self.families, defect.family),
            (self.kinds, defect.kind),
            (self.planters, defect.planter),
        ):
            tallies.setdefault(key, Tally()).add(judged)
        self.explained.update(judged.said)
        self.alarms.update(alarm.family for alarm in judged.alarms)
        self.alarming += [(defect, alarm) for alarm in judged.alarms]
        if not judged.right:
            self.missed.append((defect, judged))

    @property
    def total(self) -> Tally:
        """All planted defects together."""
        return _sum(self.families)

    @property
    def total_handmade(self) -> Tally:
        return _sum(self.handmade)

    @property
    def alarms_a_letter(self) -> float:
        """Errors and warnings a clean letter."""
        return len(self.clean_alarms) / self.letters if self.letters else 0.0

    @property
    def words_an_alarm(self) -> float:
        """Words of the clean letters to one error or warning on them; all of them when there was none."""
        return self.words / max(1, len(self.clean_alarms))

    def precision(self, family: str) -> float | None:
        """Of the errors and warnings of ``family`` on letters with a defect, those that the defect explains."""
        count = self.explained[family] + self.alarms[family]
        return self.explained[family] / count if count else None

    @property
    def total_precision(self) -> float | None:
        count = self.explained.total() + self.alarms.total()
        return self.explained.total() / count if count else None


def balance(precision: float | None, recall: float) -> float | None:
    """F: the harmonic mean of the two."""
    if precision is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _sum(tallies: dict[str, Tally]) -> Tally:
    return Tally(*(sum(getattr(each, name) for each in tallies.values()) for name in ("planted", "right", "touched")))
