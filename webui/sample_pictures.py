"""Pictures of letters to made-up people: each is an answer of its own, named by what it shows, that a browser keeps."""

import hashlib
import os
import re
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, url_for

from letterkit.core import clock
from letterkit.core.atomic_files import write_whole
from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from webui.access import needs
from webui.engine import KEPT_FOR, engine

blueprint = Blueprint("samples", __name__, url_prefix="/samples")
_NAME = re.compile(r"[0-9a-f]{64}")


def address_of(png: bytes) -> str:
    """Where ``png`` is shown from now on, for a day at least."""
    folder, name = _folder(), hashlib.sha256(png).hexdigest()
    place = folder / f"{name}.png"
    if place.exists():
        os.utime(place)
    else:
        _remove_old(folder)
        write_whole(place, png)
    return url_for("samples.picture", name=name)


@blueprint.get("/<name>.png")
@needs(Duty.CLERK, Duty.ADMINISTRATOR, Duty.SIGNER)
def picture(name: str) -> Response:
    """A picture that a page of a blank or a profile has named."""
    try:
        png = (_folder() / f"{name}.png").read_bytes() if _NAME.fullmatch(name) else b""
    except FileNotFoundError:
        png = b""
    if not png:
        raise RequestError("file.gone", sha256=name)
    answer = Response(png, mimetype="image/png")
    answer.cache_control.private, answer.cache_control.immutable = True, True
    answer.cache_control.max_age = int(KEPT_FOR.total_seconds())
    return answer


def _folder() -> Path:
    return engine().settings.data_dir / "cache" / "samples"


def _remove_old(folder: Path) -> None:
    now = clock.now()
    for place in folder.glob("*.png"):
        if datetime.fromtimestamp(place.stat().st_mtime, now.tzinfo) < now - KEPT_FOR:
            place.unlink(missing_ok=True)
