"""The proposed card of what came in: looked at beside its text, confirmed value by value, entered or set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import CardError, InputError, RequestError
from letterkit.core.office import Duty, IncomingState
from letterkit.office.cases import appeals
from letterkit.office.incoming import deciding, listing, proposing, settling
from letterkit.office.incoming.settling import QUESTIONS, SettledCard
from letterkit.office.likeness.duplicates import duplicates_of
from letterkit.office.register import repeats
from letterkit.office.register.attached_pages import Look
from letterkit.office.register.channels import doubt_of_channel
from letterkit.office.register.classifier import classifier
from letterkit.reports.field_words import value_label
from letterkit.reports.wording import sentence
from letterkit.russian.dates import date_digits
from letterkit.store.incoming_tables import Incoming
from letterkit.store.tables import Appeal
from letterkit.tables.card import parse_card
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, blueprint
from webui.appeals.card_rows import GROUP, card_sheet_of, place_of, typed_values
from webui.appeals.incoming import told_done
from webui.appeals.incoming_files import seen_files
from webui.appeals.text_marks import FAMILIES, text_parts
from webui.appeals.text_values import taken_values
from webui.engine import engine
from webui.errors import capital, status_of
from webui.file_guard import unread_files
from webui.letters.cardform import CARD
from webui.resume import wants_json


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is asked before an appeal is entered: values that nobody has confirmed, appeals that say the same.

    ``like`` are of the same applicant on a like subject, ``copies`` have much of the same text whoever wrote them,
    ``same`` has come in word for word.
    """

    unconfirmed: Sequence[str] = ()
    like: Sequence[Appeal] = ()
    copies: Sequence[Appeal] = ()
    same: Sequence[Incoming] = ()

    def __bool__(self) -> bool:
        return bool(self.unconfirmed or self.like or self.copies or self.same)


@blueprint.get("/incoming/<int:incoming_id>")
@needs(*ENTERERS)
def proposal(incoming_id: int) -> tuple[str, int]:
    """The text with what was found in it, and the card."""
    return _page(incoming_id)


@blueprint.post("/incoming/<int:incoming_id>")
@needs(*ENTERERS)
def settle(incoming_id: int) -> Response | tuple[str, int]:
    """Keeps what the form says; enters the appeal when asked to, once what is doubtful has been answered for."""
    form, office, by = request.form.copy(), engine().office, actor()
    do = form.get("do", "save")
    if chosen := form.get("group"):
        form.setlist(GROUP, [chosen])
        form.add("confirmed", GROUP)
    values, confirmed = typed_values(form)
    if not by.has(Duty.REGISTRY):
        values[settling.EXECUTOR] = str(by.id)  # an executor enters what they will answer themselves
    settled = settling.settle(office, by, incoming_id, values, confirmed)
    if wants_json():
        return jsonify(unconfirmed=len(settled.unconfirmed))
    if do in ("enter", "anyway"):
        return _enter(incoming_id, settled, is_sure=do == "anyway")
    return redirect(url_for("appeals.proposal", incoming_id=incoming_id, _anchor="card"), 303)


@blueprint.post("/incoming/<int:incoming_id>/aside")
@needs(*ENTERERS)
def set_aside(incoming_id: int) -> Response | tuple[str, int]:
    """Puts it away with a reason."""
    try:
        deciding.set_aside(engine().office, actor(), incoming_id, request.form.get("why", ""))
    except RequestError as fault:
        if fault.code != "incoming.no-reason":
            raise
        return _page(incoming_id, [fault])
    return told_done("Отложено: в реестр не попадёт, пока не вернёте.", incoming_id)


@blueprint.post("/incoming/<int:incoming_id>/take-up")
@needs(*ENTERERS)
def take_up(incoming_id: int) -> Response:
    """Has what was set aside wait again."""
    deciding.take_up(engine().office, actor(), incoming_id)
    return told_done("Возвращено: снова ждёт разбора.", incoming_id)


@blueprint.post("/incoming/<int:incoming_id>/read")
@needs(*ENTERERS)
def read_again(incoming_id: int) -> Response:
    """Has what could not be read tried once more."""
    it = proposing.read_again(engine().office, actor(), incoming_id, engine().appeal_reader(actor().body))
    return told_done("Прочитано." if it.reading else "Прочитать опять не удалось.", incoming_id)


