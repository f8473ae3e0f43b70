"""What every answer says to the browser: nothing from elsewhere, nothing inside frames, nothing kept of letters."""

import secrets

from flask import Flask, Response, g, request

_NO_FRAMES = "; frame-ancestors 'none'"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{nonce}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'" + _NO_FRAMES
)
_FRAMED = "plugins.panel"
"""The one page that office programs show inside of theirs; it knows no session and changes nothing in the register."""
_HTTPS_FOR = "max-age=31536000"
"""A year from the last answer the browser asks by HTTPS alone; other services of the same domain are left out of it."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FRONT_END = frozenset({"static", "metrics.style", "samples.picture"})
"""Answers with nothing of anybody in them."""
_FOUND = frozenset({200, 206, 304})
_OF_COPIES = ("ETag", "Last-Modified", "Expires", "Age", "Pragma")


def csp_nonce() -> str:
    """The word that lets the editor of a page put a style of its own into it; another one in each answer."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def guard(app: Flask) -> None:
    """Adds the headers to every answer of ``app``, whose pages may ask for ``csp_nonce()``."""
    app.jinja_env.globals["csp_nonce"] = csp_nonce

    @app.after_request
    def with_headers(response: Response) -> Response:
        nonce = f" 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else ""
        policy, headers = _POLICY.format(nonce=nonce), dict(_HEADERS)
        if request.endpoint == _FRAMED:
            policy = policy.removesuffix(_NO_FRAMES)
            del headers["X-Frame-Options"]
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.is_secure or app.config["SESSION_COOKIE_SECURE"]:
            response.headers.setdefault("Strict-Transport-Security", _HTTPS_FOR)
        if not _is_front_end(response):
            _forbid_keeping(response)
        return response


def _is_front_end(response: Response) -> bool:
    """Whether the answer is a file of the pages themselves: the same for everybody, with nothing of anybody in it."""
    return request.endpoint in FRONT_END and response.status_code in _FOUND


def _forbid_keeping(response: Response) -> None:
    """Leaves no browser or proxy a copy, nor a mark to ask after one, whatever the view has said.

    ``send_file`` says «no-cache», which lets a copy lie on the disk of a shared machine.
    """
    for name in _OF_COPIES:
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "no-store"
