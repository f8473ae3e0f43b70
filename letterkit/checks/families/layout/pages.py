"""What the pages of a letter show: their numbers, long lines of requisites, a signature left alone."""

from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.families.layout.margins import format_measure
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.sheets import GUTTER_MM, NUMBER, PrintedNumber, PrintedSheet
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.box import Box, around
from letterkit.core.letter import Part, Role
from letterkit.core.paper import NumberField, Zone

NUMBER_EDGE_MM = 10.0
"""A page number stands no nearer than this to the upper edge."""
NUMBER_TOLERANCE_MM = 1.0
MIDDLE_TOLERANCE_MM = 6.0
LINE_TOLERANCE_MM = 5.0
"""A print with another font in the place of the letter's own makes its lines so much longer."""
ROWS_WITH_SIGNATURE = 3
"""Lines of text that go to the next page with a signature."""

_REQUISITES = (Role.LETTERHEAD, Role.DATE, Role.NUMBER, Role.REFERENCE, Role.ADDRESSEE)
_CORNER_SHARE = 0.6
"""A blank whose lines all end before this share of the sheet's width is a corner one."""


@function_check("layout.page-number-missing", needs=Need.PAGES)
def page_number_missing(subject: Subject) -> Iterator[Hit]:
    """A page after the first one without a number."""
    for sheet in subject.sheets:
        if sheet.number > 1 and sheet.text and sheet.page_number is None and not sheet.may_be_numbered:
            yield Hit(details={"page": str(sheet.number)}, page=sheet.number, box=_middle_of_top(sheet))
            return


@function_check("layout.page-number-first", needs=Need.LAYOUT)
def page_number_first(subject: Subject) -> Iterator[Hit]:
    """A number on the first page, which has none."""
    if subject.facts is not None:
        first = next((sheet for sheet in subject.sheets if sheet.number == 1), None)
        if first is not None and first.page_number is not None and first.page_number.number == 1:
            yield Hit(page=1, box=first.page_number.box)
    elif any(field.on_first for field in _fields(subject)):
        yield Hit()


@function_check("layout.page-number-form", needs=Need.LAYOUT)
def page_number_form(subject: Subject) -> Iterator[Hit]:
    """A page number with more about it than its digits: «– 2 –», «стр. 2 из 3»."""
    for sheet, number in _numbers(subject):
        if not number.text.strip().isdecimal():
            yield Hit(details={"number": number.text}, page=sheet.number, box=number.box)
            return
    if subject.facts is None:
        for field in _fields(subject):
            shown_as = field.around.replace("#", "2")
            # A footer may hold other words in the paragraph of the number: what of them is about it cannot be told.
            if field.around != "#" and NUMBER.fullmatch(shown_as):
                yield Hit(details={"number": shown_as})
                return


@function_check("layout.page-number-place", needs=Need.LAYOUT)
def page_number_place(subject: Subject) -> Iterator[Hit]:
    """A page number that does not stand in the middle of the top margin."""
    for sheet, number in _numbers(subject):
        where = _astray(subject, sheet, number)
        if where:
            yield Hit(details={"where": where}, page=sheet.number, box=number.box)
            return
    if subject.facts is None:
        for field in _fields(subject):
            where = _field_astray(field)
            if where:
                yield Hit(details={"where": where})
                return


@function_check("layout.requisite-line", needs=Need.PAGES)
def requisite_line(subject: Subject) -> Iterator[Hit]:
    """The longest line of the blank's requisites beyond what the standard allows for its kind."""
    lines = list(_requisite_lines(subject))
    head = around(box for part, box in lines if part.role is Role.LETTERHEAD)
    if head is None or not subject.sheets:
        return
    is_corner = head.right_mm < _CORNER_SHARE * subject.sheets[0].width_mm
    limit_mm = subject.profile.limits["corner_line_mm" if is_corner else "longitudinal_line_mm"]
    part, longest = max(lines, key=lambda line: line[1].width_mm)
    if longest.width_mm > limit_mm + LINE_TOLERANCE_MM:
        details = {
            "length": format_measure(round(longest.width_mm)),
            "limit": format_measure(limit_mm),
            "blank": "угловом" if is_corner else "продольном",
        }
        yield Hit(part.start, part.end, details, page=1, box=longest, raw=True)