@blueprint.post("/incoming/<int:incoming_id>/words")
@needs(*ENTERERS)
def take_words(incoming_id: int) -> Response:
    """What words of the text say as the value that somebody takes them for: values by path."""
    listing.read_incoming(engine().office, actor(), incoming_id)
    return jsonify(taken_values(request.form.get("path", ""), request.form.get("words", "")))


def _enter(incoming_id: int, settled: SettledCard, *, is_sure: bool) -> Response | tuple[str, int]:
    office, by = engine().office, actor()
    doubts = Doubts() if is_sure else _doubts(listing.read_incoming(office, by, incoming_id), settled)
    try:
        if doubts:
            # What no register can take is told first: nobody answers a question about it twice.
            appeals.prepare(office, by, settled.card, settled.executor_id, settled.details)
            return _page(incoming_id, doubts=doubts)
        appeal = deciding.enter(office, by, incoming_id, settled.card, settled.executor_id, settled.details)
    except (CardError, RequestError) as fault:
        if fault.code in ("incoming.gone", "incoming.decided"):
            raise
        return _page(incoming_id, [fault])
    flash(f"Обращение № {appeal.number} внесено. Ответить нужно до {date_digits(appeal.due)}.")
    return redirect(url_for("appeals.show", appeal_id=appeal.id), 303)


def _doubts(it: Incoming, settled: SettledCard) -> Doubts:
    office, by = engine().office, actor()
    like = repeats.similar_to(office, by, _whole_card(settled))
    known = {each.id for each in like}
    copies = [each.appeal for each in duplicates_of(office, by, text=it.text)] if it.text else []
    return Doubts(
        [_key_label(key) for key in sorted(settled.unconfirmed, key=place_of)],
        like,
        [each for each in copies if each.id not in known],
        listing.alike(office, by, it),
    )


def _whole_card(settled: SettledCard) -> dict[str, Any]:
    """A card of all values, confirmed or not: what the appeal would be like."""
    keys = {key for path, value in settled.values.items() for key in (path, *_question_keys(path, value))}
    return dict(SettledCard(settled.values, frozenset(keys)).card)


def _question_keys(path: str, value: Any) -> list[str]:
    return [f"{path}.{at}" for at in range(len(value))] if path == QUESTIONS else []


def _key_label(key: str) -> str:
    path, _, number = key.rpartition(".")
    return f"вопрос {int(number) + 1}" if path == QUESTIONS else value_label(key).lower()


def _page(
    incoming_id: int, faults: Sequence[CardError | RequestError] = (), doubts: Doubts | None = None
) -> tuple[str, int]:
    office, by = engine().office, actor()
    it = listing.read_incoming(office, by, incoming_id)
    defaults = {"appeal.registered": clock.today().isoformat(), "appeal.channel": it.channel or ""}
    sheet = card_sheet_of(it, defaults)
    for fault in faults:
        sheet.form.note(fault)
    cited = sheet.settled.values.get("appeal.repeat_of") or ()
    is_waiting = it.state == IncomingState.WAITING
    known = _doubts(it, sheet.settled) if is_waiting else Doubts()
    files = seen_files(incoming_id)
    page = render_template(
        "appeals/proposal.html",
        it=it,
        sheet=sheet,
        form=sheet.form,
        parts=text_parts(it.reading, it.text),
        families=FAMILIES,
        files=files,
        unread=unread_files(each.file.content for each in files),
        looks=Look,
        cited=repeats.find_by_numbers(office, by, cited) if cited else {},
        known=known,
        doubts=doubts,
        unconfirmed=len(sheet.settled.unconfirmed),
        groups_known=[each.name for each in classifier().groups],
        executors=appeals.executors(office, by) if by.has(Duty.REGISTRY) and is_waiting else (),
        executor=str(sheet.settled.values.get(settling.EXECUTOR) or ""),
        is_waiting=is_waiting,
        doubt_of_channel=_channel_doubt(sheet.settled, it),
    )
    return page, 422 if doubts else max(map(status_of, faults), default=200)


def _channel_doubt(settled: SettledCard, it: Incoming) -> str:
    card = _whole_card(settled)
    card["appeal"] = {"channel": it.channel, "registered": clock.today().isoformat(), **card.get("appeal", {})}
    card["appeal"] = {name: value for name, value in card["appeal"].items() if value}
    try:
        doubt = doubt_of_channel(parse_card(card, CARD).appeal)
    except InputError:
        return ""
    return capital(sentence(doubt)) if doubt else ""
