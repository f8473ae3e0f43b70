"""A proposed card as a clerk reads it in a terminal: each value, and how likely it is right."""

import textwrap
from collections.abc import Iterator

from letterkit.core.outcome import Ground, Kind
from letterkit.core.people import Gender
from letterkit.intake import AppealReading
from letterkit.intake.documents import Document, ReadBy
from letterkit.reports.as_text import Style
from letterkit.reports.intake_json import PHONE, confidence
from letterkit.reports.office_words import GROUNDS, KINDS
from letterkit.reports.wording import sentence
from letterkit.tables.fields import fields

WISHES = {
    "personal": "вручить лично",
    "oral": "ответить устно",
    "post": "почтой",
    "email": "электронной почтой",
}
"""How the applicant asks to be answered (2.5, 3.9)."""
_NAME = ("applicant.surname", "applicant.name", "applicant.patronymic")
_ROWS = (
    *("applicant.organisation", "applicant.address", "applicant.email", PHONE),
    *("appeal.addressed_to", "appeal.sent", "appeal.kind", "appeal.subject", "appeal.attachments"),
    *("appeal.repeat_of", "reply.ground"),
)
_SURE, _LIKELY, _READ_WELL = 0.85, 0.65, 0.85
_LABEL = 28
_PHONE_LABEL = "Телефон"
_GENDERS = {Gender.FEMALE: " (женщина)", Gender.MALE: " (мужчина)"}


def likelihood_words(confidence: float) -> str:
    """«уверенно», «вероятно», «под вопросом»."""
    return "уверенно" if confidence >= _SURE else "вероятно" if confidence >= _LIKELY else "под вопросом"


def document(reading: AppealReading, files: Document, style: Style) -> str:
    """All that was read of one appeal, with a line end."""
    blocks = [
        list(_how_read(files, style)),
        [*_applicant(reading, files, style), *_values(reading, files, style), *_signs(reading, style)],
        list(_questions(reading, files, style)),
        list(_groups(reading, style)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _how_read(files: Document, style: Style) -> Iterator[str]:
    names = ", ".join(part.name for part in files.parts if part.is_appeal)
    others = ", ".join(part.name for part in files.parts if not part.is_appeal)
    yield style.paint(names, "bold") + (f" (приложено: {others})" if others else "")
    if files.read_by is ReadBy.OCR:
        share = f"{files.confidence:.0%}".replace("%", " %")
        colour = "green" if files.confidence >= _READ_WELL else "yellow"
        yield style.paint(f"Распознано по изображению, уверенность {share}: сверьте с ним.", colour)
    for part in files.parts:
        if part.fault is not None:
            part.fault.file = part.name
            yield style.paint(f"Не прочитано: {sentence(part.fault)}", "yellow")


def label_of(path: str) -> str:
    """What the value at ``path`` is called in the forms of a card."""
    return _PHONE_LABEL if path == PHONE else fields()[path].form_label


def _applicant(reading: AppealReading, files: Document, style: Style) -> Iterator[str]:
    person = reading.card.applicant.person
    if person.full:
        gender = _GENDERS[person.gender] if person.gender else ""
        sure = min(confidence(reading.found[path], files) for path in _NAME if path in reading.found)
        yield from _row("Заявитель", person.full + gender, sure, style)
    if reading.representative:
        sure = confidence(reading.representative, files)
        yield from _row("Представитель", reading.representative.value.full, sure, style)
    if reading.people:
        yield from _row("Ещё подписали", ", ".join(each.value.full for each in reading.people), None, style)
    if reading.card.applicant.collective:
        yield from _row(label_of("applicant.collective"), "да", None, style)


def _values(reading: AppealReading, files: Document, style: Style) -> Iterator[str]:
    for path in _ROWS:
        if found := reading.found.get(path):
            yield from _row(label_of(path), _words(found.value), confidence(found, files), style)


def _words(value: object) -> str:
    if isinstance(value, Kind):
        return KINDS[value]
    if isinstance(value, Ground):
        return GROUNDS[value]
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:%d.%m.%Y}" if hasattr(value, "strftime") else str(value)


def _signs(reading: AppealReading, style: Style) -> Iterator[str]:
    if reading.delivery_wish:
        yield from _row("Просит ответить", WISHES[reading.delivery_wish], None, style)
    if reading.benefit:
        yield from _row("Льгота", "инвалидность, приём без очереди (пункт 5.2)", None, style)
    if reading.other_body:
        yield from _row("Чей вопрос", "похоже, другого органа (пункт 7.7)", None, style)


def _questions(reading: AppealReading, files: Document, style: Style) -> Iterator[str]:
    asked = reading.card.appeal.questions
    if not asked:
        yield "Вопросов не нашлось."
        return
    yield style.paint("Вопросы", "bold") + style.paint(
        f" – {likelihood_words(confidence(reading.found['appeal.questions'], files))}", "dim"
    )
    for number, question in enumerate(asked, 1):
        yield from textwrap.wrap(
            question, style.width, initial_indent=f"{number:>3}. ", subsequent_indent=" " * 5, break_long_words=False
        )


def _groups(reading: AppealReading, style: Style) -> Iterator[str]:
    if reading.groups:
        yield style.paint("Группы классификатора", "bold")
    for each in reading.groups:
        yield f"{each.likelihood:>6.0%}  ".replace("%", " %") + f"{each.code} {each.name}"


def _row(label: str, told: str, sure: float | None, style: Style) -> Iterator[str]:
    """«Почтовый адрес   г. Макаров, ул. Ударная, д. 7 – уверенно»; lines go on below the value."""
    words = f" – {likelihood_words(sure)}" if sure is not None else ""
    lines = textwrap.wrap(told + words, style.width - _LABEL, break_long_words=False) or [""]
    if words and lines[-1].endswith(words):
        lines[-1] = lines[-1].removesuffix(words) + style.paint(words, "dim")
    yield style.paint(label.ljust(_LABEL), "dim") + lines[0]
    yield from (" " * _LABEL + line for line in lines[1:])
