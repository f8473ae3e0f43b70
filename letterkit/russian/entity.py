"""Whom and what a letter names."""

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["person", "body", "place"]


@dataclass(frozen=True, slots=True)
class Entity:
    """``text`` at ``start`` up to ``end`` names a person, a public body or organisation, or a place."""

    kind: EntityKind
    start: int
    end: int
    text: str


def without_overlaps(found: list[Entity]) -> tuple[Entity, ...]:
    """``found`` in the order of the text; of two that overlap the longer stays, of equals the first given."""
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda entity: entity.start - entity.end):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: entity.start))
