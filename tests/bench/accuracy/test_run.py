"""The whole way on two letters, with rules alone and in this process."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bench.accuracy import run
from bench.accuracy.planters import PLANTERS
from letterkit.checking.checker import CheckOptions


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ("salutation.other-gender", "executor.removed", "title.full-stop", "esign.right")
    monkeypatch.setattr(run, "PLANTERS", [each for each in PLANTERS if each.name in wanted])


def test_defects_labels_and_controls_are_counted(folder: Path, few: None, options: Callable[..., CheckOptions]) -> None:
    figures = run.measure(folder, options(), jobs=1)
    assert {name: (tally.planted, tally.right) for name, tally in figures.planters.items()} == {
        "salutation.other-gender": (1, 1),
        "executor.removed": (1, 1),
        "title.full-stop": (1, 1),
    }
    assert (figures.letters, figures.clean_alarms, figures.controls) == (1, [], 1)
    assert figures.words > 20
    assert {name: (tally.planted, tally.right) for name, tally in figures.handmade.items()} == {
        "salutation": (1, 1),
        "privacy": (1, 0),
    }
    assert figures.handmade_missed == [("f.txt", "privacy", "Фамильев")]


def test_the_work_can_be_watched(folder: Path, few: None, options: Callable[..., CheckOptions]) -> None:
    seen: list[tuple[str, int]] = []

    def watched(done: Iterable[run.TaskResult], total: int) -> Iterable[run.TaskResult]:
        for each in done:
            seen.append((each.task.name, total))
            yield each

    run.measure(folder, options(), jobs=1, watched=watched)
    assert sorted(seen) == [("a.txt", 2), ("f.txt", 2)]


@pytest.mark.slow
@pytest.mark.long
def test_many_processes_give_the_same_figures(folder: Path, options: Callable[..., CheckOptions]) -> None:
    alone, together = (run.measure(folder, options(), jobs=jobs) for jobs in (1, 2))
    assert alone == together


@pytest.mark.office
def test_looks_are_judged_in_print(
    folder: Path, options: Callable[..., CheckOptions], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ("layout.margins", "layout.right")
    monkeypatch.setattr(run, "PLANTERS", [each for each in PLANTERS if each.name in wanted])
    figures = run.measure(folder, options(), jobs=1)
    assert (figures.families["layout"].planted, figures.families["layout"].right) == (1, 1)
    assert (figures.controls, figures.control_alarms) == (1, [])
    assert figures.letters == 1


def test_without_libreoffice_looks_are_left_out(
    folder: Path, options: Callable[..., CheckOptions], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ("layout.margins", "title.full-stop")
    monkeypatch.setattr(run, "PLANTERS", [each for each in PLANTERS if each.name in wanted])
    figures = run.measure(folder, options(soffice="/no/such/soffice"), jobs=1)
    assert set(figures.families) == {"title"}
