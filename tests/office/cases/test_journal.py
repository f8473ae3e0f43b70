"""Every step leaves its entry in the journal, in the transaction of the step, and the chain holds."""

import json

from letterkit.core.office import LetterState
from letterkit.core.outcome import Channel
from letterkit.office.cases import appeals, approval, dispatch, drafting, export, numbering, review, waivers
from letterkit.store import audit

from .conftest import Day, refused

FAULT = "Согласно приказа министерства дом снесут."


def verified(day: Day) -> int:
    """How many entries the journal has; it must hold."""
    with day.office.database.reading() as session:
        told = audit.verify(session)
    assert told.broken is None
    return told.count


def test_the_whole_way_of_a_letter_is_in_the_journal(printing_day: Day) -> None:
    day, office, staff = printing_day, printing_day.office, printing_day.staff
    appeal = day.entered()
    appeals.assign(office, staff.registry, appeal.id, staff.executor.id)
    letter = drafting.begin(office, staff.executor, day.card(), "by_date", appeal_id=appeal.id)
    words = letter.text
    saved = drafting.save(office, staff.executor, letter.id, 1, letter.title, f"{words}\n{FAULT}", kept=True)
    changed = drafting.change_card(
        office, staff.executor, letter.id, saved.revision, day.card(applicant={"email": "i@example.ru"})
    )
    sent = review.submit(office, staff.executor, letter.id, changed.revision)
    review.recall(office, staff.executor, letter.id)
    review.submit(office, staff.executor, letter.id, sent.revision)
    review.take(office, staff.second, letter.id)
    note = review.remark(office, staff.second, letter.id, "Проверьте.", "Согласно приказа")
    review.resolve(office, staff.executor, letter.id, note.id)
    report = day.versions(letter)[-1].report
    assert report is not None
    fault = next(each for each in report["findings"] if each["level"] == "error")
    waivers.waive(office, staff.second, letter.id, fault["code"], fault["excerpt"], "Название акта.")
    waivers.unwaive(office, staff.second, letter.id, fault["code"], fault["excerpt"])
    review.release(office, staff.second, letter.id)
    back = review.give_back(office, staff.second, letter.id, "Исправьте.")
    mended = drafting.restore(office, staff.executor, letter.id, back.revision, 1)
    review.submit(office, staff.executor, letter.id, mended.revision)
    numbering.enter(office, staff.registry, letter.id)
    approval.agree(office, staff.second, letter.id, day.docx(letter))
    approval.approve(office, staff.signer, letter.id, day.docx(letter))
    again = approval.revoke(office, staff.signer, letter.id, "Проверить ещё раз.")
    review.submit(office, staff.executor, letter.id, again.revision)
    approval.approve(office, staff.signer, letter.id, day.docx(letter))
    export.export(office, staff.registry, letter.id, "docx")
    assert dispatch.send(office, staff.registry, letter.id, Channel.POST).state == LetterState.SENT
    assert day.journal(f"letter:{letter.id}") == [
        "letter.begun",
        "letter.saved",
        "letter.card-changed",
        "letter.submitted",
        "letter.recalled",
        "letter.submitted",
        "letter.taken",
        "letter.remarked",
        "letter.remark-resolved",
        "letter.waived",
        "letter.unwaived",
        "letter.released",
        "letter.returned",
        "letter.restored",
        "letter.submitted",
        "letter.numbered",
        "letter.agreed",
        "letter.approved",
        "letter.approval-revoked",
        "letter.submitted",
        "letter.approved",
        "letter.exported",
        "letter.sent",
    ]
    assert day.journal(f"appeal:{appeal.id}") == ["appeal.entered", "appeal.assigned", "appeal.closed"]
    assert verified(day) == 26


def test_a_refused_step_leaves_no_entry(day: Day) -> None:
    letter = day.on_review()
    before = verified(day)
    with refused("return.no-reason"):
        review.give_back(day.office, day.staff.second, letter.id, "")
    with refused("letter.wrong-step"):
        dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    with refused("letter.changed"):
        approval.approve(day.office, day.staff.signer, letter.id, "0" * 64)
    assert verified(day) == before


def test_the_journal_has_no_words_of_the_letter_and_nothing_of_the_applicant(day: Day) -> None:
    letter = day.numbered()
    review.give_back(day.office, day.staff.second, letter.id, "Исправьте слово «аварийный».")
    with day.office.database.reading() as session:
        entries = [
            each
            for subject in (f"letter:{letter.id}", f"appeal:{letter.appeal_id}")
            for each in audit.of_subject(session, subject)
        ]
        said = json.dumps([each.details for each in entries], ensure_ascii=False)
    for private in ("Иванова", "Ленина", "аварийн", "переселен"):
        assert private not in said
