"""A page is shown though the journal is busy, and its trace comes with the next one."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from letterkit.core.office import Actor, Duty
from letterkit.office.journal.access import Looks
from letterkit.store.audit import record, verify
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry

PETROVA = Actor(2, "Петрова А.С.", frozenset({Duty.EXECUTOR}))
_SOON_S = 10
"""Less than the 15 s that a change waits for others, far more than a page should."""


def test_whoever_reads_does_not_wait_for_who_writes_and_no_trace_is_lost(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    looks = Looks(database)
    with database.writing() as session:
        record(session, None, "register.imported", "register")  # a long change, not at its end yet
        with ThreadPoolExecutor(1) as page:
            page.submit(looks.note, PETROVA, "letter.read", "letter:1").result(_SOON_S)
    [late] = [each for each in caplog.records if each.name == "letterkit.audit" and each.levelno == logging.WARNING]
    assert (late.told["person"], late.told["subject"], late.told["why"]) == (2, "letter:1", "database.busy")  # type: ignore[attr-defined]
    looks.note(PETROVA, "letter.read", "letter:2")
    with database.reading() as session:
        read = session.scalars(select(AuditEntry.subject).filter_by(action="letter.read").order_by(AuditEntry.id))
        assert list(read) == ["letter:1", "letter:2"]
        assert verify(session).broken is None
