"""A mailing as a message of electronic mail."""

import mimetypes
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import uuid4

from letterkit.core import clock
from letterkit.core.errors import ToolFailed
from letterkit.core.mail import MailingKind
from letterkit.core.people import Case
from letterkit.core.profile import Body
from letterkit.store.mail_tables import Mailing


def new_message_id(sender: str) -> str:
    """A name for a message that nobody else has."""
    return f"<{uuid4().hex}@{sender.rpartition('@')[2] or 'letterkit'}>"


def message_of(mailing: Mailing, body: Body, files: Sequence[tuple[str, bytes]]) -> EmailMessage:
    """The message, from the address of ``body``; a confirmation of receipt is marked as automatic (RFC 3834).

    Raises ToolFailed ``mail.refused`` for an address that no header can hold.
    """
    told = EmailMessage()
    name = body.short_name or body.names[Case.NOMINATIVE]
    try:
        told["From"] = Address(name[:1].upper() + name[1:], addr_spec=body.email)
        told["To"], told["Subject"] = Address(addr_spec=_for_servers(mailing.to)), mailing.heading
    except (ValueError, IndexError) as fault:
        raise ToolFailed("mail.refused", why=str(fault)) from fault
    told["Date"], told["Message-ID"] = format_datetime(clock.now()), mailing.message_id
    if mailing.kind == MailingKind.RECEIPT:
        told["Auto-Submitted"] = "auto-replied"
    if mailing.answers:
        told["In-Reply-To"] = told["References"] = mailing.answers
    told.set_content(mailing.words)
    for file, data in files:
        # A signature of a file is not one of the message, for which mail programs take those of its own type.
        known = None if file.endswith(".sig") else mimetypes.guess_type(file)[0]
        main, _, sub = (known or "application/octet-stream").partition("/")
        told.add_attachment(data, main, sub, filename=file)
    return told


def _for_servers(address: str) -> str:
    """The address with its domain as servers write it: «почта.рф» is xn--80a1acny.xn--p1ai."""
    name, _, host = address.rpartition("@")
    return f"{name}@{host.encode('idna').decode()}"


def bounces_to(mailing: Mailing, body: Body) -> str:
    """Where the message comes back to: nowhere what letterkit has sent by itself, so that no two programs talk."""
    return "" if mailing.kind == MailingKind.RECEIPT else body.email
