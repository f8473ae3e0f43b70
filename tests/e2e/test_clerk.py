"""A clerk's day: a text copied, given a field, mended, tried on people, approved by another, used for a letter."""

import re
from typing import TYPE_CHECKING

import pytest

from letterkit.office.content import listing
from letterkit.office.content.version_file import KeptKind
from webui.engine import Engine

from .conftest import LOGIN, SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PAGES = (
    "/home", "/texts/", "/texts/?kind=blank", "/texts/new", "/texts/reply/redirect", "/texts/reply/redirect/versions",
    "/texts/blank/corner", "/texts/reply/redirect/edit",
)  # fmt: skip


def source(page: "Page") -> str:
    """The text of the editor as it would be saved."""
    page.check("[data-raw]")
    words = page.locator("[data-editor] .cm-content").evaluate("field => field.innerText")
    page.uncheck("[data-raw]")
    return str(words)


def opened(page: "Page", slug: str) -> None:
    page.goto(f"/texts/reply/{slug}/edit")
    page.locator("[data-editor] .cm-content").wait_for()


@pytest.mark.journey
def test_a_text_is_copied_mended_approved_and_used(sign_in: SignIn, engine: Engine, appeal: int) -> None:
    nina = sign_in("nina")
    nina.goto("/texts/")
    nina.fill("#words", "по существу нечего")
    nina.get_by_role("button", name="Найти").click()
    nina.get_by_text("Под условия ничего не подходит").wait_for()
    nina.goto("/texts/reply/explained")
    nina.get_by_role("link", name="Копировать").click()
    nina.fill("#name", "Разъяснение о ремонте крыши")
    nina.get_by_role("button", name="Создать черновик").click()
    nina.wait_for_url("**/texts/reply/razyasnenie-o-remonte-kryshi/edit")
    slug = "razyasnenie-o-remonte-kryshi"
    field = nina.locator("[data-editor] .cm-content")
    field.wait_for()

    # A field of one's own, put in by the menu: no braces are typed.
    nina.get_by_role("button", name="Добавить поле").click()
    row = nina.locator("[data-row]").last
    row.locator("[data-label]").fill("Кто чинит крышу")
    row.locator("textarea").fill("ООО «Кровля»")
    row.locator("summary").click()
    assert row.locator("[data-name]").input_value() == "kto_chinit_kryshu"
    field.click()
    nina.keyboard.press("Control+End")
    nina.keyboard.insert_text("\n\nСогласно приказа работу ведёт ")
    nina.locator("summary", has_text="Вставить поле").click()
    nina.select_option("#put-value", "kto_chinit_kryshu")
    nina.locator("[data-put=value]").click()
    nina.keyboard.insert_text(".")
    nina.locator(".cm-content .chip", has_text="Кто чинит крышу").wait_for()
    assert source(nina).rstrip().endswith("Согласно приказа работу ведёт {{ kto_chinit_kryshu }}.")

    # The mistake is seen at its words, for whom, and mended by a click; undo and redo know it.
    found = nina.locator("[data-found] .finding", has_text="дательный падеж")
    found.wait_for()
    assert "у всех" in found.inner_text()
    assert flaws(nina) == []
    # The field is not always filled: the people without it get no letter, which is told too.
    nina.locator("[data-found] .finding", has_text="Письмо не составить").first.wait_for()
    row.locator("input[type=checkbox]").first.check()
    nina.locator("[data-found] .finding", has_text="Письмо не составить").first.wait_for(state="detached")
    found.locator("button.mend").first.click()
    found.wait_for(state="detached")
    assert "Согласно приказу работу" in source(nina)
    field.click()
    nina.keyboard.press("Control+z")
    assert "Согласно приказа работу" in source(nina)
    field.click()
    nina.keyboard.press("Control+y")
    assert "Согласно приказу работу" in source(nina)

    # Looked at as three people would get it.
    nina.click("#tab-pages")
    for person in ("man", "several", "organisation"):
        with nina.expect_response("**/preview") as answer:
            nina.select_option("[data-more][name=person]", person)
        assert answer.value.ok

    nina.keyboard.press("Control+s")
    nina.locator("[data-kept]", has_text="Редакция 2").wait_for()
    nina.goto(f"/texts/reply/{slug}")
    assert "Кто чинит крышу" in nina.inner_text("main")
    nina.get_by_role("button", name="Отправить на утверждение").click()
    nina.get_by_text("Вашу редакцию утвердит кто-то другой").wait_for()

    ivan = sign_in("ivan")
    ivan.goto("/home")
    ivan.get_by_role("link", name="Разъяснение о ремонте крыши").click()
    assert flaws(ivan) == []
    ivan.get_by_role("button", name="Утвердить редакцию 2").click()
    ivan.get_by_role("status").filter(has_text="Редакция 2 действует").wait_for()

    # An executor finds it at once, and the letter is made of its words.
    anna = sign_in("anna")
    anna.goto(f"/letters/new?appeal={appeal}")
    anna.check(f"#reply-{slug}")
    anna.get_by_role("button", name="Начать письмо").click()
    anna.wait_for_url("**/edit")
    anna.locator(".cm-content", has_text="Согласно приказу работу ведёт").wait_for()

    nina.goto(f"/texts/reply/{slug}")
    assert "1 письмо" in nina.inner_text("main")
    chief = sign_in(LOGIN)
    chief.goto("/journal")
    assert "редакция утверждена и действует" in chief.inner_text("main")
    item = listing.read_item(engine.office, KeptKind.REPLY, slug).item
    assert (item.kept.live, item.usage.letters) == (2, 1)


