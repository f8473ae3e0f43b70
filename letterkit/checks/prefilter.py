"""What rules of paragraphs wait for: each is asked only of the paragraphs in which its cue is heard.

Of some four hundred such rules a letter wakes one in four. What all of them wait for is gone through at once: the words
of a paragraph name the rules that wait for them, and so do three letters in a row and marks that stand side by side.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letterkit.checks.trigrams import three_of, threes_of
from letterkit.core.letter import Part
from letterkit.russian.morph import parses

_MOST_WORDS = 8192  # of all letters
_BEFORE = 2  # characters before a paragraph, for what must stand before a match may stand there


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Where ``rule`` may find something: where one of ``words`` stands, or one of ``letters``.

    ``words`` are keys of letterkit.checks.phrase.Places and ``marks_of``; ``letters`` are pieces of a text in lower
    case. What is empty is not waited for.
    """

    rule: str
    words: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()

    @property
    def waits(self) -> bool:
        """Whether it waits for anything."""
        return bool(self.words or self.letters)


class EveryCue(frozenset[Cue]):
    """All cues there are: of a letter in which nobody has listened for any."""

    def __contains__(self, cue: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as cues are listened for in it: in lower case; the keys of its ``Places``, ``marks_of`` its words."""

    low: str
    words: frozenset[str]

    @classmethod
    def of(cls, text: str, part: Part, words: frozenset[str]) -> "Paragraph":
        """``part`` of ``text`` and what stands right before it."""
        return cls(text[max(0, part.start - _BEFORE) : part.end].lower(), words)


@lru_cache(maxsize=_MOST_WORDS)
def marks_of(word: str) -> frozenset[str]:
    """«<NUMR>», «<INFN>»: what parts of speech ``word`` can be; «<digit>» of a number in figures."""
    if word[0].isalpha():
        return frozenset(f"<{parse.tag.POS}>" for parse in parses(word))
    return frozenset(("<digit>",)) if word[0].isdigit() else frozenset()


_Pieces = Sequence[tuple[str, Sequence[Cue]]]
"""Pieces of a text, and the cues that each of them is enough for."""


class Cues:
    """Many cues listened for together."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._always: frozenset[Cue] = frozenset()
        self._by_word: dict[str, list[Cue]] = {}
        self._by_three: dict[str, list[tuple[str, Cue]]] = {}
        self._by_short: dict[str, list[Cue]] = {}  # pieces that have no three letters
        self._by_spaced: dict[str, list[Cue]] = {}  # pieces that go on over a space
        for cue in cues:
            self._add(cue)
        self._words = frozenset(self._by_word)
        self._in_word = lru_cache(maxsize=_MOST_WORDS)(self._cues_of)

    def _add(self, cue: Cue) -> None:
        if not cue.waits:
            self._always |= {cue}
        for word in cue.words:
            self._by_word.setdefault(word, []).append(cue)
        for piece in cue.letters:
            three = three_of(piece)
            if len(piece.split()) != 1 or piece != piece.strip():
                self._by_spaced.setdefault(piece, []).append(cue)
            elif three is None:
                self._by_short.setdefault(piece, []).append(cue)
            else:
                self._by_three.setdefault(three, []).append((piece, cue))

    def _cues_of(self, word: str) -> tuple[Cue, ...]:
        """The cues of which a piece stands in ``word``, a row of characters without a space."""
        longer = (each for three in self._by_three.keys() & threes_of(word) for each in self._by_three[three])
        short = (cue for piece, cues in self._by_short.items() if piece in word for cue in cues)
        return tuple(dict.fromkeys((*(cue for piece, cue in longer if piece in word), *short)))

    def hear(self, paragraphs: Sequence[Paragraph]) -> Iterator[frozenset[Cue]]:
        """The cues heard in each of ``paragraphs``."""
        low = "\n".join(each.low for each in paragraphs)
        spaced = [(piece, cues) for piece, cues in self._by_spaced.items() if piece in low]
        return (self._hear(paragraph, spaced) for paragraph in paragraphs)

    def _hear(self, paragraph: Paragraph, spaced: _Pieces) -> frozenset[Cue]:
        low = paragraph.low
        found: set[Cue] = set()
        for word in self._words & paragraph.words:
            found.update(self._by_word[word])
        for word in low.split():
            found.update(self._in_word(word))
        for piece, cues in spaced:
            if piece in low:
                found.update(cues)
        return self._always.union(found)
