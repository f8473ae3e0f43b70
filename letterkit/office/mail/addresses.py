"""Which mail servers a body sends its answers by and has its mailboxes at, as the settings name them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from letterkit.core.errors import RequestError
from letterkit.office.control.mail import FILES, FOLDER, FileOutbox, Outbox, SmtpOutbox
from letterkit.settings import Settings

_IMAP_PORTS = {"imaps": 993, "imap": 143, "imap+plain": 143}
_FIRST_FOLDER = "INBOX"


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """A folder at a mail server, read for ``body``; ``scheme`` as the settings have it."""

    body: str
    scheme: str
    host: str
    port: int
    user: str
    password: str
    folder: str

    @property
    def name(self) -> str:
        """«user@host/folder», without the password."""
        return f"{self.user}@{self.host}/{self.folder}"


def mailbox_addresses(settings: Settings) -> Sequence[MailboxAddress]:
    """The mailboxes of the settings; raises RequestError ``mailbox.bad-address``, ``file.unreadable``."""
    return [_mailbox(settings, told) for told in (settings.imap_url or "").split()]


def has_outbox(settings: Settings, body: str) -> bool:
    """Whether the answers of ``body`` can go out by mail."""
    return _outbox_url(settings, body) is not None


def sends_to_files(settings: Settings, body: str) -> bool:
    """Whether they are put into a folder instead, and reach nobody."""
    return _outbox_url(settings, body) == FILES


def outbox_finder(settings: Settings) -> Callable[[str], Outbox | None]:
    """What finds the outbox for the answers of a body; None for one that has none.

    Raises RequestError ``mail.bad-address``, ``file.unreadable`` when it is asked.
    """
    return lambda body: _outbox(settings, body)


def _outbox(settings: Settings, body: str) -> Outbox | None:
    url = _outbox_url(settings, body)
    if url is None:
        return None
    if url == FILES:
        return FileOutbox(settings.data_dir / FOLDER)
    own = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    return SmtpOutbox(url, _secret_of(settings, urlsplit(url)) or own)


def _outbox_url(settings: Settings, body: str) -> str | None:
    """That of the body itself, or else the one that serves all."""
    named = [told.partition("#") for told in (settings.reply_smtp_url or settings.smtp_url or "").split()]
    own = next((url for url, _, of in named if of == body and body), None)
    return own or next((url for url, _, of in named if not of), None)


def _mailbox(settings: Settings, told: str) -> MailboxAddress:
    try:
        parts = urlsplit(told)
        port = parts.port or _IMAP_PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise RequestError("mailbox.bad-address") from None
    if not parts.hostname or not parts.username:
        raise RequestError("mailbox.bad-address")
    shared = settings.imap_password.get_secret_value() if settings.imap_password else ""
    password = unquote(parts.password or "") or _secret_of(settings, parts) or shared
    if not password:
        raise RequestError("mailbox.no-password", name=f"{unquote(parts.username)}@{parts.hostname}")
    folder = unquote(parts.path.strip("/")) or _FIRST_FOLDER
    return MailboxAddress(parts.fragment, parts.scheme, parts.hostname, port, unquote(parts.username), password, folder)


def _secret_of(settings: Settings, parts: SplitResult) -> str | None:
    if settings.mail_secrets is None or not parts.username:
        return None
    file = settings.base / settings.mail_secrets
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise RequestError("file.unreadable", file=str(file), why=getattr(fault, "strerror", None) or "") from fault
    wanted = f"{unquote(parts.username)}@{parts.hostname}"
    found = (line.split(None, 1) for line in lines)
    return next((each[1].strip() for each in found if len(each) == 2 and each[0] == wanted), None)
