"""What the grammar engine reads of a letter, in one go or by portions, and where its matches stand in the letter."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, chain

from letterkit.core.letter import Part, Role
from letterkit.language.ports import Match, Proofreader

READ_BY_ENGINE = (Role.TITLE, Role.OPENING, Role.BODY, Role.ATTACHMENT)
JOINT = "\n\n"
_PORTION = 20_000
"""Characters that the engine reads between two looks at the clock: a letter is a tenth of it."""


class EngineReading:
    """``parts`` of ``text`` for ``proofreader`` to read; ``is_late`` says when time is out, None: no clock is watched.

    ``is_cut`` says after ``matches`` that time was out before all was read.
    """

    def __init__(
        self, text: str, parts: Sequence[Part], proofreader: Proofreader | None, is_late: Callable[[], bool] | None
    ) -> None:
        self._text, self._parts = text, parts
        self._proofreader, self._is_late = proofreader, is_late
        self._asked: Callable[[], tuple[Match, ...]] | None = None
        self.is_cut = False

    @property
    def text(self) -> str:
        """What is read."""
        return self._join(self._parts)

    def begin(self) -> None:
        """Has a server read while the rules do; a long letter with a limit of time is read by portions later."""
        if self._proofreader is not None and self._proofreader.engine == "languagetool" and len(self._portions) == 1:
            self._asked = self._proofreader.begin(self.text)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """What the engine says; offsets count in the text of the letter."""
        if self._proofreader is None:
            return ()
        found: list[Match] = []
        for portion in self._portions:
            if self._is_late is not None and self._is_late():
                self.is_cut = True
                break
            matches = self._asked() if self._asked else self._proofreader.matches(self._join(portion))
            found += _place_matches(matches, portion)
        return tuple(found)

    @cached_property
    def _portions(self) -> Sequence[Sequence[Part]]:
        """What is read in one go: all of it, where no clock is watched."""
        if self._is_late is None:
            return [self._parts]
        portions: list[list[Part]] = [[]]
        size = 0
        for part in self._parts:
            if size > _PORTION:
                portions.append([])
                size = 0
            portions[-1].append(part)
            size += part.end - part.start
        return portions

    def _join(self, parts: Iterable[Part]) -> str:
        return JOINT.join(self._text[part.start : part.end] for part in parts)


def _place_matches(matches: Iterable[Match], parts: Sequence[Part]) -> list[Match]:
    """``matches`` in ``parts`` joined, as they stand in the letter; none goes over the end of its part."""
    starts = list(accumulate((part.end - part.start + len(JOINT) for part in parts), initial=0))
    found: list[list[Match]] = [[] for _ in parts]
    for match in matches:
        number = bisect_right(starts, match.start) - 1
        part = parts[number]
        shift = part.start - starts[number]
        if match.end + shift <= part.end:
            found[number].append(replace(match, start=match.start + shift, end=match.end + shift))
    return list(chain.from_iterable(found))
