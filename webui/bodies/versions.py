"""The versions of a profile: what each changes, who made it and who approved it; asking, approving, taking back."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core.errors import LetterkitError
from letterkit.core.finding import Level
from letterkit.core.people import Case
from letterkit.office.content import approval, bodies, editing
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.repository import find_kept, state_of, version_state
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.template_words import change_words
from letterkit.reports.wording import sentence
from letterkit.store.keeping_tables import KeptVersion
from webui.access import actor, needs
from webui.bodies.blueprint import READERS, blueprint
from webui.bodies.edit import may_write
from webui.bodies.lists import first_id
from webui.engine import engine
from webui.errors import capital, status_of

_KIND = KeptKind.PROFILE


@blueprint.get("/<slug>/versions")
@needs(*READERS)
def versions(slug: str) -> str:
    """All versions, the newest first, each with what it changes against the one before."""
    return _page(slug)


@blueprint.post("/<slug>/versions")
@needs(*READERS)
def decide(slug: str) -> ResponseReturnValue:
    """Asks for approval, approves, refuses, brings an old version back, takes the body out of use or back."""
    office, by, act = engine().office, actor(), request.form.get("do", "")
    number = request.form.get("number", type=int) or 0
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "ask": (lambda: approval.ask(office, by, _KIND, slug, number), "Отправлено на утверждение."),
        "approve": (lambda: approval.approve(office, by, _KIND, slug, number), f"Редакция {number} действует."),
        "refuse": (
            lambda: approval.refuse(office, by, _KIND, slug, number, request.form.get("reason", "")),
            f"Редакция {number} возвращена.",
        ),
        "restore": (
            lambda: editing.restore(office, by, _KIND, slug, number),
            f"Значения редакции {number} – в новой.",
        ),
        "retire": (lambda: bodies.retire_body(office, by, slug, first_id()), "Орган убран из работы."),
        "revive": (lambda: editing.retire(office, by, _KIND, slug, retired=False), "Орган снова в работе."),
    }
    if act not in steps:
        return _page(slug), 422
    step, told = steps[act]
    try:
        step()
    except LetterkitError as fault:
        if status_of(fault) not in (403, 409, 422):
            raise
        return _page(slug, capital(sentence(fault))), status_of(fault)
    flash(told)
    return redirect(url_for("bodies.versions", slug=slug), 303)


def _page(slug: str, trouble: str = "") -> str:
    office, by = engine().office.of(actor().body), actor()
    with office.database.reading() as session:
        kept = find_kept(session, _KIND, slug)
        rows = sorted(kept.versions, key=lambda version: -version.number)
    contents = {each.number: office.files.get(each.content) for each in rows}
    changes = {each.number: _changes(slug, contents, each) for each in rows}
    newest = rows[0] if rows else None
    remarks = KINDS[_KIND].remarks(office, slug, contents[newest.number]) if newest else ()
    return render_template(
        "bodies/versions.html",
        slug=slug,
        name=_name(slug),
        kept=kept,
        rows=rows,
        changes=changes,
        newest=newest,
        state=state_of(kept, newest),
        version_state=version_state,
        remarks=[(remark.level, capital(sentence(remark.error))) for remark in remarks],
        errors=sum(remark.level is Level.ERROR for remark in remarks),
        can_write=may_write(slug),
        may_approve=_may_approve(newest, slug),
        is_first=slug == first_id(),
        by=by,
        trouble=trouble,
    )


def _changes(slug: str, contents: dict[int, bytes], version: KeptVersion) -> list[str]:
    """In words, against the version before; none for the first."""
    difference = KINDS[_KIND].difference(slug, contents.get(version.number - 1), contents[version.number])
    return [change_words(change) for change in difference.changes] if difference else []


def _may_approve(newest: KeptVersion | None, slug: str) -> bool:
    by = actor()
    if newest is None or newest.is_of(by.id) or not by.has(*approval.APPROVERS):
        return False
    try:
        KINDS[_KIND].admit(engine().office, by, slug)
    except LetterkitError:
        return False
    return True


def _name(slug: str) -> str:
    return bodies.newest(engine().office, slug).profile.body.names[Case.NOMINATIVE]
