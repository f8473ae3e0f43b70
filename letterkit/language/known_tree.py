"""Words that letters know as a tree, walked letter by letter: what is one slip away from a word and is itself a word.

Nearly all strings one slip away are no words, and of a long word there are very many: one is spelt only so far as some
word begins so.
"""

from collections.abc import Iterator
from typing import Protocol

from letterkit.language.edit_distance import Slips
from letterkit.russian import morph


class WordForms(Protocol):
    """A list of words in all their forms."""

    def has_form(self, low: str) -> bool: ...

    def begins_form(self, beginning: str) -> bool: ...


class KnownTree:
    """The dictionary, in which a word may be spelt with е for ё, and ``listed``; made for one word, and forgotten."""

    def __init__(self, listed: WordForms) -> None:
        self._listed = listed
        self._is_known = morph.analyser().word_is_known
        self._beginnings = morph.analyser().dictionary.words.iterkeys
        self._spellings: dict[str, tuple[str, ...]] = {"": ("",)}

    def one_slip_from(self, word: str, slips: Slips) -> Iterator[str]:
        """Known words that ``slips`` make of ``word``; some may come twice."""
        for place in range(len(word) + 1):
            before = word[:place]
            if not self._begins(before):
                return
            for put, taken in slips(word, place):
                if not put or self._begins(before + put[0]):
                    whole = before + put + word[place + taken :]
                    if self._is_known(whole) or self._listed.has_form(whole):
                        yield whole

    def _begins(self, beginning: str) -> bool:
        """Whether some word begins so."""
        return bool(self._spelt(beginning)) or self._listed.begins_form(beginning)

    def _spelt(self, beginning: str) -> tuple[str, ...]:
        """``beginning`` as the dictionary spells it."""
        found = self._spellings.get(beginning)
        if found is None:
            letter = beginning[-1]
            alike = "её" if letter == "е" else letter
            spelt = (known + each for known in self._spelt(beginning[:-1]) for each in alike)
            found = tuple(each for each in spelt if next(iter(self._beginnings(each)), None) is not None)
            self._spellings[beginning] = found
        return found
