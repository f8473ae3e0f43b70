"""What a body has of a person as one .zip: a summary to read, all of it as JSON, letters and files as they are.

The summary says what article 14 of 152-FZ has people be told: that their data are processed, on what grounds, what for,
how, for how long, which data and where they came from.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.shared import Mm, Pt

from letterkit.core.people import Case
from letterkit.core.profile import Body
from letterkit.office.citizens.gathering import GivenThing, safe_name
from letterkit.office.holds import HoldKind
from letterkit.office.retention.rules import Kind, Terms
from letterkit.reports.office_words import CHANNELS, GENDERS, KINDS
from letterkit.reports.register_words import RESULTS
from letterkit.reports.removal_act import term_words
from letterkit.russian.clean import control_free

HELD_WORDS: Mapping[str, str] = {
    HoldKind.CASES: "обращение",
    HoldKind.LETTERS: "письмо",
    HoldKind.BATCHES: "рассылка",
    HoldKind.ROWS: "письмо рассылки",
    HoldKind.RECEPTIONS: "личный приём",
    HoldKind.CALLS: "звонок",
    HoldKind.INCOMING: "поступившее",
    HoldKind.MESSAGES: "сообщение почты",
    HoldKind.OPINIONS: "отзыв",
    HoldKind.REMINDERS: "напоминание о сроке",
    HoldKind.PEOPLE: "учётная запись сотрудника",
}
PLACES: Mapping[str, str] = {
    "appeal": "карточка",
    "text": "текст обращения",
    "note": "ход исполнения",
    "question": "вопросы",
    "file": "название файла",
    "letter": "ответ",
    "version": "редакции ответа",
    "remark": "замечания проверяющего",
    "waiver": "замечания программы",
    "dispatch": "отправка",
    "letter_file": "файл к ответу",
    "mailing": "электронная почта",
    "incoming": "присланное",
    "incoming_file": "присланный файл",
    "message": "сообщение почты",
    "row": "таблица рассылки",
    "call": "звонок",
    "reception": "личный приём",
    "opinion": "отзыв",
    "reminder": "напоминание",
    "number": "номер",
}
WITHHELD: Mapping[str, str] = {
    "collective": "обращение коллективное: текст, файлы и ответы не выданы, в них есть данные других авторов. Их "
    "выдают после того, как сотрудник закроет чужие данные.",
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "channel": CHANNELS,
    "kind": KINDS,
    "result": RESULTS,
    "gender": GENDERS,
}
"""Values that are codes, in words."""
_FIELDS: Mapping[str, str] = {
    "number": "номер",
    "registered": "зарегистрировано",
    "channel": "каким путём",
    "kind": "вид",
    "group": "тема",
    "subject": "предмет",
    "due": "срок",
    "answered": "отвечено",
    "result": "результат",
    "applicant": "заявитель",
    "surname": "фамилия",
    "name": "имя",
    "patronymic": "отчество",
    "gender": "пол",
    "organisation": "организация",
    "collective": "коллективное",
    "address": "адрес",
    "email": "электронная почта",
    "questions": "вопросы",
    "text": "текст",
    "calls": "звонки",
    "receptions": "личный приём",
    "letters": "ответы",
    "dated": "дата",
    "title": "заголовок",
    "sent": "отправлено",
    "mail": "электронная почта",
    "at": "когда",
    "to": "куда",
    "heading": "тема письма",
    "words": "текст письма",
    "caller": "кто звонил",
    "phone": "телефон",
    "told": "содержание",
    "seconds": "секунд",
    "visitor": "посетитель",
    "official": "кто принимал",
    "sender": "отправитель",
    "day": "день",
    "comment": "слова",
    "appeal_number": "номер обращения",
    "appeal_day": "дата обращения",
    "letter_number": "номер ответа",
    "who": "кому",
}
_KINDS: Mapping[HoldKind, Kind] = {
    HoldKind.CASES: Kind.CASES,
    HoldKind.LETTERS: Kind.LETTERS,
    HoldKind.ROWS: Kind.BATCHES,
    HoldKind.RECEPTIONS: Kind.RECEPTIONS,
    HoldKind.CALLS: Kind.CALLS,
    HoldKind.INCOMING: Kind.INCOMING,
    HoldKind.MESSAGES: Kind.MESSAGES,
    HoldKind.OPINIONS: Kind.OPINIONS,
    HoldKind.REMINDERS: Kind.REMINDERS,
}


def citizen_archive(given: Sequence[GivenThing], body: Body, terms: Terms, on: date) -> bytes:
    """The .zip with ``given``; no name of its files says whose they are."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("сводка.docx", _summary(given, body, terms, on))
        archive.writestr("данные.json", json.dumps(_json_of(given), ensure_ascii=False, indent=1))
        for place, number, each in _by_number(given):
            taken: set[str] = set()
            for name, data in each.files:
                while name in taken:
                    name = f"ещё {name}"
                taken.add(name)
                archive.writestr(f"{number:02} {safe_name(place)}/{name}", data)
    return whole.getvalue()


