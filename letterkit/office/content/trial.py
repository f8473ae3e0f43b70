"""A reply text tried on people before anybody uses it: what each would get, and what our own checks say of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letterkit.checking.checker import CheckedLetter, Checker, Composition
from letterkit.compose import Blank, ComposedLetter, ReplyText, compose
from letterkit.core.errors import InputError, LetterkitError
from letterkit.core.finding import Finding, Level
from letterkit.office.content.samples import Sample

_ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class TriedSample:
    """What came of one sample: a letter and what was found in it, or the ``fault`` for which there is none."""

    sample: Sample
    composed: ComposedLetter | None = None
    checked: CheckedLetter | None = None
    fault: LetterkitError | None = None


@dataclass(frozen=True, slots=True)
class SharedFinding:
    """The same finding in the letters of several samples; ``finding`` is that of the first."""

    finding: Finding
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class SharedFault:
    """The same reason why several samples get no letter."""

    fault: LetterkitError
    samples: tuple[Sample, ...]


def try_on(
    reply: ReplyText, blank: Blank, samples: Iterable[Sample], checker: Checker, *, pages: bool = True
) -> tuple[TriedSample, ...]:
    """Each of ``samples`` answered by ``reply`` on ``blank`` and checked, with ``pages`` if ``checker`` makes them.

    Nothing of the text or the cards is raised: it is the outcome of its sample.
    """
    tried: list[TriedSample] = []
    for sample in samples:
        try:
            tried.append(TriedSample(sample, compose(sample.card, reply, blank, checker.profile)))
        except InputError as fault:
            tried.append(TriedSample(sample, fault=fault))
    letters = [
        Composition(each.composed.docx, f"{reply.id}-{number}.docx", each.composed.card)
        for number, each in enumerate(tried, 1)
        if each.composed
    ]
    outcomes = iter(checker.check_together(letters, pages=pages and checker.options.pages))
    return tuple(_with_outcome(each, next(outcomes)) if each.composed else each for each in tried)


def findings_of(tried: Sequence[TriedSample]) -> tuple[SharedFinding, ...]:
    """What was found in the letters, worst first; one mistake in the text is one line, however many get it."""
    alike: dict[tuple[str, str], tuple[Finding, list[Sample]]] = {}
    for each in tried:
        for finding in each.checked.report.findings if each.checked else ():
            _, samples = alike.setdefault((finding.code, finding.message), (finding, []))
            if each.sample not in samples:
                samples.append(each.sample)
    shared = (SharedFinding(finding, tuple(samples)) for finding, samples in alike.values())
    return tuple(sorted(shared, key=lambda each: _ORDER.index(each.finding.level)))


def faults_of(tried: Sequence[TriedSample]) -> tuple[SharedFault, ...]:
    """Why samples get no letter, each reason once."""
    alike: dict[tuple[str, str], list[tuple[LetterkitError, Sample]]] = {}
    for each in tried:
        if each.fault is not None:
            alike.setdefault((each.fault.code, str(each.fault.details)), []).append((each.fault, each.sample))
    return tuple(SharedFault(found[0][0], tuple(sample for _, sample in found)) for found in alike.values())


def is_sound(tried: Sequence[TriedSample]) -> bool:
    """Whether each sample gets a letter without an error."""
    return all(
        each.checked is not None and all(finding.level is not Level.ERROR for finding in each.checked.report.findings)
        for each in tried
    )


def _with_outcome(tried: TriedSample, outcome: CheckedLetter | LetterkitError) -> TriedSample:
    if isinstance(outcome, LetterkitError):
        return TriedSample(tried.sample, tried.composed, fault=outcome)
    return TriedSample(tried.sample, tried.composed, outcome)
