"""Files of the pages: named by their content, so that a browser asks for each once; all answers go out compressed."""

import hashlib
import re
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_file
from flask_compress import Compress
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from webui.access import public

SITE = "site.css"
"""The style of every page, one file made of ``_SITE``."""
_SITE = ("tokens", "base", "shell", "report", "lists", "folder", "forms")
_NAMED = re.compile(r"(?P<stem>.+)\.(?P<mark>[0-9a-f]{12})(?P<suffix>\.[a-z0-9]+)")
_BUILT = re.compile(r"dist/[\w-]+-[A-Z0-9]{8}\.woff2")
"""What the build has named by its content itself."""
_YEAR = 365 * 24 * 3600


class Assets:
    """The files under a folder; each is read again only when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks: dict[str, tuple[tuple[int, ...], str]] = {}

    def paths(self, filename: str) -> list[Path]:
        """The files that ``filename`` is made of; raises NotFound for what is not under the folder."""
        if filename == SITE:
            return [self._folder / f"{name}.css" for name in _SITE]
        joined = safe_join(str(self._folder), filename)
        if joined is None or not Path(joined).is_file():
            raise NotFound
        return [Path(joined)]

    def mark(self, filename: str) -> str:
        """What the content of ``filename`` is told from any other by; raises as ``paths``."""
        paths = self.paths(filename)
        changed = tuple(path.stat().st_mtime_ns for path in paths)
        known = self._marks.get(filename)
        if known is None or known[0] != changed:
            digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]
            known = self._marks[filename] = (changed, digest)
        return known[1]

    def name_of(self, filename: str) -> str:
        """``filename`` with the mark of its content; as it is where there is no such file."""
        try:
            mark = self.mark(filename)
        except NotFound:
            return filename
        stem, dot, suffix = filename.rpartition(".")
        return f"{stem}.{mark}{dot}{suffix}"


def install(app: Flask) -> None:
    """Has ``app`` serve its static files so, and compress what it answers with; templates get ``icon``."""
    assets = Assets(Path(str(app.static_folder)))

    @app.url_defaults
    def name_by_content(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            values["filename"] = assets.name_of(values["filename"])

    @public
    def serve(filename: str) -> Response:
        found = _NAMED.fullmatch(filename)
        plain = found["stem"] + found["suffix"] if found else filename
        is_named = _BUILT.fullmatch(filename) is not None or (found is not None and found["mark"] == assets.mark(plain))
        paths = assets.paths(plain)
        if len(paths) == 1:
            answer = send_file(paths[0], max_age=_YEAR if is_named else None)
        else:
            answer = Response("\n".join(path.read_text() for path in paths), mimetype="text/css")
            answer.cache_control.max_age = _YEAR if is_named else 0
        if is_named:
            answer.cache_control.public, answer.cache_control.immutable = True, True
        return answer

    app.view_functions["static"] = serve
    app.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_MIN_SIZE=700)
    Compress(app)
    app.jinja_env.globals["icon"] = _icon(app)


def _icon(app: Flask) -> Any:
    has_icons = (Path(str(app.static_folder)) / "dist" / "icons.svg").is_file()

    def icon(name: str) -> Markup:
        """The picture ``name`` (frontend/build.mjs has the list); nothing where the front end was not built."""
        if not has_icons:
            return Markup("")
        href = app.url_for("static", filename="dist/icons.svg")
        return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(href, name)

    return icon
