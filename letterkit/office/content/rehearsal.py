"""A reply text while somebody writes it: what is wrong with it, once each, at its place in the text, and for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from letterkit.checking.checker import Checker
from letterkit.compose import Blank, ReplyText
from letterkit.compose.inspect import reply_faults
from letterkit.compose.typography import plain
from letterkit.core.errors import LetterkitError, TemplateError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Role
from letterkit.core.report import Report
from letterkit.office.content.samples import Sample, samples
from letterkit.office.content.source_places import TAG, SourcePlaces, SourceSpan
from letterkit.office.content.trial import TriedSample, faults_of, try_on

Where = Literal["text", "title"]
_FIRST_SENTENCE = (Role.SALUTATION, Role.TITLE, Role.ADDRESSEE)
_AFTER = (Role.ATTACHMENT, Role.CLOSING, Role.SIGNATURE, Role.EXECUTOR)


@dataclass(frozen=True, slots=True)
class SampleFinding:
    """A finding in the letters of ``samples``.

    ``span`` is its place in the text or the title (``where``), None when neither has made its words. ``suggestions``
    can stand there as they are; there are none where the words come from a field.
    """

    finding: Finding
    samples: tuple[Sample, ...]
    where: Where | None
    span: SourceSpan | None
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleFault:
    """Why ``samples`` get no letter (all of them when it is empty), with the place in the text where it is known."""

    fault: LetterkitError
    samples: tuple[Sample, ...] = ()
    span: SourceSpan | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of trying a text on all samples; ``tried`` is empty when no letter can be made at all."""

    stopped: tuple[SampleFault, ...]
    seen: tuple[SampleFinding, ...]
    tried: tuple[TriedSample, ...] = ()

    @property
    def has_errors(self) -> bool:
        return bool(self.stopped) or any(each.finding.level is Level.ERROR for each in self.seen)


def rehearse(reply: ReplyText, blank: Blank, checker: Checker) -> Rehearsal:
    """``reply`` by itself, then tried on each sample without pages; findings in the order of the text."""
    try:
        faults = tuple(_stopping_fault(reply, fault) for fault in reply_faults(reply))
    except TemplateError as fault:
        faults = (_stopping_fault(reply, fault),)
    if faults:
        return Rehearsal(faults, ())
    tried = try_on(reply, blank, samples(reply, checker.profile), checker, pages=False)
    stopped = tuple(_stopping_fault(reply, each.fault, each.samples) for each in faults_of(tried))
    return Rehearsal(stopped, _merge_findings(reply, tried), tried)


def _merge_findings(reply: ReplyText, tried: Sequence[TriedSample]) -> tuple[SampleFinding, ...]:
    alike: dict[object, SampleFinding] = {}
    for each in tried:
        if each.checked is None:
            continue
        places = _Places(reply, each.checked.report)
        for finding in (place for found in each.checked.report.findings for place in found.places):
            where, span = places.of(finding)
            place = (where, span.start, span.end) if span else finding.excerpt
            key = (finding.code, finding.message, place)
            known = alike.get(key)
            if known is None:
                mends = places.mends(finding, where, span)
                alike[key] = SampleFinding(replace(finding, others=()), (each.sample,), where, span, mends)
            elif each.sample not in known.samples:
                alike[key] = replace(known, samples=(*known.samples, each.sample))
    return tuple(sorted(alike.values(), key=_order))


def _order(seen: SampleFinding) -> tuple[int, int]:
    return {"title": 0, "text": 1, None: 2}[seen.where], seen.span.start if seen.span else 0


class _Places:
    """From a letter of a text back to its title and its words."""

    def __init__(self, reply: ReplyText, report: Report) -> None:
        self._sources: dict[Where, str] = {"text": reply.source, "title": reply.head.title}
        self._letter = report.text
        begin = max((part.end for part in report.parts if part.role in _FIRST_SENTENCE), default=0)
        end = min((part.start for part in report.parts if part.role in _AFTER and part.start >= begin), default=None)
        title = next((part for part in report.parts if part.role is Role.TITLE), None)
        self._ways: dict[Where, tuple[int, int, SourcePlaces]] = {}
        last = len(report.text) if end is None else end
        self._ways["text"] = begin, last, SourcePlaces(report.text, reply.source, begin, last)
        if title is not None:
            places = SourcePlaces(report.text, reply.head.title, title.start, title.end)
            self._ways["title"] = title.start, title.end, places

    def of(self, finding: Finding) -> tuple[Where | None, SourceSpan | None]:
        if finding.start is None:
            return None, None
        for where, (begin, end, places) in self._ways.items():
            if begin <= finding.start < end and (span := places.span(finding.start, finding.end)):
                return where, span
        return None, None

    def mends(self, finding: Finding, where: Where | None, span: SourceSpan | None) -> tuple[str, ...]:
        """The suggestions, if the very words that are wrong stand in the source without any mark among them."""
        if where is None or span is None or span.fields:
            return ()
        written = self._sources[where][span.start : span.end]
        if TAG.search(written) or plain(written) != plain(self._letter[finding.start : finding.end]):
            return ()
        return finding.suggestions


def _stopping_fault(reply: ReplyText, fault: LetterkitError, people: tuple[Sample, ...] = ()) -> SampleFault:
    return SampleFault(fault, people, next(_marks_of(reply, fault), None))


def _marks_of(reply: ReplyText, fault: LetterkitError) -> Iterator[SourceSpan]:
    """Where the fault stands: the mark with the name it speaks of, else the line that it names."""
    name = str(fault.details.get("name", ""))
    if name:
        for match in TAG.finditer(reply.source):
            if name in match[0]:
                yield SourceSpan(match.start(), match.end(), (name,))
    if isinstance(fault, TemplateError) and fault.line is not None and fault.line >= reply.first_line:
        lines = reply.source.split("\n")
        number = min(fault.line - reply.first_line, len(lines) - 1)
        start = sum(len(line) + 1 for line in lines[:number])
        yield SourceSpan(start, start + len(lines[number]))
