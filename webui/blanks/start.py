"""The first page of blanks: those that are kept, a file to be brought, where help is."""

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, ToolMissing
from letterkit.office.content.repository import KEEPERS, all_kept, state_of
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.wording import sentence_of
from webui.access import actor, needs
from webui.blanks.blueprint import READERS, blueprint
from webui.blanks.given import docx_of
from webui.blanks.kept_version import label_of, open_version, page_of
from webui.engine import engine
from webui.errors import status_of, too_large
from webui.limits import rate_limit


@blueprint.get("/", strict_slashes=False)
@needs(*READERS)
def start() -> str:
    """What is kept, and the form to bring a file."""
    return _page(of=request.args.get("of", ""))


@blueprint.post("/")
@needs(*KEEPERS)
@rate_limit("check")
def bring() -> Response | tuple[str, int]:
    """Puts a Word file on the desk, as a new blank or a new version of one."""
    of = request.form.get("of", "")
    try:
        data, name = docx_of(request)
        before = open_version(of) if of else None
        desk = engine().blank_desk.begin(
            actor(), data, name, of, before.newest.number if before else 0, before.blank.head if before else None
        )
        if not desk.is_old:
            engine().blank_desk.inspection(desk)  # while the form says that it goes on
    except ToolMissing:
        raise
    except LetterkitError as fault:
        return _page(of=of, error=sentence_of(fault)), status_of(fault)
    return redirect(url_for("blanks.marks" if desk.is_old else "blanks.desk", desk_id=desk.id), 303)


@blueprint.post("/of/<slug>/<int:number>/look")
@needs(*KEEPERS)
@rate_limit("check")
def look(slug: str, number: int) -> Response:
    """Puts a version that is kept on the desk: what is found in it, letters on it."""
    kept = open_version(slug, number)
    newest = open_version(slug).newest.number
    desk = engine().blank_desk.begin(actor(), kept.blank.data, f"{slug}.docx", slug, newest, kept.blank.head)
    return redirect(url_for("blanks.desk", desk_id=desk.id), 303)


@blueprint.errorhandler(RequestEntityTooLarge)
def not_taken(fault: RequestEntityTooLarge) -> tuple[str, int]:
    """The page again: what was chosen came with the file and could not be read."""
    return _page(error=too_large()), 413


def _page(of: str = "", error: str = "") -> str:
    office, me = engine().office, actor()
    listed = [(kept, newest, label_of(kept, newest)) for kept, newest in all_kept(office, KeptKind.BLANK)]
    rows = [
        {"kept": kept, "newest": newest, "state": state_of(kept, newest), "label": label, "href": page_of(kept.slug)}
        for kept, newest, label in listed
    ]
    known = {kept.slug: label for kept, _, label in listed}
    return render_template(
        "blanks/start.html",
        rows=rows,
        known=known,
        of=of if of in known else "",
        error=error,
        may_write=me.has(*KEEPERS),
    )
