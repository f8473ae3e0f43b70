from dataclasses import replace

import pytest

from bench.accuracy.labelled import Label
from bench.accuracy.planter import PlantedLetter
from bench.accuracy.score import ScoredFinding, find_false_alarms, judge_defect, judged_label, summarize_findings
from letterkit.core.finding import Finding, Level

TEXT = "Дом стврый, но крепкий."
AT = (4, 10)
DEFECT = PlantedLetter("a.txt", "spelling.made", ("spelling", "grammar"), "typo", "", TEXT, (AT,), follows=("law",))
ABSENCE = replace(DEFECT, families=("title",), faults=())


def said(code: str, start: int | None, end: int | None, level: Level = Level.ERROR) -> ScoredFinding:
    return ScoredFinding(code, level, start, end, TEXT[start:end] if start is not None else "")


def test_a_finding_of_the_right_family_at_the_fault_counts() -> None:
    outcome = judge_defect(DEFECT, [said("grammar.any", 4, 10)], [])
    assert (outcome.right, outcome.touching, outcome.said, outcome.alarms) == (True, ("grammar.any",), ("grammar",), ())


def test_touching_is_overlapping_not_standing_beside() -> None:
    assert judge_defect(DEFECT, [said("spelling.any", 9, 16)], []).right
    assert not judge_defect(DEFECT, [said("spelling.any", 10, 16)], []).right
    assert not judge_defect(DEFECT, [said("spelling.any", 0, 4)], []).right


def test_another_family_at_the_fault_touches_it_and_is_explained_by_it() -> None:
    outcome = judge_defect(DEFECT, [said("tone.any", 4, 10)], [])
    assert (outcome.right, outcome.touched, outcome.said, outcome.alarms) == (False, True, ("tone",), ())


def test_a_finding_elsewhere_is_an_alarm() -> None:
    alarm = said("tone.any", 15, 22)
    assert judge_defect(DEFECT, [alarm], []).alarms == (alarm,)


@pytest.mark.parametrize("family", ["spelling", "law"])
def test_a_consequence_elsewhere_is_no_alarm(family: str) -> None:
    outcome = judge_defect(DEFECT, [said(f"{family}.any", 15, 22)], [])
    assert (outcome.right, outcome.alarms, outcome.said) == (False, (), (family,))


def test_advice_finds_a_defect_but_is_never_an_alarm() -> None:
    here, elsewhere = said("spelling.any", 4, 10, Level.ADVICE), said("tone.any", 15, 22, Level.ADVICE)
    outcome = judge_defect(DEFECT, [here, elsewhere], [])
    assert (outcome.right, outcome.said, outcome.alarms) == (True, (), ())


def test_what_the_clean_letter_had_already_does_not_count() -> None:
    old = said("spelling.any", 4, 10)
    moved = replace(old, start=2, end=8)
    assert judge_defect(DEFECT, [old], [moved]) == judge_defect(DEFECT, [], [])
    assert judge_defect(DEFECT, [old, old], [moved]).right


def test_an_absence_is_found_when_its_family_says_anything() -> None:
    assert judge_defect(ABSENCE, [said("title.missing", None, None)], []).right
    assert judge_defect(ABSENCE, [said("title.any", 15, 22)], []).right
    assert not judge_defect(ABSENCE, [said("tone.any", 15, 22)], []).right


def test_a_finding_without_a_place_is_as_good_as_its_family() -> None:
    assert judge_defect(DEFECT, [said("spelling.any", None, None)], []).right
    assert not judge_defect(DEFECT, [said("tone.any", None, None)], []).touched


def test_the_other_side_of_a_contradiction_is_a_place_too() -> None:
    both = replace(DEFECT, faults=(AT, (15, 22)))
    assert judge_defect(both, [said("spelling.any", 15, 22)], []).right


def test_labels_of_people_are_judged_alike() -> None:
    label, nothing = Label(("spelling",), "стврый"), Label(("title",), "")
    report = [said("spelling.any", 4, 10), said("tone.any", 15, 22), said("title.missing", None, None)]
    assert judged_label(label, TEXT, report).right
    assert judged_label(nothing, TEXT, report).right
    assert not judged_label(Label(("spelling",), "крепкий"), TEXT, report).right
    assert [each.code for each in find_false_alarms([label, nothing], TEXT, report)] == ["tone.any"]


def test_findings_are_taken_over_as_they_are() -> None:
    finding = Finding("tone.any", None, Level.WARNING, "Грубо", excerpt="но", start=12, end=14)
    (one,) = summarize_findings([finding])
    assert (one, one.family, one.is_loud) == (ScoredFinding("tone.any", Level.WARNING, 12, 14, "но"), "tone", True)
