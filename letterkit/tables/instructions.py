"""The sheet that explains a template: what each column is for, whether it must be filled in, an example."""

from collections.abc import Mapping, Sequence
from typing import Any

from letterkit.compose.catalogue import ReplyText
from letterkit.core.card_values import OWN
from letterkit.tables import style
from letterkit.tables.cells import cell_text
from letterkit.tables.columns import WHO, KnownColumn, KnownColumns
from letterkit.tables.example_row import example_cell
from letterkit.tables.fields import ColumnType
from letterkit.tables.spelling import values_of
from letterkit.tables.style import put

HOW_TO = "Как заполнить"
# What a hint leaves unsaid; text needs no more than its hint.
_EXPECTED: Mapping[ColumnType, str] = {
    "list": "каждый пункт с новой строки (Alt+Enter)",
    "bodies": "каждый орган с новой строки (Alt+Enter)",
    "date": "дата вида 14.05.2024",
    "number": "целое число",
    "money": "сумма цифрами: 1250,50",
    "body": "название органа",
    "url": "адрес страницы на сайте",
    "flag": "да или нет",
}
# The columns of the sheet that explains, in characters.
_WIDTHS = (28, 28, 48, 48)
_RULES = (
    "Одна строка – одно письмо. Заполняйте лист «{sheet}» под шапкой, начиная со второй строки.",
    "Серую строку-образец удалите или замените своей.",
    "Столбцы со звёздочкой заполните в каждой строке. Ненужные столбцы без звёздочки можно удалить, порядок – любой.",
    "Шапку не переименовывайте. Вместо фамилии, имени и отчества можно завести один столбец – «ФИО».",
    "Номера набирайте как есть: ячейки уже в текстовом формате, и Excel не превратит «3.08-15/24» в дату.",
    "Несколько вопросов или приложений пишите в одной ячейке: каждое с новой строки (Alt+Enter) или через «;».",
)


def explain(sheet: Any, table: str, reply: ReplyText, columns: Sequence[KnownColumn], known: KnownColumns) -> None:
    """Fill ``sheet``: how to fill in each of ``columns`` of the sheet ``table``, and which others may be added."""
    _write_across(sheet, 1, f"Как заполнить таблицу для ответа «{_name(reply)}»")
    sheet.cell(1, 1).font, sheet.row_dimensions[1].height = style.TITLE, 28
    above = [line for line in (reply.head.purpose, *(rule.format(sheet=table) for rule in _RULES)) if line]
    for row, line in enumerate(above, 2):
        _write_across(sheet, row, line)
    top = len(above) + 3
    _write_line(sheet, top, ("Столбец", "Обязательно", "Что вписать", "Пример"), is_head=True)
    for row, column in enumerate(columns, top + 1):
        _write_line(sheet, row, (column.header, _need(column, known), hint(column), cell_text(example_cell(column))))
    others = [each.header for path, each in known.by_path.items() if each not in columns and not path.startswith(OWN)]
    line = f"Можно добавить и другие столбцы: {', '.join(f'«{name}»' for name in others)}."
    _write_across(sheet, top + len(columns) + 2, line)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    style.lay_across(sheet, pages_high=1)


def _write_across(sheet: Any, row: int, line: str) -> None:
    put(sheet.cell(row, 1), line)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    sheet.row_dimensions[row].height = style.height_pt([line], [sum(_WIDTHS)])


def _write_line(sheet: Any, row: int, texts: Sequence[str], *, is_head: bool = False) -> None:
    for index, text in enumerate(texts, 1):
        cell = put(sheet.cell(row, index), text)
        cell.border = style.BORDER
        if is_head:
            cell.font, cell.fill = style.BOLD, style.OPTIONAL
    sheet.row_dimensions[row].height = style.height_pt(texts, _WIDTHS)


def hint(column: KnownColumn) -> str:
    """What to write, as a sentence: the hint of the column and the form of its value."""
    is_told = not column.path.startswith(OWN) and column.type in ("list", "flag", "choice")
    is_told |= column.type == "body" and bool(column.hint)
    pieces = [column.hint] if is_told else [column.hint, _EXPECTED.get(column.type, "")]
    told = "; ".join(filter(None, pieces)) or "текст"
    return f"{told[:1].upper()}{told[1:]}."


def _need(column: KnownColumn, known: KnownColumns) -> str:
    """Whether a row must have it, or what instead."""
    if column.required:
        return "да"
    if column.path in WHO[:2]:
        return f"да, или «{known.by_path[WHO[2]].header}»"
    group = next((group for group in known.needed if column.path in group and group != WHO), ())
    others = " или ".join(f"«{known.by_path[path].header}»" for path in group if path != column.path)
    return f"да, или {others}" if others else "нет"


def _name(reply: ReplyText) -> str:
    """What the reply text is called: its ground when it is a standard reply, else its outcome."""
    for path, value in (("reply.ground", reply.head.ground), ("reply.outcome", reply.head.outcome)):
        if value:
            name = values_of(path)[value][0]
            return f"{name[:1].upper()}{name[1:]}"
    return reply.id
