"""The editor of a letter: it waits for its check before the letter is handed in, and nothing typed is lost."""

import re
from typing import TYPE_CHECKING

import pytest

from .conftest import ANSWER, OPENING, SLIP, WHOLE, SignIn, enter, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


def edit(page: "Page", letter: int, *lines: str) -> None:
    """Opens the editor of ``letter`` and types ``lines`` in place of what is there."""
    page.goto(f"/letters/{letter}/edit")
    write(page, *lines)


def write(page: "Page", *lines: str) -> None:
    """Types ``lines`` in the open editor in place of what is there."""
    page.wait_for_selector(".cm-content")
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")  # else the browser would give what it puts in the style of what was marked
    page.keyboard.insert_text("\n".join(lines))


def saved(page: "Page") -> None:
    page.locator("[data-kept]", has_text="Сохранено в").wait_for()


def number_of(page: "Page") -> int:
    found = re.search(r"/letters/(\d+)", page.url)
    assert found is not None
    return int(found[1])


@pytest.mark.browser
def test_going_to_review_waits_for_the_check_of_what_was_typed_last(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, OPENING, SLIP, ANSWER)
    anna.locator(".finding", has_text="дательный падеж").first.wait_for()
    late: list[Route] = []
    anna.route("**/live", lambda route: late.append(route))
    write(anna, *WHOLE.splitlines())
    anna.click("[data-submit]")
    anna.locator("html.waiting").wait_for()
    assert not anna.locator("#standing").is_visible()  # the mistake is mended: nobody is asked about it
    for answer in late:
        answer.continue_()
    anna.wait_for_url(f"**/letters/{draft}")
    anna.get_by_text("Письмо передано на проверку.").wait_for()


@pytest.mark.browser
def test_mistakes_typed_last_are_asked_about_before_the_letter_goes_to_review(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, *WHOLE.splitlines())
    anna.locator("[data-tally]:not(.old)").wait_for()
    write(anna, OPENING, SLIP, ANSWER)
    anna.locator("[data-submit]").press("Enter")
    anna.locator("#standing", has_text="В письме 1 ошибка").wait_for()
    assert flaws(anna) == []
    anna.keyboard.press("Enter")
    anna.locator("#standing").wait_for(state="hidden")
    assert anna.evaluate("document.activeElement.matches('[data-submit]')")  # whoever came by keys goes on from there
    anna.keyboard.press("Enter")
    anna.locator("#standing button[value=send]").click()
    anna.wait_for_url(f"**/letters/{draft}")


@pytest.mark.browser
def test_a_check_that_does_not_come_is_told_of_and_holds_no_letter(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, OPENING, SLIP, ANSWER)
    anna.locator(".finding", has_text="дательный падеж").first.wait_for()
    anna.route("**/live", lambda route: None)  # it is never answered
    write(anna, *WHOLE.splitlines())
    anna.click("[data-submit]")
    anna.locator("#standing", has_text="Проверка ещё не закончена").wait_for()
    anna.locator("#standing button[value=send]").click()
    anna.wait_for_url(f"**/letters/{draft}")


@pytest.mark.browser
def test_what_is_typed_outlives_the_session(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, OPENING, ANSWER)
    saved(anna)
    anna.context.clear_cookies()
    anna.keyboard.press("Control+End")
    anna.keyboard.insert_text("\nДописано после конца сеанса.")
    anna.locator("[data-bar='signed-out']").wait_for()
    another = anna.context.new_page()
    enter(another, "anna")
    another.close()
    anna.locator("[data-bar='signed-out']").wait_for(state="hidden")
    anna.reload()
    anna.wait_for_selector(".cm-content")
    assert "Дописано после конца сеанса." in anna.inner_text(".cm-content")


@pytest.mark.browser
def test_what_is_typed_outlives_the_connection(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, OPENING, ANSWER)
    saved(anna)
    anna.context.set_offline(True)
    anna.keyboard.press("Control+End")
    anna.keyboard.insert_text("\nДописано без связи.")
    anna.locator("[data-kept]", has_text="Нет связи").wait_for()
    anna.context.set_offline(False)
    saved(anna)
    anna.reload()
    anna.wait_for_selector(".cm-content")
    assert "Дописано без связи." in anna.inner_text(".cm-content")


@pytest.mark.journey
@pytest.mark.browser
def test_what_is_typed_while_a_saving_is_under_way_is_saved_after_it(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    on_its_way: list[Route] = []
    anna.route("**/save", lambda route: on_its_way.append(route), times=1)
    with anna.expect_request("**/save"):
        edit(anna, draft, OPENING, ANSWER)
    anna.keyboard.press("Control+End")
    anna.keyboard.insert_text("\nДописано, пока сохранялось.")
    with anna.expect_request(
        lambda each: each.url.endswith("/save") and "пока сохранялось" in str(each.post_data_json)
    ):
        on_its_way[0].continue_()
    saved(anna)


@pytest.mark.browser
def test_an_answer_that_is_lost_on_its_way_is_no_conflict(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")

    def lose(route: "Route") -> None:
        route.fetch()  # the service has saved it, and nobody hears of it
        route.abort("internetdisconnected")

    anna.route("**/save", lose, times=1)
    edit(anna, draft, OPENING, ANSWER)
    anna.locator("[data-kept]", has_text="Нет связи").wait_for()
    saved(anna)
    assert not anna.locator("[data-bar='conflict']").is_visible()


@pytest.mark.browser
def test_two_who_edit_are_told_and_neither_loses_a_word(sign_in: SignIn, draft: int) -> None:
    anna, oleg = sign_in("anna"), sign_in("oleg")
    anna.goto(f"/letters/{draft}/edit")
    anna.wait_for_selector(".cm-content")
    edit(oleg, draft, OPENING, "Текст Олега.")
    saved(oleg)
    oleg.locator("[data-bar='others']", has_text="Исполнева").wait_for()
    anna.click(".cm-content")
    anna.keyboard.press("Control+End")
    anna.keyboard.insert_text("\nТекст Анны.")
    anna.locator("[data-bar='conflict']", has_text="Соседов").wait_for()
    assert flaws(anna) == []
    anna.locator("[data-bar='conflict'] [data-do='mine']").click()
    saved(anna)
    anna.goto(f"/letters/{draft}/versions")
    words = anna.inner_text("main")
    assert "Текст Олега." in words
    assert "Текст Анны." in words


@pytest.mark.browser
def test_the_keyboard_alone_writes_mends_and_leaves_the_text(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, OPENING, SLIP, ANSWER)
    anna.locator(".cm-lintRange-error").first.wait_for()
    anna.keyboard.press("Control+Home")
    anna.keyboard.press("F8")
    anna.keyboard.press("Alt+1")
    anna.locator(".cm-content", has_text="Согласно графику").wait_for()
    anna.keyboard.press("Tab")
    assert not anna.evaluate("document.activeElement.classList.contains('cm-content')")
