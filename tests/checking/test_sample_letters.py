"""The letters of tests/letters, and the shared samples where they lie beside the project, judged as acceptance judges.

A label is found when a finding of its family touches its words; where something is missing, a finding of the family
is enough. A clean letter gets neither error nor warning.
"""

from pathlib import Path
from typing import Any

import pytest

from letterkit.core.finding import Finding, Level
from letterkit.core.report import Report

from .letters_in_all_forms import (
    FORMS,
    LETTERS,
    READ_OTHERWISE,
    Form,
    Label,
    Labelled,
    labelled_letters,
    marks_of,
    report,
    reports,
)

pytestmark = pytest.mark.slow

SHARED = Path(__file__).resolve().parents[3] / "shared" / "sample-letters"
FIRST_FAMILIES = frozenset(
    "salutation address-form opening reference addressee letterhead length executor signature placeholder spelling "
    "grammar punctuation typography".split()
)
"""Families that are finished; labels of others are asked for when their rules are there."""

LABELLED = labelled_letters(LETTERS)
CLEAN = [letter.name for letter in LABELLED if not letter.labels]
FAULTY = [letter.name for letter in LABELLED if letter.labels]


def in_forms(names: list[str]) -> list[Any]:
    return [pytest.param(name, form, marks=marks_of(name, form)) for name in names for form in FORMS]


IN_FORMS = [pytest.param(form, marks=[] if form == "txt" else pytest.mark.office) for form in FORMS]


def letter_of(name: str) -> Labelled:
    return next(letter for letter in LABELLED if letter.name == name)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def touches(finding: Finding, label: Label, text: str) -> bool:
    """Whether ``finding`` is about the words of ``label``, which print and Word may break into other lines."""
    if not label.fragment:
        return True
    start = text.find(label.fragment)
    if finding.start is None or finding.end is None:
        return True
    if start >= 0:
        return finding.start < start + len(label.fragment) and finding.end > start
    excerpt, fragment = plain(finding.excerpt), plain(label.fragment)
    return bool(excerpt) and (excerpt in fragment or fragment in excerpt or excerpt[:25] in fragment)


def is_found(label: Label, report: Report) -> bool:
    places = (place for finding in report.findings for place in finding.places)
    return any(place.family in label.families and touches(place, label, report.text) for place in places)


def loud(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.level is not Level.ADVICE]


def said(findings: list[Finding]) -> list[str]:
    return [f"{finding.code} {finding.excerpt!r}: {finding.message}" for finding in findings]


def test_there_are_letters_enough_of_every_family() -> None:
    labels = [label for letter in LABELLED for label in letter.labels]
    assert len(CLEAN) >= 24
    assert len(FAULTY) >= 24
    kinds = {family: {label.fragment for label in labels if family in label.families} for family in FIRST_FAMILIES}
    few = {family for family, fragments in kinds.items() if len(fragments) < (1 if family == "length" else 3)}
    assert few == set()


@pytest.mark.parametrize(("name", "form"), in_forms(CLEAN))
def test_a_clean_letter_stays_clean(form: Form, name: str) -> None:
    assert said(loud(report(form, name))) == []


@pytest.mark.parametrize(("name", "form"), in_forms(FAULTY))
def test_every_fault_of_a_faulty_letter_is_found(form: Form, name: str) -> None:
    told = report(form, name)
    missed = [
        label
        for label in letter_of(name).labels
        if not label.missed
        and not is_found(label, told)
        and not (form == "pdf" and label.fragment and "  " in label.fragment)
    ]
    if missed and name in READ_OTHERWISE[form]:
        pytest.xfail(READ_OTHERWISE[form][name])
    assert missed == []


@pytest.mark.parametrize("name", [name for name in FAULTY if any(label.missed for label in letter_of(name).labels)])
def test_a_label_found_now_is_no_longer_marked_as_missed(name: str) -> None:
    told = report("txt", name)
    assert [label for label in letter_of(name).labels if label.missed and is_found(label, told)] == []


@pytest.mark.parametrize("name", FAULTY)
def test_nothing_but_the_faults_of_a_faulty_letter_is_called_wrong(name: str) -> None:
    told = report("txt", name)
    labels = letter_of(name).labels
    strays = [
        finding
        for finding in loud(told)
        if not any(
            touches(finding, label, told.text) if label.fragment else finding.family in label.families
            for label in labels
        )
    ]
    assert said(strays) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared samples are not beside the project")
@pytest.mark.parametrize("form", IN_FORMS)
def test_the_shared_samples_are_judged_right(form: Form) -> None:
    found = reports(form, SHARED)
    alarms, missed = [], []
    for letter in labelled_letters(SHARED):
        report = found[letter.name]
        if not letter.labels:
            alarms += [f"{letter.name}: {words}" for words in said(loud(report))]
        missed += [
            f"{letter.name}: {label}"
            for label in letter.labels
            if FIRST_FAMILIES.issuperset(label.families)
            and not is_found(label, report)
            and not (form == "pdf" and "  " in label.fragment)
        ]
    assert (alarms, missed) == ([], [])
