"""Signing in by the word of a provider (OpenID Connect), which stands for the password and may for the second step."""

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from letterkit.core import clock
from letterkit.core.errors import DeniedError, LetterkitError, RequestError, ToolError
from letterkit.directory.entry import Start
from letterkit.office.people import directory_grants, sessions, sign_in
from letterkit.office.people.second_step import Way
from letterkit.reports.wording import sentence
from letterkit.store.tables import Person
from webui.access import account, own_door, public
from webui.engine import engine
from webui.errors import status_of
from webui.limits import rate_limit
from webui.people.provider import address_of, provider
from webui.people.sign_in import go_on
from webui.proof import origin
from webui.resume import own_path
from webui.session import GRANT

blueprint = Blueprint("directory", __name__, url_prefix="/sign-in/directory")
_BEGUN = "provider"
_MOST_BEGUN = 4
"""So many pages of one browser may be on their way to the provider at once."""
_BACK_WITHIN_S = 15 * 60


@blueprint.get("")
@public
def start() -> ResponseReturnValue:
    """Sends the browser to the provider; whoever is in already proves once more who they are."""
    wanted, known = own_path(request.args.get("next")), account()
    try:
        begun = provider().begin(address_of("directory.back"), anew=known is not None)
    except (RequestError, ToolError) as fault:
        return _refusal_page(fault, wanted)
    waiting = dict(session.get(_BEGUN, {}))
    while len(waiting) >= _MOST_BEGUN:
        del waiting[next(iter(waiting))]
    now = clock.now().timestamp()
    session[_BEGUN] = waiting | {begun.state: [begun.nonce, begun.verifier, wanted, known.id if known else None, now]}
    return redirect(begun.url, 303)


@blueprint.get("/back")
@public
def back() -> ResponseReturnValue:
    """Takes the word of the provider that the browser has come back with."""
    waiting = dict(session.get(_BEGUN, {}))
    nonce, verifier, wanted, whose, at = waiting.pop(request.args.get("state", ""), None) or ("", "", None, None, 0)
    session[_BEGUN] = waiting
    wanted = own_path(wanted)
    try:
        if clock.now().timestamp() - at > _BACK_WITHIN_S:
            raise DeniedError("sign-in.provider-late")
        vouching = provider()
        if request.args.get("iss", vouching.issuer) != vouching.issuer or "code" not in request.args:  # RFC 9207
            raise DeniedError("sign-in.provider-refused")
        began = Start("", "", nonce, verifier, since=at if whose is not None else None)
        entry, grant = vouching.finish(request.args["code"], began, address_of("directory.back"))
        person = engine().doors.take_in(entry)
        if whose is not None:
            return _go_on_proved(person, whose, wanted)
        step = Way.PROVIDER if entry.second_step else None
        person = sign_in.admit(engine().database, person.id, origin(), step)
    except (DeniedError, RequestError, ToolError) as fault:
        return _refusal_page(fault, wanted)
    kept = directory_grants.keep_grant(engine().database, str(current_app.secret_key), grant)
    session[GRANT] = [kept, person.id]
    return go_on(person, wanted, step)


@blueprint.post("/logout")
@own_door
@rate_limit("logout")
def logout() -> ResponseReturnValue:
    """Ends the sessions of whom the provider itself has signed out (OpenID Connect Back-Channel Logout 1.0).

    The provider asks, not a browser: what it brings is signed, and good once.
    """
    unkept = {"Cache-Control": "no-store"}
    try:
        directory_grants.take_back(engine().database, provider().read_logout(request.form.get("logout_token", "")))
    except (DeniedError, RequestError) as fault:
        return jsonify(error="invalid_request", error_description=sentence(fault)), 400, unkept
    return "", 200, unkept


def _go_on_proved(person: Person, whose: int, wanted: str | None) -> ResponseReturnValue:
    """Goes on in the session that has asked for the proof."""
    known = account()
    if known is None or known.sign_in is None or not known.id == person.id == whose:
        raise DeniedError("sign-in.provider-other")
    sessions.note_proof(engine().database, known.sign_in.id)
    return redirect(wanted or url_for("me.page"), 303)


def _refusal_page(fault: LetterkitError, wanted: str | None) -> ResponseReturnValue:
    page = render_template("people/sign_in.html", login="", error=sentence(fault), next=wanted)
    return page, 422 if isinstance(fault, DeniedError) else status_of(fault)