def test_what_breaks_is_named_and_a_refusal_has_its_reason(sign_in: SignIn) -> None:
    nina = sign_in("nina")
    opened(nina, "redirect")
    nina.locator("[data-row]", has=nina.locator("[value=other_bodies]")).locator("[data-type]").select_option("list")
    nina.fill("#note", "Список вместо органов")
    nina.get_by_role("button", name="Сохранить", exact=True).click()
    nina.locator("[data-kept]", has_text="Редакция 2").wait_for()
    nina.goto("/texts/reply/redirect")
    nina.get_by_role("button", name="Отправить на утверждение").click()
    chief = sign_in(LOGIN)
    chief.goto("/texts/reply/redirect")
    assert "(other_bodies) другого вида" in chief.inner_text(".breaking")
    chief.locator("summary", has_text="Отклонить").click()
    chief.get_by_role("button", name="Отклонить редакцию 2").click()
    chief.locator("#reason-error").wait_for()
    assert flaws(chief) == []
    chief.fill("#reason", "Органы склоняются сами, список – нет.")
    chief.get_by_role("button", name="Отклонить редакцию 2").click()
    nina.goto("/texts/reply/redirect")
    nina.get_by_text("Органы склоняются сами").first.wait_for()


def test_two_who_write_at_once_lose_nothing(sign_in: SignIn) -> None:
    nina, chief = sign_in("nina"), sign_in(LOGIN)
    for page, words in ((nina, "Первая правка."), (chief, "Вторая правка.")):
        opened(page, "unclear")
        page.locator("[data-editor] .cm-content").click()
        page.keyboard.press("Control+End")
        page.keyboard.insert_text(words)
    nina.keyboard.press("Control+s")
    nina.locator("[data-kept]", has_text=re.compile("Редакция 2, сохранена")).wait_for()
    chief.keyboard.press("Control+s")
    chief.locator("[data-conflict]", has_text="появилась редакция 2").wait_for()
    assert "Вторая правка." in source(chief)
    assert flaws(chief) == []
    chief.get_by_role("button", name="Сохранить моё поверх").click()
    chief.locator("[data-kept]", has_text="Редакция 3").wait_for()


