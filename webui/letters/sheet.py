"""The form of a card with the choice of a reply text: what pages of new letters and of cards show alike."""

from typing import Any

from flask import Blueprint, render_template, request

from letterkit.checking.greeting import Greeting, greeting
from letterkit.core.errors import CardError
from letterkit.office.cases import drafting
from letterkit.office.register.classifier import classifier
from letterkit.reports.field_words import field_words
from letterkit.tables.body_examples import examples_of
from letterkit.tables.card import parse_card
from webui.access import actor, needs, own_office
from webui.engine import engine
from webui.inputs import iso_day
from webui.letters.blueprint import READERS, WRITERS, blueprint
from webui.letters.cardform import CARD, FIELDS, CardForm
from webui.letters.layout import APPEAL, APPLICANT, BODY, GROUPS, PAPER, REPLY, TITLE
from webui.letters.replies import offers, own_fields, proof_fields

Blueprint.app_template_global(blueprint, "iso_day")(iso_day)
_EXAMPLES = ("appeal.addressed_to", "applicant.address", "signer.name")


@blueprint.post("/new/replies")
@needs(*WRITERS)
def new_replies() -> str:
    """The reply texts that fit what has been typed, and the fields of the one chosen: a part of the page."""
    form, kept = CardForm(request.form), request.form.get("letter", type=int)
    begun_with = drafting.read_letter(engine().office, actor(), kept).reply if kept is not None else ""
    return render_template("letters/_replies.html", **choice(form, begun_with=begun_with))


@blueprint.post("/new/addressee")
@needs(*READERS)
def new_addressee() -> str:
    """How the letter will greet the applicant, as far as the card says: a part of the page."""
    return render_template("letters/_addressee.html", **greeting_context(CardForm(request.form)))


def sheet(form: CardForm, *, begun_with: str = "") -> dict[str, Any]:
    """What the templates of the whole form need; ``begun_with``: the reply text of a letter that has been begun."""
    return {**choice(form, begun_with=begun_with), **card_sheet(form)}


def card_sheet(form: CardForm) -> dict[str, Any]:
    """What the templates of the card alone need."""
    profile = own_office().profile
    known = {
        "appeal.addressed_to": (next(iter(profile.body.names.values())),),
        "appeal.group": tuple(group.name for group in classifier().groups),
        "signer.name": tuple(each.name for each in profile.signers),
        "signer.post": tuple(" ".join(each.post_lines) for each in profile.signers),
    }
    examples = examples_of(profile)
    for path in {*known, *_EXAMPLES}.intersection(FIELDS):
        if path in form:
            form[path].known = known.get(path, ())
            form[path].description += f": {examples[path]}" if path in _EXAMPLES else ""
    return {"form": form, "groups": {group.id: group for group in (*GROUPS, PAPER)}, **greeting_context(form)}


def choice(form: CardForm, *, begun_with: str = "") -> dict[str, Any]:
    """The reply texts to choose from, and the fields of the chosen one; what was typed for others is kept aside.

    A letter that keeps its words shows what the standard reply that it was ``begun_with`` stands on.
    """
    ask(form, begun_with)
    offered = offers(engine().office, form)
    unseen = {*form.answers, BODY, *([TITLE] if begun_with else ())}
    return {
        "form": form,
        "reply_id": form["reply"].data,
        "fitting": [each for each in offered if each.fits],
        "others": [each for each in offered if not each.fits],
        "aside": {path: form.values[path] for path in sorted(unseen - {*form.own}) if path in form.values},
        "has_words": bool(begun_with),
    }


def ask(form: CardForm, begun_with: str = "") -> None:
    """Shows what the chosen reply text asks for, or what the one stands on that the letter was ``begun_with``.

    Raises RequestError ``reply.unknown``.
    """
    office, reply_id = own_office(), form["reply"].data
    if reply_id or not begun_with:
        form.ask(own_fields(office, reply_id, form))
    else:
        form.ask(proof_fields(office, begun_with))


def greeting_context(form: CardForm) -> dict[str, Any]:
    """The lines of the addressee and the salutation; in their place why there are none yet."""
    told: Greeting | None = None
    why = "Заполните имя заявителя, чтобы увидеть, как письмо к нему обратится."
    if any(form[f"applicant.{name}"].data for name in ("surname", "name", "organisation", "collective")):
        try:
            told = greeting(parse_card(form.card(APPLICANT, REPLY, APPEAL), CARD))
        except CardError:
            why = "Исправьте отмеченные поля, чтобы увидеть, как письмо обратится к заявителю."
        else:
            why = field_words(told.fault) if told.fault else ""
    return {"greeting": told, "why_not": why}


def blanks(now: str | None = None) -> list[tuple[str, str]]:
    """The blanks of the layout standard in force, each with its label; the body's usual one first.

    ``now``: the blank that the letter has already, which may be out of use.
    """
    office = own_office()
    profile = office.profile
    found = [
        blank for blank in office.catalogue.blanks() if blank.head.pack in profile.packs or blank.id == profile.blank
    ]
    if now and now not in {blank.id for blank in found}:
        found.append(office.catalogue.blank(now))
    found.sort(key=lambda blank: blank.id != profile.blank)
    return [(blank.id, blank.head.label) for blank in found]
