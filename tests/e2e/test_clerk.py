"""The editor of reply texts: fields, conditions and lists put in, mended, folded, tried on people, kept as versions."""

import re
from typing import TYPE_CHECKING

import pytest

from letterkit.office.content import editing
from letterkit.office.content.version_file import KeptKind, reply_of
from webui.engine import Engine

from .conftest import LOGIN, SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("engine")]
PAGES = (
    "/home", "/texts/", "/texts/?kind=blank", "/texts/new", "/texts/reply/redirect", "/texts/reply/redirect/versions",
    "/texts/blank/corner", "/texts/reply/redirect/edit",
)  # fmt: skip


def source(page: "Page") -> str:
    """The text of the editor as it would be saved."""
    return page.locator("[data-source]").input_value()


def opened(page: "Page", slug: str) -> None:
    page.goto(f"/texts/reply/{slug}/edit")
    page.locator("[data-editor] .cm-content").wait_for()


def test_a_text_is_copied_given_a_field_mended_and_tried_on_people(sign_in: SignIn, engine: Engine) -> None:
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

    # The letter stands beside, as each of three people would get it.
    readers = (
        ("man", "гражданин Сидоренко"),
        ("several", "гражданин Сидоренко и другие"),
        ("organisation", "Сахстрой"),
    )
    for person, reader in readers:
        with nina.expect_response("**/preview") as answer:
            nina.select_option("[data-sample]", person)
        assert answer.value.ok
        assert reader in nina.inner_text("#pages-title")

    nina.keyboard.press("Control+s")
    nina.locator("[data-kept]", has_text="Редакция 2").wait_for()
    nina.goto(f"/texts/reply/{slug}")
    assert "Кто чинит крышу" in nina.inner_text("main")
    kept = kept_source(engine, slug, 2)
    assert kept.rstrip().endswith("Согласно приказу работу ведёт {{ kto_chinit_kryshu }}.")


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
    assert "решают несколько органов)» другого вида" in chief.inner_text(".breaking")
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
        if nina.locator("[data-fold-all]").is_visible():
            nina.click("[data-fold-all]")
            nina.locator("[data-editor] .b-folded").first.wait_for()
            nina.click("[data-unfold-all]")
        chips = nina.locator("[data-editor] .cm-content .chip").count()
        assert chips == len(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", reply.source))
        with nina.expect_response("**/save") as answer:
            nina.keyboard.press("Control+s")
        assert answer.value.json()["is_new"] is False, reply.id


NESTED = """{{ opening }}

{% if body %}
Отвечаем по порядку.
{% for one in answered %}
> {{ one.question }}
{% if loop.last %}
Это последний вопрос.
{% else %}
{{ one.answer }}
{% endif %}
{% endfor %}
{% endif %}

{{ body }}

{{ contact }}
"""
"""A condition with a list inside it and another condition inside that."""


def nested(page: "Page") -> None:
    """Opens a text and writes NESTED in the place of its words."""
    opened(page, "explained")
    page.locator("[data-editor] .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(NESTED)
    page.locator("[data-editor] .b-head", has_text="пункт последний").wait_for()


def kept_source(engine: Engine, slug: str, number: int) -> str:
    content = editing.content_of(engine.office, KeptKind.REPLY, slug, number)
    return reply_of(content, slug).source


@pytest.mark.journey
def test_blocks_are_nested_folded_copied_and_saved_as_they_were(sign_in: SignIn, engine: Engine) -> None:
    nina = sign_in("nina")
    nested(nina)
    heads = nina.locator("[data-editor] .b-head .words")
    assert heads.all_inner_texts() == [
        "Если указаны слова исполнителя",
        "Для каждого из вопросов обращения с ответами",
        "Если пункт последний",
    ]
    deepest = nina.locator("[data-editor] .deep-3", has_text="Это последний вопрос")
    lefts = [
        nina.locator("[data-editor] .cm-line", has_text=words).evaluate(
            "line => { const at = document.createRange(); at.selectNodeContents(line);"
            " return Math.round(at.getClientRects()[0].left) }"
        )
        for words in ("Отвечаем по порядку", "Это последний вопрос")
    ]
    assert lefts[0] < lefts[1]
    assert flaws(nina) == []

    # By the button in the head, then by keys: the cursor stands inside, goes behind what is folded, and unfolds it.
    nina.get_by_role("button", name="Свернуть: Для каждого из вопросов обращения с ответами").click()
    nina.locator(".b-folded", has_text="… 3 строки").wait_for()
    assert deepest.count() == 0
    assert flaws(nina) == []
    nina.get_by_role("button", name="Развернуть: Для каждого из вопросов обращения с ответами").click()
    deepest.click()
    path = nina.locator("[data-block-path]")
    assert path.inner_text().endswith("вопросов обращения с ответами › Если пункт последний")
    nina.keyboard.press("Alt+ArrowUp")
    nina.locator(".b-folded", has_text="… 2 строки").wait_for()
    nina.keyboard.press("Alt+ArrowUp")
    assert nina.locator(".b-folded .words").all_inner_texts() == ["Для каждого из вопросов обращения с ответами"]
    # What is folded is copied and pasted whole, and undo takes it back.
    nina.keyboard.press("Control+a")
    nina.keyboard.press("Control+c")
    nina.keyboard.press("Control+End")
    nina.keyboard.press("Control+v")
    assert nina.locator("[data-editor] .b-head .words").count() == 5
    nina.keyboard.press("Control+z")
    nina.click("[data-unfold-all]")
    assert heads.count() == 3
    with nina.expect_response("**/save") as answer:
        nina.keyboard.press("Control+s")
    assert kept_source(engine, "explained", answer.value.json()["number"]) == NESTED


def test_a_condition_is_put_and_removed_whole_by_keys_alone(sign_in: SignIn) -> None:
    nina = sign_in("nina")
    nested(nina)
    field = nina.locator("[data-editor] .cm-content")
    before = source(nina)
    # A condition around chosen lines: the cursor is left inside it.
    field.focus()
    nina.keyboard.press("Control+End")
    nina.keyboard.press("Enter")
    nina.keyboard.insert_text("Пишите нам ещё.")
    nina.keyboard.press("Shift+Home")
    nina.locator("summary", has_text="Условие").focus()
    nina.keyboard.press("Enter")
    nina.select_option("#put-condition", "woman")
    nina.locator("[data-put=condition]").focus()
    nina.keyboard.press("Enter")
    nina.locator(".b-head", has_text="Если заявитель – женщина").wait_for()
    assert source(nina) == before + "\n{% if woman %}\nПишите нам ещё.\n{% endif %}"
    assert "женщина" in nina.inner_text("[data-block-path]")
    # At a mark of the block Backspace asks; the words may stay, one step of undo brings all back.
    field.focus()
    for key in ("Home", "ArrowLeft", "Backspace"):
        nina.keyboard.press(key)
    nina.locator("dialog.removal").wait_for()
    assert flaws(nina) == []
    nina.get_by_role("button", name="Убрать условие, оставить слова").press("Enter")
    assert source(nina) == before + "\nПишите нам ещё."
    field.focus()
    nina.keyboard.press("Control+z")
    # The strip under the field does the same for whoever goes by Tab.
    nina.keyboard.press("Control+End")
    nina.keyboard.press("ArrowUp")
    nina.locator("[data-drop-block]").press("Enter")
    nina.get_by_role("button", name="Убрать вместе со словами").press("Enter")
    assert source(nina).rstrip() == before.rstrip()


def test_an_end_without_its_beginning_is_told_at_its_place(sign_in: SignIn) -> None:
    nina = sign_in("nina")
    opened(nina, "interim")
    nina.locator("[data-editor] .cm-content").click()
    nina.keyboard.press("Control+End")
    nina.keyboard.insert_text("\n{% endif %}{% for one in answers %}Слова.")
    odd = nina.locator("[data-editor] .chip.odd")
    odd.last.wait_for()
    assert odd.first.inner_text() == "конец условия без начала"
    assert odd.last.inner_text().endswith("у этого перечня нет конца")
    found = nina.locator("[data-found] .finding", has_text="без своего начала или конца")
    found.wait_for()
    assert "endif" not in nina.inner_text("main")
    assert flaws(nina) == []


def test_the_letter_beside_the_text_follows_what_is_typed(sign_in: SignIn) -> None:
    nina = sign_in("nina")
    opened(nina, "interim")
    page = nina.locator("#pages figure img")
    page.first.wait_for()
    assert nina.inner_text("#pages-title") == "Что увидит гражданка Иванова"
    assert nina.locator("#findings").is_visible()
    was = page.first.get_attribute("src")
    nina.locator("[data-editor] .cm-content").click()
    nina.keyboard.press("Control+End")
    nina.keyboard.insert_text("\n\nСпасибо за письмо.")
    nina.wait_for_function("was => document.querySelector('#pages figure img').src !== was", arg=was)


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
    for menu in nina.locator("[data-menus] [data-menu]").all():
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
