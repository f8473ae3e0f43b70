"""Who may ask for remarks: a program of this very machine, or one with the token of a program of the office.

A browser is no program of its own: pages of the web can have it ask an address of this machine. What gives them away
is looked at: the origin, the name of the host (a page may have its own name lead here) and what the browser says of
where a request came from. A request that a proxy has passed on is from elsewhere, whatever address it comes from.
"""

import re
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from flask import current_app, g, request

from letterkit.core.errors import DeniedError
from letterkit.core.office import Scope
from letterkit.reports.api_words import SCOPES
from webui.account import TOKEN_HEADER, account_of_token
from webui.asker import is_forwarded
from webui.engine import engine
from webui.languagetool.asked import parameters

# A page of a file has the origin «null» in browsers: «file://» says a program made of one, such as Joplin.
_ADD_ONS = re.compile(r"(?:chrome|moz|safari-web)-extension://[\w.-]+|app://obsidian\.md|file://")
_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_BEARER = "Bearer "


def is_add_on(origin: str) -> bool:
    """Whether ``origin`` is an add-on of a browser, or a program made of one, and no page."""
    return _ADD_ONS.fullmatch(origin) is not None


def admit() -> None:
    """Notes who asks; raises DeniedError ``languagetool.page``, ``.no-token``, ``.wrong-token``, ``denied.scope``."""
    origin = request.headers.get("Origin")
    if origin is not None and not is_add_on(origin):
        raise DeniedError("languagetool.page")
    if request.method == "OPTIONS":
        return  # a browser asks beforehand what its add-on may send: without a token, and for no remarks
    has_accounts = "security" in current_app.extensions  # not at a workplace of its own (webui.languagetool.alone)
    if has_accounts and (token := _token()):
        g.account = account_of_token(token)
        if g.account is None:
            raise DeniedError("languagetool.wrong-token")
        if Scope.CHECK not in g.account.scopes:
            raise DeniedError("denied.scope", scope=SCOPES[Scope.CHECK])
        return
    if origin is None and request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise DeniedError("languagetool.page")
    if not _is_from_own_machine() or (has_accounts and not engine().settings.open_check):
        raise DeniedError("languagetool.no-token")
    g.is_from_own_machine = True


def _token() -> str | None:
    """Clients of LanguageTool can send nothing but ``username`` and ``apiKey``; the name is not looked at."""
    authorization = request.headers.get("Authorization", "")
    if authorization.startswith(_BEARER):
        return authorization.removeprefix(_BEARER).strip()
    return request.headers.get(TOKEN_HEADER) or parameters().get("apiKey")


def _is_from_own_machine() -> bool:
    if is_forwarded(request.environ):
        return False
    try:
        address = ip_address(request.remote_addr or "")
        host = urlsplit(f"//{request.host}").hostname
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_loopback and host in _OWN_NAMES
