"""What a report is worth: the defect found in the right family, touched by anything, and what was said in vain."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.accuracy.labelled import Label
from bench.accuracy.planter import PlantedLetter
from letterkit.core.finding import Finding, Level

LOUD = (Level.ERROR, Level.WARNING)
"""Advice is no alarm."""


@dataclass(frozen=True, slots=True)
class ScoredFinding:
    """A finding, as far as scoring goes; small enough to cross from a worker process."""

    code: str
    level: Level
    start: int | None
    end: int | None
    excerpt: str

    @property
    def family(self) -> str:
        return self.code.split(".", 1)[0]

    @property
    def is_loud(self) -> bool:
        return self.level in LOUD


@dataclass(frozen=True, slots=True)
class DefectScore:
    """How one defect fared.

    ``right``: something in a family of its label touches it (of an absence: is said at all). ``touching``: codes of
    whatever touches it. ``said``: families of the errors and warnings that the clean letter did not have and that the
    defect explains; ``alarms``: those that nothing explains.
    """

    right: bool
    touching: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    alarms: tuple[ScoredFinding, ...] = ()

    @property
    def touched(self) -> bool:
        return bool(self.touching)


def summarize_findings(findings: Iterable[Finding]) -> tuple[ScoredFinding, ...]:
    """Every place of every finding: a defect may be a word that the letter has elsewhere too."""
    places = (place for finding in findings for place in finding.places)
    return tuple(ScoredFinding(each.code, each.level, each.start, each.end, each.excerpt) for each in places)


def judge_defect(defect: PlantedLetter, report: Sequence[ScoredFinding], clean: Sequence[ScoredFinding]) -> DefectScore:
    """``report`` is of the letter with ``defect``, ``clean`` of the letter without it."""
    right = False
    touching, said, alarms = [], [], []
    for finding in _fresh(report, clean):
        same = finding.family in defect.families
        over = same if finding.start is None or not defect.faults else _overlaps(finding, defect.faults)
        right = right or (same and over)
        if over:
            touching.append(finding.code)
        if finding.is_loud and (over or same or finding.family in defect.follows):
            said.append(finding.family)
        elif finding.is_loud:
            alarms.append(finding)
    return DefectScore(right, tuple(touching), tuple(said), tuple(alarms))


def judged_label(label: Label, text: str, report: Sequence[ScoredFinding]) -> DefectScore:
    """As ``judge_defect``, for a defect that people labelled; false alarms are those of ``find_false_alarms``."""
    start = text.find(label.fragment) if label.fragment else -1
    faults = ((start, start + len(label.fragment)),) if start >= 0 else ()
    right = False
    touching = []
    for finding in report:
        same = finding.family in label.families
        over = same if finding.start is None or not faults else _overlaps(finding, faults)
        right = right or (same and over)
        if over:
            touching.append(finding.code)
    return DefectScore(right, tuple(touching))


def find_false_alarms(labels: Iterable[Label], text: str, report: Sequence[ScoredFinding]) -> tuple[ScoredFinding, ...]:
    """Errors and warnings of a hand-made faulty letter that touch no label and are in the family of none."""
    spans = [
        (at, at + len(label.fragment)) for label in labels if label.fragment and (at := text.find(label.fragment)) >= 0
    ]
    families = {family for label in labels for family in label.families}
    return tuple(
        finding
        for finding in report
        if finding.is_loud
        and finding.family not in families
        and not (finding.start is not None and _overlaps(finding, spans))
    )


def _fresh(report: Sequence[ScoredFinding], clean: Sequence[ScoredFinding]) -> list[ScoredFinding]:
    """The findings of ``report`` that ``clean`` has not, wherever they stand."""
    known = Counter((finding.code, finding.excerpt) for finding in clean)
    fresh = []
    for finding in report:
        key = (finding.code, finding.excerpt)
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(finding)
    return fresh


def _overlaps(finding: ScoredFinding, spans: Iterable[tuple[int, int]]) -> bool:
    return any(
        finding.start is not None and finding.end is not None and finding.start < end and finding.end > start
        for start, end in spans
    )
