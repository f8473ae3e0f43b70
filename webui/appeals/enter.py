"""A new appeal: typed into the two sections of the card, or pasted as JSON or YAML."""

from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import CardError, LetterkitError, RequestError
from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.office.register import attached, listing, repeats
from letterkit.office.register.classifier import classifier
from letterkit.reports.wording import sentence
from letterkit.russian.dates import date_digits
from letterkit.tables.card import read_card
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, blueprint
from webui.appeals.files import ACCEPTED, uploaded_files
from webui.appeals.more import More, more_in
from webui.engine import engine
from webui.errors import capital, status_of
from webui.letters.cardform import APPEAL, APPLICANT, card_of, values_of
from webui.letters.sheet import sheet
from webui.letters.typed import CARD, Wrong, shown_fields, typed_values, wrong_in
from webui.numbers import whole_or_none

_GROUPS = (APPEAL, APPLICANT)
_REQUIRED = ("appeal.number", "appeal.registered")
_PATHS = frozenset(each.path for group in _GROUPS for each in group.all)


@dataclass(slots=True)
class Entry:
    """What the form of a new appeal holds, and what is wrong with it."""

    values: dict[str, str] = field(default_factory=dict)
    person: str = ""
    more: More = field(default_factory=More)
    pasted: str = ""
    wrong: Wrong = field(default_factory=Wrong)
    paste_error: str = ""
    status: int = 200


@blueprint.get("/new")
@needs(*ENTERERS)
def new() -> tuple[str, int]:
    """The empty form."""
    return _page(Entry())


@blueprint.post("/new")
@needs(*ENTERERS)
def enter() -> Response | tuple[str, int]:
    """Enters the appeal, or reads a pasted card into the form."""
    form = request.form
    typed = {path: value for path, value in typed_values(form).items() if path in _PATHS}
    entry = Entry(typed, form.get("person", ""), more_in(form), form.get("pasted", ""))
    if form.get("do") == "paste":
        _paste(entry)
    elif form.get("do") == "enter":
        return _enter_appeal(entry)
    return _page(entry)


def _enter_appeal(entry: Entry) -> Response | tuple[str, int]:
    by = actor()
    entry.status = 422
    entry.wrong = wrong_in(entry.values)
    for path in _REQUIRED:
        if not entry.values.get(path):
            entry.wrong.note(CardError("card.missing", key=path), shown_fields())
    if entry.wrong:
        return _page(entry)
    whose = whole_or_none(entry.person)
    if not by.has(Duty.REGISTRY):
        whose = by.id  # an executor enters what they will answer themselves
    try:
        files = [attached.tidy(each) for each in uploaded_files()]
        appeal = appeals.add(engine().office, by, card_of(entry.values, only=_GROUPS), whose, entry.more.details(by))
        if files:
            attached.attach(engine().office, by, appeal.id, files)
    except (CardError, RequestError) as fault:
        entry.wrong.note(fault, shown_fields())
        entry.status = status_of(fault)
        return _page(entry)
    flash(f"Обращение № {appeal.number} внесено. Ответить нужно до {date_digits(appeal.due)}.")
    if like := repeats.similar_appeals(engine().office, by, appeal.id):
        told = ", ".join(f"№ {each.number} от {date_digits(each.registered)}" for each in like)
        flash(f"Похоже на прежние обращения того же заявителя: {told}. Если это повторное, свяжите их.")
    return redirect(url_for("appeals.show", appeal_id=appeal.id), 303)


def _paste(entry: Entry) -> None:
    """Puts the pasted card into the form, over what it has there itself."""
    try:
        if not entry.pasted.strip():
            raise RequestError("card.nothing-pasted")
        read = values_of(read_card(entry.pasted, CARD))
    except LetterkitError as fault:
        entry.paste_error, entry.status = capital(sentence(fault)), 422
        return
    entry.values |= {path: value for path, value in read.items() if path in _PATHS}
    entry.pasted = ""
    flash("Карточка разобрана: проверьте поля и внесите обращение.")


def _page(entry: Entry) -> tuple[str, int]:
    executors = appeals.executors(engine().office, actor()) if actor().has(Duty.REGISTRY) else ()
    shown = sheet(entry.values, "", entry.wrong, required=_REQUIRED)
    page = render_template(
        "appeals/new.html",
        entry=entry,
        executors=executors,
        classified=classifier().sections,
        reasons=listing.reasons(engine().office, actor()),
        accepted=ACCEPTED,
        **shown,
    )
    return page, entry.status
