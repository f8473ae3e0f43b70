"""A finding of a batch is answered for once, for all letters that have it; what else stands in them still blocks."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from letterkit.core.errors import DeniedError, ToolFailed
from letterkit.core.finding import Finding, Level
from letterkit.core.office import RowState
from letterkit.core.report import Verdict
from letterkit.office.batches import approval, approval_state, chunks, findings, passport, steps, waivers
from letterkit.office.batches.findings import FindingGroup
from letterkit.office.batches.results import Outcome, finish
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.tables import AuditEntry

from ..cases.conftest import Staff, later, refused
from .conftest import letter

Ended = Callable[..., int]
Rows = Callable[[int], list[BatchRow]]
REASON = "так называется закон"


def slip(words: str = "приказа") -> Finding:
    return Finding("grammar.x", "3.3", Level.ERROR, "Нужен дательный падеж", excerpt=words)


OTHER = Finding("typography.y", "3.3", Level.ERROR, "Лишний пробел", excerpt="  ")
DOUBT = Finding("tone.z", "1.5", Level.WARNING, "Грубо", excerpt="немедленно")


def spoilt(row: BatchRow) -> Outcome:
    """Row 2 is clean; the others have the slip in words of their own, row 4 twice, row 5 with another error."""
    found = {2: (), 4: (slip("а"), slip("а")), 5: (slip("б"), OTHER, DOUBT)}.get(row.number, (slip(f"{row.number}"),))
    return letter(row, *found, verdict=Verdict.FIX if found else Verdict.READY)


def half_checked(row: BatchRow) -> Outcome:
    return letter(row, slip(), verdict=Verdict.FIX, is_whole=False)


def group(office: Office, staff: Staff, batch_id: int, code: str = "grammar.x") -> FindingGroup:
    return next(each for each in findings.groups(office, staff.reviewer, batch_id) if each.code == code)


def verdicts(rows: list[BatchRow]) -> list[tuple[str | None, int]]:
    return [(row.verdict, row.errors) for row in rows]


def test_letters_with_nothing_else_against_them_are_ready(
    office: Office, staff: Staff, ended: Ended, rows: Rows
) -> None:
    batch_id = ended(5, spoilt)
    assert verdicts(rows(batch_id)) == [("ready", 0), ("fix", 1), ("fix", 2), ("fix", 2), ("fix", 1)]
    made = waivers.waive(office, staff.reviewer, batch_id, group(office, staff, batch_id).id, f"  {REASON} ")
    assert (made.count, made.reason, made.by.surname) == (4, REASON, "Новикова")
    assert verdicts(rows(batch_id)) == [("ready", 0), ("ready", 0), ("ready", 0), ("fix", 1), ("ready", 0)]
    assert approval_state.standing(office, staff.signer, batch_id).ready == 4
    assert group(office, staff, batch_id).waiver == made.id


def test_it_stands_again_when_it_is_taken_back(office: Office, staff: Staff, ended: Ended, rows: Rows) -> None:
    batch_id = ended(5, spoilt)
    before = verdicts(rows(batch_id))
    made = waivers.waive(office, staff.second, batch_id, group(office, staff, batch_id).id, REASON)
    waivers.unwaive(office, staff.signer, batch_id, made.id)
    assert verdicts(rows(batch_id)) == before
    assert waivers.waivers_of(office, staff.signer, batch_id) == {}
    with refused("waiver.no-finding"):
        waivers.unwaive(office, staff.signer, batch_id, made.id)


def test_a_warning_waived_changes_no_verdict(office: Office, staff: Staff, ended: Ended, rows: Rows) -> None:
    batch_id = ended(5, spoilt)
    waivers.waive(office, staff.reviewer, batch_id, group(office, staff, batch_id, "tone.z").id, REASON)
    row = rows(batch_id)[3]
    assert (row.verdict, row.errors, row.warnings) == ("fix", 2, 0)


def test_what_was_not_checked_whole_is_not_ready(office: Office, staff: Staff, ended: Ended, rows: Rows) -> None:
    batch_id = ended(1, half_checked)
    waivers.waive(office, staff.reviewer, batch_id, group(office, staff, batch_id).id, REASON)
    assert verdicts(rows(batch_id)) == [("incomplete", 0)]


def test_only_reviewers_and_signers_who_have_not_made_the_batch_may(office: Office, staff: Staff, ended: Ended) -> None:
    batch_id = ended(2, spoilt)
    finding = group(office, staff, batch_id).id
    for actor in (staff.executor, staff.registry, staff.clerk, staff.administrator):
        with pytest.raises(DeniedError):
            waivers.waive(office, actor, batch_id, finding, REASON)
    with office.database.writing() as session:
        session.get_one(Batch, batch_id).by_id = staff.reviewer.id
    with refused("denied.author"):
        waivers.waive(office, staff.reviewer, batch_id, finding, REASON)


def test_a_waiver_needs_a_reason_and_a_finding_that_stands(office: Office, staff: Staff, ended: Ended) -> None:
    batch_id = ended(2, spoilt)
    finding = group(office, staff, batch_id).id
    with refused("waiver.no-reason"):
        waivers.waive(office, staff.reviewer, batch_id, finding, "  ")
    with refused("waiver.no-finding"):
        waivers.waive(office, staff.reviewer, batch_id, finding + 999, REASON)
    waivers.waive(office, staff.reviewer, batch_id, finding, REASON)
    with refused("waiver.no-finding"):
        waivers.waive(office, staff.reviewer, batch_id, finding, REASON)


def test_letters_are_not_approved_when_their_waiver_is_over(office: Office, staff: Staff, ended: Ended) -> None:
    batch_id = ended(3, spoilt)
    waivers.waive(office, staff.reviewer, batch_id, group(office, staff, batch_id).id, REASON)
    with later(days=31):
        with refused("approve.waiver-over"):
            approval.approve(office, staff.signer, batch_id)
        assert approval.approve(office, staff.signer, batch_id, [2]).count == 1


def test_a_waiver_that_approved_letters_rest_on_stays(office: Office, staff: Staff, ended: Ended, rows: Rows) -> None:
    batch_id = ended(3, spoilt)
    made = waivers.waive(office, staff.reviewer, batch_id, group(office, staff, batch_id).id, REASON)
    given = approval.approve(office, staff.signer, batch_id)
    with refused("waiver.approved"):
        waivers.unwaive(office, staff.reviewer, batch_id, made.id)
    approval.revoke(office, staff.signer, batch_id, given.id, "ошибка")
    waivers.unwaive(office, staff.reviewer, batch_id, made.id)
    assert rows(batch_id)[1].verdict == "fix"


def test_journal_register_and_passport_tell_it(office: Office, staff: Staff, ended: Ended, rows: Rows) -> None:
    batch_id = ended(3, spoilt)
    waivers.waive(office, staff.reviewer, batch_id, group(office, staff, batch_id).id, REASON)
    with office.database.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        row = rows(batch_id)[1].id
        [told] = findings.messages(session, [row])[row]
    assert (entry.action, entry.details["code"], entry.details["count"]) == ("batch.waived", "grammar.x", 2)
    assert told == (
        "Нужен дательный падеж – «3» (принято под ответственность: так называется закон; Новикова А.С., до 05.07.2024)"
    )
    approval.approve(office, staff.signer, batch_id)
    made = passport.passport(office, staff.executor, batch_id, 3)
    assert made["checked"]["findings"] == []
    assert [(each["code"], each["excerpt"], each["reason"]) for each in made["waivers"]] == [("grammar.x", "3", REASON)]


def test_a_row_made_again_has_the_words_that_were_waived(
    office: Office, staff: Staff, checked: Ended, rows: Rows
) -> None:
    """Its verdict counts as those of the others; the same fault in other words stands."""
    batch_id = checked(3)
    steps.confirm(office, staff.executor, batch_id)

    def go(outcome: Callable[[BatchRow], Outcome]) -> None:
        while (claim := chunks.claim(office.database, batch_id)) is not None:
            assert finish(office.database, office.files, claim, {row.id: outcome(row) for row in claim.rows or ()})

    failed = ToolFailed("libreoffice.died", status=1, said="")
    go(lambda row: failed if row.number > 2 else letter(row, slip(), verdict=Verdict.FIX))
    waivers.waive(office, staff.reviewer, batch_id, group(office, staff, batch_id).id, REASON)
    steps.retry(office, staff.executor, batch_id)
    go(lambda row: letter(row, slip("приказа" if row.number == 3 else "указа"), verdict=Verdict.FIX))
    assert {row.state for row in rows(batch_id)} == {RowState.DONE}
    assert verdicts(rows(batch_id)) == [("ready", 0), ("ready", 0), ("fix", 1)]
    assert sorted(
        (each.letters, each.waiver is None) for each in findings.groups(office, staff.reviewer, batch_id)
    ) == [
        (1, True),
        (2, False),
    ]
