"""The bar above a list: words, «Отбор», views that one keeps, dense rows; with a script and without one."""

import pytest

from webui.engine import Engine

from .conftest import SignIn, flaws, hand_in


@pytest.mark.parametrize("width", [1280, 400])
def test_a_list_is_narrowed_and_each_condition_is_taken_off_by_its_pill(
    sign_in: SignIn, appeal: int, width: int
) -> None:
    lida = sign_in("lida", width)
    lida.goto("/appeals/")
    lida.click("summary:has-text('Отбор')")
    lida.select_option("#f-channel", "post")
    lida.select_option("#f-kind", label="не указан")
    assert flaws(lida) == []
    lida.click(".filters button:has-text('Показать')")
    told = lida.locator(".chosen a.choice")
    assert [each.removesuffix(": убрать").strip() for each in told.all_inner_texts()] == [
        "как поступило: почта",
        "вид: не указан",
    ]
    told.first.click()
    lida.wait_for_url(lambda address: "channel" not in address and "kind=-" in address)
    assert flaws(lida) == []
    lida.click(".chosen a:has-text('Сбросить')")
    lida.wait_for_url(lambda address: "kind" not in address)
    assert lida.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_the_same_is_done_by_the_form(sign_in: SignIn, appeal: int) -> None:
    lida = sign_in("lida", script=False)
    lida.goto("/appeals/?state=new")
    assert not lida.locator(".list-tools").is_visible()
    lida.click("summary:has-text('Отбор')")
    lida.check("#f-overdue")
    lida.click(".filters button:has-text('Показать')")
    lida.locator(".chosen a:has-text('только просроченные')").click()
    lida.wait_for_url(lambda address: "overdue" not in address and "state=new" in address)


def test_a_press_anywhere_in_a_row_opens_it_and_its_other_links_stay_their_own(
    sign_in: SignIn, engine: Engine, draft: int
) -> None:
    hand_in(engine, draft, "Крышу починят до 30 июня 2027 года.")
    vera = sign_in("vera")
    vera.goto("/review")
    row = vera.locator("table.list tbody tr", has=vera.locator(f"a[href='/letters/{draft}']"))
    row.locator("td.pick input").check()
    assert vera.url.endswith("/review")
    words = row.locator("td:not(.pick) .soft").first
    words.drag_to(words, source_position={"x": 2, "y": 8}, target_position={"x": 90, "y": 8})  # to be copied
    assert vera.evaluate("getSelection().toString().trim()")
    assert vera.url.endswith("/review")
    with vera.context.expect_page() as beside:
        row.locator("td").last.click(modifiers=["Control"])
    assert beside.value.url.endswith(f"/letters/{draft}")
    row.locator("td").last.click()
    vera.wait_for_url(f"**/letters/{draft}")


def test_without_a_script_the_link_of_a_row_lies_over_it(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna", script=False)
    anna.goto("/letters/")
    row = anna.locator("table.list tbody tr", has=anna.locator(f"a[href='/letters/{draft}/edit']"))
    row.locator("td").last.click(force=True)
    anna.wait_for_url(f"**/letters/{draft}/edit")


def test_a_view_of_a_list_is_kept_by_name_and_rows_stand_denser_in_all_lists(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    anna.goto("/letters/?state=draft")
    anna.click("summary:has-text('Виды')")
    anna.fill("#view-name", "Мои черновики")
    assert flaws(anna) == []
    anna.keyboard.press("Enter")
    anna.locator("summary", has_text="Мои черновики").wait_for()
    anna.goto("/letters/")
    anna.click("summary:has-text('Виды')")
    anna.click(".views a:has-text('Мои черновики')")
    anna.wait_for_url("**/letters/?state=draft")
    anna.get_by_role("button", name="Плотнее").click()
    anna.goto("/appeals/")
    anna.get_by_role("button", name="Просторнее").wait_for()
    assert anna.locator("html.dense table.list").count() == 1
    assert flaws(anna) == []
    anna.goto("/letters/?state=draft")
    anna.click("summary:has-text('Мои черновики')")
    anna.get_by_role("button", name="Забыть вид «Мои черновики»").click()
    anna.locator("summary", has_text="Виды").wait_for()
