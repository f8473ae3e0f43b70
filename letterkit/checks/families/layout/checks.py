"""The layout of GOST R 7.0.97: margins, type, page numbers, lines of requisites, as printed and as a Word file asks."""

from collections import defaultdict
from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.families.layout.margins import SIDES, format_measure, narrow_margin
from letterkit.checks.families.layout.type import (
    LINE_LETTERS,
    is_item,
    letters_of,
    majority,
    paragraph_settings,
    prose_settings,
    settings_in,
)
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.paper import Setting

SIZE_TOLERANCE_PT = 0.4
"""A printer driver that fits a page to the paper makes 12 points 11.6; half a point less is another size."""
FEW_LETTERS_SHARE = 0.25
"""A smaller part of the text in another size is a note or a mark rather than the text."""
FONT_SHARE, FONT_LETTERS = 0.05, 40
"""A second font is one that sets so much; less is a sign that the first font lacks."""
INDENT_MM, INDENT_TOLERANCE_MM = 12.5, 1.5
LOOSE_LINES, LOOSE_PRINTED_LINES, TIGHT_LINES = 1.55, 1.8, 0.86
"""Single lines of one font are as far apart as 1.15 lines of another, which a print does not tell apart."""
A_SIZES_MM = ((210.0, 297.0), (148.0, 210.0))
SIZES_TOLERANCE_MM = 3.0

_HOW = {"left": "по левому краю", "center": "по центру", "right": "по правому краю"}
_SET_ALIKE = (Role.TITLE, Role.SALUTATION, *PROSE, Role.ATTACHMENT, Role.CLOSING)


@function_check("layout.margin", needs=Need.LAYOUT)
def margin(subject: Subject) -> Iterator[Hit]:
    """A margin narrower than the profile allows, once for each side."""
    for side in SIDES:
        hit = narrow_margin(subject, side)
        if hit is not None:
            yield hit


@function_check("layout.font-size", needs=Need.LAYOUT)
def font_size(subject: Subject) -> Iterator[Hit]:
    """Text in a size out of the profile's bounds, once for each such size."""
    least, most = subject.profile.limits["font_min_pt"], subject.profile.limits["font_max_pt"]
    prose = prose_settings(subject, LINE_LETTERS)
    off: dict[float, list[Setting]] = defaultdict(list)
    for each in prose:
        if each.size_pt and not least - SIZE_TOLERANCE_PT < each.size_pt < most + SIZE_TOLERANCE_PT:
            off[round(each.size_pt * 2) / 2].append(each)
    for size, settings in off.items():
        share = sum(map(letters_of, settings)) / sum(map(letters_of, prose))
        details = {"size": format_measure(size), "least": format_measure(least), "most": format_measure(most)}
        yield _at(settings[0], details, level=Level.ADVICE if share < FEW_LETTERS_SHARE else None)


@function_check("layout.font-family", needs=Need.LAYOUT)
def font_family(subject: Subject) -> Iterator[Hit]:
    """Paragraphs of the text in another font than the rest."""
    letters: dict[str, int] = defaultdict(int)
    settings = [each for each in settings_in(subject, _SET_ALIKE) if each.font]
    for each in settings:
        letters[each.font or ""] += letters_of(each)
    main, *others = sorted(letters, key=lambda font: -letters[font]) or [""]
    for font in others:
        if letters[font] >= max(FONT_LETTERS, FONT_SHARE * sum(letters.values())):
            first = next(each for each in settings if each.font == font)
            yield _at(first, {"font": font, "main": main})


@function_check("layout.line-spacing", needs=Need.LAYOUT)
def line_spacing(subject: Subject) -> Iterator[Hit]:
    """Lines of most of the text further apart than one and a half, or closer than single."""
    loose = LOOSE_LINES if subject.letter.paper else LOOSE_PRINTED_LINES
    prose = [each for each in paragraph_settings(subject) if each.lines]
    found = majority(prose, lambda each: each.lines is not None and not TIGHT_LINES <= each.lines <= loose)
    if found is not None and found.lines is not None:
        yield _at(found, {"lines": format_measure(found.lines)})


@function_check("layout.indent", needs=Need.LAYOUT)
def indent(subject: Subject) -> Iterator[Hit]:
    """Most paragraphs begin without the usual indent."""
    prose = [each for each in paragraph_settings(subject) if each.indent_mm is not None and not is_item(subject, each)]
    found = majority(prose, lambda each: abs((each.indent_mm or 0.0) - INDENT_MM) > INDENT_TOLERANCE_MM)
    if found is not None and found.indent_mm is not None:
        some = abs(found.indent_mm) > INDENT_TOLERANCE_MM
        yield _at(found, {"indent": f"{format_measure(found.indent_mm / 10)} см" if some else "нет"})


@function_check("layout.alignment", needs=Need.LAYOUT)
def alignment(subject: Subject) -> Iterator[Hit]:
    """Most of the text is not justified."""
    prose = [each for each in paragraph_settings(subject) if each.align]
    found = majority(prose, lambda each: each.align != "justify")
    if found is not None:
        yield _at(found, {"how": _HOW[found.align or "left"]})


@function_check("layout.executor-size", needs=Need.LAYOUT)
def executor_size(subject: Subject) -> Iterator[Hit]:
    """The executor's mark in a larger size than the text."""
    prose = [each.size_pt for each in prose_settings(subject, LINE_LETTERS) if each.size_pt]
    ends = {(part.start, part.end) for part in subject.letter.parts_of(Role.EXECUTOR)}
    for each in subject.settings:
        inside = any(start <= each.start < end for start, end in ends)
        if prose and inside and each.size_pt and each.size_pt > max(prose) + SIZE_TOLERANCE_PT:
            yield _at(each, {"size": format_measure(each.size_pt), "text": format_measure(max(prose))})
            return


@function_check("layout.paper-size", needs=Need.LAYOUT)
def paper_size(subject: Subject) -> Iterator[Hit]:
    """A first sheet that is neither A4 nor A5."""
    paper = subject.letter.paper
    sizes = [(page.width_mm, page.height_mm) for page in subject.facts.pages[:1]] if subject.facts else []
    sizes = sizes or ([(paper.sheets[0].width_mm, paper.sheets[0].height_mm)] if paper and paper.sheets else [])
    for width_mm, height_mm in sizes:
        short_mm, long_mm = sorted((width_mm, height_mm))
        known = any(
            abs(short_mm - short) < SIZES_TOLERANCE_MM and abs(long_mm - long) < SIZES_TOLERANCE_MM
            for short, long in A_SIZES_MM
        )
        if not known:
            yield Hit(details={"size": f"{width_mm:.0f} × {height_mm:.0f}"}, page=1 if subject.facts else None)


def _at(setting: Setting, details: dict[str, str], level: Level | None = None) -> Hit:
    return Hit(setting.start, setting.end, details, level=level, raw=True)
