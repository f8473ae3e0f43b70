"""Findings about the same words: which of them speaks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from letterkit.checks.rule_book import RuleBook
from letterkit.checks.rule_file import STYLE_FAMILIES
from letterkit.core.finding import Finding, Level

GRAVITY = {Level.ERROR: 0, Level.WARNING: 1, Level.ADVICE: 2}
LANGUAGE = frozenset({"spelling", "grammar", "punctuation", "typography"})
"""Families of rules about language: they ask how a thing is written, whatever it says."""
_WORDING = STYLE_FAMILIES | {"spelling", "law"}
"""Families that ask which word it is to be; the others ask about its form, about marks, or what the letter says."""
_PHRASE = 80  # characters: a longer stretch is a sentence, of which several things may be wrong
_STRETCH = 64  # characters: findings that share words share a stretch of the letter, or stand in several


def without_doubles(findings: Iterable[Finding], book: RuleBook) -> list[Finding]:
    """One finding a place and code; where our own rule of language speaks for certain, the engine is not heard.

    A rule that ``yields`` (it tells of a whole act, or guesses by the tree of the sentence) is silent where another
    rule names the very words. What is left is judged by ``one_a_span``.
    """
    findings = list(findings)
    named, ours = _PlacedFindings(), _PlacedFindings()
    yielding: list[Finding] = []
    for finding in findings:
        if _yields(finding, book):
            yielding.append(finding)
            continue
        named.add(finding)
        if finding.engine == "rules" and finding.family in LANGUAGE:
            ours.add(finding)
    silent = _silent(yielding, named)
    seen = set()
    left: list[Finding] = []
    for finding in findings:
        key = (finding.code, finding.start, finding.end)
        if id(finding) in silent or (key in seen and finding.start is not None):
            continue
        seen.add(key)
        if finding.engine == "rules" or not any(ours.touching(finding)):
            left.append(finding)
    return one_a_span(left)


def one_a_span(findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` in their order, without those that ask about the same words as a better one.

    Words are the same where two spans share more than half of the longer one, and where two mends come to the same,
    whatever the rules are about. The graver finding is better; of two of
    one level that with a mend that needs nobody's judgement, then that with any mend, then that of more words.
    """
    findings = list(findings)
    standing = _PlacedFindings()
    silent: set[int] = set()
    for finding in sorted(findings, key=_rank):
        if any(_ask_of_same_words(finding, other) for other in standing.touching(finding)):
            silent.add(id(finding))
        else:
            standing.add(finding)
    return [finding for finding in findings if id(finding) not in silent]


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
                if _overlap(finding, other) > 0:
                    yield other


def _rank(finding: Finding) -> tuple[int, bool, bool, int]:
    return GRAVITY[finding.level], not finding.safe, not finding.suggestions, -_length(finding)


def _ask_of_same_words(one: Finding, other: Finding) -> bool:
    if one.family == other.family == "law":
        return False  # that an act has no title and that it is out of force are two things
    of_one_kind = any({one.family, other.family} <= kind for kind in (LANGUAGE, _WORDING))
    longest = max(_length(one), _length(other))
    if longest > _PHRASE:
        return False
    return (of_one_kind and 2 * _overlap(one, other) > longest) or _make_the_same(one, other)


def _make_the_same(one: Finding, other: Finding) -> bool:
    """Whether the shorter of the two stands within the other, and their first mends come to the same."""
    short, long = sorted((one, other), key=_length)
    if _overlap(one, other) < _length(short) or not (short.suggestions and long.suggestions):
        return False
    at = (short.start or 0) - (long.start or 0)
    mended = long.excerpt[:at] + short.suggestions[0] + long.excerpt[at + _length(short) :]
    return mended == long.suggestions[0]


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
        (other.family == finding.family or {other.family, finding.family} <= LANGUAGE)
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


def _overlap(one: Finding, other: Finding) -> int:
    """How many characters both have; less than one where they only meet, or do not."""
    return min(_end(one), _end(other)) - max(_start(one), _start(other))


def _length(finding: Finding) -> int:
    return _end(finding) - _start(finding)


def _start(finding: Finding) -> int:
    return finding.start or 0


def _end(finding: Finding) -> int:
    return finding.end or 0
