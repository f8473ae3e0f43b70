"""A folder of a mail server, read by IMAP: nothing in it is deleted or marked, it may be moved into another folder."""

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.office.mail.addresses import MailboxAddress

_LIMIT_S = 60
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FAULTS = (imaplib.IMAP4.error, OSError, EOFError)


class MailFolder:
    """An open folder; ``uidvalidity`` says of which numbering its messages are."""

    def __init__(self, server: imaplib.IMAP4, uidvalidity: int) -> None:
        self._server = server
        self.uidvalidity = uidvalidity

    def uids(self, after: int = 0, since: date | None = None) -> Sequence[int]:
        """The numbers greater than ``after``, in order; of messages that came on ``since`` or later."""
        asked = [f"UID {after + 1}:*"]
        if since is not None:
            asked.append(f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}")
        found = _answer(self._server.uid("SEARCH", *asked))
        # «N:*» is the last message at least, whatever its number.
        return sorted(uid for uid in map(int, (found[0] or b"").split()) if uid > after)

    def size(self, uid: int) -> int | None:
        """How long the message is, in bytes; None where it is gone."""
        told = b" ".join(each for each in _answer(self._server.uid("FETCH", str(uid), "(RFC822.SIZE)")) if each)
        found = _SIZE.search(told)
        return int(found[1]) if found else None

    def read(self, uid: int, *, head_alone: bool = False) -> bytes | None:
        """The message as it came, or its head; None where it is gone."""
        part = "(BODY.PEEK[HEADER])" if head_alone else "(BODY.PEEK[])"
        for each in _answer(self._server.uid("FETCH", str(uid), part)):
            if isinstance(each, tuple):
                return bytes(each[1])
        return None

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Moves messages into ``folder``, which is made if need be."""
        if not uids:
            return
        target, chosen = _quote(folder), ",".join(map(str, uids))
        with suppress(imaplib.IMAP4.error):
            self._server.create(target)  # it may be there
        # Asked anew: more is known to whoever has signed in.
        can = b" ".join(_answer(self._server.capability())).upper().split()
        if b"MOVE" in can:
            _answer(self._server.uid("MOVE", chosen, target))
            return
        _answer(self._server.uid("COPY", chosen, target))
        _answer(self._server.uid("STORE", chosen, "+FLAGS.SILENT", r"(\Deleted)"))
        if b"UIDPLUS" in can:  # otherwise what others have marked would go too
            _answer(self._server.uid("EXPUNGE", chosen))


@contextmanager
def open_folder(address: MailboxAddress, *, to_change: bool = False) -> Iterator[MailFolder]:
    """The folder at ``address``; ToolMissing ``mailbox.no-answer``, ToolFailed ``mailbox.refused`` at any time."""
    server: imaplib.IMAP4 | None = None
    try:
        server = _connect(address)
        _answer(server.select(_quote(address.folder), readonly=not to_change))
        told = server.response("UIDVALIDITY")[1][0]
        yield MailFolder(server, int(told or 0))
    except imaplib.IMAP4.abort as fault:
        raise ToolMissing("mailbox.no-answer", name=address.name, why=str(fault)[:300]) from fault
    except imaplib.IMAP4.error as fault:
        raise ToolFailed("mailbox.refused", name=address.name, why=_words_of(fault)) from fault
    except (OSError, EOFError) as fault:
        raise ToolMissing("mailbox.no-answer", name=address.name, why=str(fault)[:300]) from fault
    finally:
        if server is not None:
            with suppress(*_FAULTS):
                server.logout()


def _connect(address: MailboxAddress) -> imaplib.IMAP4:
    safe = ssl.create_default_context()
    if address.scheme == "imaps":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(address.host, address.port, ssl_context=safe, timeout=_LIMIT_S)
    else:
        server = imaplib.IMAP4(address.host, address.port, timeout=_LIMIT_S)
    if address.scheme == "imap":
        server.starttls(safe)
    if (address.user + address.password).isascii():
        server.login(address.user, address.password)
    else:
        server.authenticate("PLAIN", lambda _: f"\0{address.user}\0{address.password}".encode())
    return server


def _answer(told: tuple[str, list[Any]]) -> list[Any]:
    status, found = told
    if status != "OK":
        raise imaplib.IMAP4.error(found[0] if found else status)
    return found


def _words_of(fault: Exception) -> str:
    told = fault.args[0] if fault.args else ""
    return (told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told))[:300]


def _quote(folder: str) -> str:
    """The name of a folder as IMAP writes it (RFC 3501, 5.1.3)."""
    written = re.sub(r"[^\x20-\x7e]+|&", lambda found: _encode(found[0]), folder)
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encode(signs: str) -> str:
    if signs == "&":
        return "&-"
    return f"&{base64.b64encode(signs.encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"
