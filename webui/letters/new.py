"""A new letter: its card, from the register, from a pasted card or typed, and the reply text that it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import CardError, LetterkitError, RequestError
from letterkit.core.office import Duty
from letterkit.office.cases import appeals, drafting
from letterkit.office.register import listing
from letterkit.office.register.entry import SECTIONS
from letterkit.office.register.listing import Filters
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal
from letterkit.tables.card import read_card
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital, status_of
from webui.letters.blueprint import blueprint
from webui.letters.cardform import CARD, CardForm
from webui.letters.gate import note_gate
from webui.letters.sheet import ask, blanks, sheet

_MOST_FOUND = 8


@dataclass(slots=True)
class Beginning:
    """What the form of a new letter holds, and what is wrong with it."""

    form: CardForm = field(default_factory=CardForm)
    blank_id: str = ""
    appeal: Appeal | None = None
    words: str = ""
    pasted: str = ""
    paste_error: str = ""
    status: int = 200


@blueprint.get("/new")
@needs(Duty.EXECUTOR)
def new() -> Response | tuple[str, int]:
    """The empty form, or one filled from an appeal of the register."""
    begun = Beginning()
    if (appeal_id := request.args.get("appeal", type=int)) is not None:
        _fill_from(begun, appeals.read_appeal(engine().office, actor(), appeal_id))
    begun.words = request.args.get("words", "")
    return _page(begun)


@blueprint.post("/new")
@needs(Duty.EXECUTOR)
def begin() -> Response | tuple[str, int]:
    """Does what the pressed button says: looks for an appeal, takes it, reads a pasted card, begins the letter."""
    form = request.form
    begun = Beginning(CardForm(form), form.get("blank", ""), words=form.get("words", ""), pasted=form.get("pasted", ""))
    if (linked := form.get("appeal", type=int)) is not None:
        begun.appeal = appeals.read_appeal(engine().office, actor(), linked)
    if (taken := form.get("take", type=int)) is not None:
        _fill_from(begun, appeals.read_appeal(engine().office, actor(), taken))
        return _page(begun)
    match form.get("do"):
        case "unlink":
            begun.appeal = None
        case "paste":
            _paste(begun)
        case "begin":
            return _begin_letter(begun)
    return _page(begun)


def _begin_letter(begun: Beginning) -> Response | tuple[str, int]:
    form, reply = begun.form, begun.form["reply"]
    try:
        ask(form)
        form.validate()
        if not reply.data:
            reply.errors = ["Выберите текст ответа: с него начнётся письмо."]
        if not form.errors:
            note_gate(form, form.card(), reply.data, begun.appeal)
        if form.errors:
            begun.status = 422
            return _page(begun)
        appeal_id = begun.appeal.id if begun.appeal else None
        letter = drafting.begin(engine().office, actor(), form.card(), reply.data, begun.blank_id or None, appeal_id)
    except (CardError, RequestError) as fault:
        _refuse(begun, fault)
        return _page(begun)
    flash("Письмо начато. Пропуски в тексте отмечены квадратными скобками.")
    return redirect(url_for("letters.edit", letter_id=letter.id), 303)


def _refuse(begun: Beginning, fault: CardError | RequestError) -> None:
    begun.form.note(fault)
    begun.status = status_of(fault)
    if fault.code == "reply.unknown":  # a reply text that is there no more
        begun.form["reply"].data = ""


def _fill_from(begun: Beginning, appeal: Appeal) -> None:
    """Puts the appeal of the register into the form; what else was typed stays."""
    begun.appeal = appeal
    begun.words = ""
    begun.form.fill(appeal.card, anew=SECTIONS)


def _paste(begun: Beginning) -> None:
    """Puts the pasted card into the form, over what it has there itself."""
    try:
        if not begun.pasted.strip():
            raise RequestError("card.nothing-pasted")
        card = read_card(begun.pasted, CARD)
    except LetterkitError as fault:
        begun.paste_error, begun.status = capital(sentence(fault)), 422
        return
    begun.form.fill(card)
    begun.pasted = ""
    flash("Карточка разобрана: проверьте поля и начните письмо.")
    if card.get("number") or card.get("date"):
        flash("Номер и дата письма из карточки не взяты: их даст регистрация.")


def _page(begun: Beginning) -> tuple[str, int]:
    try:
        shown = sheet(begun.form)
    except RequestError as fault:
        _refuse(begun, fault)
        shown = sheet(begun.form)
    found = _find_appeals(begun.words) if begun.words.strip() else None
    page = render_template(
        "letters/new.html",
        begun=begun,
        blanks=blanks(),
        blank_id=begun.blank_id,
        found=found,
        me_name=actor().name,
        **shown,
    )
    return page, begun.status


def _find_appeals(words: str) -> Sequence[Appeal]:
    return listing.page(engine().office, actor(), Filters(words), size=_MOST_FOUND).rows
