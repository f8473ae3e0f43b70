"""The pages of a letter on the desk; a letter belongs to the browser that has brought it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from letterkit.checking.checker import CheckedLetter
from letterkit.checking.desk import DeskLetter
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.finding import Finding
from letterkit.reports.as_html import in_order, letter_view
from letterkit.reports.mends import change_words, describe_words
from letterkit.reports.wording import sentence
from webui.access import own_body, public_by
from webui.check.downloads import downloads_of, file_of
from webui.check.given import card_of, letter_of, scope_of
from webui.engine import engine
from webui.errors import capital, status_of, too_large
from webui.finding_pages import asked_findings
from webui.limits import rate_limit
from webui.numbers import whole_or_none

blueprint = Blueprint("check", __name__)
_MINE = "desks"
_MOST_MINE = 20
# A letter has some fifty lines; a page of a whole book takes the process that answers everybody seconds to make.
_MOST_LINES, _FINDINGS = 1_000, 30
"""So many of them keep a page of 60 KB; the others are a press away."""
_READ_TIMES = 4
"""How many times larger than the limit a request may be to be read for the sake of what was typed beside its file."""


@blueprint.get("/")
@public_by("open_check")
def start() -> str:
    """The page that a first visitor meets: what to check."""
    return render_template("check/start.html", error=None, given={})


@blueprint.post("/check")
@public_by("open_check")
@rate_limit("check")
def begin() -> AnyResponse | tuple[str, int]:
    """Checks what was given and opens its page; what cannot be checked is told of beside what was typed."""
    try:
        data, name = letter_of(request)
        desk = engine().desk.begin(data, name, card_of(request), own_body(), text_only=scope_of(request))
    except LetterkitError as fault:
        return _refusal_page(capital(sentence(fault)), request.form), status_of(fault)
    session.permanent = True
    session[_MINE] = [*session.get(_MINE, ()), desk.id][-_MOST_MINE:]
    return redirect(url_for("check.letter", desk_id=desk.id), 303)


@blueprint.errorhandler(RequestEntityTooLarge)
def not_taken(fault: RequestEntityTooLarge) -> tuple[str, int]:
    """The first page with what was typed beside a file that is too large; the file itself is kept nowhere."""
    typed: Mapping[str, str] = {}
    request.max_content_length = _READ_TIMES * current_app.config["MAX_CONTENT_LENGTH"]
    with suppress(RequestEntityTooLarge):  # still too large, or the text itself is
        typed = request.form
    return _refusal_page(too_large(), typed), 413


@blueprint.get("/check/<desk_id>")
@public_by("open_check")
def letter(desk_id: str) -> str:
    """The letter, its findings and its pages."""
    desk = _mine(desk_id)
    view = _view(desk, engine().desk.check(desk))
    return render_template("check/letter.html", **view, waiving=request.args.get("waive", type=int))


@blueprint.post("/check/<desk_id>/take")
@public_by("open_check")
@rate_limit("check")
def take(desk_id: str) -> AnyResponse:
    """Takes one mend of one finding."""
    desk = _mine(desk_id)
    number, choice = map(whole_or_none, request.form.get("mend", "").partition("-")[::2])
    chosen = -1 if choice is None else choice
    return _apply_change(desk, lambda: engine().desk.take(desk_id, _version(), _finding(desk, number), chosen))


@blueprint.post("/check/<desk_id>/take-safe")
@public_by("open_check")
@rate_limit("check")
def take_safe(desk_id: str) -> AnyResponse:
    """Takes every mend that needs nobody's judgement."""
    return _apply_change(_mine(desk_id), lambda: engine().desk.take_safe(desk_id, _version()))


@blueprint.post("/check/<desk_id>/undo")
@public_by("open_check")
@rate_limit("check")
def undo(desk_id: str) -> AnyResponse:
    """Takes the last step back."""
    return _apply_change(_mine(desk_id), lambda: engine().desk.undo(desk_id, _version()))


@blueprint.post("/check/<desk_id>/scope")
@public_by("open_check")
@rate_limit("check")
def set_scope(desk_id: str) -> AnyResponse:
    """Checks the text alone from now on, or the whole letter."""
    text_only = request.form.get("text_only") == "1"
    return _apply_change(_mine(desk_id), lambda: engine().desk.set_scope(desk_id, _version(), text_only=text_only))


@blueprint.post("/check/<desk_id>/waive")
@public_by("open_check")
@rate_limit("check")
def waive(desk_id: str) -> AnyResponse:
    """Has somebody answer for a finding, with a reason."""
    desk = _mine(desk_id)
    reason, by = request.form.get("reason", ""), request.form.get("by", "")
    number = request.form.get("number", type=int)
    return _apply_change(
        desk, lambda: engine().desk.waive(desk_id, _version(), _finding(desk, number), reason, by), number
    )