def test_chips_and_source_are_the_same_text(sign_in: SignIn, engine: Engine) -> None:
    """What has been opened and closed again, marks shown or not, is the same to the byte."""
    nina = sign_in("nina")
    for reply in engine.catalogue.replies():
        opened(nina, reply.id)
        for _ in range(2):
            nina.check("[data-raw]")
            nina.uncheck("[data-raw]")
        chips = nina.locator("[data-editor] .cm-content .chip").count()
        assert chips == len(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", reply.source))
        with nina.expect_response("**/save") as answer:
            nina.keyboard.press("Control+s")
        assert answer.value.json()["is_new"] is False, reply.id


def test_a_finding_in_the_title_is_marked_reached_by_key_and_mended(sign_in: SignIn) -> None:
    nina = sign_in("nina")
    opened(nina, "redirect")
    title, text = nina.locator("[data-title-editor] .cm-content"), nina.locator("[data-editor] .cm-content")
    text.click()
    nina.keyboard.press("Control+End")
    nina.keyboard.insert_text("\n\nСогласно договора ответят.")
    title.click()
    nina.keyboard.press("Control+a")
    nina.keyboard.insert_text("О переносе срока согласно приказа")
    nina.locator("[data-title-editor] .cm-lintRange-error").wait_for()
    nina.locator("[data-found] .finding", has_text="в заголовке").first.wait_for()
    assert flaws(nina) == []
    # F8 goes from the text on to the title and back again.
    text.click()
    nina.keyboard.press("Control+Home")
    field = "document.activeElement.closest('[data-title-editor]') ? 'title' : 'text'"
    where = []
    while nina.evaluate("String(getSelection())") != "согласно приказа" and len(where) < 9:
        nina.keyboard.press("F8")
        where.append(nina.evaluate(field))
    assert (where[0], where[-1]) == ("text", "title")
    nina.keyboard.press("Alt+1")
    nina.locator("[data-title-editor] .cm-lintRange-error").wait_for(state="detached")
    assert "согласно приказу" in title.inner_text()
    nina.keyboard.press("F8")
    assert nina.evaluate(field) == "text"


def test_what_a_field_proves_is_chosen_for_standard_replies_alone(sign_in: SignIn) -> None:
    nina = sign_in("nina")
    nina.goto("/texts/new?copy=explained")
    nina.fill("#name", "Оскорбления в обращении")
    nina.get_by_role("button", name="Создать черновик").click()
    nina.locator("[data-editor] .cm-content").wait_for()
    nina.get_by_role("button", name="Добавить поле").click()
    row = nina.locator("[data-row]").last
    row.locator("[data-label]").fill("Кто видел эти слова")
    row.locator("textarea").fill("начальник отдела")
    assert row.get_by_label("Что подтверждает").is_hidden()
    nina.select_option("#ground", "abuse")
    lacking = nina.locator("[data-found] .finding", has_text="кто видел оскорбления")
    lacking.wait_for()
    row.get_by_label("Что подтверждает").select_option(label="кто видел оскорбления или угрозы")
    lacking.wait_for(state="detached")
    nina.keyboard.press("Control+s")
    nina.locator("[data-kept]", has_text="Редакция 2").wait_for()
    nina.reload()
    assert nina.locator("[data-row]").last.get_by_label("Что подтверждает").input_value() == "witness"


@pytest.mark.parametrize("width", [1280, 400])
def test_pages_are_for_everybody(sign_in: SignIn, width: int) -> None:
    nina = sign_in("nina", width)
    for path in PAGES:
        nina.goto(path)
        assert (path, flaws(nina)) == (path, [])
        assert nina.evaluate("document.documentElement.scrollWidth") <= width, path
    for menu in nina.locator("[data-menu]").all():
        menu.locator("summary").click()
        assert flaws(nina) == []
        nina.keyboard.press("Escape")
    assert nina.evaluate("document.documentElement.scrollWidth") <= width


def test_without_the_script_a_text_is_written_in_a_plain_form(sign_in: SignIn) -> None:
    nina = sign_in("nina", script=False)
    nina.goto("/texts/reply/interim/edit")
    nina.fill("#source", nina.input_value("#source").replace("Это промежуточный ответ", "Это ещё не последний ответ"))
    new = nina.locator("[data-row]").last
    new.locator("[data-label]").fill("Заметка")
    new.locator("summary").click()
    new.locator("select").last.select_option("no")
    nina.get_by_role("button", name="Сохранить и проверить").click()
    nina.get_by_text("Сохранено как редакция 2").wait_for()
    assert "Это ещё не последний ответ" in nina.input_value("#source")
    assert nina.locator("input[value=zametka]").count() == 1
