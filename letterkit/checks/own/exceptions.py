"""Where a body's pack bids a rule be silent: words that touch its finding, or that stand in its sentence."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from letterkit.checks.hit import Hit
from letterkit.checks.own.format import RuleException, Within
from letterkit.checks.subject import Subject
from letterkit.checks.word_list import ListEntry, pieces


class Exceptions:
    """The exceptions of one rule."""

    def __init__(self, spared: Iterable[RuleException]) -> None:
        self._entries: Sequence[tuple[ListEntry, Within]] = [
            (ListEntry(pieces(each.words)), each.within) for each in spared
        ]

    def spare(self, subject: Subject, hit: Hit) -> bool:
        """Whether ``hit`` is to be dropped; one without a place never is."""
        if hit.start is None or hit.end is None:
            return False
        start, end = _cleaned_span(subject, hit) if hit.raw else (hit.start, hit.end)
        for part in subject.fields(None):
            if part.start >= end or start >= part.end:
                continue
            tokens = subject.tokens_of(part)
            for entry, within in self._entries:
                first, last = _sentence(subject, start, end) if within == "sentence" else (start, end)
                for index in entry.places(tokens, subject.places_of(part)):
                    count = entry.at(tokens, index)
                    if count and tokens[index].start < last and first < tokens[index + count - 1].end:
                        return True
        return False

    def without(self, subject: Subject, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Those of ``hits`` that are not spared."""
        return (hit for hit in hits if not self.spare(subject, hit))


def _cleaned_span(subject: Subject, hit: Hit) -> tuple[int, int]:
    """The place, in the cleaned text, of a hit whose place is of the letter as given."""
    assert hit.start is not None
    assert hit.end is not None
    return bisect_left(subject.cleaned.origin, hit.start), bisect_left(subject.cleaned.origin, hit.end)


def _sentence(subject: Subject, start: int, end: int) -> tuple[int, int]:
    """From the first sentence that the place touches to the end of the last; else its own paragraph."""
    touched = [(first, last) for first, last in subject.sentences if first < end and start < last]
    touched = touched or [(part.start, part.end) for part in subject.parts if part.start < end and start < part.end]
    return (min(first for first, _ in touched), max(last for _, last in touched)) if touched else (start, end)
