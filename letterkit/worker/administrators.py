"""What administrators are told of by mail: of the service itself, not of anybody's work."""

import logging
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Duty
from letterkit.office.control.mail import open_outbox
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.tables import Person, PersonDuty

log = logging.getLogger(__name__)


def write_to(settings: Settings, receivers: Sequence[str], sender: str, subject: str, words: str) -> None:
    """Sends each of ``receivers`` a message; nothing where the settings name no way.

    One that does not go is logged: the others shall have it. Raises RequestError ``mail.bad-address``.
    """
    outbox = open_outbox(settings)
    if outbox is None:
        return
    for to in receivers:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, to, subject
        message["Date"], message["Message-ID"] = formatdate(clock.now().timestamp()), make_msgid(domain="letterkit")
        message.set_content(words)
        try:
            outbox.send(message)
        except LetterkitError as fault:
            log.warning("a message to administrators has not gone: %s", fault.code)


def administrators(database: Database) -> Sequence[str]:
    """Their addresses, and those of officers of information security: one watches over what the other is told."""
    query = (
        select(Person.email)
        .join(PersonDuty, PersonDuty.person_id == Person.id)
        .where(PersonDuty.duty.in_((Duty.ADMINISTRATOR, Duty.OFFICER)), Person.active, Person.email.is_not(None))
    )
    with database.reading() as session:
        return [email for email in session.scalars(query.distinct()) if email]
