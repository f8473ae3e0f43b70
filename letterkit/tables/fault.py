"""What is wrong with a table, and in which cell of it."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from letterkit.core.errors import InputError


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column of the file: ``index`` counts from nought, ``header`` is what stands above it."""

    index: int
    header: str

    @property
    def letter(self) -> str:
        """The column as a spreadsheet calls it: A, B … AA."""
        return get_column_letter(self.index + 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """``error`` in ``row`` (as the file counts, from 1) and ``place``, where it has them.

    A warning does not stand in the way of the card.
    """

    error: InputError
    row: int | None = None
    place: ColumnPlace | None = None
    is_warning: bool = False

    def __post_init__(self) -> None:
        # An error holds the frames in which it rose, with all their values: thousands of them would fill the memory.
        self.error.__traceback__ = self.error.__cause__ = self.error.__context__ = None
