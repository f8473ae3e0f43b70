"""An office with a mail server beside it, on either database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from letterkit.core.office import LetterState
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Proposal
from letterkit.office.mail.addresses import mailbox_addresses, outbox_finder
from letterkit.office.mail.delivery import Delivery
from letterkit.office.mail.fetching import Fetching, fetch
from letterkit.office.mail.reading import MessageReading, read_message
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.incoming_tables import Incoming
from letterkit.store.mail_tables import Mailing, MailMessage
from letterkit.store.tables import Approval, Letter, Version

from ..office.batches.conftest import approved, checked, ended, rows  # noqa: F401
from ..office.cases.conftest import (  # noqa: F401
    NOW,
    Day,
    catalogue,
    day,
    office,
    on_paper,
    printing,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)
from ..office.conftest import checker, clean, docx_of, letter, options  # noqa: F401
from .servers import Dovecot, Letterbox, dovecot_to_test, smtp_running

EMAIL = "ivanova@example.ru"
PDF, DOCX = b"%PDF-1.7 approved", b"PK approved"


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with dovecot_to_test() as server:
        yield server


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    with smtp_running() as box:
        yield box


@pytest.fixture
def user(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A mailbox that no other test has."""
    return "".join(sign for sign in f"{tmp_path.parent.name}-{tmp_path.name}" if sign.isalnum() or sign == "-")


@pytest.fixture
def to_mail(day: Day) -> Callable[..., Letter]:  # noqa: F811
    """An approved letter, bytes and all, to somebody with an address of mail."""

    def made(number: str = "И-1", **sections: dict[str, object]) -> Letter:
        told = {"appeal": {"number": number}, "applicant": {"email": EMAIL}, **sections}
        made, files = day.at(LetterState.APPROVED, **told), day.office.files
        with day.office.database.writing() as session:
            version = session.scalars(select(Version).filter_by(letter_id=made.id)).first()
            assert version is not None
            session.add(
                Approval(
                    letter_id=made.id,
                    version_id=version.id,
                    kind="approved",
                    by_id=day.staff.signer.id,
                    at=NOW,
                    docx=files.put(DOCX),
                    pdf=files.put(PDF),
                )
            )
        return day.now(made)

    return made


@pytest.fixture
def delivery(office: Office, letterbox: Letterbox) -> Delivery:  # noqa: F811
    finder = outbox_finder(Settings(smtp_url=letterbox.url))
    return Delivery(office.database, office.files, finder, lambda body: office.profile.body, 30)


def read_as_it_is(files: object) -> Proposal:
    """A reader that reads nothing: what is read of appeals is tested elsewhere."""
    return Proposal(None, "not read")


def told_alone(data: bytes) -> MessageReading:
    """What a message is, its appeal not read."""
    return read_message(data, read_as_it_is)


@pytest.fixture
def fetching(office: Office) -> Fetching:  # noqa: F811
    return Fetching(office, lambda body: told_alone)


@pytest.fixture
def look(fetching: Fetching, dovecot: Dovecot, user: str) -> Callable[..., int]:
    """One look at the mailbox of the test."""

    def looked(**changed: object) -> int:
        [address] = mailbox_addresses(Settings(imap_url=dovecot.url(user)))
        return fetch(replace(fetching, **changed), address)

    return looked


def message(number: int = 1, words: str = "Прошу починить крышу.", **heads: str) -> EmailMessage:
    """A message of a citizen, with some heads changed or added."""
    told = EmailMessage()
    said = {
        "From": f"Иван Иванов <ivanov{number}@example.ru>",
        "To": "otvet@example.gov.ru",
        "Subject": f"О крыше {number}",
        "Date": "Mon, 03 Jun 2024 10:00:00 +1100",
        "Message-ID": f"<{number}@citizen.example.ru>",
        **{name.replace("_", "-"): value for name, value in heads.items()},
    }
    for name, value in said.items():
        if value:
            told[name] = value
    told.set_content(words)
    return told


def kept(database: Database) -> list[MailMessage]:
    """The messages that were read, in order."""
    with database.reading() as session:
        return list(session.scalars(select(MailMessage).order_by(MailMessage.id)))


def proposed(database: Database) -> list[Incoming]:
    """The appeals to be, in order."""
    with database.reading() as session:
        return list(session.scalars(select(Incoming).order_by(Incoming.id)))


def mailing(database: Database) -> Mailing:
    """The only message that there is to go out."""
    with database.reading() as session:
        return session.scalars(select(Mailing)).one()
