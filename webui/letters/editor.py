"""The editor of a letter: its page, and what the page asks for while somebody writes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, DeniedError, LetterkitError, RequestError
from letterkit.core.office import Duty
from letterkit.core.people import Case
from letterkit.office import rights
from letterkit.office.cases import drafting, drafts, letter_files, presence, reply_choice, review
from letterkit.office.cases.queue import waiting
from letterkit.office.letter_cards import card_of
from letterkit.reports.office_words import LETTER_STATES
from letterkit.reports.spans import left_words
from letterkit.reports.wording import sentence
from letterkit.store.tables import Letter
from webui.access import actor, needs, own_office
from webui.engine import engine, reads_once
from webui.errors import capital, status_of
from webui.inputs import read_fields, read_number
from webui.letters.beside import beside
from webui.letters.blueprint import blueprint
from webui.letters.live import live_object, preview_object, refused_object
from webui.letters.prepare import texts_to_begin_with
from webui.letters.replies import name_of
from webui.limits import rate_limit
from webui.uploads import ACCEPTED

_WRITES = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER)
_TIME = "%d.%m.%Y %H:%M"


@blueprint.get("/<int:letter_id>/edit")
@needs(*_WRITES)
@reads_once
def edit(letter_id: int) -> str:
    """The text with its findings, the letter's pages and its appeal beside."""
    letter = drafting.read_letter(engine().office, actor(), letter_id)
    return _page(letter, letter.title, letter.text)


@blueprint.post("/<int:letter_id>/live")
@needs(*_WRITES)
@rate_limit("live")
def live(letter_id: int) -> Response:
    """The findings of a text that is not kept."""
    title, text = _read_text()
    return jsonify(_check_live(letter_id, title, text, read_number("seq")))


@blueprint.post("/<int:letter_id>/save")
@needs(*_WRITES)
def save(letter_id: int) -> AnyResponse | tuple[Response | str, int]:
    """Keeps the text: by the script as it stands now and then, by the plain form as a version of its own."""
    title, text = _read_text()
    try:
        letter = drafting.save(
            engine().office,
            actor(),
            letter_id,
            read_number("revision"),
            title,
            text,
            kept=not request.is_json,
            taken=_mend_counts(),
        )
    except (RequestError, DeniedError) as fault:
        if fault.code != "letter.changed" or (same := _with_words(letter_id, title, text)) is None:
            return _not_saved(letter_id, title, text, fault)
        letter = same
    if request.is_json:
        return jsonify(revision=letter.revision, saved_at=f"{letter.changed:%H:%M}")
    flash("Сохранено.")
    return redirect(url_for("letters.edit", letter_id=letter_id), 303)


@blueprint.post("/<int:letter_id>/preview")
@needs(*_WRITES)
@rate_limit("preview")
def preview(letter_id: int) -> Response:
    """The pages of a text that is not kept, as it would be printed."""
    title, text = _read_text()
    printed = drafting.preview_letter(engine().office, actor(), letter_id, title, text)
    return jsonify(preview_object(printed, text, own_office().checker.book))


@blueprint.get("/<int:letter_id>/presence")
@needs(*_WRITES)
def present(letter_id: int) -> Response:
    """Who else has the letter open, and its newest revision."""
    now = presence.present(engine().office, actor(), letter_id)
    return jsonify(revision=now.revision, others=[{"name": name} for name in now.others])


@blueprint.post("/<int:letter_id>/submit")
@needs(*_WRITES)
def submit(letter_id: int) -> AnyResponse | tuple[Response | str, int]:
    """Hands the letter in; a text that came with the form is kept first."""
    office, revision = engine().office, read_number("revision")
    if "text" in request.form:
        title, text = _read_text()
        try:
            revision = drafting.save(office, actor(), letter_id, revision, title, text, kept=True).revision
        except (RequestError, DeniedError) as fault:
            return _not_saved(letter_id, title, text, fault)
    try:
        letter = review.submit(office, actor(), letter_id, revision)
    except DeniedError:
        raise
    except LetterkitError as fault:
        if fault.code == "letter.gone":
            raise
        flash(capital(sentence(fault)), "error")
        # What a standard reply lacks (clause 4.3) is told at its fields.
        place = "letters.card" if isinstance(fault, CardError) else "letters.edit"
        return redirect(url_for(place, letter_id=letter_id), 303)
    flash("Письмо передано на проверку." if letter.executor_id == actor().id else "Письмо собрано и проверено заново.")
    return redirect(url_for("letters.show", letter_id=letter_id), 303)


def _page(letter: Letter, title: str, text: str) -> str:
    by = actor()
    return render_template(
        "letters/edit.html",
        letter=_view(letter, title, text, can_edit=rights.may_write(by, letter)),
        live=_check_live(letter.id, title, text, 0),
        hrefs=_hrefs(letter.id),
        beside=beside(letter.appeal, card_of(letter)),
        files=letter_files.files_of(engine().office, actor(), letter.id),
        can_attach=letter.state in rights.DRAFTED and rights.may_write(actor(), letter),
        accepted=ACCEPTED,
        before=request.args.get("before", type=int),
        **_texts(letter),
    )


def _texts(letter: Letter) -> dict[str, Any]:
    """What the words may begin anew with, for the executor of a letter that nobody has been handed yet."""
    is_open = letter.state in rights.DRAFTED and rights.may_write(actor(), letter)
    return texts_to_begin_with() if is_open else {"outcomes": [], "others": []}


def _hrefs(letter_id: int) -> dict[str, str]:
    """Where the page finds what it asks for, and the ways out of it."""
    names = {
        name: f"letters.{name}" for name in ("live", "save", "preview", "submit", "versions", "card", "show", "remove")
    }
    names |= {"presence": "letters.present", "change_reply": "letters.change_reply"}
    return {name: url_for(endpoint, letter_id=letter_id) for name, endpoint in names.items()}


