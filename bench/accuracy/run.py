"""The run: letters read, defects planted, everything checked over all cores, counts put together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.util import Finalize
from pathlib import Path

from bench.accuracy.figures import HalfFigures, Tally
from bench.accuracy.labelled import Label, LabelledLetter, load_labelled
from bench.accuracy.look import Look, docx_of
from bench.accuracy.planter import PlantedLetter, plant_defects
from bench.accuracy.planters import PLANTERS
from bench.accuracy.score import (
    DefectScore,
    ScoredFinding,
    find_false_alarms,
    judge_defect,
    judged_label,
    summarize_findings,
)
from bench.accuracy.sheet import Sheet
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.core.case import CaseCard
from letterkit.core.errors import ToolMissing
from letterkit.core.letter import Letter
from letterkit.core.process_pool import spread
from letterkit.pages.office import find
from letterkit.reading import read_text

# A worker checks so many variants of a letter in one task: its paragraphs are remembered, and the bar moves.
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Task:
    """A letter with those of its variants that begin at ``at``, or a faulty one with its labels.

    Variants ``in_print`` differ in their look alone: they are laid out in Word and printed.
    """

    name: str
    data: bytes
    card: CaseCard | None
    defects: tuple[PlantedLetter, ...] = ()
    labels: tuple[Label, ...] = ()
    at: int = 0
    in_print: bool = False


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What became of a task; ``words`` are those of the letter as it was given."""

    task: Task
    words: int
    found: tuple[ScoredFinding, ...]
    judgements: tuple[DefectScore, ...]
    vain: tuple[ScoredFinding, ...] = ()


def clean_sheets(letters: Iterable[LabelledLetter]) -> list[Sheet]:
    """The clean ones among ``letters``, read."""
    return [Sheet(read_text(letter.data, letter.name), letter.card) for letter in letters if letter.clean]


def planted_in(letters: Sequence[LabelledLetter], only: Sequence[str] = ()) -> list[PlantedLetter]:
    """Every planted letter made from ``letters``, controls too; the same in every run.

    ``only`` are the beginnings of names of planters that are wanted («typo», «grammar.month»); none: all.
    """
    wanted = [each for each in PLANTERS if not only or each.name.startswith(tuple(only))]
    return list(plant_defects(wanted, clean_sheets(letters)))


def tasks_of(letters: Sequence[LabelledLetter], *, in_print: bool = True, only: Sequence[str] = ()) -> list[Task]:
    """The work on one half; without LibreOffice nothing is done ``in_print``; ``only`` as in ``planted_in``."""
    made: dict[str, list[PlantedLetter]] = {}
    for defect in planted_in(letters, only):
        made.setdefault(defect.letter, []).append(defect)
    tasks = []
    for letter in letters:
        if not letter.clean:
            tasks.append(Task(letter.name, letter.data, letter.card, labels=letter.labels))
            continue
        mine = [defect for defect in made.get(letter.name, []) if defect.look is None]
        for at in range(0, max(1, len(mine)), _AT_ONCE):
            some = tuple(mine[at : at + _AT_ONCE])
            tasks.append(Task(letter.name, letter.data, letter.card, defects=some, at=at))
        printed = tuple(defect for defect in made.get(letter.name, []) if defect.look is not None)
        if printed and in_print:
            tasks.append(Task(letter.name, letter.data, letter.card, defects=printed, in_print=True))
    return tasks


def measure(
    folder: Path,
    options: CheckOptions,
    *,
    jobs: int | None = None,
    only: Sequence[str] = (),
    watched: Callable[[Iterable[TaskResult], int], Iterable[TaskResult]] = lambda done, total: done,
) -> HalfFigures:
    """The figures of the letters in ``folder``; ``watched`` sees the tasks go by (a progress bar).

    Raises RequestError and CardError for the folder, and what Checker raises.
    """
    letters = load_labelled(folder)
    tasks = tasks_of(letters, in_print=_can_print(options), only=only)
    figures = HalfFigures()
    done = watched(spread(_work, tasks, _begin, (options,), jobs), len(tasks))
    for each in sorted(done, key=lambda each: (each.task.name, each.task.in_print, each.task.at)):
        _count(figures, each)
    return figures


def _count(figures: HalfFigures, done: TaskResult) -> None:
    task = done.task
    if task.labels:
        figures.faulty_letters += 1
        for label, one in zip(task.labels, done.judgements, strict=True):
            figures.handmade.setdefault(label.families[0], Tally()).add(one)
            if not one.right:
                figures.handmade_missed.append((task.name, "|".join(label.families), label.fragment))
        figures.handmade_alarms += [(task.name, alarm) for alarm in done.vain]
        return
    if task.at == 0 and not task.in_print:
        figures.letters += 1
        figures.words += done.words
        figures.clean_alarms += [(task.name, finding) for finding in done.found if finding.is_loud]
    for defect, one in zip(task.defects, done.judgements, strict=True):
        figures.add(defect, one)


def _can_print(options: CheckOptions) -> bool:
    try:
        find(options.soffice)
    except ToolMissing:
        return False
    return True


def _checked_by(checker: Checker, task: Task) -> TaskResult:
    report = checker.check_bytes(task.data, task.name, card=task.card).report
    found = summarize_findings(report.findings)
    words = int(report.facts["words"] or 0)
    if task.labels:
        judgements = tuple(judged_label(label, report.text, found) for label in task.labels)
        return TaskResult(task, words, found, judgements, find_false_alarms(task.labels, report.text, found))
    return TaskResult(task, words, found, tuple(_judge_planted(checker, defect, found) for defect in task.defects))


def _judge_planted(checker: Checker, defect: PlantedLetter, clean: Sequence[ScoredFinding]) -> DefectScore:
    report = checker.check_bytes(defect.text.encode(), defect.letter, card=defect.card).report
    return judge_defect(defect, summarize_findings(report.findings), clean)


def _printed_by(checker: Checker, task: Task) -> TaskResult:
    """As ``_checked_by``, for looks: what is said of the letter in its right look is not the look's fault."""
    letter = read_text(task.data, task.name)
    clean = _seen_in_print(checker, letter, Look(), task.card)
    judgements = tuple(
        judge_defect(defect, _seen_in_print(checker, letter, defect.look or Look(), task.card), clean)
        for defect in task.defects
    )
    return TaskResult(task, 0, clean, judgements)


def _seen_in_print(checker: Checker, letter: Letter, look: Look, card: CaseCard | None) -> tuple[ScoredFinding, ...]:
    name = f"{Path(letter.source.name).stem}.docx"
    return summarize_findings(checker.check_bytes(docx_of(letter, look), name, card=card).report.findings)


class _Process:
    """What this worker process holds; a checker is made by its first task, so that errors reach the caller."""

    options: CheckOptions | None = None
    checkers: dict[bool, Checker]


def _begin(options: CheckOptions) -> None:
    _Process.options = options
    _Process.checkers = {}


def _work(task: Task) -> TaskResult:
    checker = _Process.checkers.get(task.in_print)
    if checker is None:
        assert _Process.options is not None
        checker = Checker(replace(_Process.options, pages=task.in_print))
        _Process.checkers[task.in_print] = checker
        # Worker processes leave without atexit; this is how multiprocessing itself cleans up.
        Finalize(None, checker.close, exitpriority=1)
    return _printed_by(checker, task) if task.in_print else _checked_by(checker, task)
