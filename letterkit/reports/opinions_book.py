"""What came back in a quarter as a spreadsheet: figures, channels, reasons, comments."""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from letterkit.core.feedback import OF_THE_ORDER, Source
from letterkit.office.feedback.results import Mark, Results
from letterkit.reports.metrics_words import quarter_words
from letterkit.reports.office_words import SOURCES
from letterkit.reports.sheet_cells import cell_of, heading
from letterkit.store.register_tables import Opinion

_YES_NO = {True: "да", False: "нет"}
_Columns = Sequence[tuple[str, int]]


def opinions_book(found: Results, comments: Iterable[Opinion], titles: Mapping[str, str], into: IO[bytes]) -> None:
    """Writes an .xlsx of ``found``; comments are text, whatever they begin with."""
    book = Workbook(write_only=True)
    _sheet(book, "Итоги", (("Показатель", 46), (quarter_words(found.quarter), 22), ("Ответов", 10)), _figures(found))
    channels = (("Канал", 36), ("Обращений", 12), ("Мнений", 12), ("Назван в пункте 6.10", 14))
    _sheet(book, "Каналы", channels, _channels(found))
    reasons = ((titles.get(each, each), count) for each, count in found.reasons.items())
    _sheet(book, "Причины", (("Причина", 36), ("Комментариев", 14)), reasons)
    _sheet(book, "Группы", (("Группа классификатора", 46), ("Мнений", 12)), found.groups.items())
    columns = (
        ("День", 12),
        ("Канал", 30),
        ("Причина", 30),
        ("Понятно, 1–5", 12),
        ("Вежливо, 1–5", 12),
        ("Вовремя", 10),
        ("Вопрос решён", 12),
        ("Комментарий", 80),
    )
    _sheet(book, "Комментарии", columns, (_comment(each, titles) for each in comments))
    book.save(into)


def _figures(found: Results) -> Iterable[tuple[object, ...]]:
    yield "Обращений", found.received
    yield "Мнений", found.count
    yield "Из них с комментарием", found.comments
    yield "Кодов напечатано в письмах", found.invited
    yield "По кодам ответили", found.used
    yield "Понятность ответа, средняя оценка", _round_mean(found.clear), found.clear.count
    yield "Вежливость, средняя оценка", _round_mean(found.polite), found.polite.count
    yield "Доля ответивших «вовремя»", _round_mean(found.in_time), found.in_time.count
    yield "Доля ответивших «вопрос решён»", _round_mean(found.solved), found.solved.count


def _channels(found: Results) -> Iterable[tuple[object, ...]]:
    for source in Source:
        named = "да" if source in OF_THE_ORDER else "нет"
        yield SOURCES[source], found.appeals[source], found.opinions[source], named


def _comment(it: Opinion, titles: Mapping[str, str]) -> tuple[object, ...]:
    reason = titles.get(it.reason or "", it.reason)
    in_time, solved = (None if each is None else _YES_NO[each] for each in (it.in_time, it.solved))
    return it.day, SOURCES[it.channel], reason, it.clear, it.polite, in_time, solved, it.comment


def _round_mean(mark: Mark) -> float | None:
    return None if mark.mean is None else round(mark.mean, 2)


def _sheet(book: Workbook, title: str, columns: _Columns, rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([heading(sheet, name) for name, _ in columns])
    for row in rows:
        sheet.append([cell_of(sheet, value) for value in row])
