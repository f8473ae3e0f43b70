"""People, bodies and places of a letter: natasha's model, mended by the rules for names and bodies.

The rules alone (``persons``, ``bodies``) cost a few milliseconds; the model, which also knows places and names outside
the usual shapes, costs about a second once and then some 10–30 ms a letter: ask for it only where it is needed.
"""

import re
from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from letterkit.russian.bodies import act_titles, bodies
from letterkit.russian.entity import Entity, EntityKind, without_overlaps
from letterkit.russian.persons import persons
from letterkit.russian.sentences import sentences
from letterkit.russian.slovnet_model import name_model

if TYPE_CHECKING:
    from slovnet import NER

__all__ = ["Entity", "EntityKind", "bodies", "entities", "persons"]

_KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "body", "LOC": "place"}
_SALUTATION = re.compile(r"(?:[Уу]важаем(?:ый|ая|ые)|[Гг]осподин|[Гг]оспожа)\s+")
# The model's state is not meant for two threads at a time.
_one_at_a_time = Lock()


def entities(text: str) -> tuple[Entity, ...]:
    """People, bodies and places of ``text``, in order, not overlapping; titles of acts name nobody."""
    ruled = [*persons(text), *bodies(text)]
    titles = act_titles(text)
    seen = [
        entity
        for entity in _by_model(text)
        if not any(entity.start < other.end and other.start < entity.end for other in ruled)
        and not any(start < entity.start < end for start, end in titles)
    ]
    return without_overlaps([*ruled, *seen])


def _by_model(text: str) -> Iterator[Entity]:
    places = sentences(text)
    with _one_at_a_time:
        marked = list(_tagger().map([text[start:end] for start, end in places]))
    for (start, _), markup in zip(places, marked, strict=True):
        for span in markup.spans:
            first, last = start + span.start, start + span.stop
            salutation = _SALUTATION.match(text, first, last)
            if salutation:
                first = salutation.end()
            if first < last:
                yield Entity(_KINDS[span.type], first, last, text[first:last])


@cache
def _tagger() -> "NER":
    return name_model()
