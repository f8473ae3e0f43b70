"""What has become of findings between two reports on one letter: mended, waived, or simply not found any more.

A finding is the same one when its rule finds it in the same words, or finds something in the paragraph that has taken
the place of its own. One that is gone was mended when somebody has written other words meanwhile: in its paragraph, or
anywhere when the rules are those of before (a date may have been wrong because of another). When the words are the same
and only a number was given, or the rules are others, nobody has mended anything.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Words = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A report (JSON of the CONTRACT) with the ``words`` that people had written: what is compared by them."""

    report: Mapping[str, Any]
    words: Words

    @property
    def rules(self) -> str | None:
        found: str | None = self.report.get("versions", {}).get("rules")
        return found


@dataclass(slots=True)
class Fate:
    """Of one rule in one letter, by its newest report.

    ``standing`` and ``waived`` are as it has them; ``new`` had not been found before, ``gone`` were mended since.
    """

    clause: str | None = None
    level: str = ""
    standing: int = 0
    waived: int = 0
    new: int = 0
    gone: int = 0


@dataclass(slots=True)
class _RuleFindings:
    """Findings of one rule: (line of the text, words), one for each; the line is None when it has no place."""

    places: list[tuple[int | None, str]] = field(default_factory=list)
    waived: int = 0


def fates(before: ComparedReport | None, after: ComparedReport) -> dict[str, Fate]:
    """By the code of each rule that either report has a finding of; all is new where there is none ``before``."""
    then = _by_code(before.report) if before else {}
    now = _by_code(after.report)
    told = _ReportPair(before, after)
    found = {
        code: told.fate(then.get(code, _RuleFindings()), now.get(code, _RuleFindings()))
        for code in then.keys() | now.keys()
    }
    for each in (before, after):
        for finding in each.report.get("findings", ()) if each else ():
            fate = found[finding["code"]]
            fate.clause, fate.level = finding["clause"], finding["level"]
    return found


class _ReportPair:
    """Two reports on one letter, their paragraphs laid beside each other."""

    def __init__(self, before: ComparedReport | None, after: ComparedReport) -> None:
        self._same_words = before is not None and before.words == after.words
        self._same_rules = before is not None and before.rules == after.rules
        self._block_before, self._block_after = _blocks(_lines(before.report) if before else (), _lines(after.report))

    def fate(self, then: _RuleFindings, now: _RuleFindings) -> Fate:
        gone, come = self._differences(then.places, now.places)
        newly_waived = now.waived - then.waived
        # What has been waived is not gone; what is not waived any more has not come.
        left = max(0, len(gone) - max(0, newly_waived))
        fresh = max(0, len(come) - max(0, -newly_waived)) + max(0, newly_waived - len(gone))
        mended = sum(self._is_mended(line) for line, _ in gone)
        unwaived_and_gone = max(0, -newly_waived - len(come)) if not self._same_words else 0
        return Fate(standing=len(now.places), waived=now.waived, new=fresh, gone=min(left, mended) + unwaived_and_gone)

    def _differences(
        self, then: Sequence[tuple[int | None, str]], now: Sequence[tuple[int | None, str]]
    ) -> tuple[list[tuple[int | None, str]], list[tuple[int | None, str]]]:
        """Those of ``then`` that are in ``now`` no more, and those that were not there."""
        gone, come = _without(then, Counter(words for _, words in now)), _without(now, Counter(w for _, w in then))
        # The words have been changed and the rule still finds them wrong: neither gone nor come.
        still = Counter(self._block_after.get(line, line) for line, _ in come)
        for place in list(gone):
            block = self._block_before.get(place[0], place[0])
            if still[block]:
                still[block] -= 1
                gone.remove(place)
                come.remove(next(each for each in come if self._block_after.get(each[0], each[0]) == block))
        return gone, come

    def _is_mended(self, line: int | None) -> bool:
        if self._same_words:
            return False
        block = self._block_before.get(line)
        return self._same_rules or (block is not None and block < 0)


def _without(places: Sequence[tuple[int | None, str]], others: Counter[str]) -> list[tuple[int | None, str]]:
    left = []
    for place in places:
        if others[place[1]]:
            others[place[1]] -= 1
        else:
            left.append(place)
    return left


def _blocks(before: Sequence[str], after: Sequence[str]) -> tuple[dict[int | None, int], dict[int | None, int]]:
    """For each line of either text the number of its block, the same for those that stand for each other.

    Negative for what has been changed.
    """
    here: dict[int | None, int] = {}
    there: dict[int | None, int] = {}
    number = 1
    for tag, one, end, other, other_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        sign = 1 if tag == "equal" else -1
        for at in range(max(end - one, other_end - other)):
            step = at if tag == "equal" else 0
            if one + at < end:
                here[one + at] = sign * (number + step)
            if other + at < other_end:
                there[other + at] = sign * (number + step)
        number += max(end - one, other_end - other, 1)
    return here, there


def _lines(report: Mapping[str, Any]) -> Sequence[str]:
    text: str = report.get("text") or ""
    return text.split("\n")


def _by_code(report: Mapping[str, Any]) -> dict[str, _RuleFindings]:
    found: dict[str, _RuleFindings] = {}
    text: str = report.get("text") or ""
    for finding in report.get("findings", ()):
        start = finding["start"]
        line = None if start is None else text.count("\n", 0, start)
        words = " ".join((finding["excerpt"] or "").split())
        found.setdefault(finding["code"], _RuleFindings()).places.append((line, words))
    for waived in report.get("waived", ()):
        found.setdefault(waived["code"], _RuleFindings()).waived += 1
    return found


def sort_fates(found: Mapping[str, Fate]) -> Iterator[tuple[str, Fate]]:
    """In one order everywhere: two that write never wait for each other."""
    yield from sorted(found.items())
