"""What a request may bring, and large forms one at a time: decoding one takes some fifteen times its size for a moment.

The standard library cuts a form at each «%»: every byte of a Russian letter becomes an object of its own. What eight
threads read at once would be hundreds of megabytes; one after another they are read as soon, on one lock of Python's.
"""

import threading

from flask import Flask, request

MAX_TABLE_MB = 64
"""A table of a hundred thousand rows takes some 10 MB as .xlsx, 40 MB as .csv (``tables.source``)."""
_TAKES_MUCH = frozenset(
    {
        "api.attach_to_appeal",
        "api.begin_batch",
        "api.take_in_appeal",
        "api.take_in_files",
        "appeals.attach",
        "appeals.enter",
        "appeals.look",
        "appeals.take_in",
        "batches.begin",
    }
)
_LARGE_BYTES = 1 << 17
_turn = threading.Lock()


def admit_much(app: Flask) -> None:
    """Lets tables, and files of appeals together, be larger than letters; called before ``app`` reads a request."""

    @app.before_request
    def widen() -> None:
        if request.endpoint in _TAKES_MUCH:
            request.max_content_length = MAX_TABLE_MB * 1024 * 1024


def read_in_turn(app: Flask) -> None:
    """Has ``app`` read a form that comes as one line of percent signs before anything else asks for it."""
    app.before_request(_read)


def _read() -> None:
    if request.mimetype == "application/x-www-form-urlencoded" and (request.content_length or 0) > _LARGE_BYTES:
        with _turn:
            _ = request.form
