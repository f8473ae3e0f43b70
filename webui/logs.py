"""What is written down of the service's work: a line of JSON for each request and each fault, without personal data.

A request is known by its endpoint and a number of its own, a person by an id. No word of a letter or a form is written,
no name, nothing that a visitor sends: not even the message of an error, which may quote any of them. An address stands
only in the lines of the journal (``letterkit.store.audit_lines``).
What a line may say is settled in ``letterkit.core.log_lines``.
"""

import logging
import secrets
import sys
import time
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from letterkit.core import meters
from letterkit.core.disk import not_written
from letterkit.core.log_lines import LogLines
from letterkit.store import audit_lines

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_requests = logging.getLogger("webui.requests")
_faults = logging.getLogger("webui.faults")


class JsonLines(LogLines):
    """As ``LogLines``, with the request that each line is of."""

    def asker(self) -> dict[str, Any]:
        return {"request": request_id(), "endpoint": request.endpoint} if has_request_context() else {}


def start(file: Path | None, *, words: bool = False) -> logging.Handler:
    """Has all logs of this process go to ``file``, or to standard error; the handler, for whoever wants to end it.

    A file that is moved away (as logrotate does) is begun anew. Raises RequestError ``file.not-writable``.
    """
    handler: logging.Handler
    try:
        handler = WatchedFileHandler(file, encoding="utf-8") if file else logging.StreamHandler(sys.stderr)
    except OSError as fault:
        raise not_written(fault, file) from fault
    handler.setFormatter(JsonLines(words=words))
    logging.getLogger().addHandler(handler)
    for wanted in (_requests, audit_lines.log):
        wanted.setLevel(logging.INFO)
    return handler


def follow(app: Flask) -> None:
    """Has every request to ``app`` numbered and written down; must come before all that may refuse one."""

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        # Who asks is known by then, if anybody needed to know (webui.access).
        person = getattr(g.get("account"), "id", None)
        method = request.method if request.method in _METHODS else "other"
        took_s = time.perf_counter() - g.begun
        told = {"method": method, "status": response.status_code, "ms": round(took_s * 1000, 1), "person": person}
        meters.tell("request", request.endpoint or "none", method, str(response.status_code), value=took_s)
        _requests.info("request", extra={"told": told})
        return response


def request_id() -> str:
    """The number of this request: in the header X-Request-Id, in its lines of the log, on the page of a fault."""
    number: str = g.setdefault("request_id", secrets.token_hex(6))
    return number


def fault() -> str:
    """Writes down the error that is being handled; the number under which it is found."""
    _faults.error("fault", exc_info=True)
    return request_id()
