"""A new letter: its card, from the register, from a pasted card or typed, and the reply text that it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import CardError, LetterkitError, RequestError
from letterkit.core.office import Duty
from letterkit.office.cases import appeals, drafting
from letterkit.office.register.entry import SECTIONS
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal
from letterkit.tables.card import read_card
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital, status_of
from webui.letters.blueprint import blueprint
from webui.letters.cardform import card_of, values_of
from webui.letters.sheet import blanks, own_of, sheet
from webui.letters.typed import CARD, Wrong, note_gate, shown_fields, typed_values, wrong_in

_MOST_FOUND = 8


@dataclass(slots=True)
class Beginning:
    """What the form of a new letter holds, and what is wrong with it."""

    values: dict[str, str] = field(default_factory=dict)
    reply_id: str = ""
    blank_id: str = ""
    appeal: Appeal | None = None
    words: str = ""
    pasted: str = ""
    wrong: Wrong = field(default_factory=Wrong)
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
    begun = Beginning(
        typed_values(form),
        form.get("reply", ""),
        form.get("blank", ""),
        words=form.get("words", ""),
        pasted=form.get("pasted", ""),
    )
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
    try:
        own = own_of(begun.reply_id, begun.values)
    except RequestError as fault:  # a reply text that is there no more
        begun.reply_id, begun.status = "", status_of(fault)
        begun.wrong.note(fault, shown_fields())
        return _page(begun)
    begun.wrong = wrong_in(begun.values, own)
    if not begun.reply_id:
        begun.wrong.fields["reply"] = "Выберите текст ответа: с него начнётся письмо."
    if begun.wrong:
        begun.status = 422
        return _page(begun)
    card = card_of(begun.values, own)
    appeal_id = begun.appeal.id if begun.appeal else None
    try:
        note_gate(begun.wrong, card, begun.reply_id, own, begun.appeal)
        if begun.wrong:
            begun.status = 422
            return _page(begun)
        letter = drafting.begin(engine().office, actor(), card, begun.reply_id, begun.blank_id or None, appeal_id)
    except (CardError, RequestError) as fault:
        begun.wrong.note(fault, shown_fields(own))
        begun.status = status_of(fault)
        return _page(begun)
    flash("Письмо начато. Пропуски в тексте отмечены квадратными скобками.")
    return redirect(url_for("letters.edit", letter_id=letter.id), 303)


def _fill_from(begun: Beginning, appeal: Appeal) -> None:
    """Puts the appeal of the register into the form; what else was typed stays."""
    begun.appeal = appeal
    begun.words = ""
    begun.values = {
        **{path: value for path, value in begun.values.items() if path.partition(".")[0] not in SECTIONS},
        **values_of(appeal.card),
    }


def _paste(begun: Beginning) -> None:
    """Puts the pasted card into the form, over what it has there itself."""
    try:
        if not begun.pasted.strip():
            raise RequestError("card.nothing-pasted")
        card = read_card(begun.pasted, CARD)
    except LetterkitError as fault:
        begun.paste_error, begun.status = capital(sentence(fault)), 422
        return
    begun.values |= values_of(card)
    begun.pasted = ""
    flash("Карточка разобрана: проверьте поля и начните письмо.")
    if card.get("number") or card.get("date"):
        flash("Номер и дата письма из карточки не взяты: их даст регистрация.")


def _page(begun: Beginning) -> tuple[str, int]:
    wrong = begun.wrong
    try:
        shown = sheet(begun.values, begun.reply_id, wrong)
    except RequestError as fault:  # a reply text that is there no more
        wrong.page.append(capital(sentence(fault)))
        begun.reply_id, begun.status = "", status_of(fault)
        shown = sheet(begun.values, "", wrong)
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
    return appeals.list_appeals(engine().office, actor(), words)[:_MOST_FOUND]
