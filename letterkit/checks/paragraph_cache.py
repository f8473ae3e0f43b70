"""What rules found in a paragraph, kept for the next letter in which the same paragraph stands.

Rules of phrases, patterns and word lists, and functions that say so, see no further than their paragraph, so what they
found there is true wherever it stands again: in the letter after one sentence has been edited, in the next letter of a
batch. What a rule must not touch depends on the whole letter and is asked anew each time.
"""

from dataclasses import dataclass, field
from hashlib import blake2b

from letterkit.core.letter import Part
from letterkit.core.lru_cache import Shelf

# Thirty paragraphs a letter: the last hundred or so letters; some 10 MB at the most.
_MOST_PARAGRAPHS = 4096
_AROUND = 2  # characters before and after the paragraph that a pattern may look at


@dataclass(slots=True)
class Finds:
    """What each rule, by its code, found in a paragraph; most find nothing and are absent.

    Once ``settled``, every rule has been asked, and none is asked again.
    """

    by_rule: dict[str, tuple[object, ...]] = field(default_factory=dict)
    settled: bool = False

    def settle(self) -> None:
        """Every rule has been asked."""
        self.settled = True


class Memory:
    """The finds in each of ``most`` paragraphs, the least recently seen forgotten first.

    It belongs to one rule book. May be shared between threads: two may do the same work, neither spoils it.
    """

    def __init__(self, most: int = _MOST_PARAGRAPHS) -> None:
        self._known: Shelf[bytes, Finds] = Shelf(most)

    def __len__(self) -> int:
        return len(self._known)

    def of(self, text: str, part: Part) -> Finds:
        """The finds in the paragraph ``part`` of ``text``, to be read and added to."""
        return self._known.of(_key(text, part), Finds)


def _key(text: str, part: Part) -> bytes:
    pieces = (
        part.role,
        text[max(0, part.start - _AROUND) : part.start],
        text[part.start : part.end],
        text[part.end : part.end + _AROUND],
    )
    return blake2b("\0".join(pieces).encode("utf-8", "surrogatepass"), digest_size=16).digest()
