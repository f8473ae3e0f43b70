"""The page of a letter says where it stands, what was found, and why a step is not possible yet."""

import re

from letterkit.core.office import LetterState
from letterkit.office.cases import approval, drafting, review, waivers

from .conftest import WRONG, Day


def blocked(page: str) -> str:
    """What the page says cannot be done yet, as one line."""
    found = re.search(r'<ul class="blocked".*?</ul>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_a_letter_on_review_shows_its_findings_its_pages_and_its_steps(day: Day) -> None:
    letter = day.on_review(WRONG)
    page = day.get("reviewer", f"/letters/{letter.id}")
    assert "Нужно исправить" in page
    assert "После «Согласно» нужен дательный падеж" in page
    assert 'aria-current="step"' in page
    assert "никем не взято" in page
    picture = re.search(r'<img src="([^"]+\.png)"', page)
    assert picture is not None
    drawn = day.browser("reviewer").get(picture[1])
    assert drawn.data.startswith(b"\x89PNG")


def test_a_letter_with_sixty_findings_is_no_heavier_than_others(day: Day) -> None:
    letter = day.on_review(
        "\n".join(f"Согласно приказа № {number} дорогу закроют , а потом откроют." for number in range(1, 25))
    )
    path = f"/letters/{letter.id}"
    page = day.get("reviewer", path)
    rest = re.search(rf'href="({path}\?findings=2)#findings">Ещё (\d+)', page)
    assert rest is not None
    first = page.count('<li id="f')
    assert first + int(rest[2]) >= 60
    assert len(page.encode()) <= 60 * 1024
    second = day.get("reviewer", rest[1])
    assert f'<li id="f{first + 1}"' in second
    assert len(second.encode()) <= 60 * 1024
    assert 'value="60"' in day.get("reviewer", f"{path}?form=waive-60")


def test_a_form_for_a_finding_or_a_remark_comes_when_it_is_asked_for(day: Day) -> None:
    letter = day.on_review(WRONG)
    path = f"/letters/{letter.id}"
    page = day.get("reviewer", path)
    assert "/waive" not in page
    links = re.findall(rf'href="({path}\?form=(?:waive|remark)-\d+)#\w+" data-asks', page)
    assert {link.partition("=")[2].partition("-")[0] for link in links} == {"waive", "remark"}
    for link in links:
        asked = re.findall(r"<details[^>]* open data-asked>.*?</details>", day.get("reviewer", link), re.S)
        assert len(asked) == 1
        assert 'name="csrf_token"' in asked[0]


def test_a_picture_of_another_file_is_not_there(day: Day) -> None:
    letter = day.on_review()
    answer = day.browser("reviewer").get(f"/letters/{letter.id}/page/{'0' * 64}/1.png")
    assert answer.status_code == 404


def test_a_stranger_does_not_find_the_letter(day: Day) -> None:
    letter = day.on_review()
    assert day.browser("stranger").get(f"/letters/{letter.id}").status_code == 404
    assert day.browser("reviewer").get("/letters/999").status_code == 404


def test_a_reviewer_does_not_see_a_draft(day: Day) -> None:
    letter = day.draft()
    assert day.browser("reviewer").get(f"/letters/{letter.id}").status_code == 404
    assert "Письмо ещё не собрано" in day.get("executor", f"/letters/{letter.id}")


def test_errors_and_a_missing_number_stand_beside_the_approval(day: Day) -> None:
    letter = day.on_review(WRONG)
    told = blocked(day.get("signer", f"/letters/{letter.id}"))
    assert "Утвердить в письме 1 ошибка; нет номера" in told


def test_a_letter_without_errors_but_a_number_is_to_be_approved(day: Day) -> None:
    letter = day.numbered()
    page = day.get("signer", f"/letters/{letter.id}")
    assert blocked(page) == ""
    assert f'name="docx" value="{day.docx(letter)}"' in page


def badge(page: str) -> str:
    found = re.search(r'<span class="verdict [a-z]+">([^<]+)</span>', page)
    return found[1] if found else ""


def test_the_badge_says_what_is_true_of_the_letter_now(day: Day) -> None:
    letter = day.numbered()
    seen, path = day.docx(letter), f"/letters/{letter.id}"
    told = [badge(day.get("signer", path))]
    made = review.remark(day.office, day.by("second"), letter.id, "Назовите срок.")
    told.append(badge(day.get("signer", path)))
    assert "1 замечание проверяющего без ответа" in blocked(day.get("signer", path))
    review.resolve(day.office, day.by("executor"), letter.id, made.id)
    approval.agree(day.office, day.by("reviewer"), letter.id, seen)
    told.append(badge(day.get("signer", path)))
    approval.approve(day.office, day.by("signer"), letter.id, seen)
    told.append(badge(day.get("signer", path)))
    assert told == ["Ошибок не найдено", "Есть замечание проверяющего", "Можно подписывать", "Утверждено"]


def test_what_was_changed_after_the_check_is_not_shown_as_checked(day: Day) -> None:
    letter = review.take(day.office, day.by("reviewer"), day.on_review().id)
    drafting.save(day.office, day.by("reviewer"), letter.id, letter.revision, letter.title, f"{letter.text}\nЕщё.")
    page = day.get("reviewer", f"/letters/{letter.id}")
    assert "новые слова ещё не собраны и не проверены" in page
    assert "Собрать и проверить" in page
    assert "Согласовать после правки письмо не собрано и не проверено; Вы писали это письмо" in blocked(page)


def test_the_earlier_version_stands_beside_the_new_one_with_the_words_that_differ(day: Day) -> None:
    letter = day.on_review("Работы на ул. Мира закончат позже.")
    review.give_back(day.office, day.by("reviewer"), letter.id, "Скажите, когда закончат.")
    letter = drafting.read_letter(day.office, day.by("executor"), letter.id)
    text = letter.text.replace("Работы на ул. Мира закончат позже.", "Работы на ул. Мира закончат 01.11.2024.")
    letter = drafting.save(day.office, day.by("executor"), letter.id, letter.revision, letter.title, text)
    review.submit(day.office, day.by("executor"), letter.id, letter.revision)
    page = day.get("reviewer", f"/letters/{letter.id}")
    assert "<del>позже</del>" in page
    assert re.search("<ins>01", page)
    assert "Изменено абзацев: 1" in page


def test_a_returned_letter_says_why(day: Day) -> None:
    letter = day.on_review()
    review.give_back(day.office, day.by("signer"), letter.id, "Назовите срок.")
    page = day.get("executor", f"/letters/{letter.id}")
    assert "Возвращено: Фамильев А.С." in page
    assert "Назовите срок." in page


def test_a_remark_stands_under_its_paragraph(day: Day) -> None:
    letter = day.on_review(WRONG)
    review.remark(day.office, day.by("reviewer"), letter.id, "Назовите приказ.", "приказа министерства")
    page = day.get("executor", f"/letters/{letter.id}")
    line = drafting.read_letter(day.office, day.by("executor"), letter.id).text.count("\n") + 1
    under = page[page.index(f'id="p{line}"') :]
    assert under.index("Назовите приказ.") < under.index("</div>")


def test_remarked_words_are_marked_and_say_where_the_remark_is(day: Day) -> None:
    letter = day.on_review(WRONG)
    made = review.remark(day.office, day.by("reviewer"), letter.id, "Назовите приказ.", "приказа министерства")
    page = day.get("executor", f"/letters/{letter.id}")
    marked = re.findall(r"<mark [^>]*>.*?</mark>", page)
    assert "".join(re.sub(r"<[^>]+>", "", each) for each in marked) == "приказа министерства"
    assert all(f'aria-describedby="r{made.id}"' in each for each in marked)
    # «Согласно приказа» is also a finding: their common word is both marked and leads to it.
    assert '<a class="mark error"' in marked[0]
    assert page.count(f'id="r{made.id}"') == 1


def test_what_has_been_dealt_with_is_marked_no_more(day: Day) -> None:
    letter = day.on_review(WRONG)
    made = review.remark(day.office, day.by("reviewer"), letter.id, "Назовите приказ.", "приказа министерства")
    review.resolve(day.office, day.by("executor"), letter.id, made.id)
    assert "<mark" not in day.get("reviewer", f"/letters/{letter.id}")


def test_who_reviews_and_who_looks_is_told_to_others(day: Day) -> None:
    letter = review.take(day.office, day.by("reviewer"), day.on_review().id)
    day.get("reviewer", f"/letters/{letter.id}")
    page = day.get("second", f"/letters/{letter.id}")
    assert "проверяет Новикова А.С." in page
    assert "Письмо сейчас открыто также у: Новикова А.С." in page
    assert "Взять на проверку письмо проверяет Новикова А.С." in blocked(page)


def test_an_open_page_learns_that_the_letter_has_moved_on(day: Day) -> None:
    letter = day.on_review()
    now = f"/letters/{letter.id}/now"
    before = day.browser("reviewer").get(now).get_json()
    review.take(day.office, day.by("second"), letter.id)
    after = day.browser("reviewer").get(now).get_json()
    assert before["stamp"] != after["stamp"]
    assert f'data-stamp="{after["stamp"]}"' in day.get("reviewer", f"/letters/{letter.id}")


def test_who_answers_for_a_finding_can_take_that_back_on_the_page(day: Day) -> None:
    letter = day.on_review(WRONG)
    waivers.waive(day.office, day.by("reviewer"), letter.id, *day.error(letter), "Так сказано в приказе")
    page = day.get("signer", f"/letters/{letter.id}")
    assert "Так сказано в приказе (Новикова А.С." in page
    assert "Вернуть замечание в силу" in page
    assert "ошибка" not in blocked(page)


def test_an_approved_letter_gives_its_files_and_its_hashes(day: Day) -> None:
    letter = day.approved()
    page = day.get("executor", f"/letters/{letter.id}")
    assert day.docx(letter) in page
    assert f"/letters/{letter.id}/export/zip" in page
    assert approval.revoke(day.office, day.by("signer"), letter.id, "Ошибка в дате").state == LetterState.RETURNED
    assert "/export/" not in day.get("executor", f"/letters/{letter.id}")
