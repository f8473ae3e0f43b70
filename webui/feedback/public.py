"""The survey: by a code from a letter, or by an open link; nobody signs in, nobody is asked who they are (6.9)."""

from collections.abc import Callable

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from letterkit.core.errors import RequestError
from letterkit.core.feedback import OPEN, Source
from letterkit.core.people import Case
from letterkit.office.feedback import invitations, opinions
from letterkit.office.feedback.codes import read_code
from letterkit.office.feedback.opinions import COMMENT_LIMIT, Answers
from letterkit.reports.wording import sentence
from webui.access import public
from webui.engine import engine
from webui.errors import capital
from webui.feedback.answers import FIELDS, answers_of, trouble, typed_in
from webui.feedback.blueprint import survey
from webui.feedback.visitor import remember, visitor
from webui.limits import rate_limit

_OF_CODE = ("survey.wrong-code", "survey.no-code", "survey.used", "survey.expired")
_LINKS = {"site": Source.SITE_SURVEY, "vk": Source.VK_SURVEY}
"""How the open surveys are called in their addresses."""


@survey.get("/", strict_slashes=False)
@public
@rate_limit("survey")
def start() -> ResponseReturnValue:
    """The code is typed in here; one that is given leads on."""
    typed = request.args.get("code", "").strip()
    if not typed:
        return _page("feedback/code.html", typed="", error="")
    try:
        invitations.invitee_of(engine().office, typed)
    except RequestError as fault:
        return _no_code(typed, fault)
    return redirect(url_for("survey.by_code", code=read_code(typed)), 303)


@survey.get("/<code>")
@public
@rate_limit("survey")
def by_code(code: str) -> ResponseReturnValue:
    """The questions for who has a letter; to look at them uses up nothing."""
    try:
        invited = invitations.invitee_of(engine().office, code)
    except RequestError as fault:
        return _no_code(code, fault)
    return _questions(invited.body)


@survey.post("/<code>")
@public
@rate_limit("survey")
def answer_by_code(code: str) -> ResponseReturnValue:
    """Keeps the answers; the code is used."""
    try:
        invited = invitations.invitee_of(engine().office, code)
    except RequestError as fault:
        return _no_code(code, fault)
    return _keep_answers(invited.body, lambda answers: opinions.answer_by_code(engine().office, code, answers))


@survey.get("/open/<link>", defaults={"body": ""})
@survey.get("/open/<link>/<body>")
@public
def openly(link: str, body: str) -> ResponseReturnValue:
    """The questions for who follows a link on the site or in a social network."""
    _source(link, body)
    return remember(make_response(_questions(body)))


@survey.post("/open/<link>", defaults={"body": ""})
@survey.post("/open/<link>/<body>")
@public
@rate_limit("survey-open")
def answer_openly(link: str, body: str) -> ResponseReturnValue:
    """Keeps the answers, once a quarter of each visitor."""
    source = _source(link, body)
    return _keep_answers(
        body, lambda answers: opinions.answer_openly(engine().office, body, source, answers, visitor())
    )


@survey.get("/thanks")
@public
def thanks() -> ResponseReturnValue:
    """The answers are kept."""
    return _page("feedback/thanks.html", request.args.get("body", ""))


def open_links(body: str) -> dict[Source, str]:
    """The addresses of the open surveys of ``body``, whole."""
    own = {"body": body} if body else {}
    names = {source: link for link, source in _LINKS.items()}
    return {source: url_for("survey.openly", link=names[source], _external=True, **own) for source in OPEN}


def _keep_answers(body: str, keep: Callable[[Answers], object]) -> ResponseReturnValue:
    typed = typed_in(request.form)
    try:
        keep(answers_of(typed))
    except RequestError as fault:
        if fault.code in _OF_CODE:
            return _no_code("", fault)
        return _questions(body, typed, trouble(fault))
    return redirect(url_for("survey.thanks", body=body or None), 303)


def _questions(
    body: str, typed: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> tuple[Response, int]:
    page = _page(
        "feedback/survey.html",
        body,
        typed=typed or dict.fromkeys(FIELDS, ""),
        errors=errors or {},
        limit=COMMENT_LIMIT,
    )
    return make_response(page), 422 if errors else 200


def _no_code(typed: str, fault: RequestError) -> ResponseReturnValue:
    status = 410 if fault.code in ("survey.used", "survey.expired") else 404
    return _page("feedback/code.html", typed=typed[:40], error=capital(sentence(fault))), status


def _page(template: str, body: str = "", **told: object) -> str:
    profiles = engine().checkers.profiles()
    known = profiles.get(body) or engine().checker.profile
    # Where several bodies ask, the page of the code is of none of them until the code says of which.
    is_told = body in profiles and (bool(body) or len(profiles) == 1 or template != "feedback/code.html")
    name = capital(known.body.names[Case.NOMINATIVE]) if is_told else ""
    return render_template(template, asks=name, profile=known, **told)


def _source(link: str, body: str) -> Source:
    if link not in _LINKS or body not in engine().checkers.ids():
        raise NotFound
    return _LINKS[link]
