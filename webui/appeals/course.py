"""The course of an appeal on its page: its term, extension, questions, notes, closing (7.4–7.12)."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.deadlines.terms import FIRST_TERMS, term_of
from letterkit.office.context import Office
from letterkit.office.control import closing, course, questions, terms
from letterkit.office.control import extension as extensions
from letterkit.office.control.course import Course
from letterkit.reports.deadline_words import deadline_words, unconfirmed_words
from letterkit.reports.wording import plural, sentence
from letterkit.russian.dates import date_digits, parse_date
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, READERS, blueprint
from webui.appeals.show import RefusedAppealForm, page_of
from webui.engine import engine
from webui.errors import capital, status_of

_DAYS = ("день", "дня", "дней")
_FIELDS = {
    "extension.no-why": "ext_why",
    "extension.no-how": "told_how",
    "extension.not-decided": "told_how",
    "note.empty": "note",
    "note.too-long": "note",
    "closing.no-why": "close_why",
    "closing.no-reply": "close_number",
    "closing.questions": "close_why",
    "closing.not-yet": "close_on",
    "closing.before-appeal": "close_on",
    "closing.no-date": "close_on",
}


@dataclass(frozen=True, slots=True)
class View:
    """What the page says of the course, and what the person may do about it."""

    course: Course
    explained: str
    not_confirmed: str
    told: Sequence[str]
    last_days: Sequence[tuple[str, datetime.date]]
    terms: Sequence[tuple[str, str]]
    can_choose: bool
    can_extend: bool
    can_tell: bool
    can_answer: bool
    can_note: bool
    can_close: bool
    can_reopen: bool


@blueprint.app_template_global("course_of_appeal")
def view(appeal_id: int) -> View:
    """The course of the appeal for whoever asks; raises RequestError ``appeal.gone``."""
    by = actor()
    found = course.course_of(engine().office, by, appeal_id)
    decided = found.is_open and found.appeal.extension is not None and found.appeal.extended_to is None
    fault = found.first.fault
    return View(
        course=found,
        explained=deadline_words(found.first.deadline),
        not_confirmed=unconfirmed_words(fault) if fault else "",
        told=_term_sentences(found),
        last_days=[(term_of(name).title, day) for name, day in found.short if found.is_open],
        terms=[(name, _term_words(name)) for name in sorted(FIRST_TERMS, key=lambda name: -term_of(name).days)],
        can_choose=found.is_open and found.appeal.extended_to is None and by.has(*ENTERERS),
        can_extend=found.can_extend and by.has(*extensions.EXTENDERS),
        can_tell=decided and by.has(*ENTERERS),
        can_answer=found.is_open and by.has(*ENTERERS),
        can_note=by.has(*READERS),
        can_close=found.is_open and by.has(*closing.CLOSERS),
        can_reopen=not found.is_open and by.has(*closing.CLOSERS),
    )


@blueprint.post("/<int:appeal_id>/term")
@needs(*ENTERERS)
def term(appeal_id: int) -> Response | tuple[str, int]:
    """Another term for the appeal (7.7, 7.8)."""

    def choose(office: Office) -> str:
        appeal = terms.choose(office, actor(), appeal_id, request.form.get("term", ""))
        return f"Срок выбран: ответить до {date_digits(appeal.due)}."

    return _perform(appeal_id, choose, "term")


@blueprint.post("/<int:appeal_id>/extension")
@needs(*extensions.EXTENDERS)
def extension(appeal_id: int) -> Response | tuple[str, int]:
    """Decides to extend the term; it holds when the applicant was told (7.4)."""

    def decide(office: Office) -> str:
        until = _day("ext_until", "extension.no-date")
        extensions.decide(office, actor(), appeal_id, until, request.form.get("ext_why", ""))
        return f"Решено продлить срок до {date_digits(until)}. Теперь уведомите гражданина: до этого срок прежний."

    return _perform(appeal_id, decide, "ext_until")


@blueprint.post("/<int:appeal_id>/extension-told")
@needs(*ENTERERS)
def extension_told(appeal_id: int) -> Response | tuple[str, int]:
    """The applicant was told of the extension another way than by a letter of letterkit."""

    def tell(office: Office) -> str:
        on = _day("told_on", "extension.no-date")
        appeal = extensions.tell(office, actor(), appeal_id, on, request.form.get("told_how", ""))
        return f"Срок продлён до {date_digits(appeal.extended_to)}." if appeal.extended_to else ""

    return _perform(appeal_id, tell, "told_on")


@blueprint.post("/<int:appeal_id>/note")
@needs(*READERS)
def note(appeal_id: int) -> Response | tuple[str, int]:
    """What has become of the appeal (7.6)."""

    def enter(office: Office) -> str:
        course.note(office, actor(), appeal_id, request.form.get("note", ""))
        return "Запись о ходе исполнения внесена."

    return _perform(appeal_id, enter, "note")


@blueprint.post("/<int:appeal_id>/questions/<int:number>")
@needs(*ENTERERS)
def question(appeal_id: int, number: int) -> Response | tuple[str, int]:
    """How a question was answered otherwise than in a letter of letterkit (7.9)."""

    def answer(office: Office) -> str:
        questions.answer(office, actor(), appeal_id, number, request.form.get("how", ""))
        return f"Отмечено: на вопрос № {number} отвечено."

    return _perform(appeal_id, answer, f"how_{number}")


@blueprint.post("/<int:appeal_id>/close")
@needs(*closing.CLOSERS)
def close(appeal_id: int) -> Response | tuple[str, int]:
    """Takes the appeal off control (7.10)."""

    def decide(office: Office) -> str:
        form = request.form
        answered = _day("close_on", "closing.no-date") if form.get("close_on", "").strip() else None
        number, why = form.get("close_number", ""), form.get("close_why", "")
        closing.close(office, actor(), appeal_id, why, reply_number=number, answered=answered)
        return "Обращение снято с контроля."

    return _perform(appeal_id, decide, "close_why")


@blueprint.post("/<int:appeal_id>/reopen")
@needs(*closing.CLOSERS)
def reopen(appeal_id: int) -> Response | tuple[str, int]:
    """Puts it back on control."""

    def decide(office: Office) -> str:
        closing.reopen(office, actor(), appeal_id, request.form.get("close_why", ""))
        return "Обращение возвращено на контроль."

    return _perform(appeal_id, decide, "close_why")


def _perform(appeal_id: int, act: Callable[[Office], str], otherwise: str) -> Response | tuple[str, int]:
    """Does ``act``, says what was done; a refusal stands at its field, else at ``otherwise``, with what was typed."""
    try:
        flash(act(engine().office))
    except RequestError as fault:
        if fault.code == "appeal.gone":
            raise
        place = "page" if fault.code == "appeal.done" else _FIELDS.get(fault.code, otherwise)
        refused = RefusedAppealForm({place: capital(sentence(fault))}, request.form.to_dict(), status_of(fault))
        return page_of(appeal_id, refused)
    return redirect(url_for("appeals.show", appeal_id=appeal_id, _anchor="course"), 303)


def _term_sentences(found: Course) -> list[str]:
    """What has become of the term, sentence by sentence."""
    said = []
    appeal, decided = found.appeal, found.appeal.extension or {}
    until = decided.get("until")
    if until:
        who = f" (решение: {decided['by']})" if decided.get("by") else ""
        why = f" Причина: {decided['why'].rstrip('.')}." if decided.get("why") else ""
        until = date_digits(datetime.date.fromisoformat(until))
        if decided.get("told"):
            on = date_digits(datetime.date.fromisoformat(decided["told"]))
            said.append(f"Срок продлён до {until}{who}.{why} Гражданин уведомлён {on} (пункт 7.4).")
        else:
            said.append(
                f"Решено продлить до {until}{who}.{why} Гражданин ещё не уведомлён, поэтому срок прежний (пункт 7.11)."
            )
    elif appeal.extended_to:
        said.append(f"Срок продлён до {date_digits(appeal.extended_to)} (пункт 7.4).")
    if found.told_late == "notice":
        said.append(f"Уведомлён поздно: последним днём было {date_digits(found.bounds.notice)} (пункт 7.5).")
    elif found.told_late == "ended":
        said[-1] = f"Гражданина уведомили о продлении до {until} после конца срока: срок не продлён (пункт 7.11)."
    for each in found.redirects:
        late = f", на {plural(each.late, _DAYS)} позже срока" if each.late else ", в срок"
        where = f": {each.receiver}" if each.receiver else ""
        said.append(f"Перенаправлено {date_digits(each.on)}{late} (пункт 7.7){where}.")
    return said


def _term_words(name: str) -> str:
    told = term_of(name)
    return f"{plural(told.days, _DAYS)}: {told.title}"


def _day(field: str, code: str) -> datetime.date:
    try:
        return parse_date(request.form.get(field, ""))
    except ValueError:
        raise RequestError(code) from None
