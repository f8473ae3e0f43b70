"""The editor of a reply text: its page, and what the page asks for while somebody writes."""

import base64
from typing import Any, get_args

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from letterkit.compose import compose
from letterkit.compose.catalogue import FieldType, ReplyText
from letterkit.core.errors import LetterkitError, RequestError, TemplateError
from letterkit.core.outcome import Outcome
from letterkit.core.people import Gender
from letterkit.office.content import editing, listing
from letterkit.office.content.rehearsal import Rehearsal, rehearse
from letterkit.office.content.reply_file import reply_content
from letterkit.office.content.repository import KEEPERS
from letterkit.office.content.samples import SAMPLE_PEOPLE, sample_card
from letterkit.office.content.version_file import KeptKind, reply_of
from letterkit.reports.field_words import TYPES
from letterkit.reports.office_words import EVIDENCE
from letterkit.reports.template_words import PEOPLE
from letterkit.reports.wording import PAGE_FORMS, plural, sentence
from letterkit.russian.names_gender import gender_of_patronymic
from letterkit.standard_replies.evidence import CLAUSES
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital, status_of
from webui.inputs import read_fields, read_number
from webui.letters.live import no_pages
from webui.letters.sheet import blanks
from webui.limits import rate_limit
from webui.texts.approval import approval_bar, approval_state
from webui.texts.blueprint import blueprint
from webui.texts.found import fault_words, found_object, head_words, refused_object
from webui.texts.menu import menu_object
from webui.texts.names import title_of
from webui.texts.typed import NEEDS, TypedReply, typed_of, typed_reply

_REPLY = KeptKind.REPLY
STANDARD = tuple(str(basis) for basis in CLAUSES if isinstance(basis, Outcome))
"""Outcomes whose replies are standard ones even without a ground (3.4, 7.5–7.12)."""
_UNSAVED = "Набранное стоит ниже и не сохранено."


@blueprint.get("/reply/<slug>/edit")
@needs(*KEEPERS)
def edit(slug: str) -> str:
    """The newest version in a form, with what is found in it."""
    opened = listing.read_item(engine().office, _REPLY, slug)
    newest = opened.versions[0]
    reply = reply_of(editing.content_of(engine().office, _REPLY, slug, newest.number), slug)
    return _page(slug, typed_of(reply), newest.number)


@blueprint.post("/reply/<slug>/save")
@needs(*KEEPERS)
def save(slug: str) -> AnyResponse | tuple[Response | str, int]:
    """A new version; what has been typed stands in the form again when it cannot be saved."""
    typed, based_on = _read_reply(), read_number("based_on")
    office = engine().office
    try:
        before = editing.content_of(office, _REPLY, slug, based_on)
        content = reply_content(typed.reply(slug).head, typed.source, before)
        version = editing.save(office, actor(), _REPLY, slug, content, based_on, typed.values.get("note", ""))
    except (TemplateError, RequestError) as fault:
        if status_of(fault) == 404:
            raise
        return _not_saved(slug, typed, based_on, fault)
    if request.is_json:
        return jsonify(
            number=version.number,
            is_new=version.number != based_on,
            saved_at=f"{version.made.astimezone():%H:%M}",
            approval=approval_bar(listing.read_item(office, _REPLY, slug)),
        )
    if version.number == based_on:
        flash("Изменений нет: новая редакция не понадобилась.")
    else:
        flash(f"Сохранено как редакция {version.number}.")
    return redirect(url_for("texts.edit", slug=slug), 303)


@blueprint.post("/reply/<slug>/live")
@needs(*KEEPERS)
@rate_limit("live")
def live(slug: str) -> Response:
    """The findings of a text that is not kept."""
    return jsonify(_check_typed(slug, _read_reply(), read_number("seq")))


@blueprint.post("/reply/<slug>/preview")
@needs(*KEEPERS)
@rate_limit("preview")
def preview(slug: str) -> Response | tuple[Response, int]:
    """The pages of a text that is not kept, for the person and on the blank chosen."""
    typed = _read_reply()
    try:
        return _compose_pages(slug, typed)
    except LetterkitError as fault:
        if status_of(fault) != 422:
            raise
        return jsonify(error=f"Письмо сейчас не собрать. {fault_words(fault, typed.labels)}"), 422


