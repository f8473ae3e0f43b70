"""The page of one appeal: its facts, its questions, how its deadline was counted, its letters, what can be done."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import AppealState, Duty
from letterkit.core.outcome import Kind
from letterkit.office import rights
from letterkit.office.batches.answered_appeals import rows_answering
from letterkit.office.cases import appeals
from letterkit.office.holds import HoldKind, is_blocked
from letterkit.office.register import attached, helpers, repeats, results
from letterkit.office.register.channels import doubt_of_channel
from letterkit.office.register.classifier import classifier
from letterkit.reports.register_words import RESULTS
from letterkit.reports.wording import sentence
from letterkit.russian.dates import date_digits, parse_date
from letterkit.tables.card import parse_card
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, READERS, blueprint
from webui.due import due_of
from webui.engine import engine, reads_once
from webui.errors import capital, status_of
from webui.file_guard import unread_files
from webui.letters.cardform import CARD
from webui.letters.facts import appeal_rows
from webui.uploads import ACCEPTED

_FIELDS = {
    "person.gone": "person",
    "oral.nothing-told": "told",
    "oral.no-consent": "consent",
    "oral.not-yet": "on",
    "oral.no-date": "on",
}
_SHOWN_APART = ("Номер", "О чём")


@dataclass(frozen=True, slots=True)
class RefusedAppealForm:
    """A form of the page that was refused: a sentence at each field, what had been typed, the status of the answer."""

    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    status: int = 200


@blueprint.get("/<int:appeal_id>")
@needs(*READERS)
@reads_once
def show(appeal_id: int) -> tuple[str, int]:
    """The appeal as it stands."""
    return page_of(appeal_id, RefusedAppealForm())


@blueprint.post("/<int:appeal_id>/assign")
@needs(Duty.REGISTRY)
def assign(appeal_id: int) -> Response | tuple[str, int]:
    """Gives the appeal to an executor."""
    person = request.form.get("person", default=0, type=int)

    def given() -> str:
        responsible = appeals.assign(engine().office, actor(), appeal_id, person).responsible
        return f"Обращение поручено: {responsible.short_name if responsible else ''}"

    return _perform(appeal_id, given)


@blueprint.post("/<int:appeal_id>/oral")
@needs(*ENTERERS)
def oral(appeal_id: int) -> Response | tuple[str, int]:
    """Records that the answer was given at the reception, with the citizen's consent (clause 3.9)."""
    form = request.form

    def told() -> str:
        appeals.answer_orally(
            engine().office,
            actor(),
            appeal_id,
            told=form.get("told", ""),
            consent=bool(form.get("consent")),
            on=_day(form.get("on", "")),
        )
        return "Устный ответ внесён в карточку личного приёма: обращение рассмотрено."

    return _perform(appeal_id, told)


def _perform(appeal_id: int, act: Callable[[], str]) -> Response | tuple[str, int]:
    """Does ``act`` and says what was done; a refusal stands at its field, beside what was typed."""
    try:
        flash(act())
    except RequestError as fault:
        if fault.code == "appeal.gone":
            raise
        words, status = capital(sentence(fault)), status_of(fault)
        if fault.code == "person.gone":  # nobody is chosen in the form, or somebody who has left since
            words, status = "Выберите исполнителя из списка.", 422
        return page_of(
            appeal_id, RefusedAppealForm({_FIELDS.get(fault.code, "page"): words}, request.form.to_dict(), status)
        )
    return redirect(url_for("appeals.show", appeal_id=appeal_id), 303)


def page_of(appeal_id: int, refused: RefusedAppealForm) -> tuple[str, int]:
    """The page of the appeal, with what was refused at its place."""
    office, by = engine().office, actor()
    appeal = appeals.read_appeal(office, by, appeal_id)
    card = parse_card(appeal.card, CARD)
    is_open = appeal.state != AppealState.DONE
    can_assign = is_open and by.has(Duty.REGISTRY)
    linked = repeats.linked_appeals(office, by, appeal_id)
    helping = helpers.of(office, [appeal_id]).get(appeal_id, ())
    group = classifier().find(appeal.group) if appeal.group else None
    doubt = doubt_of_channel(card.appeal) if is_open else None
    with office.database.reading() as session:
        blocked = is_blocked(session, HoldKind.CASES, appeal_id)
    files = attached.files_of(office, by, appeal_id)
    page = render_template(
        "appeals/show.html",
        it=appeal,
        is_blocked=blocked,
        doubt_of_channel=capital(sentence(doubt)) if doubt else "",
        questions=card.appeal.questions,
        due=due_of(appeal),
        rows=[row for row in appeal_rows(card) if row[0] not in _SHOWN_APART],
        of_batches=rows_answering(office, by, [appeal]).get(appeal.id, ()),
        opens=lambda letter: "letters.edit" if rights.may_write(by, letter) else "letters.show",
        can_answer=is_open and by.has(Duty.EXECUTOR),
        can_assign=can_assign,
        executors=appeals.executors(office, by) if can_assign else (),
        can_tell=is_open and by.has(*ENTERERS),
        today=clock.today().isoformat(),
        told_on=date_digits(parse_date(appeal.oral["on"])) if appeal.oral else "",
        files=files,
        unread=unread_files(each.content for each in files),
        accepted=ACCEPTED,
        linked=linked,
        offered=repeats.similar_appeals(office, by, appeal_id) if by.has(*ENTERERS) else (),
        helping=helping,
        helping_ids={each.id for each in helping},
        group=group,
        results=RESULTS,
        chosen=results.CHOSEN,
        is_to_be_asked=results.is_to_be_asked(appeal),
        can_enter=by.has(*ENTERERS),
        is_registry=by.has(Duty.REGISTRY),
        is_complaint=appeal.kind == Kind.COMPLAINT,
        errors=refused.errors,
        typed=refused.typed,
    )
    return page, refused.status


def _day(typed: str) -> datetime.date | None:
    if not typed.strip():
        return None
    try:
        return parse_date(typed)
    except ValueError:
        raise RequestError("oral.no-date", value=typed) from None
