"""The examples of many rules tried over all cores, each process with a rule book and an engine of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.util import Finalize

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.examples.trial import Bench, Fault
from letterkit.core.process_pool import spread

# Rules whose examples are worth the second or two in which a process loads its dictionaries.
_WORTH_A_PROCESS = 60
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules tried together, and what is wrong with their examples and their patterns; ``at`` is their place."""

    at: int
    codes: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


def faults(
    codes: Sequence[str],
    options: CheckOptions,
    *,
    jobs: int | None = None,
    watched: Callable[[Iterable[Trial], int], Iterable[Trial]] = lambda done, total: done,
) -> list[Fault]:
    """The faults of ``codes`` in their order, slow patterns too; ``watched`` sees the trials go by (a progress bar).

    ``jobs`` processes at most (all cores when None). Raises what Checker raises.
    """
    trials = [Trial(at, tuple(codes[at : at + _AT_ONCE])) for at in range(0, len(codes), _AT_ONCE)]
    if jobs is None and len(codes) < 2 * _WORTH_A_PROCESS:
        jobs = 1
    done = watched(spread(_work, trials, _begin, (options,), jobs), len(trials))
    return [fault for trial in sorted(done, key=lambda trial: trial.at) for fault in trial.faults]


class _Process:
    """What this worker process holds; the bench is made by its first task, so that errors reach the caller."""

    options: CheckOptions | None = None
    bench: Bench | None = None


def _begin(options: CheckOptions) -> None:
    _Process.options = options
    _Process.bench = None


def _work(trial: Trial) -> Trial:
    if _Process.bench is None:
        assert _Process.options is not None
        checker = Checker(_Process.options)
        _Process.bench = Bench(checker.book, checker.profile, _Process.options.rules, checker.proofreader)
        # Worker processes leave without atexit; this is how multiprocessing itself cleans up.
        Finalize(None, checker.close, exitpriority=1)
    bench = _Process.bench
    return Trial(trial.at, trial.codes, (*bench.faults(trial.codes), *bench.slow(trial.codes)))
