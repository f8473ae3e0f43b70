"""A letter before its reviewer: handed in, taken, commented at a place, given back with a reason."""

from datetime import date

import pytest

from letterkit.core.office import LetterState
from letterkit.office.cases import drafting, review
from letterkit.store.tables import Appeal

from .conftest import Day, later, refused


def test_a_letter_is_handed_in_composed_and_checked(day: Day) -> None:
    letter = day.on_review()
    newest = day.versions(letter)[-1]
    assert (letter.state, newest.why) == (LetterState.REVIEW, "submitted")
    assert newest.docx is not None
    assert day.office.files.get(newest.docx).startswith(b"PK")
    assert newest.report is not None
    assert newest.report["schema"] == "letterkit-report/1"
    assert letter.verdict == newest.verdict == "incomplete"  # no pages without LibreOffice


def test_a_letter_with_errors_goes_to_review_and_says_so(day: Day) -> None:
    letter = day.begun()
    text = f"{letter.text}\nСогласно приказа министерства дом снесут."
    saved = drafting.save(day.office, day.staff.executor, letter.id, 1, letter.title, text)
    assert review.submit(day.office, day.staff.executor, letter.id, saved.revision).errors >= 1


def test_an_empty_letter_is_not_handed_in(day: Day) -> None:
    letter = day.begun()
    drafting.save(day.office, day.staff.executor, letter.id, 1, letter.title, " \n ")
    with refused("letter.empty"):
        review.submit(day.office, day.staff.executor, letter.id, 2)


def test_only_the_revision_that_was_seen_is_handed_in(day: Day) -> None:
    letter = day.begun()
    drafting.save(day.office, day.staff.colleague, letter.id, 1, letter.title, "Текст.")
    with refused("letter.changed"):
        review.submit(day.office, day.staff.executor, letter.id, 1)
    assert day.now(letter).state == LetterState.DRAFT


def test_only_its_department_hands_a_letter_in_and_only_once(day: Day) -> None:
    letter = day.on_review()
    for by in (day.staff.executor, day.staff.second):
        with refused("denied.not-writable"):
            review.submit(day.office, by, letter.id, letter.revision)


def test_the_executor_takes_a_letter_back_until_somebody_agrees(day: Day) -> None:
    letter = day.on_review()
    with refused("denied.not-writable"):
        review.recall(day.office, day.staff.second, letter.id)
    assert review.recall(day.office, day.staff.colleague, letter.id).state == LetterState.DRAFT
    with refused("letter.wrong-step"):
        review.recall(day.office, day.staff.executor, letter.id)
    with refused("letter.wrong-step"):
        review.recall(day.office, day.staff.executor, day.at(LetterState.AGREED).id)


def test_one_reviewer_at_a_time(day: Day) -> None:
    letter = day.on_review()
    assert review.take(day.office, day.staff.second, letter.id).reviewer_id == day.staff.second.id
    with refused("review.taken"):
        review.take(day.office, day.staff.signer, letter.id)
    with refused("denied.not-yours"):
        review.release(day.office, day.staff.signer, letter.id)
    review.release(day.office, day.staff.second, letter.id)
    assert review.take(day.office, day.staff.signer, letter.id).reviewer_id == day.staff.signer.id
    with refused("denied.duty"):
        review.take(day.office, day.staff.registry, letter.id)


def test_a_reviewer_mends_a_letter_and_has_it_made_anew_without_starting_its_age_again(day: Day) -> None:
    letter = day.on_review()
    review.take(day.office, day.staff.second, letter.id)
    with later(hours=2):
        saved = drafting.save(day.office, day.staff.second, letter.id, letter.revision, letter.title, "Ответ другой.")
        made = review.submit(day.office, day.staff.second, letter.id, saved.revision)
    assert made.submitted == letter.submitted
    assert [each.why for each in day.versions(letter)] == ["begun", "submitted", "saved", "submitted"]


# --- remarks


@pytest.mark.parametrize(
    ("excerpt", "line", "wanted"),
    [
        ("шаги со сроками", None, "шаги  со\u00a0сроками"),
        ("шаги со\u202fсроками", 1, "шаги  со\u00a0сроками"),
        ("шаги со сроками", 2, "шаги со сроками"),
        ("(тел. 00-00)", None, "(тел. 00‑00)"),
        ("", 2, "Другие шаги со сроками."),
        ("сроками: Другие", None, "сроками:\nДругие"),
    ],
    ids=["odd spaces", "spaces of the page", "the paragraph named", "dashes", "a whole paragraph", "two paragraphs"],
)
def test_a_remark_finds_the_words_that_were_marked(day: Day, excerpt: str, line: int | None, wanted: str) -> None:
    letter = day.begun()
    text = "Вот шаги  со\u00a0сроками:\nДругие шаги со сроками.\nЗвоните (тел. 00‑00)."
    drafting.save(day.office, day.staff.executor, letter.id, 1, letter.title, text)
    review.submit(day.office, day.staff.executor, letter.id, 2)
    made = review.remark(day.office, day.staff.second, letter.id, "Проверьте сроки.", excerpt, line)
    assert made.excerpt == wanted
    assert made.start is not None
    assert text[made.start : made.end] == wanted


