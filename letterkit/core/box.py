"""A rectangle on a page, in millimetres from the page's top left corner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """``x_mm`` grows to the right, ``y_mm`` downwards."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        return self.x_mm + self.width_mm

    @property
    def bottom_mm(self) -> float:
        return self.y_mm + self.height_mm

    def union(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        x_mm, y_mm = min(self.x_mm, other.x_mm), min(self.y_mm, other.y_mm)
        return Box(x_mm, y_mm, max(self.right_mm, other.right_mm) - x_mm, max(self.bottom_mm, other.bottom_mm) - y_mm)


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all of ``boxes``; None when there is none."""
    every = tuple(boxes)
    return around_all(every) if every else None


def around_all(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of ``boxes``, of which there is one at least."""
    x_mm, y_mm = min([box.x_mm for box in boxes]), min([box.y_mm for box in boxes])
    right_mm = max([box.x_mm + box.width_mm for box in boxes])
    bottom_mm = max([box.y_mm + box.height_mm for box in boxes])
    return Box(x_mm, y_mm, right_mm - x_mm, bottom_mm - y_mm)
