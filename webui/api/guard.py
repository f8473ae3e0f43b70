"""What every call of the API passes through: its scope, its keys, whether it was made before; what is noted of it."""

import hashlib
import time

from flask import Response, g, request

from letterkit.core import clock
from letterkit.core.errors import DeniedError
from letterkit.office.programs import repeats
from letterkit.office.programs.repeats import KeptAnswer
from letterkit.reports.api_words import SCOPES
from webui.access import account, me
from webui.api.answer_headers import REPLAYED
from webui.api.blueprint import blueprint
from webui.api.form_fields import FORMS, MULTIPART, demand_form, demand_no_body
from webui.api.operations import Operation, operation_of, parse_query
from webui.engine import engine
from webui.problems import in_api, problem

KEY_HEADER = "Idempotency-Key"
_KEPT_HEADERS = ("Content-Type", "Location", "Link")
_WITH_BODY = frozenset({"POST", "PATCH", "DELETE"})
_PIECE = 1 << 20


@blueprint.before_request
def admit() -> Response | None:
    """Refuses what the token is not good for and what the call does not know; answers one that was made before."""
    asked = operation_of(request.endpoint)
    if asked is None or request.method == "OPTIONS":  # which asks for the methods alone
        return None
    if g.get("by_token") and asked.scope is not None and asked.scope not in me().scopes:
        raise DeniedError("denied.scope", scope=SCOPES[asked.scope])
    parse_query(asked.query)
    _demand_body(asked)
    key = request.headers.get(KEY_HEADER)
    if key is None or request.method != "POST" or not asked.changes or account() is None:
        return None
    kept = repeats.begin(engine().database, me().id, key, _fingerprint())
    if kept is None:
        g.repeat_key = key
        return None
    return Response(kept.body, kept.status, {**kept.headers, REPLAYED: "true"})


@blueprint.after_request
def remember(response: Response) -> Response:
    """Keeps what was done under a key; a refusal has done nothing, so that the request may be made anew."""
    if (key := g.pop("repeat_key", None)) is not None:
        database, by = engine().database, me().id
        if response.status_code < 400:
            headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
            repeats.keep(database, by, key, KeptAnswer(response.status_code, headers, response.get_data()))
        elif response.status_code != 500:  # after a fault of our own nobody knows what is done
            repeats.release(database, by, key)
    return response


@blueprint.after_app_request
def never_a_page(response: Response) -> Response:
    """Whatever else answers under /api (a redirect, OPTIONS) answers without a page of HTML; each call is noted."""
    if not in_api():
        return response
    if response.mimetype == "text/html":
        if response.status_code < 300:
            response.mimetype = "application/json"
        else:
            refusal = problem(404, "Такого адреса нет: сверьте его с /api/v1/openapi.json.")
            response.set_data(refusal.get_data())
            response.status_code, response.content_type = 404, refusal.content_type or ""
    known = account()
    if known is not None and g.get("by_token"):
        told = response.get_json(silent=True) if response.status_code >= 400 and response.is_json else None
        engine().calls.note(
            person_id=known.id,
            at=clock.now(),
            method=request.method[:8],
            path=request.path[:200],
            status=response.status_code,
            code=told.get("code") if isinstance(told, dict) else None,
            ms=round((time.perf_counter() - g.begun) * 1000),
        )
    return response


def _demand_body(asked: Operation) -> None:
    """Refuses what the call would pass over; JSON is held to its model by the view."""
    if request.method not in _WITH_BODY:
        return
    if asked.form is not None:
        demand_form(asked.form)
    elif asked.old_form is not None and request.mimetype == MULTIPART:
        demand_form(asked.old_form)
    elif asked.body is None:
        demand_no_body()


def _fingerprint() -> str:
    """SHA-256 of all that is asked for: of a form by its fields, for each sender parts it otherwise."""
    digest = hashlib.sha256(f"{request.method} {request.full_path}\n{request.mimetype}\n".encode())
    if request.mimetype in FORMS:  # which have been read: nothing is left of their bytes
        # A part may have no name: werkzeug then gives None for it.
        for name, value in sorted((name or "", value) for name, value in request.form.items(multi=True)):
            digest.update(f"{len(name)} {name} {len(value)} {value}".encode())
        files = ((name or "", file.filename or "", file) for name, file in request.files.items(multi=True))
        for name, called, file in sorted(files, key=lambda each: each[:2]):
            digest.update(f"{name} {called}".encode())
            while piece := file.stream.read(_PIECE):
                digest.update(hashlib.sha256(piece).digest())
            file.stream.seek(0)
    else:
        digest.update(request.get_data())
    return digest.hexdigest()
