"""Findings about the same words: which of them speaks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Finding, Level

GRAVITY = {Level.ERROR: 0, Level.WARNING: 1, Level.ADVICE: 2}
_LANGUAGE = frozenset({"spelling", "grammar", "punctuation", "typography"})
_STRETCH = 64  # characters: findings that share words share a stretch of the letter, or stand in several


def without_doubles(findings: Iterable[Finding], book: RuleBook) -> Iterator[Finding]:
    """One finding a place and code; where our own rule of language speaks for certain, the engine is not heard.

    A rule that ``yields`` (it tells of a whole act, or guesses by the tree of the sentence) is silent where another
    rule names the very words.
    """
    findings = list(findings)
    named, ours = _PlacedFindings(), _PlacedFindings()
    yielding: list[Finding] = []
    for finding in findings:
        if _yields(finding, book):
            yielding.append(finding)
            continue
        named.add(finding)
        if finding.engine == "rules" and finding.family in _LANGUAGE:
            ours.add(finding)
    silent = _silent(yielding, named)
    seen = set()
    for finding in findings:
        key = (finding.code, finding.start, finding.end)
        if id(finding) in silent or (key in seen and finding.start is not None):
            continue
        seen.add(key)
        if finding.engine == "rules" or not any(ours.touching(finding)):
            yield finding


class _PlacedFindings:
    """Findings by the stretches of the letter that they stand in; those without a place are left out."""

    def __init__(self) -> None:
        self._by_stretch: dict[int, list[Finding]] = defaultdict(list)

    def add(self, finding: Finding) -> None:
        for stretch in _stretches(finding):
            self._by_stretch[stretch].append(finding)

    def touching(self, finding: Finding) -> Iterator[Finding]:
        """Those that share a character with ``finding``; some may come twice."""
        for stretch in _stretches(finding):
            for other in self._by_stretch.get(stretch, ()):
                if _ends(other) > _begins(finding) and _begins(other) < _ends(finding):
                    yield other


def _silent(yielding: Iterable[Finding], named: _PlacedFindings) -> set[int]:
    """The ids of those of ``yielding`` for which one of ``named`` speaks, or a graver one of themselves."""
    guesses = _PlacedFindings()
    silent: set[int] = set()
    for guess in sorted(yielding, key=lambda finding: GRAVITY[finding.level]):
        alike = (each for each in guesses.touching(guess) if each.family == guess.family and each.code != guess.code)
        if _is_duplicate(guess, named.touching(guess)) or _is_duplicate(guess, alike):
            silent.add(id(guess))
        else:
            guesses.add(guess)
    return silent


def _is_duplicate(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether one of ``others``, no milder, is of the family of ``finding`` (or of language, as it is)."""
    return any(
        (other.family == finding.family or {other.family, finding.family} <= _LANGUAGE)
        and GRAVITY[other.level] <= GRAVITY[finding.level]
        for other in others
    )


def _yields(finding: Finding, book: RuleBook) -> bool:
    rule = book.by_code.get(finding.code)
    return rule is not None and rule.yields


def _stretches(finding: Finding) -> range:
    if finding.start is None or finding.end is None:
        return range(0)
    return range(finding.start // _STRETCH, max(finding.end - 1, finding.start) // _STRETCH + 1)


def _begins(finding: Finding) -> int:
    return finding.start or 0


def _ends(finding: Finding) -> int:
    return finding.end or 0
