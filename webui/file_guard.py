"""Every file of every form, page or API, passes the antivirus before its view sees it: one place, no view's own matter.

It stands behind the question who asks (webui.access) and within the limits of how often (webui.limits): a stranger
cannot have files looked at without end.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from flask import Flask, flash, request

from letterkit.core.office import IncomingSource
from letterkit.store.antivirus import unread_among
from webui.access import account
from webui.engine import engine
from webui.problems import in_api

_FORM = "multipart/form-data"


def look_at_files(app: Flask) -> None:
    """Has the views of ``app`` asked with files that were looked at; called when it has all views."""
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = _behind_antivirus(view)


def unread_files(contents: Iterable[str]) -> frozenset[str]:
    """Those files, by their SHA-256, that were let in though the antivirus could not look at them."""
    if engine().antivirus is None:
        return frozenset()
    with engine().database.reading() as session:
        return unread_among(session, contents)


def _behind_antivirus(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if request.mimetype == _FORM and engine().antivirus is not None:
            _look()
        return view(*args, **kwargs)

    return guarded


def _look() -> None:
    antivirus, known = engine().antivirus, account()
    assert antivirus is not None
    by, way = known.actor if known is not None else None, IncomingSource.API if in_api() else IncomingSource.PAGE
    for _, file in request.files.items(multi=True):
        if not antivirus.let_in(by, file.filename or "", file.stream, way):
            flash(f"Антивирус не смог проверить файл «{file.filename}»: он принят без проверки, открывайте осторожно.")
