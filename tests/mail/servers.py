"""A real IMAP server (Debian's Dovecot) and an SMTP server on loopback, for as long as tests need them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.runs.dovecot import Dovecot, DovecotMissing, dovecot_running
from bench.runs.register import free_port


@contextmanager
def dovecot_to_test() -> Iterator[Dovecot]:
    """Dovecot; skips where it cannot run."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(dovecot_running())
        except DovecotMissing:
            pytest.skip("Dovecot is not installed, or cannot change its user: apt-get install dovecot-imapd, as root")
        yield server


@dataclass
class Letterbox:
    """What an SMTP server has taken: the messages, who each was from; ``answers`` by the address it is to."""

    taken: list[Message] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    on_data: Callable[[], None] = lambda: None
    url: str = ""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        self.senders.append(envelope.mail_from or "")
        self.on_data()
        return "250 OK"


@contextmanager
def smtp_running() -> Iterator[Letterbox]:
    """An SMTP server that takes everything."""
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    box.url = f"smtp+plain://127.0.0.1:{server.port}"
    try:
        yield box
    finally:
        server.stop()


def report(message_id: str, to: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A report of delivery of the message to ``to``, as Postfix writes it."""
    return f"""From: MAILER-DAEMON@mx.example.ru (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: otvet@example.gov.ru
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"
Message-ID: <report-{status}-{action}@mx.example.ru>

--B
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.ru

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} User unknown

--B
Content-Type: text/rfc822-headers

From: otvet@example.gov.ru
To: {to}
Message-ID: {message_id}

--B--
""".encode()
