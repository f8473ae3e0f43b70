"""What was found is kept by paragraph, so that a letter checked again costs only what changed.

The unit is the paragraph, not the sentence: rules on a full stop or a capital letter look from one sentence to the
next, and both engines cut sentences inside the paragraph themselves, so cutting beforehand would cost findings. No rule
of the allow-list looks beyond its paragraph; a test compares paragraph by paragraph with the letter as a whole. What
depends on one sentence alone (taking it apart, rules of grammar) the embedded engine remembers by sentence.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b

from letterkit.language.ports import EngineName, Match, UnitProofreader
from letterkit.language.units import units

# Some 60 letters an hour of 30 paragraphs are held for half a working day; about 10 MB at the very most.
_MOST_UNITS = 8192


class CachingProofreader:
    """``proofreader`` with a memory of ``most_units`` paragraphs, the least recently seen forgotten first."""

    def __init__(self, proofreader: UnitProofreader, most_units: int = _MOST_UNITS) -> None:
        self._proofreader = proofreader
        self._most_units = most_units
        self._known: OrderedDict[bytes, tuple[Match, ...]] = OrderedDict()
        self._turn = threading.Lock()

    def fresh(self) -> "CachingProofreader":
        """The same proofreader with nothing remembered."""
        return CachingProofreader(self._proofreader, self._most_units)

    @property
    def engine(self) -> EngineName:
        return self._proofreader.engine

    @property
    def version(self) -> str:
        return self._proofreader.version

    def matches(self, text: str) -> tuple[Match, ...]:
        """The matches of every paragraph of ``text``; raises what the proofreader raises, and then keeps nothing."""
        return self.begin(text)()

    def begin(self, text: str) -> Callable[[], tuple[Match, ...]]:
        places = list(units(text))
        keys = [_key(text[start:end]) for start, end in places]
        found = self._recall(keys)
        missing = {key: text[start:end] for key, (start, end) in zip(keys, places, strict=True) if key not in found}
        asked = self._proofreader.begin_each(list(missing.values())) if missing else None

        def answer() -> tuple[Match, ...]:
            fresh = dict(zip(missing, asked(), strict=True)) if asked else {}
            self._keep(fresh)
            return tuple(
                replace(match, start=match.start + start, end=match.end + start)
                for key, (start, _) in zip(keys, places, strict=True)
                for match in (fresh[key] if key in fresh else found[key])
            )

        return answer

    def misspelt(self, text: str) -> tuple[Match, ...]:
        """As the proofreader: it asks no engine, and there is little to remember."""
        return self._proofreader.misspelt(text)

    def _recall(self, keys: list[bytes]) -> dict[bytes, tuple[Match, ...]]:
        with self._turn:
            found = {key: self._known[key] for key in keys if key in self._known}
            for key in found:
                self._known.move_to_end(key)
        return found

    def _keep(self, fresh: dict[bytes, tuple[Match, ...]]) -> None:
        with self._turn:
            self._known.update(fresh)
            while len(self._known) > self._most_units:
                self._known.popitem(last=False)


def _key(unit: str) -> bytes:
    return blake2b(unit.encode("utf-8", "surrogatepass"), digest_size=16).digest()
