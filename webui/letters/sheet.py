"""The form of a card with the choice of a reply text: what pages of new letters and of cards show alike."""

from collections.abc import Container, Mapping
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
from webui.letters.blueprint import READERS, WRITERS, blueprint
from webui.letters.cardform import (
    APPEAL,
    APPLICANT,
    EXECUTOR,
    OUTCOME,
    PAPER,
    REPLY,
    SIGNER,
    TITLE,
    Field,
    card_of,
    fit_group,
    is_answer,
    iso_day,
)
from webui.letters.replies import offers, own_fields, proof_fields
from webui.letters.typed import CARD, Wrong, shown_fields, typed_values

CHOICE = Field("reply", "Текст ответа")
"""What a fault of the choice itself stands at."""
Blueprint.app_template_global(blueprint, "iso_day")(iso_day)


@blueprint.post("/new/replies")
@needs(*WRITERS)
def new_replies() -> str:
    """The reply texts that fit what has been typed, and the fields of the one chosen: a part of the page."""
    values, reply_id = typed_values(request.form), request.form.get("reply", "")
    kept = request.form.get("letter", type=int)
    begun_with = drafting.read_letter(engine().office, actor(), kept).reply if kept is not None else ""
    return render_template("letters/_replies.html", **choice(values, reply_id, Wrong(), begun_with=begun_with))


@blueprint.post("/new/addressee")
@needs(*READERS)
def new_addressee() -> str:
    """How the letter will greet the applicant, as far as the card says: a part of the page."""
    return render_template("letters/_addressee.html", **greeting_context(typed_values(request.form)))


_EXAMPLES = ("appeal.addressed_to", "applicant.address", "signer.name")


def sheet(
    values: Mapping[str, str], reply_id: str, wrong: Wrong, *, begun_with: str = "", required: Container[str] = ()
) -> dict[str, Any]:
    """What the templates of the form need; ``begun_with``: the reply text of a letter that has been begun.

    ``required``: paths of what must not be left empty.
    """
    profile = own_office().profile
    known = {
        "appeal.addressed_to": (next(iter(profile.body.names.values())),),
        "appeal.group": tuple(group.name for group in classifier().groups),
        "signer.name": tuple(each.name for each in profile.signers),
        "signer.post": tuple(" ".join(each.post_lines) for each in profile.signers),
    }
    shown_examples = {path: told for path, told in examples_of(profile).items() if path in _EXAMPLES}
    groups = (APPEAL, APPLICANT, OUTCOME, REPLY, PAPER, EXECUTOR, SIGNER)
    own = asked_of(reply_id, begun_with, values)
    shown = {**shown_fields(own), CHOICE.path: CHOICE}
    return {
        "groups": {group.id: fit_group(group, known, required, shown_examples) for group in groups},
        "summary": [(shown[path], words) for path, words in wrong.fields.items() if path in shown],
        **choice(values, reply_id, wrong, begun_with=begun_with),
        **greeting_context(values),
    }


def choice(values: Mapping[str, str], reply_id: str, wrong: Wrong, *, begun_with: str = "") -> dict[str, Any]:
    """The reply texts to choose from, and the fields of the chosen one; what was typed for others is kept aside.

    A letter that keeps its words shows what the standard reply that it was ``begun_with`` stands on.
    """
    office = engine().office
    own = asked_of(reply_id, begun_with, values)
    offered = offers(office, values)
    asked = {each.path for each in own}
    has_words = bool(begun_with)
    unseen = {path for path in values if is_answer(path) or (has_words and path == TITLE.path)}
    return {
        "values": values,
        "wrong": wrong,
        "reply_id": reply_id,
        "own": own,
        "fitting": [each for each in offered if each.fits],
        "others": [each for each in offered if not each.fits],
        "aside": {path: values[path] for path in sorted(unseen - asked)},
        "has_words": has_words,
    }


def greeting_context(values: Mapping[str, str]) -> dict[str, Any]:
    """The lines of the addressee and the salutation; in their place why there are none yet."""
    told: Greeting | None = None
    why = "Заполните имя заявителя, чтобы увидеть, как письмо к нему обратится."
    if any(values.get(path) for path in ("applicant.surname", "applicant.name", "applicant.organisation")) or (
        values.get("applicant.collective")
    ):
        try:
            told = greeting(parse_card(card_of(values, only=(APPLICANT, REPLY, APPEAL)), CARD))
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


def asked_of(reply_id: str, begun_with: str, values: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of the chosen reply text, or what the one stands on that the letter was ``begun_with``."""
    if reply_id or not begun_with:
        return own_of(reply_id, values)
    return proof_fields(own_office(), begun_with, values)


def own_of(reply_id: str, values: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of the chosen reply text."""
    return own_fields(own_office(), reply_id, values)
