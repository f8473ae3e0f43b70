"""A new appeal: typed into the two sections of the card, or pasted as JSON or YAML."""

from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
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
from webui.appeals.more import MoreFields, more_in
from webui.engine import engine
from webui.errors import capital, status_of
from webui.letters.cardform import CARD, CardForm, appeal_form
from webui.letters.sheet import card_sheet
from webui.numbers import whole_or_none
from webui.uploads import ACCEPTED, uploaded_files


@dataclass(slots=True)
class AppealEntry:
    """What the form of a new appeal holds, and what is wrong with it."""

    form: CardForm = field(default_factory=appeal_form)
    person: str = ""
    more: MoreFields = field(default_factory=MoreFields)
    pasted: str = ""
    paste_error: str = ""
    status: int = 200


@blueprint.get("/new")
@needs(*ENTERERS)
def new() -> tuple[str, int]:
    """The form with nothing but today's date in it."""
    return _page(AppealEntry(appeal_form(card={"appeal": {"registered": clock.today()}})))


@blueprint.post("/new")
@needs(*ENTERERS)
def enter() -> Response | tuple[str, int]:
    """Enters the appeal, or reads a pasted card into the form."""
    form = request.form
    entry = AppealEntry(appeal_form(form), form.get("person", ""), more_in(form), form.get("pasted", ""))
    if form.get("do") == "paste":
        _paste(entry)
    elif form.get("do") == "enter":
        return _enter_appeal(entry)
    return _page(entry)


def _enter_appeal(entry: AppealEntry) -> Response | tuple[str, int]:
    by = actor()
    entry.status = 422
    if not entry.form.validate():
        return _page(entry)
    whose = whole_or_none(entry.person)
    if not by.has(Duty.REGISTRY):
        whose = by.id  # an executor enters what they will answer themselves
    try:
        files = [attached.tidy(each) for each in uploaded_files()]
        appeal = appeals.add(engine().office, by, entry.form.card(), whose, entry.more.details(by))
        if files:
            attached.attach(engine().office, by, appeal.id, files)
    except (CardError, RequestError) as fault:
        entry.form.note(fault)
        entry.status = status_of(fault)
        return _page(entry)
    flash(f"Обращение № {appeal.number} внесено. Ответить нужно до {date_digits(appeal.due)}.")
    if like := repeats.similar_appeals(engine().office, by, appeal.id):
        told = ", ".join(f"№ {each.number} от {date_digits(each.registered)}" for each in like)
        flash(f"Похоже на прежние обращения того же заявителя: {told}. Если это повторное, свяжите их.")
    return redirect(url_for("appeals.show", appeal_id=appeal.id), 303)


def _paste(entry: AppealEntry) -> None:
    """Puts the pasted card into the form, over what it has there itself."""
    try:
        if not entry.pasted.strip():
            raise RequestError("card.nothing-pasted")
        read = read_card(entry.pasted, CARD)
    except LetterkitError as fault:
        entry.paste_error, entry.status = capital(sentence(fault)), 422
        return
    entry.form.fill(read)
    entry.pasted = ""
    flash("Карточка разобрана: проверьте поля и внесите обращение.")


def _page(entry: AppealEntry) -> tuple[str, int]:
    executors = appeals.executors(engine().office, actor()) if actor().has(Duty.REGISTRY) else ()
    page = render_template(
        "appeals/new.html",
        entry=entry,
        executors=executors,
        classified=classifier().sections,
        reasons=listing.reasons(engine().office, actor()),
        accepted=ACCEPTED,
        **card_sheet(entry.form),
    )
    return page, entry.status
