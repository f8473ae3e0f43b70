"""A blank on the desk: what is found in it, the letters it makes, and the way from there to a kept version."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError, ToolError
from letterkit.office.content import editing
from letterkit.office.content.blanks.desk import DeskBlank
from letterkit.office.content.blanks.head import head_yaml
from letterkit.office.content.blanks.inspection import Inspection
from letterkit.office.content.blanks.trying import LENGTHS, show
from letterkit.office.content.repository import KEEPERS
from letterkit.office.content.samples import SAMPLE_PEOPLE
from letterkit.office.content.version_file import KeptKind, blank_content
from letterkit.reports.template_words import PEOPLE, place_words
from letterkit.reports.wording import LEVEL_FORMS, plural, reason, sentence_of
from webui.access import actor, needs
from webui.blanks.blueprint import blueprint
from webui.blanks.given import BlankName, docx_of, named_in
from webui.blanks.kept_version import page_of
from webui.blanks.marks import pictures_of_old
from webui.engine import engine
from webui.errors import status_of
from webui.limits import rate_limit
from webui.sample_pictures import address_of


@blueprint.get("/desk/<desk_id>")
@needs(*KEEPERS)
def desk(desk_id: str) -> Response | str:
    """The blank, its remarks, a letter on it."""
    on_desk = engine().blank_desk.open(actor(), desk_id)
    if on_desk.is_old:
        return redirect(url_for("blanks.marks", desk_id=desk_id), 303)
    return _page(on_desk)


@blueprint.post("/desk/<desk_id>/again")
@needs(*KEEPERS)
@rate_limit("check")
def again(desk_id: str) -> Response | tuple[str, int]:
    """Takes the mended file; one that is refused leaves the file before where it was."""
    before = engine().blank_desk.open(actor(), desk_id)
    try:
        mended = engine().blank_desk.again(actor(), desk_id, *docx_of(request))
        if mended.is_old:
            return redirect(url_for("blanks.marks", desk_id=desk_id), 303)
        engine().blank_desk.inspection(mended)
    except ToolError:
        raise
    except LetterkitError as fault:
        return _page(before, error=sentence_of(fault), place="blank"), status_of(fault)
    return redirect(url_for("blanks.desk", desk_id=desk_id), 303)


@blueprint.post("/desk/<desk_id>/save")
@needs(*KEEPERS)
def save(desk_id: str) -> Response | tuple[str, int]:
    """Keeps it as a draft: a new blank, or the next version of the one that it is of."""
    on_desk, named = engine().blank_desk.open(actor(), desk_id), named_in(request)
    try:
        slug = on_desk.slug or named.demand(new=True)
        number = _keep(on_desk, slug, named)
    except LetterkitError as fault:
        place = {"blank.no-label": "label", "blank.no-name": "slug", "kept.exists": "slug"}.get(fault.code, "save")
        return _page(on_desk, named, sentence_of(fault), place), status_of(fault)
    engine().blank_desk.remove(actor(), desk_id)
    flash(f"Сохранена редакция {number}. Чтобы на ней начали печатать письма, отправьте её на утверждение.", "success")
    return redirect(page_of(slug), 303)


@blueprint.post("/desk/<desk_id>/remove")
@needs(*KEEPERS)
def remove(desk_id: str) -> Response:
    """Forgets the file at once."""
    engine().blank_desk.remove(actor(), desk_id)
    flash("Файл удалён с сервера.")
    return redirect(url_for("blanks.start"), 303)


def _keep(on_desk: DeskBlank, slug: str, named: BlankName) -> int:
    blank = engine().blank_desk.blank(on_desk, slug, named.label)
    content = blank_content(head_yaml(blank.head), blank.data)
    office, by = engine().office, actor()
    if on_desk.slug:
        return editing.save(office, by, KeptKind.BLANK, slug, content, on_desk.based_on, named.note).number
    editing.create(office, by, KeptKind.BLANK, slug, content, named.note)
    return 1


def _page(on_desk: DeskBlank, named: BlankName | None = None, error: str = "", place: str = "") -> str:
    inspection = engine().blank_desk.inspection(on_desk)
    blank = engine().blank_desk.blank(on_desk)
    return render_template(
        "blanks/desk.html",
        desk=on_desk,
        head=blank.head,
        remarks=[remark_row(number, remark) for number, remark in enumerate(inspection.remarks, 1)],
        tally=_tally(inspection),
        inspection=inspection,
        unprinted=reason(inspection.unprinted) if inspection.unprinted else "",
        people={person: PEOPLE[person] for person in SAMPLE_PEOPLE},
        lengths=list(LENGTHS),
        letter=_letter(on_desk, inspection),
        old_pages=pictures_of_old(on_desk),
        named=named or BlankName(label=_plain(on_desk.name)),
        error=error,
        place=place,
    )


def remark_row(number: int, remark: Any) -> dict[str, Any]:
    """A remark as the page tells it."""
    return {
        "number": number,
        "level": remark.level.value,
        "level_words": LEVEL_FORMS[remark.level][0],
        "sentence": sentence_of(remark.error),
        "place": place_words(remark.place),
        "words": remark.place.words,
        "clause": remark.clause,
    }


def _tally(inspection: Inspection) -> str:
    levels = [remark.level for remark in inspection.remarks]
    told = [plural(levels.count(level), forms) for level, forms in LEVEL_FORMS.items() if level in levels]
    return ", ".join(told)


def _letter(on_desk: DeskBlank, inspection: Inspection) -> dict[str, Any] | None:
    """The letter asked for; None where the blank makes none."""
    if not inspection.trial.letters:
        return None
    person = request.args.get("person", next(iter(SAMPLE_PEOPLE)))
    length = request.args.get("pages", 1, type=int)
    blank = engine().blank_desk.blank(on_desk)
    try:
        shown = show(blank, engine().checker, person, length, inspection)
    except RequestError:
        raise
    except LetterkitError as fault:
        return {"person": person, "length": length, "pages": [], "why": sentence_of(fault)}
    why = reason(shown.why) if shown.why else ""
    return {"person": person, "length": length, "pages": list(map(address_of, shown.pages)), "why": why}


def _plain(name: str) -> str:
    """The name of a file as the title of a blank."""
    return " ".join(name.removesuffix(".docx").replace("_", " ").split())
