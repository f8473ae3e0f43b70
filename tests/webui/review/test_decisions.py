"""Each step is a form; a refused one comes back with the reason and with all that was typed."""

from letterkit.core.office import LetterState
from letterkit.office.cases import drafting, review
from letterkit.store.tables import Letter

from .conftest import WRONG, Day


def state(day: Day, letter: Letter) -> str:
    return drafting.read_letter(day.office, day.by("executor"), letter.id).state


def test_a_letter_is_taken_agreed_registered_approved_and_sent(day: Day) -> None:
    letter = day.on_review()
    at = f"/letters/{letter.id}"
    assert day.post("reviewer", f"{at}/take").status_code == 303
    assert day.post("reviewer", f"{at}/agree", docx=day.docx(letter)).status_code == 303
    assert day.post("registry", f"{at}/number").status_code == 303
    assert day.post("signer", f"{at}/approve", docx=day.docx(letter)).status_code == 303
    assert day.post("registry", f"{at}/send", channel="post", to="ул. Ленина, д. 10").status_code == 303
    assert state(day, letter) == LetterState.SENT
    page = day.get("registry", at)
    assert "Отправлено 05.06.2024 10:00" in page
    assert "ул. Ленина, д. 10" in page


def test_what_was_done_is_told_once(day: Day) -> None:
    letter, browser = day.on_review(), day.browser("reviewer")
    answer = browser.post(f"/letters/{letter.id}/take", follow_redirects=True)
    assert "Письмо у Вас на проверке." in answer.text
    assert "Письмо у Вас на проверке." not in browser.get(f"/letters/{letter.id}").text


def test_a_return_needs_a_reason_and_findings_that_were_ticked_are_one(day: Day) -> None:
    letter = day.on_review(WRONG)
    refused = day.post("reviewer", f"/letters/{letter.id}/return", reason=" ")
    assert refused.status_code == 422
    assert 'id="return-error"' in refused.text
    assert day.post("reviewer", f"/letters/{letter.id}/return", pick="Нужен дательный падеж").status_code == 303
    returned = drafting.read_letter(day.office, day.by("executor"), letter.id).returned
    assert returned is not None
    assert returned["words"] == "– Нужен дательный падеж"


def test_a_letter_with_errors_is_not_agreed_to_whatever_the_browser_sends(day: Day) -> None:
    letter = day.on_review(WRONG)
    answer = day.post("reviewer", f"/letters/{letter.id}/agree", docx=day.docx(letter))
    assert answer.status_code == 422
    assert "в письме остались ошибки (1)" in answer.text.casefold()
    assert state(day, letter) == LetterState.REVIEW


def test_bytes_that_were_not_seen_are_not_approved(day: Day) -> None:
    letter = day.numbered()
    answer = day.post("signer", f"/letters/{letter.id}/approve", docx="0" * 64)
    assert answer.status_code == 409
    assert state(day, letter) == LetterState.REVIEW


def test_a_number_that_is_taken_stays_in_its_field_with_the_reason(day: Day) -> None:
    day.post("registry", f"/letters/{day.on_review().id}/number", number="3.08-7/24")
    second = day.on_review()
    refused = day.post("registry", f"/letters/{second.id}/number", number="3.08-7/24", dated="05.06.2024")
    assert refused.status_code == 422
    assert 'id="number-error"' in refused.text
    assert 'name="number" maxlength="60" autocomplete="off" value="3.08-7/24"' in refused.text


def test_a_day_that_is_none_is_refused(day: Day) -> None:
    letter = day.on_review()
    refused = day.post("registry", f"/letters/{letter.id}/number", dated="31.02.2024")
    assert refused.status_code == 422
    assert "Дата письма 31.02.2024 не годится" in refused.text


def test_a_remark_finds_the_words_that_a_browser_shows(day: Day) -> None:
    letter = day.on_review("Работы идут – медленно.")
    line = str(letter.text.count("\n") + 1)
    form = {"words": "Когда закончат?", "excerpt": "идут\u00a0- медленно", "line": line}
    answer = day.post("reviewer", f"/letters/{letter.id}/remarks", **form)
    assert answer.location == f"/letters/{letter.id}#p{line}"
    [remark] = day.folder(letter).remarks
    assert remark.excerpt == "идут – медленно"


def test_a_remark_at_words_that_are_not_there_keeps_what_was_typed(day: Day) -> None:
    letter = day.on_review()
    refused = day.post("reviewer", f"/letters/{letter.id}/remarks", words="Почему?", excerpt="слон", line="1")
    assert refused.status_code == 422
    assert 'id="remark-1-error"' in refused.text
    assert ">Почему?</textarea>" in refused.text
    assert 'value="слон"' in refused.text


def test_a_remark_is_resolved_by_the_executor(day: Day) -> None:
    letter = day.on_review()
    made = review.remark(day.office, day.by("reviewer"), letter.id, "Короче.")
    day.post("executor", f"/letters/{letter.id}/remarks/{made.id}/resolve")
    assert day.folder(letter).open_remarks == []
    assert day.post("executor", f"/letters/{letter.id}/remarks/999/resolve").status_code == 404


def test_a_finding_is_answered_for_with_a_reason_alone(day: Day) -> None:
    letter = day.on_review(WRONG)
    code, excerpt = day.error(letter)
    form = {"code": code, "excerpt": excerpt, "finding": "1"}
    refused = day.post("reviewer", f"/letters/{letter.id}/waive", reason="", **form)
    assert refused.status_code == 422
    assert 'id="waive-1-error"' in refused.text
    day.post("reviewer", f"/letters/{letter.id}/waive", reason="Так в названии приказа", **form)
    assert drafting.read_letter(day.office, day.by("executor"), letter.id).errors == 0
    day.post("reviewer", f"/letters/{letter.id}/unwaive", code=code, excerpt=excerpt)
    assert drafting.read_letter(day.office, day.by("executor"), letter.id).errors == 1


def test_the_executor_takes_a_letter_back(day: Day) -> None:
    letter = day.on_review()
    assert day.post("executor", f"/letters/{letter.id}/recall").status_code == 303
    assert state(day, letter) == LetterState.DRAFT


def test_a_letter_that_its_reviewer_has_changed_is_made_anew(day: Day) -> None:
    letter = review.take(day.office, day.by("reviewer"), day.on_review().id)
    changed = drafting.save(day.office, day.by("reviewer"), letter.id, letter.revision, letter.title, f"{letter.text} ")
    changed = drafting.save(
        day.office, day.by("reviewer"), letter.id, changed.revision, letter.title, f"{letter.text}\nЖдём Вас."
    )
    assert not day.folder(letter).is_made
    day.post("reviewer", f"/letters/{letter.id}/make", revision=str(changed.revision))
    assert day.folder(letter).is_made


def test_an_approval_is_revoked_with_a_reason(day: Day) -> None:
    letter = day.approved()
    assert day.post("signer", f"/letters/{letter.id}/revoke", reason="").status_code == 422
    assert day.post("signer", f"/letters/{letter.id}/revoke", reason="Не тот адрес").status_code == 303
    assert state(day, letter) == LetterState.RETURNED


def test_whose_duty_it_is_not_is_refused(day: Day) -> None:
    letter = day.numbered()
    assert day.post("executor", f"/letters/{letter.id}/approve", docx=day.docx(letter)).status_code == 403
    assert day.post("reviewer", f"/letters/{letter.id}/approve", docx=day.docx(letter)).status_code == 403
    assert day.post("registry", f"/letters/{letter.id}/return", reason="Нет").status_code == 403
    assert day.post("signer", f"/letters/{letter.id}/send", channel="post").status_code == 403
