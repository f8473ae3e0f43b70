"""Large forms are read one at a time: decoding one takes some fifteen times its size for a moment.

The standard library cuts a form at each «%»: every byte of a Russian letter becomes an object of its own. What eight
threads read at once would be hundreds of megabytes; one after another they are read as soon, on one lock of Python's.
"""

import threading

from flask import Flask, request

_LARGE_BYTES = 1 << 17
_turn = threading.Lock()


def read_in_turn(app: Flask) -> None:
    """Has ``app`` read a form that comes as one line of percent signs before anything else asks for it."""
    app.before_request(_read)


def _read() -> None:
    if request.mimetype == "application/x-www-form-urlencoded" and (request.content_length or 0) > _LARGE_BYTES:
        with _turn:
            _ = request.form