def _compose_pages(slug: str, typed: TypedReply) -> Response:
    office = engine().office
    person = typed.values.get("person", "")
    reply = typed.reply(slug)
    blank = office.catalogue.blank(typed.values.get("blank") or office.profile.blank)
    kind = person if person in SAMPLE_PEOPLE else next(iter(SAMPLE_PEOPLE))
    composed = compose(sample_card(reply, office.profile, kind), reply, blank, office.profile)
    checked = office.checker.check_bytes(composed.docx, f"{slug}.docx", card=composed.card)
    count = len(checked.pictures)
    return jsonify(
        pages=[
            {
                "number": picture.page,
                "src": f"data:image/png;base64,{base64.b64encode(picture.png).decode('ascii')}",
                "width_mm": round(picture.width_mm, 2),
                "height_mm": round(picture.height_mm, 2),
                "boxes": [],
            }
            for picture in checked.pictures
        ],
        page_count=count,
        page_words=plural(count, PAGE_FORMS) if count else "",
        why=no_pages(checked.why_no_pages),
        coach=None,
    )


def _page(slug: str, typed: TypedReply, based_on: int, fault: LetterkitError | None = None) -> str:
    office = engine().office
    opened = listing.read_item(office, _REPLY, slug)
    found = _check_typed(slug, typed, 0)
    return render_template(
        "texts/edit.html",
        slug=slug,
        title=title_of(opened.item.thing, slug),
        typed=typed,
        values=typed.values,
        based_on=based_on,
        newest=opened.versions[0],
        approval=approval_state(opened, actor()),
        found=found,
        fault=head_words(fault) if fault else None,
        needs={**NEEDS, **{need: need for need in typed.needs if need not in NEEDS}},
        types={kind: TYPES[kind] for kind in get_args(FieldType)},
        evidence=EVIDENCE,
        standard=STANDARD,
        is_standard=bool(typed.values.get("ground")) or typed.values.get("outcome") in STANDARD,
        people={kind: (PEOPLE[kind], _reader(kind)) for kind in SAMPLE_PEOPLE},
        blanks=blanks(),
        menu=menu_object(),
        hrefs={name: url_for(f"texts.{name}", slug=slug) for name in ("save", "live", "preview")},
    )


def _reader(kind: str) -> str:
    """«увидит гражданка Иванова»: who gets the letter of a sample."""
    applicant = SAMPLE_PEOPLE[kind]
    if applicant.organisation:
        return f"увидит {applicant.organisation}"
    person = applicant.person
    is_woman = (person.gender or gender_of_patronymic(person.patronymic or "")) is Gender.FEMALE
    citizen = f"{'гражданка' if is_woman else 'гражданин'} {person.surname}"
    return f"увидят {citizen} и другие" if applicant.collective else f"увидит {citizen}"


def _check_typed(slug: str, typed: TypedReply, seq: int) -> dict[str, Any]:
    office = engine().office
    try:
        reply = typed.reply(slug)
        rehearsed = _rehearse_reply(reply)
    except LetterkitError as fault:
        if status_of(fault) != 422:
            raise
        return refused_object(typed, fault, seq)
    return found_object(typed, reply, rehearsed, office.checker.book, seq)


def _rehearse_reply(reply: ReplyText) -> Rehearsal:
    office = engine().office
    return rehearse(reply, office.catalogue.blank(office.profile.blank), office.checker)


def _not_saved(
    slug: str, typed: TypedReply, based_on: int, fault: TemplateError | RequestError
) -> tuple[Response | str, int]:
    status = status_of(fault)
    newest = int(str(fault.details.get("number", based_on))) if fault.code == "kept.changed" else based_on
    if request.is_json:
        return jsonify(error=head_words(fault), number=newest), status
    if fault.code == "kept.changed":
        # Whoever saves once more has been told what is newer.
        flash(f"{capital(sentence(fault))} {_UNSAVED} Сохраните ещё раз, чтобы оставить своё.", "error")
        return _page(slug, typed, newest), status
    flash(f"{head_words(fault)} {_UNSAVED}", "error")
    return _page(slug, typed, based_on, fault), status


def _read_reply() -> TypedReply:
    """Raises RequestError ``kept.not-typed``."""
    given = read_fields()
    if "source" not in given or "title" not in given:
        raise RequestError("kept.not-typed")
    return typed_reply(given)
