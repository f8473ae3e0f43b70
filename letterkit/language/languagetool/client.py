"""A LanguageTool server, through language-tool-python.

Only its ``remote_server`` is used, never its download. Two habits of release 3.4.0 are kept away from: its Match keeps
a class-level cache of offsets that threads overwrite, so answers are read here; its time limit is a fixed 300 s.
"""

import ipaddress
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol, cast
from urllib.parse import urljoin, urlsplit

from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.language.ports import EngineName, Match

LANGUAGE = "ru-RU"
OWN_NAME = "letterkit"
"""What letterkit calls itself where it answers as a LanguageTool server does (webui.languagetool)."""
_HELLO_S = 5.0
# The end of a paragraph to the server; without the blank it overlooks two full stops before a line break.
_BREAK = " \n\n"
_MOST_AT_ONCE = 15_000  # characters; below the limit of every public server


class LanguageToolServer:
    """The server at ``url`` with exactly ``rules`` switched on, not picky; each thread has a client of its own.

    None for ``rules`` leaves the server its own defaults.

    Raises ToolMissing ``languagetool.no-answer`` when there is no ``url`` or no LanguageTool behind it,
    ``languagetool.itself`` when that is letterkit's own server, which would ask itself.
    """

    engine: EngineName = "languagetool"

    def __init__(self, url: str | None, rules: frozenset[str] | None, *, limit_s: float = 20.0) -> None:
        if not url:
            raise ToolMissing("languagetool.no-answer", url="", why="")
        self._url = url
        self._rules = None if rules is None else ",".join(sorted(rules))
        self._limit_s = limit_s
        self._of_thread = threading.local()
        try:
            software = self._client().ask("Проверка.")["software"]
            if software["name"] == OWN_NAME:
                raise ToolMissing("languagetool.itself", url=url)
            self.version = str(software["version"])
        except ToolMissing:
            raise
        except Exception as fault:  # no answer in time, or something else listens there
            raise ToolMissing("languagetool.no-answer", url=url, why=_first_line(fault)) from fault

    def matches(self, text: str) -> tuple[Match, ...]:
        """Matches of ``text``; ToolFailed ``languagetool.failed`` when the server errs or is silent past the limit."""
        if not text.strip():
            return ()
        try:
            found = self._client().ask(text)["matches"]
            code_points = _code_points(text)
            return tuple(_match(one, code_points) for one in found)
        except Exception as fault:  # the library lets through errors of requests, json and its own alike
            raise ToolFailed("languagetool.failed", url=self._url, why=_first_line(fault)) from fault

    def matches_each(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        """As few requests as may be: units go together, an empty line between them."""
        return [matches for group in _groups(units) for matches in self._together(group)]

    def _together(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        starts, place = [], 0
        for unit in units:
            starts.append(place)
            place += len(unit) + len(_BREAK)
        found: list[list[Match]] = [[] for _ in units]
        number = 0
        for match in self.matches(_BREAK.join(units)):
            while number + 1 < len(units) and match.end > starts[number + 1]:
                number += 1
            start, end = match.start - starts[number], match.end - starts[number]
            # Some rules take the line break before the word along.
            if -len(_BREAK) <= start < end <= len(units[number]):
                start = max(start, 0)
                found[number].append(Match(match.rule, match.category, start, end, match.message, match.replacements))
        return [tuple(matches) for matches in found]

    def _client(self) -> "_Client":
        client: _Client | None = getattr(self._of_thread, "client", None)
        if client is None:
            client = self._of_thread.client = _open_client(self._url, self._rules, self._limit_s)
        return client


class _Client(Protocol):
    def ask(self, text: str) -> dict[str, Any]: ...


def _open_client(url: str, rules: str | None, limit_s: float) -> _Client:
    try:
        return _client_class()(url, rules, limit_s)
    except Exception as fault:  # no answer, a wrong answer, no Russian there: for the caller all the same
        raise ToolMissing("languagetool.no-answer", url=url, why=_first_line(fault)) from fault


@lru_cache(maxsize=1)
def _client_class() -> Callable[[str, str | None, float], _Client]:
    from language_tool_python import LanguageTool

    class Client(LanguageTool):
        """LanguageTool that keeps our time limit and leaves answers as the server gave them."""

        def __init__(self, url: str, rules: str | None, limit_s: float) -> None:
            self._keep_to(min(_HELLO_S, limit_s))
            super().__init__(LANGUAGE, remote_server=_base(url), proxies=_proxies(url))
            self._keep_to(limit_s)
            self._rules = {} if rules is None else {"enabledRules": rules, "enabledOnly": "true"}

        def _keep_to(self, limit_s: float) -> None:
            self.__dict__["_TIMEOUT"] = limit_s

        def ask(self, text: str) -> dict[str, Any]:
            asked = self._create_params(text) | self._rules
            answer = self._query_server(urljoin(self._url, "check"), asked, num_tries=1, method="post")
            return cast(dict[str, Any], answer)

    return Client


def _base(url: str) -> str:
    """``url`` as the library joins «v2/» to it; people write the address with that part and without it."""
    whole = url if "://" in url else f"http://{url}"
    return whole.rstrip("/").removesuffix("/v2") + "/"


def _proxies(url: str) -> dict[str, str] | None:
    """No proxy for a server on this machine, whatever the environment says."""
    host = urlsplit(_base(url)).hostname or ""
    try:
        near = ipaddress.ip_address(host).is_loopback
    except ValueError:
        near = host == "localhost"
    return {"http": "", "https": ""} if near else None


def _groups(units: Sequence[str]) -> Iterator[Sequence[str]]:
    group: list[str] = []
    size = 0
    for unit in units:
        if group and size + len(unit) > _MOST_AT_ONCE:
            yield group
            group, size = [], 0
        group.append(unit)
        size += len(unit) + len(_BREAK)
    if group:
        yield group


def _code_points(text: str) -> Sequence[int]:
    """For each offset in UTF-16 units, in which the server counts, the offset in code points."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    places: list[int] = []
    for place, character in enumerate(text):
        places.extend([place] * (2 if character > "\uffff" else 1))
    return [*places, len(text)]


def _match(found: dict[str, Any], code_points: Sequence[int]) -> Match:
    rule = found["rule"]
    return Match(
        rule["id"],
        rule["category"]["id"],
        code_points[found["offset"]],
        code_points[found["offset"] + found["length"]],
        found["message"],
        tuple(replacement["value"] for replacement in found["replacements"]),
    )


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0][:200]
