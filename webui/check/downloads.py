"""What can be taken away from the desk: the letter with comments, the letter as mended, its PDF, the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import send_file, url_for
from werkzeug.wrappers import Response

from letterkit.checking.check_orders import Order
from letterkit.checking.checker import CheckedLetter, Checker
from letterkit.checking.desk import DeskLetter
from letterkit.core.budget import Budget
from letterkit.core.errors import RequestError
from letterkit.core.report import Report
from letterkit.reports import as_html, as_json
from letterkit.reports.annotate import annotate
from webui.engine import engine

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {".docx": _DOCX, ".txt": "text/plain", ".pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Download:
    """A link, what it gives and what that is good for."""

    href: str
    title: str
    note: str


def downloads_of(desk: DeskLetter, checked: CheckedLetter) -> list[Download]:
    """What ``desk`` gives away, in the order in which it is wanted."""
    return [
        Download(url_for("check.download", desk_id=desk.id, kind=kind), title, note)
        for kind, title, note in _kinds(desk, checked)
    ]


def _kinds(desk: DeskLetter, checked: CheckedLetter) -> Iterator[tuple[str, str, str]]:
    if desk.mends:
        yield "mended", "Исправленное письмо", "оформление сохранено"
    if checked.docx is not None:
        yield "comments", "Письмо с примечаниями", ".docx: примечание Word у каждого замечания"
    if checked.pdf is not None and desk.form != "pdf":
        yield "pdf", "Письмо в PDF", "как оно будет напечатано"
    yield "report", "Отчёт", "один файл .html, открывается без сети"
    yield "json", "Отчёт для программ", ".json"


def file_of(kind: str, desk: DeskLetter, data: bytes, checked: CheckedLetter) -> Response:
    """The file ``kind`` of the letter; raises RequestError ``desk.no-file``."""
    stem, suffix = Path(desk.name).stem, Path(desk.name).suffix.lower()
    if kind == "mended" and desk.mends:
        return _send_download(data, f"{stem} (исправлено){suffix}", _TYPES.get(suffix, "application/octet-stream"))
    if kind == "comments" and checked.docx is not None:
        commented = engine().room.ask(Order(_add_comments, desk.body, (checked.docx, checked.report)))
        return _send_download(commented, f"{stem} (примечания).docx", _DOCX)
    if kind == "pdf" and checked.pdf is not None:
        return _send_download(checked.pdf, f"{stem}.pdf", _TYPES[".pdf"])
    if kind == "report":
        made = engine().room.ask(Order(_html, desk.body, (checked,)))
        return _send_download(made, f"{stem} (проверка).html", "text/html")
    if kind == "json":
        made = engine().room.ask(Order(_json, desk.body, (checked.report,)))
        return _send_download(made, f"{stem} (проверка).json", "application/json")
    raise RequestError("desk.no-file")


def _add_comments(checker: Checker, budget: Budget | None, docx: bytes, report: Report) -> bytes:
    return annotate(docx, report.source.name, report)


def _html(checker: Checker, budget: Budget | None, checked: CheckedLetter) -> bytes:
    return as_html.document([checked]).encode()


def _json(checker: Checker, budget: Budget | None, report: Report) -> bytes:
    return as_json.document([report], single=True).encode()


def _send_download(data: bytes, name: str, kind: str) -> Response:
    return send_file(BytesIO(data), kind, as_attachment=True, download_name=name)
