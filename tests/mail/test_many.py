"""Letters of a batch by mail: each goes to its own address, what went is recorded together, the rest can be stopped."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from letterkit.core.case import CaseCard
from letterkit.core.mail import MailingState
from letterkit.core.office import RowWay
from letterkit.core.outcome import Channel
from letterkit.office.batches import approval, sending
from letterkit.office.context import Office
from letterkit.office.integrity.batches import batches
from letterkit.office.integrity.mismatch import Mismatch
from letterkit.office.mail import many
from letterkit.office.mail.delivery import Delivery, deliver
from letterkit.store import audit
from letterkit.store.batch_tables import BatchApproval, BatchRow, BatchSending
from letterkit.store.mail_tables import Mailing

from ..office.cases.conftest import Staff, later, refused
from .conftest import EMAIL
from .servers import Letterbox

Approved = Callable[..., int]
Rows = Callable[[int], list[BatchRow]]
BY_MAIL = {"applicant": {"email": EMAIL}, "reply": {"delivery": "email"}}


def words(row: BatchRow, card: CaseCard) -> tuple[str, str]:
    return f"Ответ № {row.letter_number}", f"На обращение {card.appeal.number}.\n"


def mismatches(office: Office, batch_id: int) -> list[Mismatch]:
    """What the journal and the batch do not agree on."""
    with office.database.writing() as session:
        audit.record(session, None, "batch.taken-in", f"batch:{batch_id}")  # the batch of the tests is made up
        return list(batches(session))


def states(office: Office) -> list[str]:
    with office.database.reading() as session:
        return list(session.scalars(select(Mailing.state).order_by(Mailing.id)))


def test_letters_whose_way_is_mail_go_each_once_and_are_recorded_together(
    office: Office, staff: Staff, approved: Approved, rows: Rows, delivery: Delivery, letterbox: Letterbox
) -> None:
    batch_id = approved(3, **BY_MAIL)
    assert many.mail_rows(office, staff.registry, batch_id, words, told=3) == 3
    assert sending.to_send(office, staff.registry, batch_id) == {}
    assert deliver(delivery) == 3
    assert [many.record_gone(office.database, office.files) for _ in range(2)] == [3, 0]
    assert sorted(each["Subject"] for each in letterbox.taken) == sorted(
        f"Ответ № {row.letter_number}" for row in rows(batch_id)
    )
    first = next(each for each in letterbox.taken if each["Subject"].endswith(f"{rows(batch_id)[0].letter_number}"))
    assert list(first.iter_parts())[1].get_content() == f"pdf {rows(batch_id)[0].id}".encode()  # type: ignore[attr-defined]
    with office.database.reading() as session:
        made = session.scalars(select(BatchSending)).one()
        assert (made.count, made.channel, made.by_id) == (3, Channel.EMAIL, staff.registry.id)
    assert mismatches(office, batch_id) == []


def test_what_is_stopped_waits_to_be_sent_again(
    office: Office, staff: Staff, approved: Approved, delivery: Delivery
) -> None:
    batch_id = approved(3, **BY_MAIL)
    many.mail_rows(office, staff.registry, batch_id, words)
    slow = Delivery(delivery.database, delivery.files, delivery.outbox_of, delivery.body_of, 1)
    assert deliver(slow) == 1
    assert many.stop(office, staff.registry, batch_id) == 2
    assert many.record_gone(office.database, office.files) == 1
    assert sending.to_send(office, staff.registry, batch_id) == {RowWay.EMAIL: 2}
    many.mail_rows(office, staff.registry, batch_id, words)
    with later(minutes=2):
        assert deliver(delivery) == 2
    assert states(office).count(MailingState.ACCEPTED) == 3


def test_an_approval_is_not_taken_back_while_letters_are_on_their_way(
    office: Office, staff: Staff, approved: Approved
) -> None:
    batch_id = approved(2, **BY_MAIL)
    many.mail_rows(office, staff.registry, batch_id, words)
    with office.database.reading() as session:
        approval_id = session.scalars(select(BatchApproval.id)).one()
    with refused("batch.in-mail"):
        approval.revoke(office, staff.signer, batch_id, approval_id, "Ошибка.")
    many.stop(office, staff.registry, batch_id)
    approval.revoke(office, staff.signer, batch_id, approval_id, "Ошибка.")


def test_a_row_goes_alone_to_an_address_that_was_told(
    office: Office, staff: Staff, approved: Approved, delivery: Delivery, letterbox: Letterbox
) -> None:
    batch_id = approved(2, **BY_MAIL)
    many.mail_row(office, staff.registry, batch_id, 2, words, to="other@example.ru")
    with refused("mailing.on-its-way"):
        many.mail_row(office, staff.registry, batch_id, 2, words, to="other@example.ru")
    deliver(delivery)
    many.record_gone(office.database, office.files)
    assert [each["To"] for each in letterbox.taken] == ["other@example.ru"]
    with refused("mailing.on-its-way"):
        many.mail_row(office, staff.registry, batch_id, 2, words, to="other@example.ru")


def test_a_row_that_came_back_goes_once_more_and_is_recorded_once(
    office: Office, staff: Staff, approved: Approved, delivery: Delivery, rows: Rows
) -> None:
    batch_id = approved(1, **BY_MAIL)
    many.mail_rows(office, staff.registry, batch_id, words)
    deliver(delivery)
    many.record_gone(office.database, office.files)
    with office.database.writing() as session:
        session.scalars(select(Mailing)).one().state = MailingState.BOUNCED
    many.mail_row(office, staff.registry, batch_id, rows(batch_id)[0].number, words, to="right@example.ru")
    assert deliver(delivery) == 1
    many.record_gone(office.database, office.files)
    with office.database.reading() as session:
        assert len(session.scalars(select(BatchSending)).all()) == 1
    assert mismatches(office, batch_id) == []


@pytest.mark.parametrize("who", ["executor", "signer", "administrator"])
def test_only_the_registry_mails(office: Office, staff: Staff, approved: Approved, who: str) -> None:
    batch_id = approved(1, **BY_MAIL)
    for step in (
        lambda: many.mail_rows(office, getattr(staff, who), batch_id, words),
        lambda: many.mail_row(office, getattr(staff, who), batch_id, 2, words, to=EMAIL),
        lambda: many.stop(office, getattr(staff, who), batch_id),
    ):
        with refused("denied.duty"):
            step()
