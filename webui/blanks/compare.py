"""Two versions of a blank beside each other: what they ask, what they say, how the same letter looks on them."""

from typing import Any

from flask import render_template, request, url_for

from letterkit.compose import Blank
from letterkit.core.errors import InputError, LetterkitError
from letterkit.office.content.blanks.comparison import ComparedLetter, LookChange, compare_letters, look_changes
from letterkit.office.content.blanks.trying import LENGTHS
from letterkit.office.content.difference import blank_difference
from letterkit.office.content.repository import KEEPERS
from letterkit.office.content.samples import SAMPLE_PEOPLE
from letterkit.reports.template_words import PEOPLE, blank_change_words
from letterkit.reports.wording import reason, sentence_of
from webui.access import actor, needs
from webui.blanks.blueprint import READERS, blueprint
from webui.blanks.kept_version import numbers_of, open_version, page_of
from webui.engine import engine
from webui.errors import capital
from webui.limits import rate_limit
from webui.sample_pictures import address_of


@blueprint.get("/of/<slug>/compare")
@needs(*READERS)
@rate_limit("preview")
def compare(slug: str) -> str:
    """Two versions that are kept: by default the one in force, or the first, with the newest."""
    newest = open_version(slug)
    old = request.args.get("old", newest.kept.live or 1, type=int)
    new = request.args.get("new", newest.newest.number, type=int)
    before, after = open_version(slug, old), open_version(slug, new)
    return _page(
        before.blank,
        after.blank,
        slug=slug,
        back=page_of(slug),
        old_words=f"редакция {old}",
        new_words=f"редакция {new}",
        numbers=numbers_of(slug),
        chosen=(old, new),
        here=url_for("blanks.compare", slug=slug, old=old, new=new),
    )


@blueprint.get("/desk/<desk_id>/compare")
@needs(*KEEPERS)
@rate_limit("preview")
def compare_desk(desk_id: str) -> str:
    """The file on the desk with the version that it shall replace."""
    desk = engine().blank_desk.open(actor(), desk_id)
    before = open_version(desk.slug, desk.based_on)
    return _page(
        before.blank,
        engine().blank_desk.blank(desk),
        slug=desk.slug,
        old_words=f"редакция {desk.based_on}",
        new_words=f"файл «{desk.name}»",
        numbers=[],
        chosen=(),
        back=url_for("blanks.desk", desk_id=desk_id),
        here=url_for("blanks.compare_desk", desk_id=desk_id),
    )


def _page(old: Blank, new: Blank, **said: Any) -> str:
    person = request.args.get("person", next(iter(SAMPLE_PEOPLE)))
    length = request.args.get("pages", 1, type=int)
    why, letter, difference = "", None, None
    set_otherwise: tuple[LookChange, ...] = ()
    try:
        difference = blank_difference(old, new)
        set_otherwise = look_changes(old, new)
        letter = compare_letters(old, new, engine().blank_desk.checker, person, length)
        why = reason(letter.why) if letter.why else ""
    except InputError as fault:
        if fault.code == "blank.no-sample":
            raise
        why = sentence_of(fault)
    except LetterkitError as fault:
        why = sentence_of(fault)
    changes = difference.changes if difference else ()
    return render_template(
        "blanks/compare.html",
        label=new.head.label,
        breaking=[capital(blank_change_words(change)) for change in changes if change.breaking],
        others=[capital(blank_change_words(change)) for change in changes if not change.breaking],
        rows=[row for row in difference.rows if row.kind != "same"] if difference else [],
        looks=set_otherwise,
        readable=difference is not None,
        letter=letter,
        pages=_pages(letter),
        why=why,
        people={each: PEOPLE[each] for each in SAMPLE_PEOPLE},
        lengths=list(LENGTHS),
        person=person,
        length=length,
        **said,
    )


def _pages(letter: ComparedLetter | None) -> list[dict[str, Any]]:
    return [
        {
            "number": page.number,
            "old": address_of(page.old) if page.old else "",
            "new": address_of(page.new) if page.new else "",
            "boxes": page.boxes,
            "width": page.width_mm,
            "height": page.height_mm,
        }
        for page in (letter.pages if letter else ())
    ]
