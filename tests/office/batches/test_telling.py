"""When a batch ends its maker learns of it; signers learn that letters wait for them, the registry what may go."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from letterkit.core.errors import RequestError
from letterkit.core.finding import Finding, Level
from letterkit.core.office import Actor, BatchState
from letterkit.core.report import Verdict
from letterkit.office.batches import approval, chunks, findings, intake, steps, waivers
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.results import finish
from letterkit.office.batches.telling import tell_end
from letterkit.office.context import Office
from letterkit.office.notices.kinds import NoticeKind
from letterkit.reports.notice_words import heading
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.notice_tables import Notice

from ..cases.conftest import Staff, later
from .conftest import letter

DONE = "Рассылка от 05.06.2024 готова: {}"
WAITS = "Рассылка от 05.06.2024 ждёт утверждения: {}"
TO_SEND = "Рассылка от 05.06.2024: можно отправлять, утверждено {}"


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


def test_signers_learn_that_letters_wait_when_what_stood_against_them_is_answered_for(
    office: Office, staff: Staff, ended: Callable[..., int]
) -> None:
    slip = Finding("grammar.x", "3.3", Level.ERROR, "Нужен дательный падеж", excerpt="приказа")
    batch_id = ended(2, lambda row: letter(row, slip, verdict=Verdict.FIX))
    assert told(office, staff.signer) == []
    [found] = findings.groups(office, staff.reviewer, batch_id)
    waivers.waive(office, staff.reviewer, batch_id, found.id, "так называется закон")
    assert told(office, staff.signer) == told(office, staff.writing_signer) == [WAITS.format("2 письма")]


def test_signers_learn_that_letters_wait_again_when_an_approval_is_taken_back(
    office: Office, staff: Staff, ended: Callable[..., int]
) -> None:
    batch_id = ended(2)
    part = approval.approve(office, staff.signer, batch_id, [2])
    with later(minutes=2):
        approval.revoke(office, staff.signer, batch_id, part.id, "Другой бланк")
    assert len(told(office, staff.writing_signer)) == 1  # a letter had waited all the time
    whole = approval.approve(office, staff.signer, batch_id)
    with later(minutes=4):
        approval.revoke(office, staff.signer, batch_id, whole.id, "Другой бланк")
    assert told(office, staff.writing_signer) == [WAITS.format("2 письма")] * 2
    assert len(told(office, staff.signer)) == 1  # nobody is told what they have done themselves


def test_letters_of_a_batch_called_off_wait_too(office: Office, staff: Staff, checked: Callable[..., int]) -> None:
    batch_id = checked(2, Plan(number=True))
    steps.confirm(office, staff.executor, batch_id)
    claim = chunks.claim(office.database, batch_id)
    assert claim is not None
    assert finish(office.database, office.files, claim, {row.id: letter(row) for row in claim.rows or ()})
    assert told(office, staff.signer) == []
    steps.cancel(office, staff.executor, batch_id)
    assert told(office, staff.signer) == [WAITS.format("1 письмо")]


def test_the_registry_learns_once_of_each_approval_how_many_letters_may_go(
    office: Office, staff: Staff, ended: Callable[..., int]
) -> None:
    batch_id = ended(3)
    approval.approve(office, staff.signer, batch_id, [2])
    approval.approve(office, staff.signer, batch_id)
    assert told(office, staff.registry) == [TO_SEND.format("1 письмо"), TO_SEND.format("2 письма")]
    assert NoticeKind.BATCH_TO_SEND not in told(office, staff.executor)