@blueprint.post("/check/<desk_id>/remove")
@public_by("open_check")
def remove(desk_id: str) -> AnyResponse:
    """Forgets the letter at once."""
    desk = _mine(desk_id)
    engine().desk.remove(desk.id)
    session[_MINE] = [each for each in session.get(_MINE, ()) if each != desk.id]
    flash(f"Письмо «{desk.heading}» удалено с сервера.")
    return redirect(url_for("check.start"), 303)


@blueprint.get("/check/<desk_id>/page/<int:number>.png")
@public_by("open_check")
def picture(desk_id: str, number: int) -> AnyResponse:
    """A page of the letter as a picture."""
    checked = engine().desk.check(_mine(desk_id))
    png = next((each.png for each in checked.pictures if each.page == number), None)
    if png is None:
        raise RequestError("desk.gone")
    return Response(png, mimetype="image/png")


@blueprint.get("/check/<desk_id>/file/<kind>")
@public_by("open_check")
def download(desk_id: str, kind: str) -> AnyResponse:
    """The letter with comments, the letter as mended, its PDF, the report."""
    desk = _mine(desk_id)
    return file_of(kind, desk, engine().desk.data(desk), engine().desk.check(desk))


def _refusal_page(why: str, typed: Mapping[str, str]) -> str:
    given = {field: typed.get(field, "") for field in ("text", "card", "text_only")}
    return render_template("check/start.html", error=why, given=given)


def _mine(desk_id: str) -> DeskLetter:
    """The letter, if this browser has brought it; to any other it does not exist."""
    if desk_id not in session.get(_MINE, ()):
        raise RequestError("desk.gone")
    return engine().desk.open(desk_id)


def _version() -> int:
    return request.form.get("version", default=0, type=int)


def _finding(desk: DeskLetter, number: int | None) -> Finding:
    """The finding ``number`` as the page has them; raises RequestError ``mend.none``, ``desk.changed``."""
    if desk.version != _version():
        raise RequestError("desk.changed")
    findings = in_order(engine().desk.check(desk).report)
    if number is None or not 1 <= number <= len(findings):
        raise RequestError("mend.none")
    return findings[number - 1]


def _apply_change(desk: DeskLetter, change: Callable[[], DeskLetter], number: int | None = None) -> AnyResponse:
    """The letter after ``change``: the part of the page for a script, the page itself without one."""
    error, status = None, 200
    try:
        after = change()
    except RequestError as fault:
        if fault.code == "desk.gone":
            raise
        after, error, status = engine().desk.open(desk.id), capital(sentence(fault)), status_of(fault)
    in_form = bool(error) and number is not None and status == 422
    is_script = "HX-Request" in request.headers
    if error and not (in_form and is_script):
        flash(error, "error")
    elif not error and not is_script:  # a script says by itself what it has done
        flash(_outcome_words(desk, after))
    if not is_script:
        return redirect(url_for("check.letter", desk_id=desk.id, findings=request.form.get("findings")), 303)
    view = _view(after, engine().desk.check(after))
    if in_form:
        typed = {field: request.form.get(field, "") for field in ("reason", "by")}
        view |= {"waiving": number, "waive_error": {"sentence": error, **typed}}
    return make_response(render_template("check/_desk.html", **view), status)


def _outcome_words(before: DeskLetter, after: DeskLetter) -> str:
    """What has just been done, for those who do not see it."""
    if len(after.versions) < len(before.versions):
        return "Последнее действие отменено."
    if after.text_only != before.text_only:
        return "Проверен только текст." if after.text_only else "Письмо проверено целиком."
    made = after.mends[len(before.mends) :]
    if made:
        return "Исправлено: " + "; ".join(change_words(each.was, each.now) for each in made[:3])
    return "Замечание принято под ответственность." if after.version != before.version else "Исправлять нечего."


def _view(desk: DeskLetter, checked: CheckedLetter) -> dict[str, Any]:
    at_hand = request.values.get("waive") or request.values.get("number")
    page = asked_findings(len(checked.report.findings), _FINDINGS, at_hand)
    shown = letter_view(
        checked,
        "f",
        lambda picture: url_for("check.picture", desk_id=desk.id, number=picture.page, v=desk.version),
        most_lines=_MOST_LINES,
        shown=page.shown,
    )
    on_desk = {
        "id": desk.id,
        "name": desk.name,
        "heading": desk.heading,
        "kind": desk.form,
        "version": desk.version,
        "finding_page": page,
        "can_undo": len(desk.versions) > 1,
        "can_mend": desk.can_mend,
        "text_only": desk.text_only,
        "mends": [
            {
                "was": describe_words(each.was, each.now),
                "now": describe_words(each.now, each.was),
                "message": each.message,
            }
            for each in desk.mends
        ],
        "downloads": downloads_of(desk, checked),
    }
    return {"desk": on_desk, "letter": shown}
