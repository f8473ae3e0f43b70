"""The day of an office: a reply is written, mended, handed in, returned, approved and sent; nothing typed is lost."""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from letterkit.core.office import Duty
from letterkit.flow import people
from letterkit.flow.cases import appeals, drafting
from letterkit.flow.person_details import Details
from webui.engine import Engine

from .conftest import PASSWORD, flaws, is_trouble

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SignIn = Callable[[str], "Page"]
UNIT = "отдел жилищной политики"
TEAM = {
    "anna": (Details("Исполнева", "Анна", "Сергеевна", unit=UNIT, phone="+7 (4242) 00-00-00"), Duty.EXECUTOR),
    "oleg": (Details("Соседов", "Олег", "Петрович", unit=UNIT, phone="+7 (4242) 00-00-00"), Duty.EXECUTOR),
    "vera": (Details("Проверкина", "Вера", "Павловна"), Duty.REVIEWER),
    "ivan": (Details("Подписов", "Иван", "Ильич"), Duty.SIGNER),
    "lida": (Details("Приёмкина", "Лидия", "Львовна"), Duty.REGISTRY),
}
CARD = {
    "appeal": {
        "registered": "14.05.2024",
        "channel": "post",
        "subject": "ремонт крыши дома № 7 по ул. Полевой",
        "questions": ["Когда починят крышу?"],
        "addressed_to": "министерство строительства Сахалинской области",
    },
    "applicant": {
        "surname": "Егорова",
        "name": "Елена",
        "patronymic": "Владимировна",
        "address": "ул. Полевая, д. 7, кв. 31, г. Долинск, 694051",
    },
    "reply": {"outcome": "explained"},
}
OPENING = (
    "Рассмотрев Ваше обращение по вопросу ремонта крыши дома № 7 по ул. Полевой, поступившее в министерство "
    "строительства Сахалинской области, сообщаем."
)
ANSWER = "Крышу починят до 30 июня 2027 года, потому что подрядчик уже выбран и закупает материалы."
SLIP = "Согласно графика работы начнутся 12 мая 2027 года."


@pytest.fixture(scope="module")
def engine(service: str, served: Engine) -> Engine:
    """The service's own engine, with a team in its register."""
    for login, (details, duty) in TEAM.items():
        people.add(served.database, None, login, PASSWORD, details, [duty])
    return served


@pytest.fixture
def appeal(engine: Engine, request: pytest.FixtureRequest) -> int:
    """An appeal of its own for each test, given to Anna."""
    number = f"И-{abs(hash(request.node.nodeid)) % 100_000}"
    registry = people.by_login(engine.database, "lida").actor
    anna = people.by_login(engine.database, "anna")
    card = {**CARD, "appeal": {**CARD["appeal"], "number": number}}  # type: ignore[dict-item]
    return appeals.add(engine.office, registry, card, anna.id).id


@pytest.fixture
def draft(engine: Engine, appeal: int) -> int:
    """A letter begun by Anna."""
    anna = people.by_login(engine.database, "anna").actor
    card = appeals.opened(engine.office, anna, appeal).card
    return drafting.begin(engine.office, anna, {**card, "reply": CARD["reply"]}, "explained", appeal_id=appeal).id


@pytest.fixture
def sign_in(browser: "Browser", service: str) -> Iterator[SignIn]:
    """A page of somebody's own browser; what it complains of fails the test."""
    contexts, complaints = [], []

    def opened(login: str) -> "Page":
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=service)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if is_trouble(told) else None)
        enter(page, login)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [each for each in complaints if not re.search(r"status of (400|401|409)|INTERNET_DISCONNECTED", each)] == []


def enter(page: "Page", login: str) -> None:
    page.goto("/sign-in")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)


def edit(page: "Page", letter: int, *lines: str) -> None:
    """Opens the editor of ``letter`` and types ``lines`` in place of what is there."""
    page.goto(f"/letters/{letter}/edit")
    page.wait_for_selector(".cm-content")
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("\n".join(lines))


def saved(page: "Page") -> None:
    page.locator("[data-kept]", has_text="Сохранено в").wait_for()


def number_of(page: "Page") -> int:
    found = re.search(r"/letters/(\d+)", page.url)
    assert found is not None
    return int(found[1])


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_is_written_mended_returned_approved_and_sent(sign_in: SignIn, engine: Engine, appeal: int) -> None:
    anna = sign_in("anna")
    anna.goto(f"/appeals/{appeal}")
    anna.get_by_role("link", name="Подготовить ответ").first.click()
    anna.check("#reply-explained")
    anna.get_by_role("button", name="Начать письмо").click()
    anna.wait_for_url("**/edit")
    letter = number_of(anna)

    # A mistake is seen under the words and mended by a click.
    edit(anna, letter, OPENING, SLIP, ANSWER)
    anna.locator(".finding", has_text="дательный падеж").locator("button.mend").first.click()
    assert "Согласно графику" in anna.inner_text(".cm-content")
    saved(anna)
    assert flaws(anna) == []
    anna.click("[data-submit]")
    anna.wait_for_url(f"**/letters/{letter}")

    vera = sign_in("vera")
    vera.goto("/review")
    vera.get_by_role("link", name="О ремонте крыши дома № 7 по ул. Полевой").first.click()
    vera.wait_for_url("**/letters/*")
    vera.goto(f"/letters/{letter}")
    vera.locator("#return > summary").click()
    vera.fill("#return textarea", "Скажите, кто ответит на вопросы.")
    vera.locator("#return button.danger").click()
    vera.get_by_text("возвращено").first.wait_for()

    anna.goto(f"/letters/{letter}/edit")
    anna.get_by_text("почему").wait_for()
    edit(
        anna,
        letter,
        OPENING,
        "Согласно графику работы начнутся 12 мая 2027 года.",
        ANSWER,
        "Звоните исполнителю письма.",
    )
    saved(anna)
    anna.click("[data-submit]")
    anna.wait_for_url(f"**/letters/{letter}")

    vera.goto(f"/letters/{letter}")
    vera.locator("form[action$='/agree'] button").click()
    vera.get_by_text("Согласовано").first.wait_for()

    ivan = sign_in("ivan")
    ivan.goto(f"/letters/{letter}")
    ivan.locator("summary", has_text="Зарегистрировать").click()
    ivan.locator("form[action$='/number'] button").click()
    ivan.locator("summary", has_text="Утвердить").click()
    assert flaws(ivan) == []
    ivan.locator("form[action$='/approve'] button").click()
    ivan.locator("a[href$='/export/docx']").wait_for()
    approved = ivan.locator(".hashes code").first.inner_text().strip()
    with ivan.expect_download() as caught:
        ivan.locator("a[href$='/export/docx']").click()
    assert hashlib.sha256(caught.value.path().read_bytes()).hexdigest() == approved
    ivan.goto(f"/letters/{letter}/passport")
    assert approved in ivan.inner_text("main")

    lida = sign_in("lida")
    lida.goto(f"/letters/{letter}")
    lida.locator("form[action$='/send'] button").first.click()
    lida.get_by_text("Отправлено").first.wait_for()
    lida.goto(f"/appeals/{appeal}")
    assert "ответ дан" in lida.inner_text("main").casefold()


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
