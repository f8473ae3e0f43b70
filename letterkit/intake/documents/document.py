"""What came as one appeal: the text of its files, where each of them stands in it, and how surely it was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from letterkit.core.errors import LetterkitError
from letterkit.intake.values import Span


class ReadBy(StrEnum):
    """Whether the words stood in the file, or a program has recognised them in a picture."""

    TEXT = "text"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word recognised in a picture, at ``start``–``end`` of its text; ``confidence`` is from 0 to 1."""

    start: int
    end: int
    confidence: float


class Reading(NamedTuple):
    """The text of a page or a file; ``seen`` are its recognised words, ``fault`` is why some of it was not read."""

    text: str
    seen: tuple[SeenWord, ...] = ()
    fault: LetterkitError | None = None


@dataclass(frozen=True, slots=True)
class FileText:
    """What one file or message says; ``inside`` are files that came in it."""

    name: str
    read: Reading
    is_message: bool = False
    is_picture: bool = False
    inside: "tuple[FileText, ...]" = ()


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One file of a Document, at ``start``–``end`` of its text; what is no part of the appeal was attached to it."""

    name: str
    start: int
    end: int
    read_by: ReadBy = ReadBy.TEXT
    confidence: float = 1.0
    is_appeal: bool = False
    fault: LetterkitError | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """All files of one appeal: the appeal itself stands first, up to ``appeal_end``, after it what was attached."""

    text: str
    appeal_end: int
    parts: tuple[DocumentPart, ...]
    seen: tuple[SeenWord, ...] = ()

    @property
    def appeal(self) -> str:
        """The text of the appeal itself; its places are those of ``text``."""
        return self.text[: self.appeal_end]

    @property
    def read_by(self) -> ReadBy:
        """OCR when any of the appeal was recognised."""
        return ReadBy.OCR if any(word.start < self.appeal_end for word in self.seen) else ReadBy.TEXT

    @property
    def confidence(self) -> float:
        """How surely the appeal was read, from 0 to 1."""
        return self.confidence_at([(0, self.appeal_end)])

    def confidence_at(self, places: Iterable[Span]) -> float:
        """How surely the words at ``places`` were read, from 0 to 1."""
        spans = list(places)
        return mean_confidence(
            [word for word in self.seen if any(word.start < end and start < word.end for start, end in spans)]
        )


def mean_confidence(words: Sequence[SeenWord]) -> float:
    """The mean over letters of ``words``; 1 where there are none."""
    letters = sum(word.end - word.start for word in words)
    return round(sum(word.confidence * (word.end - word.start) for word in words) / letters, 3) if letters else 1.0
