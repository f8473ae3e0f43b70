"""The lists of control for people: as lines, as JSON, as a spreadsheet."""

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from letterkit.core.register import Control
from letterkit.office.control.weekly_lists import Item, shares
from letterkit.reports.sheet_cells import cell_of, heading
from letterkit.reports.spans import left_words
from letterkit.reports.wording import plural
from letterkit.russian.dates import date_digits

APPEAL_FORMS = ("обращение", "обращения", "обращений")
NOBODY = "не поручено"
TITLES: Mapping[str, str] = {
    Control.WARNING: "Предупредительный контроль",
    Control.FINAL: "Окончательный контроль",
    Control.REPORT: "Доклад руководителю",
}
CLAUSES: Mapping[str, str] = {Control.WARNING: "7.2", Control.FINAL: "7.3", Control.REPORT: "7.3"}
Lists = Mapping[Control, Sequence[Item]]
_COLUMNS: Sequence[tuple[str, int]] = (
    ("Исполнитель", 24),
    ("Подразделение", 30),
    ("Номер обращения", 18),
    ("Зарегистрировано", 16),
    ("О чём", 44),
    ("Заявитель", 34),
    ("Срок", 12),
    ("Осталось дней", 12),
    ("Продлён", 10),
)


def caption(kind: Control, on: datetime.date, last: datetime.date) -> str:
    """«Исполнить до 06.12.2026 включительно (пункт 7.2)»."""
    if kind is Control.WARNING:
        return f"Исполнить до {date_digits(last)} включительно (пункт 7.2 Порядка)"
    return f"Срок истёк к {date_digits(on)}: не сняты с контроля и не продлены (пункты 7.3 и 7.11 Порядка)"


def control_text(lists: Lists, on: datetime.date, last: datetime.date) -> str:
    """Both lists by executor, a line an appeal."""
    return "\n".join(line for kind, items in lists.items() for line in _lines(kind, items, on, last)) + "\n"


def control_json(lists: Lists, on: datetime.date, week: tuple[datetime.date, datetime.date]) -> dict[str, Any]:
    """{"on", "week": {"from", "to"}, "warning": {"count", "appeals": [{"number", "due", "days_left", …}]}, …}."""
    names = {Control.WARNING: "warning", Control.FINAL: "overdue"}
    return {
        "on": on.isoformat(),
        "week": {"from": week[0].isoformat(), "to": week[1].isoformat()},
        **{
            names[kind]: {"count": len(items), "appeals": [_object(item) for item in items]}
            for kind, items in lists.items()
        },
    }


def control_sheet(lists: Lists, on: datetime.date, last: datetime.date) -> bytes:
    """An .xlsx with a sheet a list, executor by executor, ready to be printed."""
    book = Workbook(write_only=True)
    for kind, items in lists.items():
        sheet = book.create_sheet("Предупреждения" if kind is Control.WARNING else "Просрочено")
        sheet.freeze_panes = "A3"
        sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:2"
        for number, (_, width) in enumerate(_COLUMNS, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        title = cell_of(sheet, f"{caption(kind, on, last)}. {plural(len(items), APPEAL_FORMS)}.")
        title.font = Font(bold=True)  # type: ignore[attr-defined]
        sheet.append([title])
        sheet.append([heading(sheet, name) for name, _ in _COLUMNS])
        for share in shares(items):
            for item in share.items:
                sheet.append([cell_of(sheet, value) for value in _values(item)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(kind: Control, items: Sequence[Item], on: datetime.date, last: datetime.date) -> Iterator[str]:
    yield f"{TITLES[kind]}. {caption(kind, on, last)}: {plural(len(items), APPEAL_FORMS)}."
    for share in shares(items):
        unit = f", {share.unit}" if share.unit else ""
        yield f"  {share.executor or NOBODY.capitalize()}{unit}: {plural(len(share.items), APPEAL_FORMS)}"
        for item in share.items:
            about = f": {item.subject}" if item.subject else ""
            extended = ", срок продлён" if item.is_extended else ""
            yield f"    {date_digits(item.due)} ({left_words(item.left)}{extended}) № {item.number}{about}"


def _object(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "registered": item.registered.isoformat(),
        "subject": item.subject,
        "applicant": item.applicant,
        "due": item.due.isoformat(),
        "days_left": item.left,
        "extended": item.is_extended,
        "executor": item.executor or None,
        "unit": item.unit or None,
    }


def _values(item: Item) -> tuple[object, ...]:
    return (
        item.executor or NOBODY,
        item.unit,
        item.number,
        item.registered,
        item.subject,
        item.applicant,
        item.due,
        item.left,
        "да" if item.is_extended else "",
    )
