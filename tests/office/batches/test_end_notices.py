"""When a batch ends its maker learns of it, and signers that letters wait for them."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, BatchState
from letterkit.core.report import Verdict
from letterkit.office.batches import chunks, intake
from letterkit.office.batches.end_notices import tell_end
from letterkit.office.context import Office
from letterkit.office.notices.kinds import NoticeKind
from letterkit.reports.notice_words import heading
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.notice_tables import Notice

from ..cases.conftest import Staff
from .conftest import letter

DONE = "Рассылка от 05.06.2024 готова: {}"
WAITS = "Рассылка от 05.06.2024 ждёт утверждения: {}"


def told(office: Office, by: Actor) -> Sequence[str]:
    """What somebody was told of, in words."""
    with office.database.reading() as session:
        rows = session.scalars(select(Notice).filter_by(person_id=by.id).order_by(Notice.id))
        return [heading(row.kind, row.details) for row in rows]


def test_its_maker_learns_that_it_is_done_and_signers_what_waits(
    office: Office, staff: Staff, ended: Callable[..., int]
) -> None:
    ended(3)
    assert told(office, staff.executor) == [DONE.format("3 письма")]
    assert told(office, staff.signer) == told(office, staff.writing_signer) == [WAITS.format("3 письма")]
    assert told(office, staff.reviewer) == []


def test_where_no_letter_is_ready_signers_are_told_nothing(
    office: Office, staff: Staff, ended: Callable[..., int]
) -> None:
    def with_error(row: BatchRow) -> Any:
        return letter(row, verdict=Verdict.FIX) if row.number == 2 else RequestError("reply.unknown")

    ended(2, with_error)
    assert told(office, staff.executor) == [DONE.format("1 письмо")]
    assert told(office, staff.signer) == []


def test_a_signer_who_has_made_it_waits_for_another(office: Office, staff: Staff, ended: Callable[..., int]) -> None:
    batch_id = ended(1)
    with office.database.writing() as session:
        session.execute(Notice.__table__.delete())
        batch = session.get_one(Batch, batch_id)
        batch.by_id = staff.writing_signer.id
        session.flush()
        tell_end(session, batch)
    assert told(office, staff.writing_signer) == [DONE.format("1 письмо")]
    assert told(office, staff.signer) == [WAITS.format("1 письмо")]


def test_its_maker_learns_that_the_table_was_refused(office: Office, staff: Staff) -> None:
    batch = intake.begin(office, staff.registry, b"x", "x.csv", "redirect")
    for _ in range(chunks.GIVEN_UP_AFTER + 1):
        chunks.claim(office.database, batch.id)
        chunks.bury(office.database)
    with office.database.reading() as session:
        assert session.get_one(Batch, batch.id).state == BatchState.REFUSED
        assert session.scalars(select(Notice.kind)).all() == [NoticeKind.BATCH_ENDED]
    assert told(office, staff.registry) == ["Рассылка от 05.06.2024: таблица не подошла"]
