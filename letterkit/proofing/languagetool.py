"""A LanguageTool server, through language-tool-python.

Only its ``remote_server`` is used, never its download. Two habits of release 3.4.0 are kept away from: its Match keeps
a class-level cache of offsets that threads overwrite, so answers are read here; its time limit is a fixed 300 s.
"""

import ipaddress
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urljoin, urlsplit

from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.proofing.engine import EngineName, Match

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

LANGUAGE = "ru-RU"
_HELLO_S = 5.0
_BREAK = "\n\n"


class _Client(Protocol):
    limit_s: float

    def check_raw(self, text: str) -> list[dict[str, Any]]: ...


class LanguageToolServer:
    """The server at ``url`` with exactly ``rules`` switched on, not picky; each thread has a client of its own.

    Raises ToolMissing ``languagetool.no-answer`` when there is no ``url`` or no LanguageTool behind it.
    """

    engine: EngineName = "languagetool"

    def __init__(self, url: str | None, rules: frozenset[str], *, limit_s: float = 20.0) -> None:
        if not url:
            raise ToolMissing("languagetool.no-answer", url="")
        self._url = url
        self._rules = ",".join(sorted(rules))
        self._limit_s = limit_s
        self._of_thread = threading.local()
        self.version = _version(url, min(_HELLO_S, limit_s))
        self._client()

    def matches(self, text: str) -> tuple[Match, ...]:
        """Matches of ``text``; raises ToolFailed ``languagetool.failed`` when the server is silent past the limit or errs."""
        if not text.strip():
            return ()
        units = _Utf16(text)
        return tuple(_match(found, units) for found in self._ask(text))

    def matches_each(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        """One request for all: an empty line between two units is a paragraph's end to the server."""
        starts: list[int] = []
        place = 0
        for unit in units:
            starts.append(place)
            place += len(unit) + len(_BREAK)
        found: list[list[Match]] = [[] for _ in units]
        number = 0
        for match in self.matches(_BREAK.join(units)):
            while number + 1 < len(units) and match.start >= starts[number + 1]:
                number += 1
            start, end = match.start - starts[number], match.end - starts[number]
            if end <= len(units[number]):
                found[number].append(
                    Match(match.rule, match.category, start, end, match.message, match.replacements)
                )
        return [tuple(matches) for matches in found]

    def _ask(self, text: str) -> list[dict[str, Any]]:
        try:
            return self._client().check_raw(text)
        except ToolMissing as fault:
            raise ToolFailed("languagetool.failed", url=self._url, why=str(fault.details.get("why", ""))) from fault
        except Exception as fault:  # the library lets through errors of requests, json and its own alike
            raise ToolFailed("languagetool.failed", url=self._url, why=_first_line(fault)) from fault

    def _client(self) -> _Client:
        client: _Client | None = getattr(self._of_thread, "client", None)
        if client is None:
            client = self._of_thread.client = _open_client(self._url, self._rules, self._limit_s)
        return client


def _open_client(url: str, rules: str, limit_s: float) -> _Client:
    try:
        client = cast(_Client, _client_class()(LANGUAGE, remote_server=url, proxies=_proxies(url)))
    except Exception as fault:  # no answer, a wrong answer, no such language: for the caller all the same
        raise ToolMissing("languagetool.no-answer", url=url, why=_first_line(fault)) from fault
    client._TIMEOUT = limit_s  # type: ignore[attr-defined]
    client.enabled = rules  # type: ignore[attr-defined]
    return client


@lru_cache(maxsize=1)
def _client_class() -> "type[LanguageTool]":
    from language_tool_python import LanguageTool

    class Client(LanguageTool):
        """LanguageTool whose answers are left as the server gave them."""

        _TIMEOUT = _HELLO_S  # type: ignore[assignment]
        enabled = ""

        def check_raw(self, text: str) -> list[dict[str, Any]]:
            asked = self._create_params(text) | {"enabledRules": self.enabled, "enabledOnly": "true"}
            answer = self._query_server(urljoin(self._url, "check"), asked, num_tries=1, method="post")
            return cast(list[dict[str, Any]], answer["matches"])

    return Client
