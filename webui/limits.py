"""How often the same person, program or address may ask; too often is answered with 429 and when to come back.

The figures stand in ``app.config`` (LIMIT_CHECK and others, as Flask-Limiter writes them) and are counted in the memory
of the process. RATELIMIT_ENABLED=False counts nothing. Wrong passwords at the door are counted in the database instead
(``office.people.sign_in_delays``).
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter

from webui.access import account

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "letterkit_limit"
_Counted = tuple[str, Callable[[], str]]


def rate_limit(kind: str) -> Callable[[View], View]:
    """Marks a view: ``password`` counts what a person takes for their password, ``check`` the letters that somebody has
    checked.

    ``live`` and ``preview`` count what the editor asks while somebody writes, ``survey`` codes that an address tries,
    ``survey-open`` its answers to open surveys, ``passport`` files that it asks after, ``logout`` whom a provider has
    signed out.
    """

    def mark(view: View) -> View:
        setattr(view, _MARK, _KINDS[kind])
        return view

    return mark


def restrain(app: Flask) -> None:
    """Counts requests to the marked views of ``app`` and to all under /api/ and /v2/; called when it has all views."""
    for setting, figure in _FIGURES.items():
        app.config.setdefault(setting, figure)
    app.config.setdefault("RATELIMIT_STORAGE_URI", "memory://")
    app.config.setdefault("RATELIMIT_HEADERS_ENABLED", True)
    if not app.config.get("RATELIMIT_ENABLED", True):
        return
    app.after_request(_leave_to_refusals)  # before the limiter's own: Flask calls the last one first
    limiter = Limiter(_address, app=app, strategy="moving-window")
    of_api = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith(("/api/", "/v2/"))}
    for endpoint, view in app.view_functions.items():
        counted: _Counted | None = ("LIMIT_API", _asker) if endpoint in of_api else getattr(view, _MARK, None)
        if counted is not None:
            setting, key = counted
            restrained: Any = limiter.shared_limit(_figure(setting), scope=setting, key_func=key)(view)
            app.view_functions[endpoint] = restrained


def _leave_to_refusals(response: Response) -> Response:
    """Flask-Limiter says in every answer when its count begins anew; only of a refusal is it when to come back.

    On a redirect it would have the browser wait (RFC 9110, 10.2.3), on what is done it means nothing.
    """
    if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
        response.headers.pop("Retry-After", None)
    return response


def _figure(setting: str) -> Callable[[], str]:
    return lambda: str(current_app.config[setting])


def _address() -> str:
    return request.remote_addr or "nowhere"


def _asker() -> str:
    known = account()
    return f"person:{known.id}" if known is not None else _address()


_FIGURES = {
    "LIMIT_PASSWORD": "20/minute",
    "LIMIT_CHECK": "60/minute",
    "LIMIT_LIVE": "400/minute",
    "LIMIT_PREVIEW": "60/minute",
    "LIMIT_API": "600/minute",
    "LIMIT_SURVEY": "40/minute",
    "LIMIT_SURVEY_OPEN": "10/hour",
    "LIMIT_PASSPORT": "20/minute",
    "LIMIT_LOGOUT": "600/minute",
}
_KINDS: dict[str, _Counted] = {
    "password": ("LIMIT_PASSWORD", _asker),
    "check": ("LIMIT_CHECK", _asker),
    "live": ("LIMIT_LIVE", _asker),
    "preview": ("LIMIT_PREVIEW", _asker),
    "survey": ("LIMIT_SURVEY", _address),
    "passport": ("LIMIT_PASSPORT", _address),
    "survey-open": ("LIMIT_SURVEY_OPEN", _address),
    "logout": ("LIMIT_LOGOUT", _address),
}
