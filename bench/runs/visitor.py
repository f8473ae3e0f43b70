"""Somebody at the pages of the service, as a browser would ask for them."""

import re
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from bench.runs.register import PASSWORD

_LIMIT_S = 600
_SIGNS_IN = 3
_MARK = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Visitor:
    """Signed in as ``login`` at ``base``; whatever is refused raises requests.RequestException."""

    def __init__(self, base: str, login: str) -> None:
        self._base = base
        self._web = requests.Session()
        # A service that has been killed may answer once more by a process that it has left, break off in the middle of
        # an answer and be away after that. What is only asked for is asked for again; a form is not sent twice.
        self._web.mount(base, HTTPAdapter(max_retries=Retry(connect=8, read=8, backoff_factor=0.5)))
        for tries_left in reversed(range(_SIGNS_IN)):
            try:
                self.post("/sign-in", "/sign-in", login=login, password=PASSWORD)
                break
            except requests.ConnectionError:
                if not tries_left:
                    raise

    def get(self, path: str, limit_s: float = _LIMIT_S, **how: Any) -> requests.Response:
        answer = self._web.get(self._base + path, timeout=limit_s, **how)
        answer.raise_for_status()
        return answer

    def post(self, page: str, path: str, files: dict[str, Any] | None = None, **form: str) -> requests.Response:
        """Sends a form that stands on ``page`` to ``path``."""
        mark = _MARK.search(self.get(page).text)
        form |= {"csrf_token": mark[1] if mark else ""}
        # By HTTPS a form is believed only from a page of the service.
        told = {"Referer": self._base + page}
        answer = self._web.post(self._base + path, data=form, files=files, headers=told, timeout=_LIMIT_S)
        answer.raise_for_status()
        return answer
