"""The queue shows each what waits for them, and is narrowed by step, by who reviews and by words."""

from datetime import timedelta

from letterkit.core import clock
from letterkit.core.office import LetterState
from letterkit.office.cases import approval, drafting, review
from letterkit.store.tables import Letter

from .conftest import NOW, WRONG, Day


def test_the_queue_tells_the_deadline_the_errors_and_who_reviews(day: Day) -> None:
    letter = review.take(day.office, day.by("second"), day.on_review().id)
    page = day.get("reviewer", "/review")
    assert f'href="/letters/{letter.id}"' in page
    assert "до&nbsp;13.06.2024" in page
    assert "осталось 8 дней" in page
    assert "ошибок нет" in page
    assert "Белова А.С." in page
    assert "сдано только что" in page


def test_a_late_letter_is_told_in_words(day: Day) -> None:
    day.on_review()
    with clock.stopped_at(NOW.replace(day=15)):
        assert "просрочено на 2 дня" in day.get("reviewer", "/review")


def test_an_empty_queue_says_when_letters_come(day: Day) -> None:
    assert "Очередь пуста" in day.get("reviewer", "/review")


def test_letters_of_nobody_and_my_own_are_told_apart(day: Day) -> None:
    mine = review.take(day.office, day.by("reviewer"), day.on_review().id)
    free = day.on_review()
    of_mine, of_nobody = day.get("reviewer", "/review?whose=mine"), day.get("reviewer", "/review?whose=free")
    assert f'href="/letters/{mine.id}"' in of_mine
    assert f'href="/letters/{free.id}"' not in of_mine
    assert f'href="/letters/{free.id}"' in of_nobody
    assert f'href="/letters/{mine.id}"' not in of_nobody


def test_words_find_a_letter_by_its_appeal_in_any_capitals(day: Day) -> None:
    letter = day.on_review()
    assert f'href="/letters/{letter.id}"' in day.get("reviewer", "/review?words=иванова И-345")
    assert "Под условия ничего не подходит" in day.get("reviewer", "/review?words=Козлов")


def test_the_registry_sees_what_is_to_be_sent(day: Day) -> None:
    ready = day.approved()
    agreed = day.numbered()
    approval.agree(day.office, day.by("reviewer"), agreed.id, day.docx(agreed))
    day.on_review()
    whole, to_send = day.get("registry", "/review"), day.get("registry", "/review?step=approved")
    assert "к отправке <b>1</b>" in whole
    assert f'href="/letters/{ready.id}"' in to_send
    assert f'href="/letters/{agreed.id}"' not in to_send


def test_an_executor_has_no_queue(day: Day) -> None:
    assert day.browser("executor").get("/review").status_code == 403


def test_my_letters_of_this_week_are_those_due_by_its_end_or_late(day: Day) -> None:
    soon, later = (review.take(day.office, day.by("reviewer"), day.on_review().id) for _ in range(2))
    with day.office.database.writing() as session:
        session.get_one(Letter, soon.id).due = NOW.date() - timedelta(days=3)
        session.get_one(Letter, later.id).due = NOW.date() + timedelta(days=9)
    page = day.get("reviewer", "/review?whose=week")
    assert "мои на этой неделе <b>1</b>" in page
    assert f'href="/letters/{soon.id}"' in page
    assert f'href="/letters/{later.id}"' not in page


def test_one_decision_is_made_about_several_letters_where_nothing_stands_in_the_way(day: Day) -> None:
    clean, wrong = day.on_review(), day.on_review(WRONG)
    asked = {"do": "agree", "letter": [str(clean.id), str(wrong.id)]}
    page = day.post("reviewer", "/review/many", **asked).text
    assert "Согласовать: 1 письмо" in page
    assert "Пока нельзя: 1 письмо" in page
    assert (
        "Отметьте письма"
        in day.browser("reviewer").post("/review/many", data={"do": "agree"}, follow_redirects=True).text
    )
    said = {**asked, "confirmed": "1", f"docx-{clean.id}": day.docx(clean), f"docx-{wrong.id}": day.docx(wrong)}
    told = day.browser("reviewer").post("/review/many", data=said, follow_redirects=True).text
    assert "Согласовано: 1 письмо." in told
    assert "Не вышло (1 письмо)" in told
    states = [drafting.read_letter(day.office, day.by("executor"), each.id).state for each in (clean, wrong)]
    assert states == [LetterState.AGREED, LetterState.REVIEW]
    assert day.post("reviewer", "/review/many", do="approve", letter=str(clean.id)).status_code == 422


def test_after_a_decision_the_next_letter_of_the_queue_is_shown(day: Day) -> None:
    first, second = day.on_review(), day.on_review()
    answer = day.browser("reviewer").post(
        f"/letters/{first.id}/agree", data={"docx": day.docx(first)}, follow_redirects=True
    )
    assert answer.request.path == f"/letters/{second.id}"
    assert f'<a href="/letters/{first.id}">Вернуться к нему</a>' in answer.text
    last = day.post("reviewer", f"/letters/{second.id}/return", reason="Проверьте дату.")
    assert last.location.endswith(f"/letters/{second.id}")
