"""The table to fill in for one reply text: its columns with hints, lists and an example, and a sheet that explains."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from letterkit.compose.catalogue import ReplyText
from letterkit.compose.inspect import reply_fields
from letterkit.flow.sheets import look
from letterkit.flow.sheets.cells import shown
from letterkit.flow.sheets.columns import OWN, WHO, ColumnType, KnownColumn, KnownColumns, known_columns, values_of
from letterkit.flow.sheets.example import example_cell
from letterkit.flow.sheets.look import put
from letterkit.flow.sheets.sheet import MAX_ROWS

SHEET, HOW_TO, LISTS = "Ответы", "Как заполнить", "Списки"
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
_EXPECTED: dict[ColumnType, str] = {
    "text": "текст в одну строку",
    "prose": "текст",
    "list": "каждый пункт с новой строки (Alt+Enter) или через «;»",
    "bodies": "каждый орган с новой строки (Alt+Enter) или через «;»",
    "date": "дата: 14.05.2024",
    "number": "целое число",
    "money": "сумма цифрами: 1250,50",
    "body": "название органа",
    "url": "адрес страницы: minstroy.sakhalin.gov.ru",
    "flag": "да или нет",
    "choice": "одно из списка",
    "name": "фамилия, имя и отчество",
}
_FLAGS = ("да", "нет")
_RULES = (
    "Одна строка – одно письмо. Заполняйте лист «{sheet}» под шапкой, начиная со второй строки.",
    "Серую строку-образец удалите или замените своей.",
    "Столбцы со звёздочкой заполните в каждой строке. Ненужные столбцы без звёздочки можно удалить, порядок – любой.",
    "Шапку не переименовывайте. Вместо фамилии, имени и отчества можно завести один столбец – «ФИО».",
    "Номера набирайте как есть: ячейки уже в текстовом формате, и Excel не превратит «3.08-15/24» в дату.",
)


def template_table(reply: ReplyText) -> bytes:
    """An .xlsx to fill in for ``reply``; its example row reads back as a card without errors."""
    known = known_columns(reply)
    columns = tuple(known.by_path[path] for path in template_paths(reply, known))
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    lists = _Lists(book)
    for index, column in enumerate(columns, 1):
        _write_column(sheet, index, column, lists, _example(column, reply))
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 42
    sheet.sheet_view.zoomScale = 100
    _printed(sheet)
    _explain(book.create_sheet(HOW_TO, 1), reply, columns, known)
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


class _Lists:
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


def _write_column(sheet: Any, index: int, column: KnownColumn, lists: _Lists, example: Any) -> None:
    head = put(sheet.cell(1, index), f"{column.header} *" if column.required else column.header)
    head.font, head.alignment, head.border = look.BOLD, look.MIDDLE, look.BORDER
    head.fill = look.REQUIRED if column.required else look.OPTIONAL
    head.comment = look.note(_hint(column))
    width = sheet.column_dimensions[get_column_letter(index)]
    width.width, width.alignment, width.font = column.width, look.TOP, look.PLAIN
    width.number_format = look.DATE_FORMAT if column.type == "date" else look.TEXT_FORMAT
    cell = put(sheet.cell(2, index), example)
    cell.font, cell.number_format = look.EXAMPLE, width.number_format
    sheet.add_data_validation(_validation(index, column, lists))


def _validation(index: int, column: KnownColumn, lists: _Lists) -> DataValidation:
    """The list to choose from, where there is one, and the hint beside the cell; other words can still be typed."""
    words = _FLAGS if column.type == "flag" else tuple(each[0] for each in values_of(column.path).values())
    made = DataValidation(type="list", formula1=lists.range_of(words)) if words else DataValidation()
    made.allow_blank = True
    made.showErrorMessage = bool(words)
    made.errorStyle = "warning"
    made.errorTitle, made.error = "Нет в списке", "Выберите значение из списка."
    made.showInputMessage = True
    made.promptTitle, made.prompt = _cut(column.header, _PROMPT_TITLE), _cut(_hint(column), _PROMPT)
    letter = get_column_letter(index)
    made.add(f"{letter}2:{letter}{_LAST_ROW}")
    return made


def _explain(sheet: Any, reply: ReplyText, columns: Sequence[KnownColumn], known: KnownColumns) -> None:
    """The sheet that says how to fill in each column, and which others may be added."""
    put(sheet.cell(1, 1), f"Как заполнить таблицу для ответа «{_name(reply)}»").font = look.TITLE
    sheet.cell(1, 1).alignment = look.MIDDLE
    sheet.merge_cells("A1:D1")
    sheet.row_dimensions[1].height = 36
    lines = [reply.head.purpose or "", *(rule.format(sheet=SHEET) for rule in _RULES)]
    row = 2
    for line in filter(None, lines):
        put(sheet.cell(row, 1), line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        sheet.row_dimensions[row].height = 15 * (1 + len(line) // 125)
        row += 1
    row += 1
    _write_line(sheet, row, ("Столбец", "Обязательно", "Что вписать", "Пример"), is_head=True)
    for row, column in enumerate(columns, row + 1):  # noqa: B020
        _write_line(sheet, row, (column.header, _need(column, known), _hint(column), shown(example_cell(column))))
    others = [each.header for path, each in known.by_path.items() if each not in columns and not path.startswith(OWN)]
    put(sheet.cell(row + 2, 1), f"Можно добавить и другие столбцы: {', '.join(f'«{name}»' for name in others)}.")
    sheet.merge_cells(start_row=row + 2, end_row=row + 2, start_column=1, end_column=4)
    sheet.row_dimensions[row + 2].height = 62
    for letter, width in zip("ABCD", (28, 24, 48, 48), strict=True):
        sheet.column_dimensions[letter].width = width
    _printed(sheet)


def _write_line(sheet: Any, row: int, texts: Sequence[str], *, is_head: bool = False) -> None:
    for index, text in enumerate(texts, 1):
        cell = put(sheet.cell(row, index), text)
        cell.border = look.BORDER
        if is_head:
            cell.font, cell.fill = look.BOLD, look.OPTIONAL


def _printed(sheet: Any) -> None:
    """On paper, all columns on the width of a landscape sheet, the header on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.title == SHEET:
        sheet.print_title_rows = "1:1"


def _hint(column: KnownColumn) -> str:
    expected = _EXPECTED[column.type]
    hint = column.hint if column.hint and column.type in ("text", "prose", "choice", "flag", "name", "list") else ""
    both = hint if hint and not column.path.startswith(OWN) else "; ".join(filter(None, (column.hint, expected)))
    if column.type == "date" and column.hint:
        both = f"{column.hint}; {expected}"
    return f"{both[:1].upper()}{both[1:]}."


def _need(column: KnownColumn, known: KnownColumns) -> str:
    if column.required:
        return "да"
    group = next((group for group in known.needed if column.path in group), ())
    if not group:
        return "нет"
    others = [known.by_path[path].header for path in group if path != column.path]
    return "одно из: " + ", ".join(f"«{name}»" for name in (column.header, *others))


def _example(column: KnownColumn, reply: ReplyText) -> Any:
    """As many questions as the reply text has answers: the example is to be a whole letter."""
    if column.path in _NO_EXAMPLE:
        return None
    answers = reply.fields.get("answers")
    if column.path == "appeal.questions":
        given = answers.example if answers and isinstance(answers.example, list) else []
        return "\n".join((column.example or [])[: len(given)]) or None
    return example_cell(column)


def _name(reply: ReplyText) -> str:
    """The title as it is printed; one that is made from the card is told by the id."""
    return reply.id if "{" in reply.head.title else reply.head.title


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
