"""The service, asked by its API with the token of the settings; each refusal is one Russian sentence."""

import json
import secrets
import ssl
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LIMIT_S = 120
_AT_ONCE = 200
_HEADER = "Authentication-Token"
_MENU = "меню «letterkit» → «Адрес службы и ключ…»"


class Refused(Exception):
    """What the service or the network said; the sentence is shown as it is."""


class _NoRedirects(HTTPRedirectHandler):
    """A token is sent to the address of the settings and to no other."""

    def redirect_request(self, *args):
        return None


class Service:
    """The service at ``address``, asked with ``token``."""

    def __init__(self, address, token):
        self.address, self._token = address.strip().rstrip("/"), token.strip()
        if urlsplit(self.address).scheme not in ("http", "https"):
            raise Refused(f"Не указан адрес службы letterkit: {_MENU}.")
        if not self._token or not self._token.isascii():
            raise Refused("Не указан ключ: создайте свой на «Моей странице» службы letterkit.")

    def check(self, data, name):
        """The report of the letter ``data``, a .docx called ``name``."""
        edge = secrets.token_hex(16)
        quoted = name.replace('"', "'").replace("\r", " ").replace("\n", " ")
        head = f'--{edge}\r\nContent-Disposition: form-data; name="letter"; filename="{quoted}"\r\n'
        body = f"{head}Content-Type: {DOCX}\r\n\r\n".encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", "/check", body, f"multipart/form-data; boundary={edge}")

    def drafts(self):
        """The letters that still are with their executors: one's own, then those of colleagues; changed last, first."""
        own = self._ask("GET", "/me")["name"]
        found = [letter for state in ("returned", "draft") for letter in self._letters(state)]
        return sorted(found, key=lambda letter: (letter["executor"] == own, letter["changed"]), reverse=True)

    def submit(self, letter, title, text):
        """Puts the words into the letter of the register and hands it in; what the register says of it then."""
        path = f"/letters/{letter['id']}"
        kept = self._send("PATCH", path, revision=letter["revision"], title=title, text=text)
        return self._send("POST", f"{path}/submit", revision=kept["revision"])

    def _letters(self, state):
        cursor = 0
        while cursor is not None:
            told = self._ask("GET", f"/letters?state={state}&limit={_AT_ONCE}&cursor={cursor}")
            yield from told["letters"]
            cursor = told["next"]

    def _send(self, method, path, **given):
        return self._ask(method, path, json.dumps(given).encode(), "application/json")

    def _ask(self, method, path, body=None, kind=None):
        headers = {_HEADER: self._token, "Accept": "application/json", **({"Content-Type": kind} if kind else {})}
        asked = Request(f"{self.address}/api/v1{path}", body, headers, method=method)
        try:
            with build_opener(_NoRedirects).open(asked, timeout=_LIMIT_S) as answer:
                return json.load(answer)
        except HTTPError as fault:
            raise Refused(_said(fault)) from None
        except (URLError, OSError, ValueError) as fault:
            raise Refused(self._unreached(getattr(fault, "reason", fault))) from None

    def _unreached(self, reason):
        if isinstance(reason, ssl.SSLError):
            return f"Сертификату службы {self.address} этот компьютер не доверяет: обратитесь к администратору."
        if isinstance(reason, TimeoutError):
            return f"Служба {self.address} не ответила за {_LIMIT_S} секунд: повторите позже."
        if isinstance(reason, ValueError):
            return f"По адресу {self.address} отвечает не letterkit: исправьте его в меню «letterkit»."
        return f"Служба не отвечает по адресу {self.address}: проверьте адрес и сеть или обратитесь к администратору."


def _said(fault):
    try:
        said = json.load(fault)["error"]
        return f"{said} Впишите ключ заново: {_MENU}." if fault.code == 401 else said
    except (ValueError, KeyError, TypeError, OSError):
        return f"Служба ответила отказом ({fault.code}): проверьте адрес или обратитесь к администратору."
