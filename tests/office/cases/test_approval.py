"""Agreement and approval: who may, what stands in the way, and which bytes they answer for."""

from datetime import timedelta

import pytest

from letterkit.core.office import LetterState
from letterkit.office.cases import approval, drafting, numbering, review, waivers
from letterkit.store.tables import Approval, Letter, LetterWaiver, Version

from .conftest import Day, later, refused


@pytest.fixture
def day(printing_day: Day) -> Day:
    """With LibreOffice: nothing else is approved."""
    return printing_day


def mended(day: Day, letter: Letter) -> Letter:
    """The letter as the second reviewer has mended it and had it made anew."""
    review.take(day.office, day.staff.second, letter.id)
    text = letter.text.replace("Ваш вопрос будет решён", "Вопрос будет решён")
    saved = drafting.save(day.office, day.staff.second, letter.id, letter.revision, letter.title, text)
    return review.submit(day.office, day.staff.second, letter.id, saved.revision)


def test_a_signer_approves_the_very_bytes_that_they_saw(day: Day) -> None:
    letter = day.numbered()
    seen = day.docx(letter)
    approved = approval.approve(day.office, day.staff.signer, letter.id, seen)
    assert approved.state == LetterState.APPROVED
    with day.office.database.reading() as session:
        held = approval.approval_of(session, approved)
    assert held is not None
    assert (held.docx, held.pdf, held.by_id) == (seen, day.versions(letter)[-1].pdf, day.staff.signer.id)
    assert day.office.files.get(seen)
    for by in (day.staff.executor, day.staff.second, day.staff.signer):
        with refused("denied.not-writable"):
            drafting.save(day.office, by, letter.id, approved.revision, "О доме", "Другое.")


def test_an_agreed_letter_goes_on_to_its_signer(day: Day) -> None:
    letter = day.agreed()
    assert (letter.state, letter.reviewer_id) == (LetterState.AGREED, day.staff.reviewer.id)
    assert approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter)).state == LetterState.APPROVED
    assert day.journal(f"letter:{letter.id}")[-2:] == ["letter.agreed", "letter.approved"]


def test_agreement_and_approval_need_their_duty(day: Day) -> None:
    letter = day.numbered()
    seen = day.docx(letter)
    for by in (day.staff.executor, day.staff.registry, day.staff.signer):
        with refused("denied.duty"):
            approval.agree(day.office, by, letter.id, seen)
    for by in (day.staff.executor, day.staff.registry, day.staff.second):
        with refused("denied.duty"):
            approval.approve(day.office, by, letter.id, seen)


def test_a_letter_without_a_number_on_it_is_not_approved(day: Day) -> None:
    letter = day.on_review()
    with refused("approve.no-number"):
        approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter))
    with day.office.database.writing() as session:  # as after a stop between the two halves of registration
        row = session.get_one(Letter, letter.id)
        row.number, row.dated = "3.08-1/24", letter.changed.date()
    with refused("approve.no-number"):
        approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter))


def test_a_letter_that_became_another_one_is_not_approved(day: Day) -> None:
    letter = day.on_review()
    seen = day.docx(letter)
    numbering.enter(day.office, day.staff.registry, letter.id)
    with refused("letter.changed"):
        approval.approve(day.office, day.staff.signer, letter.id, seen)


def test_a_letter_that_was_written_in_since_is_not_approved(day: Day) -> None:
    letter = mended(day, day.numbered())
    seen = day.docx(letter)
    # Within five minutes of a version of theirs nothing new is kept, and the newest version is still the made one.
    drafting.save(day.office, day.staff.second, letter.id, letter.revision, letter.title, "Другие слова.")
    with refused("approve.not-made"):
        approval.approve(day.office, day.staff.signer, letter.id, seen)


def test_errors_and_unchecked_parts_stand_in_the_way(day: Day) -> None:
    letter = day.numbered()
    seen = day.docx(letter)
    for changes, code in (({"errors": 2}, "approve.errors"), ({"verdict": "incomplete"}, "approve.incomplete")):
        with day.office.database.writing() as session:
            version = session.get_one(Version, day.versions(letter)[-1].id)
            kept = {name: getattr(version, name) for name in changes}
            for name, value in changes.items():
                setattr(version, name, value)
        with refused(code):
            approval.approve(day.office, day.staff.signer, letter.id, seen)
        with refused(code):
            approval.agree(day.office, day.staff.reviewer, letter.id, seen)
        with day.office.database.writing() as session:
            version = session.get_one(Version, version.id)
            for name, value in kept.items():
                setattr(version, name, value)


def test_a_remark_without_an_answer_stands_in_the_way_until_it_is_resolved(day: Day) -> None:
    letter = day.numbered()
    seen = day.docx(letter)
    made = review.remark(day.office, day.staff.second, letter.id, "Назовите срок.")
    for step, by in ((approval.approve, day.staff.signer), (approval.agree, day.staff.reviewer)):
        with refused("approve.open-remarks"):
            step(day.office, by, letter.id, seen)
    review.resolve(day.office, day.staff.executor, letter.id, made.id)
    assert approval.approve(day.office, day.staff.signer, letter.id, seen).state == LetterState.APPROVED


def test_a_letter_that_was_not_printed_is_not_approved(day: Day) -> None:
    letter = day.numbered()
    with day.office.database.writing() as session:
        session.get_one(Version, day.versions(letter)[-1].id).pdf = None
    with refused("approve.incomplete"):
        approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter))


