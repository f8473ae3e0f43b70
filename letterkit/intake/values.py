"""What was read of an appeal: values with the places where they were found and how sure they are."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from letterkit.core.case import CaseCard
from letterkit.core.people import Person

Span = tuple[int, int]
Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class FoundValue(Generic[Value]):
    """One value: ``places`` are stretches of the text that say it, ``confidence`` is from 0 to 1."""

    value: Value
    places: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class LikelyGroup:
    """A group of the classifier by its code, its likelihood among all groups, and its typical subjects."""

    code: str
    name: str
    likelihood: float
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppealReading:
    """What an appeal says. ``card`` has only what was found; ``found`` tells of each of its values by dotted path.

    ``delivery_wish`` is ``personal``, ``oral``, ``post`` or ``email``; ``people`` are those who sign beside the
    applicant; ``representative`` writes for the applicant.
    """

    text: str
    card: CaseCard
    found: dict[str, FoundValue[object]]
    groups: tuple[LikelyGroup, ...] = ()
    other_body: bool = False
    delivery_wish: str | None = None
    benefit: bool = False
    representative: FoundValue[Person] | None = None
    people: tuple[FoundValue[Person], ...] = field(default=())
