"""What each family of rules costs in a letter, so that a slow one is seen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bench.speed.demo import Demo, Paths, warm_up
from bench.speed.timing import timed_ms
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checks.check import Need
from letterkit.checks.subject import Subject
from letterkit.core.letter import Letter
from letterkit.language.cache import CachingProofreader

LETTERS = 30
COMMON = "common"
"""What all rules share: words, sentences, what is protected, and what the grammar engine says."""


@dataclass(frozen=True, slots=True)
class Share:
    """Mean milliseconds that ``family`` takes in a new letter, and its slowest rule."""

    family: str
    mean_ms: float
    slowest: str
    slowest_ms: float


def shares(paths: Paths) -> tuple[Share, ...]:
    """Every family over letters that come for the first time, the dearest first; rules and embedded engine."""
    demo = Demo(paths)
    spent: dict[str, float] = defaultdict(float)
    with Checker(CheckOptions(paths.profile, paths.rules, engine="embedded", pages=False)) as checker:
        letters = demo.others()
        warm_up(demo, checker, letters)
        for letter in islice(letters, LETTERS):
            for code, ms in _of_letter(demo, checker, letter).items():
                spent[code] += ms / LETTERS
    return _by_family(spent)


def _of_letter(demo: Demo, checker: Checker, letter: Letter) -> dict[str, float]:
    proofreader = checker.proofreader
    assert isinstance(proofreader, CachingProofreader)
    subject = Subject(
        letter,
        demo.profile,
        card=demo.card,
        proofreader=proofreader.fresh(),
        memory=checker.memory,
        cues=checker.book.cues,
    )
    taken = {
        f"{COMMON}.words": timed_ms(lambda: (subject.tokens, [subject.places_of(part) for part in subject.parts])),
        f"{COMMON}.cues": timed_ms(lambda: subject.awake),
        f"{COMMON}.sentences": timed_ms(lambda: subject.sentences),
        f"{COMMON}.protected": timed_ms(lambda: subject.protected),
        f"{COMMON}.engine": timed_ms(lambda: subject.language_matches),
    }
    for rule in checker.book.checks_for(subject.awake):
        if rule.needs is not Need.PAGES:
            taken[rule.code] = timed_ms(lambda rule=rule: list(rule.run(subject)))  # type: ignore[misc]
    subject.settle()
    return taken


def _by_family(spent: dict[str, float]) -> tuple[Share, ...]:
    families: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for code, ms in spent.items():
        families[code.split(".", 1)[0]].append((ms, code))
    found: Sequence[Share] = [
        Share(family, sum(ms for ms, _ in rules), max(rules)[1], max(rules)[0]) for family, rules in families.items()
    ]
    return tuple(sorted(found, key=lambda share: -share.mean_ms))
