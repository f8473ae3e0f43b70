"""Printed rows joined into paragraphs again, and the text of the whole letter built from them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from letterkit.core.box import Box, around
from letterkit.core.letter import Paragraph
from letterkit.core.page import PageFacts
from letterkit.core.paper import Align, Zone
from letterkit.reading import parts_marks as marks
from letterkit.reading.pdf_rows import Column, PdfRow

# Rows further apart than so many usual pitches are separate paragraphs.
_NEW_PARAGRAPH = 1.45
# The text may be spaced wider than the rest of the letter.
_NEW_TEXT_PARAGRAPH = 1.2
# So many steps tell how the rows of the text are spaced.
_FEW_ROWS = 4
_FIRST_LINE_MM = 20.0
_INDENT_MM = 3.0
# Pitch of rows in heights of their boxes: fonts are some 1.0–1.15 high; 1.5-spaced text takes 1.7.
_SINGLE_SPACED, _DOUBLE = 1.05, 1.85
_SAME_EDGE_MM = 3.0
# One character of a monospaced picture of the row: keeps columns apart and in line where a row has several.
_CHARACTER_MM = 1.9
# Two metres: a damaged file may have words a thousand miles apart.
_MOST_CHARACTERS = 1_000
_RIGHT_MARGIN_MM = 20.0
_HYPHENATED = re.compile(r"[^\W_]-$")
_LIST_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[-–—•▪○*]|[а-яёa-z]\))\s")
# A hyphen at the end of a row belongs to the word before these and after those.
_WITH_HYPHEN = re.compile(r"(?:то|либо|нибудь|таки|ка|де|за|под)(?![а-яё])")
_FIRST_HALVES = (
    "кое|кой|по|во|в|из|экс|вице|пол|онлайн|интернет|жилищно|социально|финансово|организационно|материально|нормативно|"
    "архитектурно|санитарно|культурно|учебно|лечебно|научно|административно|информационно|северо|юго"
)
_PREFIX = re.compile(rf"(?:^|[\s(«])(?:{_FIRST_HALVES})-$", re.I)
# A row is broken by Russian rules: in an address of post or of a site the hyphen at its end is a hyphen.
_LATIN = re.compile(r"[a-z]-$", re.I)
# A sentence that goes on: broken off without a stop, taken up without a capital.
_OPEN, _TAKEN_UP = re.compile(r"[\w,–—«(]$"), re.compile(r"[а-яё\d(«–—]")
# Not «Приложение – бесплатное»: that is a programme.
_ATTACHED = re.compile(rf"(?!\w+\s*[-—–])(?:{marks.ATTACHMENT.pattern})", re.I)
_DASH, _OPEN_WORD = re.compile(r"[-–—]\s"), re.compile(r"[\w»)%]$")
# «2027–», «и/» at the end of a row: no blank belongs behind such a sign without one before it.
_CLOSE_SIGN = re.compile(r"\S[–—/]$")
# «На № 91120 от 7 августа 2024 года» cut where the column of a head is narrow.
_CUT_REFERENCES = (
    (re.compile(r"(?:(?<![\w.])от|№)$"), re.compile(r"«?[\w./-]*\d")),
    (re.compile(r"(?<!\d)\d{1,2}$"), re.compile(rf"(?:{marks.MONTHS})(?!\w)")),
    (re.compile(r"\d$"), re.compile(r"(?:года|г\.)$")),
    (re.compile(r"(?:№|номер\s*:)\s*\S*\d\S*[-/]$", re.I), re.compile(r"[\w./-]{1,15}$")),
)
# Boxes of words and spaces are known to so much; a line that goes on for certain may end so far from the edge.
_DOUBT_MM, _ROOM_MM = 0.5, 2.0


@dataclass(slots=True)
class Draft:
    """A paragraph being put together: its text, where it is on its first page, and what is known of its place."""

    text: str
    page: int
    boxes: list[Box]
    zone: Zone = Zone.BODY
    group: int = 0
    align: Align | None = None
    blank_before: int = 0


@dataclass(frozen=True, slots=True)
class Measures:
    """Of the whole letter: the left and right edges of its text, and the usual height and pitch of its rows, in mm.

    Rows further apart than ``apart_mm`` have white between them; rows of one paragraph are no further apart than
    ``text_apart_mm``. ``edge_known`` says that the right edge was seen on
    several rows, and is not the paper's usual margin; ``indents_mm`` are places where first rows of paragraphs begin
    further in than the rest.
    """

    left_mm: float
    right_mm: float
    height_mm: float
    pitch_mm: float
    apart_mm: float
    text_apart_mm: float
    edge_known: bool
    indents_mm: tuple[float, ...]


def measure(columns: Sequence[Column], facts: PageFacts) -> Measures:
    """The usual measures of the rows of ``columns``."""
    width = facts.pages[0].width_mm
    rows = [row for column in columns for row in column.rows]
    rights = sorted((row.box.right_mm for row in rows if row.box.width_mm > 0.55 * width), reverse=True)
    right = rights[0] if rights else 0.0
    # One long row does not say where the lines break; three, or two that end together, do.
    known = len(rights) > 2 or (len(rights) == 2 and rights[0] - rights[1] < _SAME_EDGE_MM)
    if not known:
        right = max(right, width - _RIGHT_MARGIN_MM)
    height = median(row.box.height_mm for row in rows)
    pairs = [(one, two) for column in columns for one, two in pairwise(column.rows) if one.page == two.page]
    steps = [step for one, two in pairs if 0.5 * height < (step := _step(one, two)) < 2.6 * height]
    pitch = _common_step(steps, height)
    # Rows of one paragraph of text: the second is no further in than the first.
    inner = [
        _step(one, two)
        for one, two in pairs
        if one.box.width_mm > 0.55 * width
        and -_FIRST_LINE_MM < two.box.x_mm - one.box.x_mm < 1.0
        and _step(one, two) < _DOUBLE * one.box.height_mm
    ]
    text_pitch = median(inner) if inner else pitch
    apart = max(_NEW_PARAGRAPH * pitch, _NEW_TEXT_PARAGRAPH * text_pitch)
    text_apart = _NEW_TEXT_PARAGRAPH * text_pitch if len(inner) >= _FEW_ROWS else apart
    indents = tuple({round(one.box.x_mm, 1) for one, two in pairs if _returns(one, two, width)})
    return Measures(min(row.box.x_mm for row in rows), right, height, pitch, apart, text_apart, known, indents)


def _returns(one: PdfRow, two: PdfRow, width: float) -> bool:
    """Whether ``one`` is the indented first row of a paragraph that goes on with ``two``."""
    return one.box.width_mm > 0.5 * width and _INDENT_MM < one.box.x_mm - two.box.x_mm < _FIRST_LINE_MM


def _step(one: PdfRow, two: PdfRow) -> float:
    return two.box.bottom_mm - one.box.bottom_mm


def _common_step(steps: Sequence[float], height: float) -> float:
    """The pitch of single rows: the smallest step that many rows take."""
    ordered = sorted(steps)
    common = next(
        (step for step in ordered if _between(ordered, step - 0.4, step + 0.4) >= max(2, len(ordered) // 6)),
        None,
    )
    if common is None:
        common = ordered[0] if ordered else _SINGLE_SPACED * height
    # Where blank rows stand between all paragraphs, and each is one row, the smallest step is two rows.
    return common / 2 if common > _DOUBLE * height else common


def _between(ordered: Sequence[float], low: float, high: float) -> int:
    return bisect_left(ordered, high) - bisect_right(ordered, low)


def drafts_of(columns: Sequence[Column], measures: Measures) -> list[Draft]:
    """Paragraphs of the columns in reading order."""
    drafts: list[Draft] = []
    before: PdfRow | None = None
    for number, column in enumerate(columns):
        if number and (column.right or columns[number - 1].right):
            before = None
        for row in column.rows:
            broken = before is not None and (
                _broken_word(before, row, measures) or (column.head and _broken_reference(before, row, measures))
            )
            if before is not None and (broken or (not column.head and _goes_on(before, row, drafts[-1], measures))):
                _append(drafts[-1], row)
            else:
                drafts.append(_draft(row, before, column, number, measures, first=not drafts))
            before = row
    return drafts


def _draft(
    row: PdfRow, before: PdfRow | None, column: Column, number: int, measures: Measures, *, first: bool
) -> Draft:
    return Draft(
        text=_picture(row, measures),
        page=row.page,
        boxes=[row.box],
        group=number if column.right else 0,
        align=_align(row, column, measures),
        blank_before=int(not first) if before is None else _blank_rows(before, row, measures),
    )


def _blank_rows(before: PdfRow, row: PdfRow, measures: Measures) -> int:
    if before.page != row.page:
        return int(not _one_list(before, row))
    if not _is_apart(before, row, measures):
        return 0
    return max(1, min(3, round(_step(before, row) / measures.pitch_mm) - 1))


def _is_apart(before: PdfRow, row: PdfRow, measures: Measures) -> bool:
    """Whether white is seen between the two rows."""
    return before.page == row.page and _step(before, row) >= measures.apart_mm


def _one_list(before: PdfRow, row: PdfRow) -> bool:
    """Whether two rows that a page parts are things of one list, whose lines stand together."""
    marked = _LIST_MARK.match(before.text) or _LIST_MARK.match(row.text)
    return bool(marked) or before.text.endswith((":", ";"))


def _broken_word(before: PdfRow, row: PdfRow, measures: Measures) -> bool:
    """Whether ``before`` ends with a hyphen inside a word, so that ``row`` goes on with it wherever it stands."""
    if len(before.cells) > 1 or len(row.cells) > 1 or _is_apart(before, row, measures):
        return False
    return bool(_HYPHENATED.search(before.text)) and row.text[0].isalnum()


def _broken_reference(before: PdfRow, row: PdfRow, measures: Measures) -> bool:
    """Whether ``row`` is the number, the day or the rest of the day that ``before`` ends without."""
    if len(row.cells) > 1 or _is_apart(before, row, measures):
        return False
    return any(begin.match(row.text) and end.search(before.text) for end, begin in _CUT_REFERENCES)


def _goes_on(before: PdfRow, row: PdfRow, draft: Draft, measures: Measures) -> bool:
    """Whether ``row`` continues the paragraph whose last row is ``before``."""
    if len(before.cells) > 1 or len(row.cells) > 1:
        return False
    if _is_apart(before, row, measures) or abs(row.box.height_mm - before.box.height_mm) > 0.2 * measures.height_mm:
        return False
    if before.page == row.page and _step(before, row) > measures.text_apart_mm:
        return False
    if _begins_item(before, row):
        return False
    open_ended = bool(_OPEN.search(before.text) and _TAKEN_UP.match(row.text))
    need_mm = 0.25 * before.box.height_mm + row.cells[0].first_word_mm
    wide_mm = measures.right_mm - measures.left_mm
    if open_ended and _are_centred(before, row) and before.box.width_mm + need_mm > wide_mm:
        return True
    shift = row.box.x_mm - before.box.x_mm
    if shift > -1.0 and any(abs(row.box.x_mm - indent) < 1.0 for indent in measures.indents_mm):
        return False
    hanging = len(draft.boxes) == 1 and _LIST_MARK.match(draft.text)
    if shift > _INDENT_MM and not hanging:
        return False
    ended = before.text.endswith((".", "!", "?", ":", ";"))
    if ended and (not measures.edge_known or _begins_a_requisite(row.text)):
        return False
    # A row was broken for want of room when the next word would not have fitted into it.
    return before.box.right_mm + need_mm > measures.right_mm + (-_ROOM_MM if open_ended else _DOUBT_MM)


def _are_centred(before: PdfRow, row: PdfRow) -> bool:
    """Whether the rows begin apart and have one middle."""
    one, two = before.box, row.box
    return abs(one.x_mm - two.x_mm) > 1.0 and abs(one.x_mm + one.right_mm - two.x_mm - two.right_mm) < 2.0


def _begins_item(before: PdfRow, row: PdfRow) -> bool:
    """Whether ``row`` is the next thing of a list, and not a sentence that goes on with a dash or a number."""
    mark = _LIST_MARK.match(row.text)
    if mark is None:
        return False
    if before.text.endswith((":", ";")):
        return True
    if _DASH.match(row.text):
        return not _OPEN_WORD.search(before.text)
    return row.box.x_mm >= before.box.x_mm - _INDENT_MM


def _begins_a_requisite(text: str) -> bool:
    """«Приложение: …» and «С уважением,» begin a line of their own, also where a page ends before them."""
    return text[0].isupper() and bool(_ATTACHED.match(text) or marks.CLOSING.fullmatch(text))


def _append(draft: Draft, row: PdfRow) -> None:
    text = row.cells[0].text
    if draft.text.endswith("-") and not draft.text.endswith(" -"):
        draft.text = draft.text if _keeps_hyphen(draft.text, text) else draft.text[:-1]
        draft.text += text
    elif draft.text.endswith("\u00ad"):
        draft.text = draft.text[:-1] + text
    elif _CLOSE_SIGN.search(draft.text):
        draft.text += text
    else:
        draft.text += f" {text}"
    if row.page == draft.page:
        draft.boxes.append(row.box)


def _keeps_hyphen(before: str, after: str) -> bool:
    """Whether the hyphen at the end of ``before`` belongs to the word, and was not set to break it."""
    if not after[:1].islower() or not before[-2:-1].isalpha():
        return True
    if _WITH_HYPHEN.match(after) or _PREFIX.search(before) or _LATIN.search(before):
        return True
    from letterkit.russian.morph import is_known

    head, tail = re.search(r"[\w-]*-$", before), re.match(r"[\w-]+", after)
    if head is None or tail is None:
        return True
    if is_known(head[0][:-1] + tail[0]):
        return False
    # «жилищно-коммунального»: the first half of a compound ends like an adverb, or is a word itself.
    return is_known(tail[0]) and (head[0][-2] in "ое" or is_known(head[0][:-1]))


def _picture(row: PdfRow, measures: Measures) -> str:
    """The row as text; several cells keep their places by spaces, as a typist would set them."""
    if len(row.cells) == 1:
        return row.cells[0].text
    text = ""
    for cell in row.cells:
        place = round(min((cell.box.x_mm - measures.left_mm) / _CHARACTER_MM, _MOST_CHARACTERS))
        text += " " * (max(3, place - len(text)) if text else place) + cell.text
    return text


def _align(row: PdfRow, column: Column, measures: Measures) -> Align:
    left, right = row.box.x_mm - measures.left_mm, measures.right_mm - row.box.right_mm
    middle = (measures.left_mm + measures.right_mm) / 2
    if column.right or row.box.x_mm > middle:
        return "right"
    if left > 2 * _INDENT_MM and abs(left - right) < 2 * _INDENT_MM:
        return "center"
    return "justify" if right < _SAME_EDGE_MM else "left"


def build(drafts: Sequence[Draft]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text of the letter, white between blocks as blank lines, and its paragraphs."""
    text = ""
    paragraphs: list[Paragraph] = []
    for draft in drafts:
        if text:
            text += "\n" * (1 + draft.blank_before)
        start = len(text)
        text += draft.text
        paragraphs.append(
            Paragraph(start, len(text), draft.zone, draft.group, draft.align, draft.page, around(draft.boxes))
        )
    return text, tuple(paragraphs)
