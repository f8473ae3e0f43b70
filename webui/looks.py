"""Who has looked at an appeal, a letter, a card of a call or a reception, and who has searched: noted in the journal.

Noted by the address of the page, so that a new page of a letter is noted by itself. Of a search only that it was made:
its words are names of people as often as not.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask, Response, request

from webui.access import account
from webui.engine import engine

THINGS: Mapping[str, str] = {
    "letter_id": "letter",
    "appeal_id": "appeal",
    "call_id": "call",
    "reception_id": "reception",
    "incoming_id": "incoming",
}
"""What stands in the address of a page, and how the journal calls it."""
SAY_NOTHING = frozenset({"letters.present", "review.now"})
"""What an open page asks by itself: it is told who else is there, and not a word of the letter."""
SEARCHED: Mapping[str, str] = {
    "appeals.list": "register",
    "api.list_appeals": "register",
    "api.list_letters": "letters",
    "appeals.replies": "replies",
    "letters.list": "letters",
    "find.page": "find",
    "review.queue": "queue",
    "calls.list": "calls",
    "receptions.list": "receptions",
}
"""Lists of people's affairs that can be searched for ``words``."""
_BESIDE_FORM = frozenset({200, 409, 422})
"""A form that was refused comes back on the page of the thing."""


def watch(app: Flask) -> None:
    """Has every answer of ``app`` that shows somebody something noted, before it goes out."""

    @app.after_request
    def note(response: Response) -> Response:
        known = account()
        if known is not None and _shows(response):
            for action, subject, told in _find_looks():
                engine().looks.note(known.actor, action, subject, told)
        return response


def _shows(response: Response) -> bool:
    if request.method in ("GET", "HEAD"):
        return response.status_code in (200, 206)
    return response.status_code in _BESIDE_FORM


def _find_looks() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What the request has looked at: action, subject, details."""
    endpoint, args = request.endpoint or "", request.view_args or {}
    if endpoint in SAY_NOTHING:
        return
    for name, thing in THINGS.items():
        if name in args:
            yield f"{thing}.read", f"{thing}:{args[name]}", {}
    if "batch_id" in args and "number" in args:
        yield "batch.read", f"batch:{args['batch_id']}", {"row": args["number"]}
    if endpoint == "letters.new" and (appeal := request.args.get("appeal", type=int)):
        yield "appeal.read", f"appeal:{appeal}", {}
    if endpoint in SEARCHED and request.args.get("words", "").strip():
        yield "register.searched", SEARCHED[endpoint], {}
