"""The table to fill in for one reply text: its columns with hints, lists and an example, and a sheet that explains."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from letterkit.compose.catalogue import ReplyText
from letterkit.compose.inspect import reply_fields
from letterkit.core.card_values import OWN
from letterkit.core.profile import Profile
from letterkit.tables import style
from letterkit.tables.case_table import MAX_ROWS
from letterkit.tables.cells import cell_text
from letterkit.tables.columns import WHO, KnownColumn, KnownColumns, known_columns
from letterkit.tables.example_row import example_cell
from letterkit.tables.instructions import HOW_TO, explain, hint
from letterkit.tables.spelling import values_of
from letterkit.tables.style import put

SHEET, LISTS = "Ответы", "Списки"
_FIRST = ("appeal.number", "appeal.registered", "appeal.channel", "appeal.subject", "appeal.questions")
_SECOND = (
    "applicant.surname", "applicant.name", "applicant.patronymic", "applicant.gender", "applicant.address",
    "applicant.email", "applicant.organisation", "applicant.collective",
)  # fmt: skip
_LAST = ("reply.delivery", "executor.full_name", "executor.phone")
# The example is a letter to a person whose gender the name tells.
_NO_EXAMPLE = frozenset({"applicant.gender", "applicant.organisation", "applicant.collective", "applicant.email"})
_LAST_ROW = MAX_ROWS + 1
# Limits of Excel for the prompt of a cell.
_PROMPT_TITLE, _PROMPT = 32, 255
_FLAGS = ("да", "нет")


def template_table(reply: ReplyText, profile: Profile) -> bytes:
    """An .xlsx to fill in for ``reply``, with examples of the body of ``profile``.

    Its example row reads back as a card without errors.
    """
    known = known_columns(reply, profile)
    columns = tuple(known.by_path[path] for path in template_paths(reply, known))
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    lists = Lists(book)
    for index, column in enumerate(columns, 1):
        write_column(sheet, index, column, lists, _example(column, reply))
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 42
    examples = [cell_text(sheet.cell(2, index).value) for index in range(1, len(columns) + 1)]
    sheet.row_dimensions[2].height = style.height_pt(examples, [column.width for column in columns])
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    explain(book.create_sheet(HOW_TO, 1), SHEET, reply, columns, known)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def template_paths(reply: ReplyText, known: KnownColumns) -> Iterator[str]:
    """The columns offered for ``reply``, in order: the appeal, the applicant, what the reply says, the executor."""
    used = set(reply_fields(reply))
    needed = [path for group in known.needed for path in group if path not in WHO and not path.startswith(OWN)]
    asked = [path for path in ("reply.due_date", "reply.attachments", "reply.body") if path.rpartition(".")[2] in used]
    paths = [*_FIRST, *_SECOND, *needed, *(f"{OWN}{name}" for name in reply.fields), *asked, *_LAST]
    for path in dict.fromkeys(paths):
        if path != "appeal.questions" or used & {"questions", "answered"}:
            yield path


class Lists:
    """The hidden sheet with the words of fixed lists, a column each: a list in a validation holds 255 signs at most."""

    def __init__(self, book: Any) -> None:
        self._sheet = book.create_sheet(LISTS)
        self._sheet.sheet_state = "hidden"
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, words: Sequence[str]) -> str:
        """The range that holds ``words``, as a formula names it."""
        known = tuple(words)
        if known not in self._ranges:
            at = len(self._ranges) + 1
            for row, word in enumerate(known, 1):
                put(self._sheet.cell(row, at), word)
            letter = get_column_letter(at)
            self._ranges[known] = f"'{LISTS}'!${letter}$1:${letter}${len(known)}"
        return self._ranges[known]


def write_column(sheet: Any, index: int, column: KnownColumn, lists: Lists, example: Any) -> None:
    """The column in the first two rows: its header with what to write, its example, the list to choose from."""
    head = put(sheet.cell(1, index), f"{column.header} *" if column.required else column.header)
    head.font, head.alignment, head.border = style.BOLD, style.MIDDLE, style.BORDER
    head.fill = style.REQUIRED if column.required else style.OPTIONAL
    head.comment = style.note(hint(column))
    width = sheet.column_dimensions[get_column_letter(index)]
    width.width, width.alignment, width.font = column.width, style.TOP, style.PLAIN
    width.number_format = style.DATE_FORMAT if column.type == "date" else style.TEXT_FORMAT
    cell = put(sheet.cell(2, index), example)
    cell.font, cell.number_format = style.EXAMPLE, width.number_format
    sheet.add_data_validation(_validation(index, column, lists))


def _validation(index: int, column: KnownColumn, lists: Lists) -> DataValidation:
    """The list to choose from, where there is one, and the hint beside the cell; other words can still be typed."""
    words = _FLAGS if column.type == "flag" else tuple(each[0] for each in values_of(column.path).values())
    made = DataValidation(type="list", formula1=lists.range_of(words)) if words else DataValidation()
    made.allow_blank = True
    made.showErrorMessage = bool(words)
    made.errorStyle = "warning"
    made.errorTitle, made.error = "Нет в списке", "Выберите значение из списка."
    made.showInputMessage = True
    made.promptTitle, made.prompt = _cut(column.header, _PROMPT_TITLE), _cut(hint(column), _PROMPT)
    letter = get_column_letter(index)
    made.add(f"{letter}2:{letter}{_LAST_ROW}")
    return made


def _example(column: KnownColumn, reply: ReplyText) -> Any:
    """As many questions as the reply text has answers: the example is to be a whole letter."""
    if column.path in _NO_EXAMPLE:
        return None
    answers = reply.fields.get("answers")
    if column.path == "appeal.questions":
        given = answers.example if answers and isinstance(answers.example, list) else []
        return "\n".join((column.example or [])[: len(given)]) or None
    return example_cell(column)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
