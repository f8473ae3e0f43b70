"""A signer answers for the letters that the page has told of, and the journal for what became of them."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from letterkit.core.outcome import Channel
from letterkit.office.batches import approval, sending
from letterkit.office.context import Office
from letterkit.office.integrity.batches import batches
from letterkit.office.integrity.mismatch import MismatchKind
from letterkit.store import audit

from ..cases.conftest import Staff, refused

Ended = Callable[..., int]


def test_letters_made_anew_since_they_were_seen_are_not_approved(office: Office, staff: Staff, ended: Ended) -> None:
    """As many as before, and others."""
    batch_id = ended(3)
    seen = approval.ready_digest(office, staff.signer, batch_id)
    with office.database.writing() as session:
        session.execute(text("UPDATE batch_rows SET docx = :docx WHERE number = 2"), {"docx": "f" * 64})
    with refused("batch.changed"):
        approval.approve(office, staff.signer, batch_id, seen=seen)
    seen = approval.ready_digest(office, staff.signer, batch_id)
    assert approval.approve(office, staff.signer, batch_id, seen=seen).count == 3


ATTACKS = {
    "UPDATE batches SET state = 'running'": MismatchKind.STATE,
    "UPDATE batch_approvals SET by_id = 1 WHERE withdrawn IS NULL": MismatchKind.APPROVAL,
    "UPDATE batch_approvals SET withdrawn = NULL": MismatchKind.APPROVAL,
    "UPDATE batch_rows SET docx = pdf WHERE number = 2": MismatchKind.LETTERS,
    "UPDATE batch_rows SET letter_number = '1' WHERE number = 4": MismatchKind.LETTERS,
    "UPDATE batch_rows SET approval_id = NULL WHERE number = 3": MismatchKind.LETTERS,
    "UPDATE batch_sendings SET channel = 'email'": MismatchKind.SENDING,
    "DELETE FROM audit WHERE action = 'batch.taken-in'": MismatchKind.UNKNOWN,
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_edit_past_letterkit_is_found(office: Office, staff: Staff, ended: Ended) -> None:
    batch_id = ended(3)
    with office.database.writing() as session:
        audit.record(session, staff.executor, "batch.taken-in", f"batch:{batch_id}")
    first = approval.approve(office, staff.signer, batch_id)
    approval.revoke(office, staff.signer, batch_id, first.id, "ошибка")
    approval.approve(office, staff.signer, batch_id)
    sending.send(office, staff.registry, batch_id, Channel.POST, [2, 3])
    with office.database.reading() as session:
        assert list(batches(session)) == []
    for attack, kind in ATTACKS.items():
        with office.database.reading() as session:
            session.execute(text(attack))
            assert kind in {each.kind for each in batches(session)}, attack
