"""What rules of paragraphs wait for: each is asked only of the paragraphs in which its cue is heard.

Of some four hundred such rules a letter wakes one in four. What all of them wait for is gone through at once: the words
of a paragraph name the rules that wait for them, and so do three letters in a row and marks that stand side by side.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from letterkit.checks.shapes import BEFORE, Outline
from letterkit.checks.threes import three_of, threes_of
from letterkit.core.letter import Part


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Where ``rule`` may find something: where one of ``words`` stands, or one of ``letters`` and one of ``shapes``.

    ``words`` are keys of letterkit.checks.phrase.Places; ``letters`` and ``shapes`` are pieces of an outline. What is
    empty is not waited for.
    """

    rule: str
    words: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()

    @property
    def waits(self) -> bool:
        """Whether it waits for anything."""
        return bool(self.words or self.letters or self.shapes)


class Every(frozenset[Cue]):
    """All cues there are: of a letter in which nobody has listened for any."""

    def __contains__(self, cue: object) -> bool:
        return True

    def isdisjoint(self, cues: Iterable[object], /) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as cues are listened for in it: its outline and the keys of its ``Places``."""

    outline: Outline
    words: frozenset[str]

    @classmethod
    def of(cls, text: str, part: Part, words: frozenset[str]) -> "Paragraph":
        """``part`` of ``text`` and what stands right before it."""
        return cls(Outline(text[max(0, part.start - BEFORE) : part.end]), words)


class Cues:
    """Many cues listened for together."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._always: frozenset[Cue] = frozenset()
        self._by_word: dict[str, list[Cue]] = {}
        self._by_three: dict[str, list[tuple[str, Cue]]] = {}
        self._by_letters: dict[str, list[Cue]] = {}  # pieces too short to have three letters
        self._by_shape: dict[str, list[Cue]] = {}
        for cue in cues:
            self._add(cue)
        self._words, self._threes = frozenset(self._by_word), frozenset(self._by_three)

    def _add(self, cue: Cue) -> None:
        if not cue.waits:
            self._always |= {cue}
        elif cue.words:
            for word in cue.words:
                self._by_word.setdefault(word, []).append(cue)
        elif not cue.letters:
            for shape in cue.shapes:
                self._by_shape.setdefault(shape, []).append(cue)
        for piece in () if cue.words else cue.letters:
            three = three_of(piece)
            if three is None:
                self._by_letters.setdefault(piece, []).append(cue)
            else:
                self._by_three.setdefault(three, []).append((piece, cue))

    def heard(self, paragraphs: Sequence[Paragraph]) -> Iterator[frozenset[Cue]]:
        """The cues heard in each of ``paragraphs``."""
        low = "\n".join(each.outline.low for each in paragraphs)
        shape = "\n".join(each.outline.shape for each in paragraphs)
        by_letters = {piece: cues for piece, cues in self._by_letters.items() if piece in low}
        by_shape = {piece: cues for piece, cues in self._by_shape.items() if piece in shape}
        return (self._heard(paragraph, by_letters, by_shape) for paragraph in paragraphs)

    def _heard(
        self, paragraph: Paragraph, by_letters: Mapping[str, list[Cue]], by_shape: Mapping[str, list[Cue]]
    ) -> frozenset[Cue]:
        low, shape = paragraph.outline.low, paragraph.outline.shape
        candidates: set[Cue] = set()
        for word in self._words & paragraph.words:
            candidates.update(self._by_word[word])
        for three in self._threes & threes_of(low):
            for piece, cue in self._by_three[three]:
                if cue not in candidates and piece in low:
                    candidates.add(cue)
        for piece, cues in by_letters.items():
            if piece in low:
                candidates.update(cues)
        for piece, cues in by_shape.items():
            if piece in shape:
                candidates.update(cues)
        more = {cue for cue in candidates if cue.shapes and not any(piece in shape for piece in cue.shapes)}
        return self._always.union(candidates - more)
