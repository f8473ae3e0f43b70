"""The page: margins, letters, numbers, and where executor and signature stand on it (NORMS B.1, B.9, B.11)."""

from collections.abc import Iterator
from random import Random

from bench.accuracy.edit import Edit, layout_edit
from bench.accuracy.look import Look
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_MOST = 3
_LONG = 2600
"""Characters of a letter that cannot stand on one page."""


def _looks(sheet: Sheet, **looks: Look) -> Iterator[Edit]:
    """The letter printed in each of ``looks``; a stamp between post and name is not laid out here."""
    if sheet.first(Role.ESIGN) is None and sheet.first(Role.SIGNATURE) and sheet.first(Role.EXECUTOR):
        for way, look in looks.items():
            yield layout_edit(look, way=way)


def _is_long(sheet: Sheet) -> bool:
    return len(sheet.text) > _LONG


@planter("layout.right", "", "control", most=6)
def right(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Printed by the standard, in each of the sizes that it allows."""
    yield from _looks(sheet, twelve=Look(size_pt=12), thirteen=Look(size_pt=13), fourteen=Look(size_pt=14))


@planter("layout.margins", "layout", "layout", most=8)
def margins(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _looks(
        sheet, left=Look(left_mm=12), right=Look(right_mm=5), top=Look(top_mm=10), bottom=Look(bottom_mm=8)
    )


@planter("layout.size", "layout", "layout", most=6)
def size(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _looks(sheet, ten=Look(size_pt=10), eleven=Look(size_pt=11), sixteen=Look(size_pt=16))


@planter("layout.fonts", "layout", "layout", most=_MOST)
def fonts(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The body pasted in another typeface than the rest."""
    yield from _looks(sheet, sans=Look(other_font="Arial"))


@planter("layout.paper", "layout", "layout", most=_MOST)
def paper(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Not A4: the American sheet, a sheet laid on its side."""
    yield from _looks(sheet, letter=Look(width_mm=215.9, height_mm=279.4), side=Look(width_mm=297, height_mm=210))


@planter("layout.page-numbers", "layout", "layout", most=8)
def page_numbers(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The second page has no number, or one in the wrong place, or with words beside it."""
    if _is_long(sheet):
        yield from _looks(
            sheet,
            none=Look(size_pt=14, numbers="none"),
            bottom=Look(size_pt=14, numbers="bottom"),
            right=Look(size_pt=14, numbers="right"),
            words=Look(size_pt=14, numbers="words"),
        )


@planter("layout.executor-at-right", "executor|layout", "layout", most=_MOST)
def executor_at_right(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The mark stands in the right corner: clause 6.2 wants the left one."""
    yield from _looks(sheet, mark=Look(mark="right"))


@planter("layout.executor-on-first-page", "executor|layout", "layout", most=_MOST)
def executor_on_first_page(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The mark stands on the first of two pages: clause 6.2 wants the last one."""
    if _is_long(sheet):
        yield from _looks(sheet, mark=Look(size_pt=14, mark="first page"))


@planter("layout.signature-alone", "signature|layout", "layout", most=_MOST)
def signature_alone(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Nothing but the signature on the last page."""
    yield from _looks(sheet, alone=Look(alone=True))


@planter("layout.too-many-pages", "length|layout", "layout", most=_MOST, follows="executor")
def too_many_pages(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """More than two pages by print, though the words are not many (clause 3.8)."""
    if _is_long(sheet):
        yield from _looks(sheet, spaced=Look(size_pt=14, spacing=2.5))
