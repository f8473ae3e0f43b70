"""Letters joined in one file to be printed, and cut apart again with proof that each PDF is the letter's own."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from letterkit.core.errors import LetterFileError
from letterkit.core.page import PageFacts
from letterkit.ooxml.join import Marks, join
from letterkit.ooxml.joinable import Joinable
from letterkit.pages.facts import reading
from letterkit.pages.page_breaks import is_settled
from letterkit.pages.preview import PageText, texts
from letterkit.pages.print_proof import holds
from letterkit.pages.split import split

# A doubt costs all letters of a file the quick way; 100 of them in one save only a millisecond a letter.
LETTERS_A_FILE = 50


@dataclass(frozen=True, slots=True)
class LetterPdf:
    """A letter as a PDF; ``facts`` are those of its pages where they have been read already."""

    pdf: bytes
    facts: PageFacts | None = None


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Letters of one likeness in one file. The first of ``marks`` are those of what stands before the letters.

    ``bare``: joined without their headers, for letters of one page, of which the first shows nothing of them.
    """

    letters: Sequence[Joinable]
    marks: Sequence[Marks]
    docx: bytes
    bare: bool = False

    @classmethod
    def of(cls, letters: Sequence[Joinable], bare: bool = False) -> "Sheaf":
        """``letters`` joined; raises KeyError for one that refers to what it has not."""
        marks = [Marks(_unguessable(), _unguessable()) for _ in range(len(letters) + 1)]
        return cls(letters, marks, join(letters, marks, bare), bare)

    def cut(self, pdf: bytes) -> Sequence[LetterPdf | None]:
        """Each letter by itself, with its pages as read in ``pdf``; None for one that may break elsewhere than alone.

        None for all of them unless every one holds its own words and no others, and for one of more than one page when
        they are ``bare``.
        """
        none = [None] * len(self.letters)
        cut = split(pdf, self.marks, [{}, *(letter.description for letter in self.letters)])
        if cut is None:
            return none
        try:
            whole = reading(pdf)
        except LetterFileError:
            return none
        parts = [
            (letter, each.pdf, whole.part(each.first, each.last))
            for letter, each in zip(self.letters, cut[1:], strict=True)
        ]
        if not all(holds(letter, part.words) for letter, _, part in parts):
            return none
        return [
            LetterPdf(pdf, part.facts) if self._is_as_alone(letter, pdf, part.facts) else None
            for letter, pdf, part in parts
        ]

    def _is_as_alone(self, letter: Joinable, pdf: bytes, facts: PageFacts) -> bool:
        """Whether ``pdf`` has all of its headers and breaks nowhere else than ``letter`` does alone."""
        if self.bare and len(facts.pages) > 1:
            return False
        return is_settled(letter, facts.pages, partial(_last_page_text, pdf))


def sheaves(letters: Sequence[Joinable], bare: bool = False) -> list[Sheaf]:
    """``letters`` in their order, LETTERS_A_FILE in each sheaf; raises KeyError as ``Sheaf.of`` does."""
    starts = range(0, len(letters), LETTERS_A_FILE)
    return [Sheaf.of(letters[start : start + LETTERS_A_FILE], bare) for start in starts]


def _last_page_text(pdf: bytes) -> PageText:
    return texts(pdf)[-1]


def _unguessable() -> str:
    """A name for a bookmark: no letter can hold it already."""
    return f"m{secrets.token_hex(12)}"
