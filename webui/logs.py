"""What is written down of the service's work: a line of JSON for each request and each fault, without personal data.

A request is known by its endpoint and a number of its own, a person by an id. No word of a letter or a form is written,
no name, nothing that a visitor sends: not even the message of an error, which may quote any of them. An address stands
only in the lines of the journal (``letterkit.store.audit_lines``).
Of other people's libraries there is only the place in their code that had something to say.
"""

import json
import logging
import secrets
import sys
import time
import traceback
from datetime import datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from letterkit.core import meters
from letterkit.core.disk import not_written
from letterkit.store import audit_lines

_OURS = ("letterkit", "webui")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_requests = logging.getLogger("webui.requests")
_faults = logging.getLogger("webui.faults")


class JsonLines(logging.Formatter):
    """One JSON object a line; ``words`` adds the messages of errors, for a developer's own machine."""

    def __init__(self, *, words: bool = False) -> None:
        super().__init__()
        self._words = words

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.split(".")[0] in _OURS:
            line["event"] = str(record.msg)  # as it stands in the code, its holes not filled
        else:
            line["at"] = f"{record.module}:{record.lineno} {record.funcName}"
        if has_request_context():
            line["request"] = request_id()
            line["endpoint"] = request.endpoint
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["faults"] = self._chain(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)

    def _chain(self, fault: BaseException | None) -> list[dict[str, Any]]:
        """The error and what it came of: types and places, the innermost last."""
        found: list[dict[str, Any]] = []
        while fault is not None:
            frames = traceback.walk_tb(fault.__traceback__)
            places = [f"{frame.f_globals.get('__name__')}:{line} {frame.f_code.co_name}" for frame, line in frames]
            found.append({"type": type(fault).__name__, "at": places} | ({"said": str(fault)} if self._words else {}))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return found


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