@function_check("layout.signature-alone", needs=Need.PAGES)
def signature_alone(subject: Subject) -> Iterator[Hit]:
    """A signature that goes to the next page with too few lines of the text."""
    part = subject.last(Role.SIGNATURE)
    if part is None or subject.page_map is None:
        return
    start, end = subject.original(part.start, part.end)
    place = subject.page_map.place(start, end)
    sheet = next((each for each in subject.sheets if place and each.number == place.page), None)
    if sheet is None or place is None or sheet.number == 1:
        return
    rows = sum(bool(row.roles & {*PROSE, Role.ATTACHMENT}) for row in sheet.text if row.box.y_mm < place.box.y_mm)
    if rows < ROWS_WITH_SIGNATURE:
        yield Hit(start, end, {"lines": str(rows), "page": str(sheet.number)}, raw=True)


def _numbers(subject: Subject) -> Iterator[tuple[PrintedSheet, PrintedNumber]]:
    for sheet in subject.sheets:
        if sheet.number > 1 and sheet.page_number is not None:
            yield sheet, sheet.page_number


def _fields(subject: Subject) -> tuple[NumberField, ...]:
    return subject.letter.paper.numbers if subject.letter.paper else ()


def _astray(subject: Subject, sheet: PrintedSheet, number: PrintedNumber) -> str | None:
    """Where the number stands when it is not in its place."""
    if not number.at_top:
        return "внизу страницы"
    middle_mm = number.box.x_mm + number.box.width_mm / 2
    middles = [sheet.width_mm / 2]
    # Its last page may have a few short lines: then the whole letter shows where the middle of its text is.
    texts = [each.text_box for each in subject.sheets if each.text_box is not None]
    for text in (around(texts), sheet.text_box if sheet.margins is not None else None):
        if text is not None:
            middles.append(text.x_mm + text.width_mm / 2)
    # Tabs and frames of Word may come out at another place in a print by another program.
    certain = all(field.align is not None for field in _fields(subject))
    if certain and not min(middles) - MIDDLE_TOLERANCE_MM <= middle_mm <= max(middles) + MIDDLE_TOLERANCE_MM:
        return "справа" if middle_mm > max(middles) else "слева"
    if number.box.y_mm < NUMBER_EDGE_MM - NUMBER_TOLERANCE_MM:
        return f"в {format_measure(number.box.y_mm)} мм от верхнего края листа"
    return None


def _field_astray(field: NumberField) -> str | None:
    if field.zone is Zone.FOOTER:
        return "внизу страницы"
    if field.align in ("left", "right"):
        return "справа" if field.align == "right" else "слева"
    if field.edge_mm < NUMBER_EDGE_MM - NUMBER_TOLERANCE_MM:
        return f"в {format_measure(field.edge_mm)} мм от верхнего края листа"
    return None


def _middle_of_top(sheet: PrintedSheet) -> Box:
    """Where the number is looked for: the middle of the top margin."""
    return Box(sheet.width_mm / 2 - 10, NUMBER_EDGE_MM, 20, 6)


def _requisite_lines(subject: Subject) -> Iterator[tuple[Part, Box]]:
    """Lines of the requisites on the first page; white inside a line parts it, as columns do."""
    printed = subject.page_map.printed_words() if subject.page_map else ()
    words = [(offset, word.box) for page, word, offset in printed if page == 1 and offset is not None and word.size_pt]
    words.sort(key=lambda each: each[0])
    text = next(subject.letter.parts_of(Role.SALUTATION, *PROSE), None)
    head = [part for part in subject.letter.parts_of(*_REQUISITES) if text is None or part.start < text.start]
    for part in head:
        line: Box | None = None
        for box in (box for offset, box in words if part.start <= offset < part.end):
            if line is not None and _goes_on(line, box):
                line = line.union(box)
                continue
            if line is not None:
                yield part, line
            line = box
        if line is not None:
            yield part, line


def _goes_on(line: Box, box: Box) -> bool:
    middle_mm = box.y_mm + box.height_mm / 2
    return line.y_mm < middle_mm < line.bottom_mm and -GUTTER_MM < box.x_mm - line.right_mm < GUTTER_MM