def test_a_remark_may_be_of_the_whole_letter(day: Day) -> None:
    made = review.remark(day.office, day.staff.second, day.on_review().id, " Короче. ")
    assert (made.words, made.start, made.end, made.excerpt) == ("Короче.", None, None, "")


def test_a_remark_without_words_or_place_is_refused(day: Day) -> None:
    letter = day.on_review()
    with refused("remark.empty"):
        review.remark(day.office, day.staff.second, letter.id, "  ")
    for excerpt, line in (("таких слов нет", None), ("", 99), ("", 0)):
        with refused("remark.no-place"):
            review.remark(day.office, day.staff.second, letter.id, "Где это?", excerpt, line)
    with refused("denied.duty"):
        review.remark(day.office, day.staff.registry, letter.id, "Замечание.")


def test_remarks_are_resolved_by_who_made_them_and_by_the_executor(day: Day) -> None:
    letter = day.on_review()
    first = review.remark(day.office, day.staff.second, letter.id, "Первое.")
    second = review.remark(day.office, day.staff.second, letter.id, "Второе.")
    with refused("denied.not-yours"):
        review.resolve(day.office, day.staff.signer, letter.id, first.id)
    review.resolve(day.office, day.staff.second, letter.id, first.id)
    review.resolve(day.office, day.staff.executor, letter.id, second.id)
    assert all(each.resolved for each in review.remarks(day.office, day.staff.executor, letter.id))
    with refused("remark.gone"):
        review.resolve(day.office, day.staff.executor, letter.id, 4711)
    other = day.on_review(appeal={"number": "И-400"})
    with refused("remark.gone"):
        review.resolve(day.office, day.staff.executor, other.id, first.id)


# --- giving back


def test_a_letter_is_given_back_with_a_reason(day: Day) -> None:
    letter = day.on_review()
    with refused("return.no-reason"):
        review.give_back(day.office, day.staff.second, letter.id, " ")
    with refused("denied.duty"):
        review.give_back(day.office, day.staff.registry, letter.id, "Нет.")
    back = review.give_back(day.office, day.staff.second, letter.id, "Нет ответа на второй вопрос.")
    assert back.state == LetterState.RETURNED
    assert back.returned is not None
    assert (back.returned["by"], back.returned["words"]) == ("Белова А.С.", "Нет ответа на второй вопрос.")
    again = review.submit(day.office, day.staff.executor, letter.id, back.revision)
    assert (again.state, again.returned) == (LetterState.REVIEW, None)


@pytest.mark.parametrize("state", [LetterState.DRAFT, LetterState.APPROVED, LetterState.SENT])
def test_a_letter_that_is_not_under_review_is_not_given_back(day: Day, state: LetterState) -> None:
    letter = day.at(state)
    with refused("letter.wrong-step"):
        review.give_back(day.office, day.staff.signer, letter.id, "Причина.")


def test_versions_to_compare_are_those_that_were_composed(day: Day) -> None:
    letter = day.on_review()
    assert [each.why for each in review.submitted_versions(day.office, day.staff.second, letter.id)] == ["submitted"]


REDIRECT = {"outcome": "redirected", "due_date": None, "title": None, "delivery": None}


def test_a_standard_reply_is_handed_in_with_its_evidence_alone(day: Day) -> None:
    """It may be begun without (the gap is marked), and goes no further (clause 4.3)."""
    letter = day.begun("redirect", reply=REDIRECT | {"fields": {}})
    with refused("standard.no-evidence"):
        review.submit(day.office, day.staff.executor, letter.id, letter.revision)
    card = day.card(reply=REDIRECT | {"fields": {"to_body": "государственная жилищная инспекция"}})
    told = drafting.change_card(day.office, day.staff.executor, letter.id, letter.revision, card)
    assert review.submit(day.office, day.staff.executor, letter.id, told.revision).state == LetterState.REVIEW


def test_a_term_that_the_register_has_prolonged_is_not_prolonged_by_another_letter(day: Day) -> None:
    fields = {"progress": "Дом осмотрели.", "reason": "заключение ещё готовят"}
    plan = {"outcome": "extended", "due_date": "12.07.2024", "title": None, "fields": fields}
    letter = day.begun("extension", reply=plan)
    with day.office.database.writing() as session:
        session.get_one(Appeal, letter.appeal_id).extended_to = date(2024, 7, 12)
    with refused("standard.extended-twice"):
        review.submit(day.office, day.staff.executor, letter.id, letter.revision)
