"""Hits that another rule has no word on: of two rules that speak of one place, the older and narrower is heard."""

from collections.abc import Callable, Iterable, Iterator

from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject


def unspoken(hits: Iterable[Hit], subject: Subject, *others: Callable[[Subject], Iterable[Hit]]) -> Iterator[Hit]:
    """``hits`` that overlap none of what ``others`` find; these are asked only once there is a hit."""
    taken: list[tuple[int, int]] | None = None
    for hit in hits:
        if hit.start is None or hit.end is None:
            continue
        if taken is None:
            taken = [
                (other.start, other.end)
                for check in others
                for other in check(subject)
                if other.start is not None and other.end is not None
            ]
        if not any(start < hit.end and hit.start < end for start, end in taken):
            yield hit
