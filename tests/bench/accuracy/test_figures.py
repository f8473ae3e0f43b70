import pytest

from bench.accuracy.figures import HalfFigures, Tally, balance
from bench.accuracy.planter import PlantedLetter
from bench.accuracy.score import DefectScore, ScoredFinding
from letterkit.core.finding import Level

ALARM = ScoredFinding("tone.any", Level.ERROR, 0, 3, "Дом")


def defect(family: str, kind: str = "typo") -> PlantedLetter:
    return PlantedLetter("a.txt", f"{family}.made", (family,) if family else (), kind, "", "Дом", ((0, 3),))


@pytest.fixture
def figures() -> HalfFigures:
    made = HalfFigures(letters=2, words=300)
    made.add(defect("spelling"), DefectScore(True, ("spelling.any",), ("spelling",)))
    made.add(defect("spelling"), DefectScore(False, ("tone.any",), ("tone",)))
    made.add(defect("title", "form"), DefectScore(False, (), (), (ALARM,)))
    made.add(defect("", "control"), DefectScore(False, (), (), (ALARM,)))
    return made


def test_recall_is_counted_by_family_kind_and_planter(figures: HalfFigures) -> None:
    assert figures.families == {"spelling": Tally(2, 1, 2), "title": Tally(1, 0, 0)}
    assert figures.kinds == {"typo": Tally(2, 1, 2), "form": Tally(1, 0, 0)}
    assert set(figures.planters) == {"spelling.made", "title.made"}
    assert figures.total == Tally(3, 1, 2)
    assert figures.total.recall == pytest.approx(1 / 3)


def test_precision_weighs_what_the_defects_explain_against_alarms(figures: HalfFigures) -> None:
    assert figures.precision("spelling") == 1
    assert figures.precision("tone") == 0.5
    assert figures.precision("title") is None
    assert figures.total_precision == pytest.approx(2 / 3)


def test_a_control_counts_only_its_alarms(figures: HalfFigures) -> None:
    assert (figures.controls, [alarm for _, alarm in figures.control_alarms]) == (1, [ALARM])
    assert [made.planter for made, _ in figures.missed] == ["spelling.made", "title.made"]


def test_alarms_are_counted_a_clean_letter_and_by_words(figures: HalfFigures) -> None:
    assert (figures.alarms_a_letter, figures.words_an_alarm) == (0, 300)
    figures.clean_alarms += [("a.txt", ALARM), ("b.txt", ALARM)]
    assert (figures.alarms_a_letter, figures.words_an_alarm) == (1, 150)


def test_f_is_the_harmonic_mean() -> None:
    assert balance(1, 0.5) == pytest.approx(2 / 3)
    assert balance(0, 0) == 0
    assert balance(None, 1) is None
