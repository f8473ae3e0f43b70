"""How one visitor of an open survey is told from another: by a cookie, without one by the address of the day.

An address is only ever hashed with a salt that is drawn anew each day and thrown away the next: whoever reads the
database later cannot try all addresses.
"""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from flask import Response, current_app, request

from letterkit.core import clock
from webui.engine import engine

COOKIE = "letterkit_visitor"
_KEPT_S = 100 * 24 * 3600
_NAME = "survey-salt-"


def visitor() -> str:
    """Who sends the form, as far as it matters; not to be kept as it is."""
    known = request.cookies.get(COOKIE, "")
    if 20 <= len(known) <= 64:
        return f"cookie {known}"
    salt = daily_salt(engine().settings.data_dir)
    return f"address {hashlib.sha256(f'{salt} {request.remote_addr}'.encode()).hexdigest()}"


def remember(response: Response) -> Response:
    """Gives the browser a cookie that means nothing but «has been here», if it has none."""
    if not request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(18),
            max_age=_KEPT_S,
            path=f"{request.script_root}/survey",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            httponly=True,
            samesite="Lax",
        )
    return response


def daily_salt(data: Path) -> str:
    """The salt of today, the same in all processes; those of other days are deleted."""
    file = data / f"{_NAME}{clock.today():%Y-%m-%d}"
    if not file.is_file():
        for old in data.glob(f"{_NAME}*"):
            old.unlink(missing_ok=True)
        beside = data / f".{_NAME}{os.getpid()}-{secrets.token_hex(4)}"
        beside.touch(0o600)
        beside.write_text(secrets.token_hex(32), "ascii")
        # Whole from the first moment: another process that starts now reads this one or has linked its own before.
        with suppress(FileExistsError):
            os.link(beside, file)
        beside.unlink()
    return file.read_text("ascii")
