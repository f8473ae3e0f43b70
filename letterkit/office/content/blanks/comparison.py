"""Two versions of a blank as people see them: the same letters on both, what differs marked."""

from dataclasses import dataclass

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.compose.blank_fields import label_of
from letterkit.core.box import Box
from letterkit.office.content.blanks.head import looks
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.blanks.trying import SamplePages, show


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """``old`` and ``new`` are pictures, None where that letter has no such page; ``boxes`` in mm of the sheet."""

    number: int
    old: bytes | None
    new: bytes | None
    boxes: tuple[Box, ...]
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class ComparedLetter:
    """``why``: a wording code, where one of the two could not be printed."""

    old: SamplePages
    new: SamplePages
    pages: tuple[ComparedPage, ...] = ()

    @property
    def why(self) -> str | None:
        return self.old.why or self.new.why

    @property
    def is_same(self) -> bool:
        """Whether no reader would see a difference."""
        return self.why is None and not any(page.boxes for page in self.pages)


@dataclass(frozen=True, slots=True)
class LookChange:
    """The field called ``label`` is set in another type: «Times New Roman, 14 пт» before, «Arial, 12 пт» after."""

    label: str
    before: str
    after: str


def look_changes(old: Blank, new: Blank) -> tuple[LookChange, ...]:
    """Fields of both that are set in another font or size; raises LetterFileError for a file that cannot be read."""
    before, after = looks(Places.of(old.data, old.file)), looks(Places.of(new.data, new.file))
    changed = [name for name, look in before.items() if after.get(name, look) != look]
    return tuple(LookChange(label_of(name), before[name], after[name]) for name in changed)


def compare_letters(old: Blank, new: Blank, checker: Checker, person: str, length: int) -> ComparedLetter:
    """The same letter on both; errors as ``trying.show``."""
    from letterkit.pages.differences import differences
    from letterkit.pages.preview import sizes_mm

    before, after = show(old, checker, person, length), show(new, checker, person, length)
    if before.pdf is None or after.pdf is None:
        return ComparedLetter(before, after)
    longer = max((before, after), key=lambda shown: len(shown.pages))
    pages = tuple(
        ComparedPage(
            number,
            before.pages[number - 1] if number <= len(before.pages) else None,
            after.pages[number - 1] if number <= len(after.pages) else None,
            differences(before.pdf, after.pdf, number),
            width_mm,
            height_mm,
        )
        for number, (width_mm, height_mm) in enumerate(sizes_mm(longer.pdf or b""), 1)
    )
    return ComparedLetter(before, after, pages)