def test_a_waiver_past_its_day_stands_in_the_way(day: Day) -> None:
    letter = day.numbered()
    with day.office.database.writing() as session:
        session.add(
            LetterWaiver(
                letter_id=letter.id,
                code="tone.rude",
                reason="Название книги.",
                by_id=day.staff.second.id,
                at=letter.changed,
                until=letter.changed.date() + timedelta(days=30),
            )
        )
    with later(days=31), refused("approve.waiver-over"):
        approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter))


def test_a_file_that_was_altered_in_the_store_is_not_approved(day: Day) -> None:
    letter = day.numbered()
    seen = day.docx(letter)
    store = day.office.files._folder / seen[:2] / seen
    store.chmod(0o600)
    store.write_bytes(b"PK another letter")
    with refused("file.altered"):
        approval.approve(day.office, day.staff.signer, letter.id, seen)
    assert day.now(letter).state == LetterState.REVIEW


def test_an_author_agrees_to_nothing_of_their_own(day: Day) -> None:
    letter = day.numbered(by=day.staff.reviewer)
    with refused("denied.author"):
        approval.agree(day.office, day.staff.reviewer, letter.id, day.docx(letter))


def test_who_drafts_does_not_approve_alone(day: Day) -> None:
    letter = day.numbered(by=day.staff.writing_signer)
    seen = day.docx(letter)
    with refused("denied.alone"):
        approval.approve(day.office, day.staff.writing_signer, letter.id, seen)
    approval.agree(day.office, day.staff.second, letter.id, seen)
    approved = approval.approve(day.office, day.staff.writing_signer, letter.id, seen)
    assert approved.state == LetterState.APPROVED


def test_another_signer_approves_what_their_colleague_has_drafted(day: Day) -> None:
    letter = day.numbered(by=day.staff.writing_signer)
    assert approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter)).state == LetterState.APPROVED


def test_a_number_given_after_the_agreement_leaves_it_in_force(day: Day) -> None:
    letter = day.on_review(by=day.staff.writing_signer)
    approval.agree(day.office, day.staff.second, letter.id, day.docx(letter))
    numbering.enter(day.office, day.staff.registry, letter.id)
    approved = approval.approve(day.office, day.staff.writing_signer, letter.id, day.docx(letter))
    assert approved.state == LetterState.APPROVED


def test_an_edit_after_the_agreement_takes_it_away(day: Day) -> None:
    letter = day.agreed()
    changed = mended(day, letter)
    assert changed.state == LetterState.REVIEW
    with day.office.database.reading() as session:
        assert all(each.withdrawn for each in session.query(Approval).filter_by(letter_id=letter.id))
    with refused("denied.author"):
        approval.agree(day.office, day.staff.second, letter.id, day.docx(letter))
    assert approval.agree(day.office, day.staff.reviewer, letter.id, day.docx(letter)).state == LetterState.AGREED


def test_to_look_at_an_agreed_letter_takes_nothing_away(day: Day) -> None:
    letter = day.agreed()
    review.take(day.office, day.staff.signer, letter.id)
    drafting.save(day.office, day.staff.signer, letter.id, letter.revision, letter.title, letter.text)
    assert day.now(letter).state == LetterState.AGREED


def test_whoever_only_has_a_letter_made_anew_is_no_author_of_it(day: Day) -> None:
    letter = day.numbered()
    review.take(day.office, day.staff.second, letter.id)
    review.submit(day.office, day.staff.second, letter.id, letter.revision)
    assert approval.agree(day.office, day.staff.second, letter.id, day.docx(letter)).state == LetterState.AGREED


def test_a_returned_letter_needs_agreement_again(day: Day) -> None:
    letter = day.agreed()
    back = review.give_back(day.office, day.staff.signer, letter.id, "Короче.")
    again = review.submit(day.office, day.staff.executor, letter.id, back.revision)
    with day.office.database.reading() as session:
        assert not approval.is_agreed_by_another(session, day.staff.signer, again, day.versions(again)[-1])


def test_an_approval_is_taken_back_before_the_letter_is_sent(day: Day) -> None:
    letter = day.approved()
    with refused("return.no-reason"):
        approval.revoke(day.office, day.staff.signer, letter.id, " ")
    with refused("denied.duty"):
        approval.revoke(day.office, day.staff.registry, letter.id, "Ошибка в дате.")
    back = approval.revoke(day.office, day.staff.signer, letter.id, "Ошибка в дате.")
    assert back.state == LetterState.RETURNED
    assert back.returned is not None
    assert back.returned["words"] == "Ошибка в дате."
    with day.office.database.reading() as session:
        assert approval.approval_of(session, back) is None
    with refused("letter.wrong-step"):
        approval.revoke(day.office, day.staff.signer, letter.id, "Ещё раз.")


def test_a_waived_error_no_longer_stands_in_the_way(day: Day) -> None:
    letter = day.begun()
    text = f"{letter.text}\nСогласно приказа министерства дом снесут."
    saved = drafting.save(day.office, day.staff.executor, letter.id, 1, letter.title, text)
    review.submit(day.office, day.staff.executor, letter.id, saved.revision)
    numbered = numbering.enter(day.office, day.staff.registry, letter.id)
    seen = day.docx(numbered)
    with refused("approve.errors"):
        approval.approve(day.office, day.staff.signer, letter.id, seen)
    report = day.versions(numbered)[-1].report
    assert report is not None
    for fault in (each for each in report["findings"] if each["level"] == "error"):
        waivers.waive(day.office, day.staff.second, letter.id, fault["code"], fault["excerpt"], "Название акта.")
    assert day.docx(numbered) == seen
    assert approval.approve(day.office, day.staff.signer, letter.id, seen).state == LetterState.APPROVED
