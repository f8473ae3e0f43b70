"""Where two prints of one page look different: boxes around what a reader would point at."""

from typing import TYPE_CHECKING

from letterkit.core.box import Box
from letterkit.pages.preview import shades

if TYPE_CHECKING:
    import numpy as np

DPI = 72
CELL_MM = 3.0
"""Differences nearer to each other than this are one: a line of text, not its letters."""
_DARKER = 70
"""Of 255: edges of letters that lie a fraction of a dot aside differ by less."""
_MM_AN_INCH = 25.4


def differences(old: bytes, new: bytes, page: int) -> tuple[Box, ...]:
    """Boxes on page ``page`` (1-based) of two PDFs, from the top; the whole sheet when one of them has no such page.

    Raises LetterFileError as ``preview.png``, RequestError ``preview.no-page`` when both have none.
    """
    import numpy as np

    before, after = shades(old, page, DPI), shades(new, page, DPI)
    if before is None or after is None:
        there = before if before is not None else after
        assert there is not None
        return (Box(0.0, 0.0, there.shape[1] * _MM_AN_INCH / DPI, there.shape[0] * _MM_AN_INCH / DPI),)
    height, width = max(before.shape[0], after.shape[0]), max(before.shape[1], after.shape[1])
    differs = np.abs(_wide(before, height, width) - _wide(after, height, width)) > _DARKER
    cell = round(CELL_MM * DPI / _MM_AN_INCH)
    rows, columns = -(-height // cell), -(-width // cell)
    padded = np.zeros((rows * cell, columns * cell), dtype=bool)
    padded[:height, :width] = differs
    cells: np.ndarray = np.asarray(padded.reshape(rows, cell, columns, cell).any(axis=(1, 3)))
    side_mm = cell * _MM_AN_INCH / DPI
    boxes = [
        Box(left * side_mm, top * side_mm, (right - left + 1) * side_mm, (bottom - top + 1) * side_mm)
        for top, left, bottom, right in _heaps(cells)
    ]
    return tuple(sorted(_apart(boxes), key=lambda box: (box.y_mm, box.x_mm)))


def _apart(boxes: list[Box]) -> list[Box]:
    """Boxes that lie over each other made one, until none do."""
    kept: list[Box] = []
    for box in boxes:
        while (under := next((one for one in kept if _over(one, box)), None)) is not None:
            kept.remove(under)
            box = box.union(under)
        kept.append(box)
    return kept


def _over(one: Box, other: Box) -> bool:
    return (
        one.x_mm <= other.right_mm
        and other.x_mm <= one.right_mm
        and one.y_mm <= other.bottom_mm
        and other.y_mm <= one.bottom_mm
    )


def _wide(shown: "np.ndarray", height: int, width: int) -> "np.ndarray":
    """``shown`` on a white sheet of this size."""
    import numpy as np

    sheet = np.full((height, width), 255, dtype=np.int16)
    sheet[: shown.shape[0], : shown.shape[1]] = shown
    return sheet


def _heaps(cells: "np.ndarray") -> list[tuple[int, int, int, int]]:
    """Cells that touch, corners too, as (top, left, bottom, right) of each heap."""
    waiting = {(int(row), int(column)) for row, column in zip(*cells.nonzero(), strict=True)}
    heaps = []
    while waiting:
        edge = [waiting.pop()]
        heap = list(edge)
        while edge:
            row, column = edge.pop()
            near = {(row + down, column + aside) for down in (-1, 0, 1) for aside in (-1, 0, 1)} & waiting
            waiting -= near
            edge += near
            heap += near
        heaps.append(
            (min(r for r, _ in heap), min(c for _, c in heap), max(r for r, _ in heap), max(c for _, c in heap))
        )
    return heaps
