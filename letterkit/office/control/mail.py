"""E-mail of the body's own: by SMTP (LETTERKIT_SMTP_URL), or into files where there is no server or a demo runs.

Whether a message has gone is known in two cases only: the server has taken it, or it has said that it does not. When
the connection breaks in between nobody knows, and ``mail.lost`` says so.
"""

import os
import re
import smtplib
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from letterkit.core.errors import RequestError, ToolFailed, ToolMissing
from letterkit.settings import Settings

FOLDER = "mail"
FILES = "files"
"""The address of no server: messages are put into a folder."""
_PORTS = {"smtp": 587, "smtp+plain": 25, "smtps": 465}
_LIMIT_S = 30


class Outbox(Protocol):
    """Where messages go out."""

    def send(self, message: EmailMessage, bounces_to: str | None = None) -> None:
        """Sends it; ToolMissing ``mail.no-answer`` and ToolFailed ``mail.refused``: it has not gone, ``mail.lost``:
        nobody knows.

        ``bounces_to`` is where it comes back to: its sender, nobody where it is empty. A refusal has the ``reply`` of
        the server, a number: those from 400 to 499 are for now.
        """
        ...


class FileOutbox:
    """Writes messages as .eml, which any mail program opens, and sends none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage, bounces_to: str | None = None) -> None:
        name = re.sub(r"[^\w.-]", "_", str(message["Message-ID"]).strip("<>"))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(prefix=".part-", dir=self.folder)
            with os.fdopen(handle, "wb") as stream:
                stream.write(message.as_bytes(policy=SMTP))
            os.replace(beside, self.folder / f"{name}.eml")
        except OSError as fault:
            raise ToolMissing("mail.no-answer", why=fault.strerror or str(fault)) from fault


class _Doubtful(smtplib.SMTP):
    """``is_in_doubt``: the message is in the hands of the server, which has not said yet whether it takes it."""

    is_in_doubt = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.is_in_doubt = True
        try:
            code, told = super().data(msg)
        except smtplib.SMTPDataError:  # it does not even want to have it
            self.is_in_doubt = False
            raise
        self.is_in_doubt = code == 250
        return code, told


class _DoubtfulTls(_Doubtful, smtplib.SMTP_SSL):
    """The same, encrypted from the beginning."""


class SmtpOutbox:
    """A mail server: ``smtp://`` goes on encrypted (STARTTLS) or not at all, ``smtps://`` is so from the beginning.

    ``smtp+plain://`` is for a server on this machine. Raises RequestError ``mail.bad-address``.
    """

    def __init__(self, url: str, password: str | None) -> None:
        try:
            told = urlsplit(url)
            self._scheme, self._host = told.scheme, told.hostname
            self._port = told.port or _PORTS[told.scheme]
        except (KeyError, ValueError):
            raise RequestError("mail.bad-address") from None
        if not self._host or told.path.strip("/"):
            raise RequestError("mail.bad-address")
        self._user = unquote(told.username) if told.username else None
        self._password = password or (unquote(told.password) if told.password else None)

    def send(self, message: EmailMessage, bounces_to: str | None = None) -> None:
        with self._open() as server:
            try:
                refused = server.send_message(message, from_addr=bounces_to)
            except smtplib.SMTPResponseException as fault:  # the server has answered: it has not taken the message
                raise ToolFailed("mail.refused", why=_response_text(fault), reply=fault.smtp_code) from fault
            except smtplib.SMTPRecipientsRefused as fault:
                reply = max(code for code, _ in fault.recipients.values())
                raise ToolFailed("mail.refused", why=_refusal_text(fault), reply=reply) from fault
            except smtplib.SMTPNotSupportedError as fault:
                raise ToolFailed("mail.refused", why=str(fault)) from fault
            except (smtplib.SMTPException, OSError) as fault:
                if server.is_in_doubt:
                    raise ToolFailed("mail.lost", why=str(fault)) from fault
                raise ToolMissing("mail.no-answer", why=str(fault)) from fault
        assert not refused, "one message has one receiver"

    def greet(self) -> None:
        """Connects, signs in and goes away; raises ToolMissing ``mail.no-answer``."""
        with self._open():
            pass

    @contextmanager
    def _open(self) -> Iterator[_Doubtful]:
        """A server that takes messages from us; what goes wrong before that is ``mail.no-answer``."""
        server: _Doubtful | None = None
        try:
            safe = ssl.create_default_context()
            assert self._host is not None
            if self._scheme == "smtps":
                server = _DoubtfulTls(self._host, self._port, timeout=_LIMIT_S, context=safe)
            else:
                server = _Doubtful(self._host, self._port, timeout=_LIMIT_S)
            if self._scheme == "smtp":
                server.starttls(context=safe)
            if self._user and self._password:
                server.login(self._user, self._password)
        except (smtplib.SMTPException, OSError) as fault:
            if server is not None:
                server.close()
            why = _response_text(fault) if isinstance(fault, smtplib.SMTPResponseException) else str(fault)
            raise ToolMissing("mail.no-answer", why=why) from fault
        try:
            yield server
        finally:
            try:
                server.quit()
            except (smtplib.SMTPException, OSError):
                server.close()


def open_outbox(settings: Settings) -> Outbox | None:
    """Where the settings send mail; None when they name no way. Raises RequestError ``mail.bad-address``."""
    if not settings.smtp_url:
        return None
    if settings.smtp_url == FILES:
        return FileOutbox(settings.data_dir / FOLDER)
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    return SmtpOutbox(settings.smtp_url, password)


def _response_text(fault: smtplib.SMTPResponseException) -> str:
    told = fault.smtp_error.decode("utf-8", "replace") if isinstance(fault.smtp_error, bytes) else str(fault.smtp_error)
    return f"{fault.smtp_code} {' '.join(told.split())}"[:300]


def _refusal_text(fault: smtplib.SMTPRecipientsRefused) -> str:
    return "; ".join(f"{code} {told.decode('utf-8', 'replace')}" for code, told in fault.recipients.values())[:300]
