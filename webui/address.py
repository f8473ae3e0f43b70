"""Where the service is for those who ask it: LETTERKIT_ADDRESS, which may name a folder of a site (https://site/letters)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from letterkit.settings import Settings

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def folder_of(settings: Settings) -> str:
    """The folder of the site that the service stands in, without a slash at its end; nothing when the site is its own.

    It is a setting, not a header of the proxy: one that a proxy has not thought of would come from the visitor.
    """
    path = urlsplit(settings.address or "").path.rstrip("/")
    return path if path.startswith("/") and path.isascii() else ""


def in_folder(application: "WSGIApplication", folder: str) -> "WSGIApplication":
    """``application``, whose addresses all begin with ``folder``; who asks it past the proxy may leave that out."""

    def served(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        asked = environ.get("PATH_INFO", "")
        if asked == folder or asked.startswith(f"{folder}/"):
            environ["PATH_INFO"] = asked.removeprefix(folder)
        environ["SCRIPT_NAME"] = folder
        return application(environ, start)

    return served
