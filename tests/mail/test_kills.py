"""Whoever dies in between, a message is read once and a reply is sent once."""

import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.mail import MailingState, MessageState
from letterkit.office.mail import mailings
from letterkit.office.mail.delivery import Delivery, deliver
from letterkit.office.mail.mailings import MailWish
from letterkit.store.incoming_tables import Incoming
from letterkit.store.tables import Letter

from ..office.cases.conftest import Day
from .conftest import EMAIL, kept, mailing, message
from .dying import run
from .servers import Dovecot, Letterbox

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    "point",
    [
        "letterkit.office.mail.fetching:_insert:before",
        "letterkit.office.mail.fetching:_insert:after",
        "letterkit.office.mail.fetching:_make_of:before",
        "letterkit.office.mail.fetching:propose:before",
        "letterkit.office.mail.fetching:propose:after",
        "letterkit.office.mail.fetching:_make_of:after",
    ],
)
def test_a_message_is_read_once_whoever_dies(
    day: Day, database_url: str, tmp_path: Path, dovecot: Dovecot, user: str, point: str
) -> None:
    dovecot.put(user, message(1), message(2))
    url = dovecot.url(user)
    assert run("fetch", database_url, tmp_path, url, point) == -signal.SIGKILL
    assert run("fetch", database_url, tmp_path, url) == 0
    with day.office.database.reading() as session:
        found = session.scalars(select(Incoming.message_id).order_by(Incoming.id)).all()
    assert sorted(found) == ["<1@citizen.example.ru>", "<2@citizen.example.ru>"]  # type: ignore[type-var]
    assert {each.state for each in kept(day.office.database)} == {MessageState.PROPOSED}


@pytest.mark.parametrize(
    ("point", "gone", "state"),
    [
        ("letterkit.office.mail.delivery:_take:before", 0, MailingState.QUEUED),
        ("letterkit.office.mail.delivery:_take:after", 0, MailingState.TRYING),
        ("letterkit.office.mail.delivery:message_of:before", 0, MailingState.TRYING),
        ("letterkit.office.control.mail:SmtpOutbox.send:after", 1, MailingState.TRYING),
        ("letterkit.office.mail.delivery:_note:after", 1, MailingState.ACCEPTED),
    ],
)
def test_a_reply_is_sent_once_whoever_dies(
    day: Day,
    to_mail: Callable[..., Letter],
    delivery: Delivery,
    database_url: str,
    tmp_path: Path,
    letterbox: Letterbox,
    point: str,
    gone: int,
    state: MailingState,
) -> None:
    mailings.mail(day.office, day.staff.registry, to_mail().id, MailWish(EMAIL, "Ответ", "Вот он."))
    assert run("send", database_url, tmp_path, letterbox.url, point) == -signal.SIGKILL
    assert (len(letterbox.taken), mailing(day.office.database).state) == (gone, state)
    with clock.stopped_at(clock.now() + timedelta(days=3000)):
        deliver(delivery)
        deliver(delivery)
    at_the_end = mailing(day.office.database).state
    if state is MailingState.QUEUED:
        assert (len(letterbox.taken), at_the_end) == (1, MailingState.ACCEPTED)
    elif state is MailingState.TRYING:
        # Nobody knows: it is told so, and never sent by itself.
        assert (len(letterbox.taken), at_the_end) == (gone, MailingState.LOST)
    else:
        assert (len(letterbox.taken), at_the_end) == (1, MailingState.ACCEPTED)
