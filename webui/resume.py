"""Where to go on after a sign-in, and what a form has brought: a session that is over loses nobody's words."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

_SECRET = frozenset({"password", "old", "again", "code", "credential"})


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What a form has brought: its fields in their order, and the names of its files, which are to be chosen anew."""

    fields: tuple[tuple[str, str], ...]
    files: dict[str, tuple[str, ...]]


def wants_json() -> bool:
    """Whether a program or a script asks, and not a person who reads the answer."""
    best = request.accept_mimetypes.best
    return request.path.startswith("/api/") or request.is_json or best == "application/json"


def own_path(path: str | None) -> str | None:
    """``path`` when it is one of this service and of nobody else's."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return path if path.isprintable() and "\\" not in path and urlsplit(path).netloc == "" else None


def form_to_resend() -> TypedForm | None:
    """What a form of our own page has brought: it is sent once more, not lost; None when there is nothing to send.

    From elsewhere nothing is taken, for our page would send it with a proof (CSRF) of its own; passwords are not shown.
    """
    if request.method != "POST" or wish() is None:
        return None
    brought = tuple((name, value) for name, value in request.form.items(multi=True) if name not in (None, "csrf_token"))
    fields = tuple((name, value) for name, value in brought if name not in _SECRET)
    files = {
        name: names
        for name, given in request.files.lists()
        if (names := tuple(each.filename for each in given if each.filename))
    }
    # Where a password is all that matters it is typed anew, on the page that asks for it.
    if not files and (not fields or {name for name, _ in brought} <= _SECRET | {"next", "username", "login"}):
        return None
    return TypedForm(fields, files)


def wish() -> str | None:
    """The page to come back to: the one asked for, or the one that a form or a script was on."""
    if request.method == "GET" and not wants_json() and "HX-Request" not in request.headers:
        asked = request.full_path.removesuffix("?")
        return None if asked == "/" else own_path(request.script_root + asked)
    came_from = urlsplit(request.referrer or "")
    return own_path(came_from.path) if came_from.netloc == request.host else None
