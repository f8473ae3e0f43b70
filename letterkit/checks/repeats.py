"""A word that a letter has in many places: one finding, which knows of the others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from letterkit.checks.rule_file import STYLE_FAMILIES
from letterkit.checks.tokens import fold_word, lemmas_of
from letterkit.core.finding import Finding, Level
from letterkit.russian.words import words

_OF_WORDS = STYLE_FAMILIES - {"readability"} | {"spelling"}
"""Families that ask about a word, whatever stands around it."""
_Lemmas = tuple[frozenset[str], ...]


def gather_repeats(findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` with those of one rule about one word, in whatever form, as the ``others`` of the first of them."""
    findings = list(findings)
    alike: dict[tuple[str, Level], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.start is not None and finding.family in _OF_WORDS:
            alike[finding.code, finding.level].append(finding)
    first_of: dict[int, Finding] = {}
    silent: set[int] = set()
    for group in alike.values():
        for first, *others in _by_word(group) if len(group) > 1 else ():
            first_of[id(first)] = replace(first, others=tuple(others))
            silent.update(map(id, others))
    return [first_of.get(id(finding), finding) for finding in findings if id(finding) not in silent]


def _by_word(findings: Iterable[Finding]) -> list[list[Finding]]:
    """``findings`` in the order of the letter, those of one word together."""
    groups: list[tuple[_Lemmas, list[Finding]]] = []
    for finding in sorted(findings, key=lambda each: each.start or 0):
        told = finding.word or finding.excerpt
        lemmas = tuple(lemmas_of(word.text) for word in words(told)) or (frozenset({fold_word(told)}),)
        known = next((group for named, group in groups if _are_one(named, lemmas)), None)
        if known is None:
            groups.append((lemmas, [finding]))
        else:
            known.append(finding)
    return [group for _, group in groups]


def _are_one(one: _Lemmas, other: _Lemmas) -> bool:
    return len(one) == len(other) and all(first & second for first, second in zip(one, other, strict=True))
