"""Letters of a batch go out by the channel that the Order allows (2.3–2.5) and answer the appeals of the register."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from letterkit.core.errors import DeniedError
from letterkit.core.office import AppealState, RowState, RowWay
from letterkit.core.outcome import Channel
from letterkit.office.batches import answered_appeals, approval, approval_state, passport, sending
from letterkit.office.batches import rows as looking
from letterkit.office.batches.rows import RowFilter
from letterkit.office.cases import appeals
from letterkit.office.context import Office
from letterkit.store.batch_tables import BatchRow
from letterkit.store.tables import Appeal, AuditEntry, Letter

from ..cases.conftest import NOW, Day, Staff, refused

Approved = Callable[..., int]
Rows = Callable[[int], list[BatchRow]]
EMAIL = "ivanova@example.ru"


def state_of(office: Office, appeal: Appeal) -> tuple[str, date | None]:
    with office.database.reading() as session:
        now = session.get_one(Appeal, appeal.id)
        return now.state, now.extended_to


def entered(day: Day, number: str, **told: Any) -> Appeal:
    return appeals.add(day.office, day.staff.registry, day.card(appeal={"number": number, **told}))


def last_entry(office: Office) -> AuditEntry:
    with office.database.reading() as session:
        return session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


def test_all_approved_letters_of_a_way_go_out_at_once(
    office: Office, staff: Staff, approved: Approved, rows: Rows
) -> None:
    batch_id = approved(5)
    assert sending.to_send(office, staff.registry, batch_id) == {RowWay.POST: 5}
    made = sending.send(office, staff.registry, batch_id, Channel.POST, track=" Список  12 ")
    assert (made.count, made.track, made.sent_on, made.by.surname) == (5, "Список 12", NOW.date(), "Сергеева")
    assert {row.sending_id for row in rows(batch_id)} == {made.id}
    assert sending.to_send(office, staff.registry, batch_id) == {}
    assert approval_state.standing(office, staff.registry, batch_id).sent == 5
    with refused("batch.nothing-to-send"):
        sending.send(office, staff.registry, batch_id, Channel.POST)


def test_one_entry_of_the_journal_names_the_list_of_the_hashes_that_went(
    office: Office, staff: Staff, approved: Approved, rows: Rows
) -> None:
    batch_id = approved(3)
    made = sending.send(office, staff.registry, batch_id, Channel.POST, sent_on=NOW.date())
    entry = last_entry(office)
    assert (entry.action, entry.subject, entry.details["count"]) == ("batch.sent", f"batch:{batch_id}", 3)
    kept = json.loads(sending.sent_list(office, staff.executor, batch_id, made.id))
    assert entry.details["letters"] == made.letters
    assert [(each["row"], each["docx"], each["pdf"]) for each in kept] == [
        (row.number, row.docx, row.pdf) for row in rows(batch_id)
    ]


@pytest.mark.parametrize(
    ("card", "way"),
    [
        ({}, RowWay.POST),
        ({"applicant": {"email": EMAIL}, "reply": {"delivery": "email"}}, RowWay.EMAIL),
        ({"appeal": {"channel": "gosuslugi"}}, RowWay.POS),
        ({"reply": {"restricted": True, "copy_number": "1"}}, RowWay.REGISTERED),
        ({"applicant": {"address": None}}, RowWay.UNKNOWN),
    ],
)
def test_the_way_follows_the_appeal(
    office: Office, staff: Staff, approved: Approved, card: dict[str, Any], way: RowWay
) -> None:
    batch_id = approved(2, **card)
    assert sending.to_send(office, staff.registry, batch_id) == {way: 2}
    wrong = Channel.EMAIL if way is not RowWay.EMAIL else Channel.POS
    with refused("batch.nothing-to-send"):
        sending.send(office, staff.registry, batch_id, wrong)


def test_chosen_rows_go_by_any_way_that_is_open_to_each(
    office: Office, staff: Staff, approved: Approved, rows: Rows
) -> None:
    batch_id = approved(4, applicant={"email": EMAIL})
    sending.send(office, staff.registry, batch_id, Channel.EMAIL, [2, 4])
    assert [bool(row.sending_id) for row in rows(batch_id)] == [True, False, True, False]
    with refused("dispatch.wrong-channel"):
        sending.send(office, staff.registry, batch_id, Channel.POS, [3])
    with refused("batch.not-to-send"):
        sending.send(office, staff.registry, batch_id, Channel.POST, [3, 4, 99])


def test_a_restricted_letter_goes_alone_with_its_number_of_dispatch(
    office: Office, staff: Staff, approved: Approved, rows: Rows
) -> None:
    batch_id = approved(2, reply={"restricted": True, "copy_number": "1"})
    with refused("batch.send-alone"):
        sending.send(office, staff.registry, batch_id, Channel.POST, [2, 3], track="80110012345672")
    with refused("dispatch.no-track"):
        sending.send(office, staff.registry, batch_id, Channel.POST, [2])
    sending.send(office, staff.registry, batch_id, Channel.POST, [2], track="80110012345672")
    assert [bool(row.sending_id) for row in rows(batch_id)] == [True, False]


def test_a_letter_handed_over_goes_alone_and_names_who_took_it(
    office: Office, staff: Staff, approved: Approved
) -> None:
    batch_id = approved(2)
    with refused("batch.send-alone"):
        sending.send(office, staff.registry, batch_id, Channel.VISIT, [2, 3], handed_to="Иванова М.П.")
    with refused("dispatch.no-receiver"):
        sending.send(office, staff.registry, batch_id, Channel.VISIT, [2])
    assert sending.send(office, staff.registry, batch_id, Channel.VISIT, [2], handed_to="Иванова М.П.").count == 1


def test_an_address_that_a_row_lacks_is_told_for_it_alone(office: Office, staff: Staff, approved: Approved) -> None:
    batch_id = approved(2, applicant={"address": None})
    with refused("dispatch.no-address"):
        sending.send(office, staff.registry, batch_id, Channel.EMAIL, [2])
    assert sending.send(office, staff.registry, batch_id, Channel.EMAIL, [2], to=EMAIL).to == EMAIL


@pytest.mark.parametrize("day", [date(2024, 6, 4), date(2024, 6, 6)])
def test_nothing_goes_out_before_its_date_nor_tomorrow(
    office: Office, staff: Staff, approved: Approved, day: date
) -> None:
    with refused("dispatch.bad-date"):
        sending.send(office, staff.registry, approved(1), Channel.POST, sent_on=day)


def test_what_is_not_approved_stays(office: Office, staff: Staff, ended: Approved, rows: Rows) -> None:
    batch_id = ended(3)
    approval.approve(office, staff.signer, batch_id, [2])
    assert sending.send(office, staff.registry, batch_id, Channel.POST).count == 1
    with refused("batch.not-to-send"):
        sending.send(office, staff.registry, batch_id, Channel.POST, [3])


def test_bytes_other_than_the_approved_do_not_go_out(office: Office, staff: Staff, approved: Approved) -> None:
    batch_id = approved(2)
    with office.database.writing() as session:
        session.execute(update(BatchRow).where(BatchRow.number == 3).values(docx="f" * 64))
    with refused("file.altered"):
        sending.send(office, staff.registry, batch_id, Channel.POST)
    assert sending.to_send(office, staff.registry, batch_id) == {RowWay.POST: 2}


def test_only_the_registry_sends(office: Office, staff: Staff, approved: Approved) -> None:
    batch_id = approved(1)
    for actor in staff.everybody():
        if actor != staff.registry:
            with pytest.raises(DeniedError):
                sending.send(office, actor, batch_id, Channel.POST)


def test_an_approval_is_taken_back_for_what_has_not_gone_out_alone(
    office: Office, staff: Staff, approved: Approved, rows: Rows
) -> None:
    batch_id = approved(3)
    sending.send(office, staff.registry, batch_id, Channel.POST, [2])
    [given] = approval_state.approvals(office, staff.signer, batch_id)
    approval.revoke(office, staff.signer, batch_id, given.id, "не та дата")
    assert [bool(row.approval_id) for row in rows(batch_id)] == [True, False, False]
    gone = approved(1)
    sending.send(office, staff.registry, gone, Channel.POST)
    [given] = approval_state.approvals(office, staff.signer, gone)
    with refused("batch.sent-already"):
        approval.revoke(office, staff.signer, gone, given.id, "не та дата")


def test_rows_are_looked_for_by_whether_they_have_gone(office: Office, staff: Staff, approved: Approved) -> None:
    batch_id = approved(3)
    made = sending.send(office, staff.registry, batch_id, Channel.POST, [3])
    for sent, numbers in ((True, [3]), (False, [2, 4])):
        found = looking.rows(office, staff.executor, batch_id, RowFilter(sent=sent))
        assert [row.number for row in found.rows] == numbers
    seen = looking.row(office, staff.executor, batch_id, 3).row.sending
    assert seen is not None
    assert (seen.id, seen.by.short_name) == (made.id, "Сергеева А.С.")


def test_the_appeal_of_a_row_is_done_when_its_letter_has_gone(
    office: Office, staff: Staff, day: Day, approved: Approved
) -> None:
    known, other = entered(day, "И-1"), entered(day, "И-2", registered="15.05.2024")
    batch_id = approved(2)
    [(batch, row)] = answered_appeals.rows_answering(office, staff.registry, [known, other])[known.id]
    assert (batch.id, row.number, row.state, row.sending) == (batch_id, 2, RowState.DONE, None)
    sending.send(office, staff.registry, batch_id, Channel.POST)
    assert state_of(office, known)[0] == AppealState.DONE
    assert state_of(office, other)[0] == AppealState.NEW  # the same number of another day
    ended = appeals.read_appeal(office, staff.registry, known.id)
    assert (ended.answered, ended.reply_number) == (NOW.date(), row.letter_number)
    assert ended.result is not None


def test_an_appeal_is_not_answered_before_an_executor_of_another_department(
    office: Office, staff: Staff, day: Day, approved: Approved
) -> None:
    known = entered(day, "И-1")
    approved(1)
    assert known.id in answered_appeals.rows_answering(office, staff.colleague, [known])
    assert known.id not in answered_appeals.rows_answering(office, staff.stranger, [known])


def test_a_row_without_a_day_answers_the_only_appeal_of_its_number(
    office: Office, staff: Staff, day: Day, approved: Approved
) -> None:
    only, twin, older = entered(day, "И-1"), entered(day, "И-2"), entered(day, "И-2", registered="15.05.2023")
    batch_id = approved(2, appeal={"registered": None})
    sending.send(office, staff.registry, batch_id, Channel.POST)
    assert [state_of(office, each)[0] for each in (only, twin, older)] == ["done", "new", "new"]


@pytest.mark.parametrize("outcome", ["interim", "clarify"])
def test_an_interim_reply_leaves_the_appeal_open(
    office: Office, staff: Staff, day: Day, approved: Approved, outcome: str
) -> None:
    known = entered(day, "И-1")
    batch_id = approved(1, reply={"outcome": outcome})
    sending.send(office, staff.registry, batch_id, Channel.POST)
    assert state_of(office, known) == (AppealState.WORK, None)


def test_an_extension_moves_the_deadline_of_the_appeal_and_of_its_letters(
    office: Office, staff: Staff, day: Day, approved: Approved
) -> None:
    letter = day.begun(appeal={"number": "И-1"})
    assert letter.appeal is not None
    batch_id = approved(1, reply={"outcome": "extended", "due_date": "12.07.2024"})
    sending.send(office, staff.registry, batch_id, Channel.POST)
    assert state_of(office, letter.appeal) == (AppealState.WORK, date(2024, 7, 12))
    with office.database.reading() as session:
        assert session.get_one(Letter, letter.id).due == date(2024, 7, 12)


def test_the_passport_tells_who_answered_and_how_it_went(
    office: Office, staff: Staff, day: Day, approved: Approved, rows: Rows
) -> None:
    known = entered(day, "И-1")
    batch_id = approved(2)
    sending.send(office, staff.registry, batch_id, Channel.POST, track="12")
    made = passport.passport(office, staff.executor, batch_id, 2)
    row = rows(batch_id)[0]
    assert made["files"] == {"docx": row.docx, "pdf": row.pdf}
    assert made["appeal"] == {"id": known.id, "number": "И-1", "registered": "2024-05-14"}
    assert made["made_of"]["blank"] == {"id": "corner"}
    assert (made["sent"]["channel"], made["sent"]["track"]) == ("post", "12")
    assert made["approvals"][0]["by"] == "Фамильев Анна Сергеевна"
    assert [step["action"] for step in made["steps"]][-2:] == ["batch.approved", "batch.sent"]


def test_there_is_no_passport_before_approval(office: Office, staff: Staff, ended: Approved) -> None:
    with refused("export.not-approved"):
        passport.passport(office, staff.executor, ended(1), 2)