def _view(letter: Letter, title: str, text: str, *, can_edit: bool) -> dict[str, Any]:
    row = waiting(letter)
    appeal = letter.appeal
    card = card_of(letter)
    return {
        "id": letter.id,
        "subject": letter.title or "Письмо без заголовка",
        "state": letter.state,
        "state_words": LETTER_STATES[letter.state],
        "revision": letter.revision,
        "title": title,
        "text": text,
        "can_edit": can_edit,
        "due": letter.due,
        "due_words": f"до {letter.due:%d.%m.%Y}, {left_words(row.left)}" if letter.due and row.left is not None else "",
        "due_level": row.urgency,
        "appeal_number": card.appeal.number,
        "appeal_href": url_for("appeals.show", appeal_id=appeal.id) if appeal else None,
        "executor": letter.executor.short_name,
        "executor_is_other": letter.executor_id != actor().id,
        "reply": letter.reply,
        "reply_name": name_of(engine().catalogue.reply(letter.reply)),
        "outcome": card.reply.outcome,
        "outcome_is_other": card.reply.outcome not in reply_choice.MAIN or card.reply.ground is not None,
        "remarks": _remarks(letter),
        "returned_reason": _return_reason(letter),
        "can_remove": can_edit and drafts.is_removable(letter),
        **_paper(letter, card),
    }


def _paper(letter: Letter, card: CaseCard) -> dict[str, str]:
    """What the blank says above the words."""
    dated = f"{letter.dated:%d.%m.%Y}" if letter.dated else "____________"
    answered = card.appeal
    return {
        "body_name": own_office().profile.body.names[Case.NOMINATIVE],
        "number_line": f"{dated} № {letter.number or '____________'}",
        "reference": f"На № {answered.number} от {answered.registered:%d.%m.%Y}"
        if answered.number and answered.registered
        else "",
    }


def _return_reason(letter: Letter) -> dict[str, str] | None:
    if letter.returned is None:
        return None
    return {**letter.returned, "at": f"{datetime.fromisoformat(letter.returned['at']):{_TIME}}"}


def _remarks(letter: Letter) -> list[dict[str, Any]]:
    """The reviewer's remarks with their places in the text as it was when they were made."""
    return [
        {
            "n": remark.id,
            "by": remark.by.short_name,
            "at": f"{remark.at:{_TIME}}",
            "words": remark.words,
            "excerpt": remark.excerpt,
            "start": remark.start,
            "end": remark.end,
            "resolved": remark.resolved is not None,
            "href": url_for("review.resolve", letter_id=letter.id, remark_id=remark.id, back="editor"),
        }
        for remark in review.remarks(engine().office, actor(), letter.id)
    ]


def _check_live(letter_id: int, title: str, text: str, seq: int) -> dict[str, Any]:
    try:
        found = drafting.live(engine().office, actor(), letter_id, title, text)
    except LetterkitError as fault:
        if status_of(fault) != 422:
            raise
        return refused_object(fault, seq)
    return live_object(found, own_office().checker.book, own_office().profile, seq)


def _with_words(letter_id: int, title: str, text: str) -> Letter | None:
    """The letter, if these very words stand in it: they were saved, and the answer was lost on its way."""
    letter = drafting.read_letter(engine().office, actor(), letter_id)
    same = (letter.title.split(), _words(letter.text)) == (title.split(), _words(text))
    return letter if same else None


def _words(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().split("\n")]


def _not_saved(letter_id: int, title: str, text: str, fault: RequestError | DeniedError) -> tuple[Response | str, int]:
    """Why the text was not saved, above the text itself: a plain form loses nothing that was typed."""
    if fault.code == "letter.changed":
        return _clash(letter_id, title, text, fault)
    if fault.code == "letter.gone" or request.is_json:
        raise fault
    flash(f"{capital(sentence(fault))} Набранное стоит ниже и не сохранено.", "error")
    return _page(drafting.read_letter(engine().office, actor(), letter_id), title, text), status_of(fault)


def _clash(letter_id: int, title: str, text: str, fault: RequestError | DeniedError) -> tuple[Response | str, int]:
    """Somebody else has saved meanwhile: theirs is told, what was typed here stays."""
    letter = drafting.read_letter(engine().office, actor(), letter_id)
    by, at = letter.changed_by.short_name, f"{letter.changed:{_TIME}}"
    if request.is_json:
        told = {"revision": letter.revision, "by": by, "at": at, "text": letter.text, "title": letter.title}
        is_own = letter.changed_by_id == actor().id
        return jsonify(error=capital(sentence(fault)), is_own=is_own, **told), 409
    who = "Вы сохранили письмо в другой вкладке" if letter.changed_by_id == actor().id else f"Письмо сохранил(а) {by}"
    flash(
        f"{who}, {at}. Ниже – то, что набрано здесь: сохраните ещё раз, чтобы оставить, или посмотрите тот текст в "
        "«Редакциях».",
        "error",
    )
    return _page(letter, title, text), 409


def _read_text() -> tuple[str, str]:
    """(title, text) as they were typed; raises RequestError ``letter.not-typed``."""
    given = read_fields()
    title, text = given.get("title"), given.get("text")
    if not isinstance(title, str) or not isinstance(text, str):
        raise RequestError("letter.not-typed")
    return title, text.replace("\r\n", "\n")


def _mend_counts() -> dict[str, int]:
    """How many mends of which rules were taken since the text was saved last; nothing of what is no such number."""
    given = read_fields().get("taken")
    found = given.items() if isinstance(given, Mapping) else ()
    return {code: count for code, count in found if isinstance(code, str) and type(count) is int}