def _by_number(given: Sequence[GivenThing]) -> Iterator[tuple[str, int, GivenThing]]:
    for number, each in enumerate(given, 1):
        yield f"{HELD_WORDS[each.found.kind]} {each.found.on:%d.%m.%Y}", number, each


def _json_of(given: Sequence[GivenThing]) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.found.kind.value,
            "on": each.found.on.isoformat(),
            "files": [name for name, _ in each.files],
            **({"withheld": each.withheld} if each.withheld else {}),
            "facts": each.facts,
        }
        for each in given
    ]


def _summary(given: Sequence[GivenThing], body: Body, terms: Terms, on: date) -> bytes:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    paper.add_paragraph().add_run("Сведения об обработке персональных данных").bold = True
    paper.add_paragraph(f"Сформировано {on:%d.%m.%Y} по статье 14 Закона № 152-ФЗ «О персональных данных».")
    for head, words in _answers(given, body, terms):
        line = paper.add_paragraph()
        line.add_run(f"{head}: ").bold = True
        line.add_run(words)
    for place, number, each in _by_number(given):
        paper.add_paragraph().add_run(f"{number}. {place[0].upper()}{place[1:]}").bold = True
        if each.withheld:
            paper.add_paragraph(f"Не выдано: {WITHHELD[each.withheld]}")
        for words in _lines(each.facts):
            paper.add_paragraph(words).paragraph_format.space_after = Pt(2)
        if each.files:
            paper.add_paragraph("Приложено: " + "; ".join(name for name, _ in each.files))
    whole = io.BytesIO()
    paper.core_properties.author = body.names[Case.NOMINATIVE]
    paper.save(whole)
    return whole.getvalue()


def _answers(given: Sequence[GivenThing], body: Body, terms: Terms) -> Iterator[tuple[str, str]]:
    """What the law has a person be told."""
    yield "Оператор", f"{body.names[Case.NOMINATIVE]}, {' '.join(body.address_lines)}"
    yield (
        "Обработка подтверждается",
        "да; основание – Закон № 59-ФЗ «О порядке рассмотрения обращений граждан», пункт 2 части 1 статьи 6 Закона "
        "№ 152-ФЗ",
    )
    yield "Цель", "рассмотреть обращения и ответить на них"
    yield "Способы", "с использованием средств автоматизации и без них; решения только автоматически не принимаются"
    yield "Источник", "сам заявитель, его представитель или орган, переславший обращение"
    kinds = {_KINDS[each.found.kind] for each in given}
    yield (
        "Сроки хранения",
        "; ".join(f"{terms[kind].title} – {term_words(terms[kind])}" for kind in Kind if kind in kinds),
    )
    yield (
        "Кому передаются",
        "сотрудникам органа; другому органу – когда обращение перенаправлено ему по закону (об этом сказано в ответах)",
    )


def _lines(facts: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, value in facts.items():
        head = f"{before}{_FIELDS.get(name, name)}"
        if isinstance(value, Mapping):
            yield from _lines(value, f"{head}, ")
        elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
            for number, each in enumerate(value, 1):
                yield from _lines(each, f"{head} {number}, ")
        elif value:
            yield f"{head}: {_words_of(_CODES.get(name, {}).get(value, value) if isinstance(value, str) else value)}"


def _words_of(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(control_free(str(each)) for each in value)
    if value is True:
        return "да"
    if isinstance(value, str) and value[:4].isdigit() and value[4:5] == "-":
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return value
        return f"{at:%d.%m.%Y}" if len(value) == 10 else f"{at:%d.%m.%Y %H:%M}"
    return control_free(str(value))
