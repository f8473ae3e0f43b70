"""YAML that people write: no longer, no deeper, and with no more values than a text, a card or a pack of rules has.

Links («&name», «*name») repeat what they point to, and a few lines of them can stand for more values than any machine
holds. They are counted as often as they repeat, before anything is made of them.
"""

import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.composer import Composer
from ruamel.yaml.error import StreamMark
from ruamel.yaml.events import AliasEvent, ScalarEvent

DEEPEST = 40
HALF_SIGN = re.compile("[\ud800-\udfff]")
"""Of what is written as «\\ud800»: no file and no database can keep it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one file: its length, its values, what its links repeat counted with them."""

    signs: int = 200_000
    values: int = 20_000


WRITTEN = Bounds()
"""By people: a reply text has five thousand signs, a pack of a thousand words fifty."""


class BeyondBounds(Exception):
    """``code`` is a wording code, ``limit`` what it may be, ``mark`` the place."""

    def __init__(self, code: str, limit: int, mark: StreamMark | None = None) -> None:
        super().__init__(code)
        self.code, self.limit, self.mark = code, limit, mark


class BoundedComposer(Composer):
    """Raises BeyondBounds ``yaml.too-deep`` (a value that holds itself, too), ``yaml.too-many``, ``yaml.half-sign``."""

    def __init__(self, loader: Any, bounds: Bounds) -> None:
        super().__init__(loader=loader)
        self.warn_double_anchors = False
        self._bounds = bounds
        self._level = self._values = self._signs = 0
        self._repeated: dict[str, tuple[int, int]] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        anchor, is_link = event.anchor, isinstance(event, AliasEvent)
        if self._level >= DEEPEST or (is_link and anchor in self.anchors and anchor not in self._repeated):
            raise BeyondBounds("yaml.too-deep", DEEPEST, event.start_mark)
        values, signs = self._values, self._signs
        own = len(event.value) if isinstance(event, ScalarEvent) else 0
        if own and HALF_SIGN.search(event.value):
            raise BeyondBounds("yaml.half-sign", DEEPEST, event.start_mark)
        more = self._repeated.get(anchor, (1, 0)) if is_link else (1, own)
        self._values, self._signs = values + more[0], signs + more[1]
        if self._values > self._bounds.values or self._signs > self._bounds.signs:
            raise BeyondBounds("yaml.too-many", self._bounds.values, event.start_mark)
        if anchor is not None and not is_link:
            self._repeated.pop(anchor, None)  # until it ends, a link to it is a value within itself
        self._level += 1
        node = super().compose_node(parent, index)
        self._level -= 1
        if anchor is not None and not is_link:
            self._repeated[anchor] = self._values - values, self._signs - signs
        return node
