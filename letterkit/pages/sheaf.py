"""Letters joined in one file to be printed, and cut apart again with proof that each PDF is the letter's own."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.join import Marks, join
from letterkit.ooxml.joinable import Joinable
from letterkit.pages.preview import texts
from letterkit.pages.proved import holds
from letterkit.pages.settled import is_settled
from letterkit.pages.split import split

# A doubt costs all letters of a file the quick way; 100 of them in one save only a millisecond a letter.
LETTERS_A_FILE = 25


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Letters of one likeness in one file. The first of ``marks`` are those of what stands before the letters."""

    letters: Sequence[Joinable]
    marks: Sequence[Marks]
    docx: bytes

    @classmethod
    def of(cls, letters: Sequence[Joinable]) -> "Sheaf":
        """``letters`` joined; raises KeyError for one that refers to what it has not."""
        marks = [Marks(_unguessable(), _unguessable()) for _ in range(len(letters) + 1)]
        return cls(letters, marks, join(letters, marks))

    def cut(self, pdf: bytes) -> Sequence[bytes | None]:
        """A PDF for each letter; None for one that may break elsewhere than alone.

        None for all of them unless every one holds its own words and no others.
        """
        none = [None] * len(self.letters)
        cut = split(pdf, self.marks, [{}, *(letter.description for letter in self.letters)])
        if cut is None:
            return none
        pdfs = cut[1:]
        try:
            pages = [texts(each) for each in pdfs]
        except LetterFileError:
            return none
        pairs = list(zip(self.letters, pages, strict=True))
        if not all(holds(letter, [page.words for page in each]) for letter, each in pairs):
            return none
        return [each if is_settled(*pair) else None for each, pair in zip(pdfs, pairs, strict=True)]


def sheaves(letters: Sequence[Joinable]) -> list[Sheaf]:
    """``letters`` in their order, LETTERS_A_FILE in each sheaf; raises KeyError as ``Sheaf.of`` does."""
    return [Sheaf.of(letters[start : start + LETTERS_A_FILE]) for start in range(0, len(letters), LETTERS_A_FILE)]


def _unguessable() -> str:
    """A name for a bookmark: no letter can hold it already."""
    return f"m{secrets.token_hex(12)}"
