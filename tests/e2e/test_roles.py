"""The day of the registry, of an administrator and of a clerk; that of a signer stands in test_signer.py."""

import json
import re
from typing import TYPE_CHECKING

import pytest

from webui.engine import Engine

from .conftest import CARD, LOGIN, SLIP, SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page


def told(page: "Page", words: str) -> None:
    """Waits until the page says ``words``."""
    page.locator("main").get_by_text(words).first.wait_for()


@pytest.mark.browser
def test_the_registry_enters_an_appeal_after_an_error_at_a_field(sign_in: SignIn, engine: Engine) -> None:
    lida = sign_in("lida")
    lida.goto("/home")
    lida.get_by_role("link", name="Внести обращение").first.click()
    lida.get_by_label("Номер", exact=False).first.fill("ВХ-1")
    lida.get_by_label("Фамилия").first.fill("Егорова")
    lida.fill("#appeal-registered", "")  # today stands there
    lida.get_by_role("button", name="Внести обращение").click()
    lida.wait_for_selector("#trouble")
    assert lida.locator("#appeal-registered").get_attribute("aria-invalid") == "true"
    assert lida.input_value("#appeal-number") == "ВХ-1"
    assert lida.input_value("#applicant-surname") == "Егорова"
    assert flaws(lida) == []
    lida.locator("#trouble a").first.click()
    assert lida.evaluate("document.activeElement.id") == "appeal-registered"
    lida.fill("#appeal-registered", "2024-05-14")
    lida.get_by_role("button", name="Внести обращение").click()
    told(lida, "Обращение № ВХ-1 внесено. Ответить нужно до 13.06.2024.")


@pytest.mark.browser
def test_the_registry_enters_an_appeal_from_a_pasted_card(sign_in: SignIn, engine: Engine) -> None:
    lida = sign_in("lida")
    lida.goto("/appeals/new")
    lida.locator("summary", has_text="Вставить карточку").click()
    lida.fill("#pasted", '{"appeal": {"nomer": 1}}')
    lida.get_by_role("button", name="Заполнить поля").click()
    lida.wait_for_selector("#pasted-error")
    assert "nomer" in lida.inner_text("#pasted-error")
    assert lida.input_value("#pasted") == '{"appeal": {"nomer": 1}}'
    card = {**CARD, "appeal": {**CARD["appeal"], "number": "ВХ-2"}}  # type: ignore[dict-item]
    lida.fill("#pasted", json.dumps(card, ensure_ascii=False))
    lida.get_by_role("button", name="Заполнить поля").click()
    told(lida, "Карточка разобрана")
    assert lida.input_value("#applicant-address") == "ул. Полевая, д. 7, кв. 31, г. Долинск, 694051"
    lida.get_by_role("button", name="Внести обращение").click()
    told(lida, "Обращение № ВХ-2 внесено")
    assert "Когда починят крышу?" in lida.inner_text("main")


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_is_not_dated_before_its_appeal(sign_in: SignIn, agreed: int) -> None:
    lida = sign_in("lida")
    lida.goto(f"/letters/{agreed}")
    assert "Отправить" in lida.inner_text(".blocked")
    lida.locator("summary", has_text="Зарегистрировать").click()
    lida.fill("#number", "77-р")
    lida.fill("#dated", "2020-01-01")
    lida.locator("form[action$='/number'] button").click()
    lida.wait_for_selector("#number-error")  # before the appeal itself
    assert lida.input_value("#number") == "77-р"
    assert lida.input_value("#dated") == "2020-01-01"


@pytest.mark.browser
@pytest.mark.office
def test_the_registry_hands_a_letter_over_in_person(sign_in: SignIn, approved: int, appeal: int) -> None:
    lida = sign_in("lida")
    lida.goto(f"/letters/{approved}")
    lida.locator("summary", has_text="Отправить").click()
    form = lida.locator("form.way-out", has_text="Лично в руки")
    assert form.locator("#handed-to").input_value() == "Егорова Елена Владимировна"
    form.locator("#handed-to").fill("Егоров Пётр Ильич, по доверенности")
    form.get_by_role("button", name="Отметить вручение").click()
    told(lida, "Отмечено: письмо отправлено")
    sent = lida.inner_text("#sent")
    assert "лично в руки" in sent
    assert "Егоров Пётр Ильич, по доверенности" in sent
    lida.goto(f"/appeals/{appeal}")
    assert "ответ дан" in lida.inner_text("main").casefold()


@pytest.mark.browser
def test_the_registry_records_an_answer_given_at_a_reception(sign_in: SignIn, appeal: int) -> None:
    lida = sign_in("lida")
    lida.goto(f"/appeals/{appeal}")
    lida.locator("#oral summary").click()
    lida.fill("#told", "Крышу починят в июне.")
    lida.get_by_role("button", name="Внести в карточку приёма").click()
    lida.wait_for_selector("#consent-error")
    assert lida.input_value("#told") == "Крышу починят в июне."
    assert flaws(lida) == []
    lida.check("#consent")
    lida.get_by_role("button", name="Внести в карточку приёма").click()
    told(lida, "Устный ответ внесён")
    said = lida.inner_text(".told-orally").replace("\xa0", " ")
    assert "п. 3.9" in said
    assert "Крышу починят в июне." in said
    assert lida.locator("#oral").count() == 0


@pytest.mark.browser
def test_an_administrator_lets_a_person_in_and_shuts_them_out(sign_in: SignIn, browser_page: "Page") -> None:
    chief = sign_in(LOGIN)
    chief.goto("/people/new")
    for label, value in (("Фамилия", "Новичкова"), ("Имя", "Дарья")):
        chief.get_by_label(label, exact=True).fill(value)
    chief.get_by_label("исполнитель").check()
    chief.get_by_label("Имя для входа").fill("дарья")
    chief.get_by_role("button", name="Добавить").click()
    chief.wait_for_selector("#login-error")
    assert chief.get_by_label("Фамилия").input_value() == "Новичкова"
    chief.get_by_label("Имя для входа").fill("darya")
    chief.get_by_role("button", name="Добавить").click()
    temporary = chief.input_value("#told")
    assert flaws(chief) == []
    person = chief.locator("form[action*='/people/']").first.get_attribute("action")

    # The temporary password opens one page only, until it is changed.
    darya = browser_page
    sign_in_as(darya, "darya", temporary)
    darya.wait_for_url(re.compile("/me/password"))
    darya.goto("/letters")
    darya.wait_for_url(re.compile("/me/password"))
    told(darya, "Пароль временный: придумайте свой.")
    own = "зелёный фонарь над рекой"
    for name, value in (("old", temporary), ("password", own), ("again", own)):
        darya.fill(f"#{name}", value)
    darya.get_by_role("button", name="Сменить пароль").click()
    darya.wait_for_url(re.compile("/letters"))

    # Shut out, they are out at once; five wrong tries shut the door too, and an administrator opens both.
    chief.goto(f"{person}")
    chief.get_by_role("button", name="Закрыть вход").click()
    told(chief, "Вход закрыт: Новичкова Дарья")
    darya.goto("/letters")
    darya.wait_for_url(re.compile("/sign-in"))
    sign_in_as(darya, "darya", own)
    darya.wait_for_selector("[role=alert]")
    chief.get_by_role("button", name="Открыть вход").click()
    told(chief, "Вход открыт: Новичкова Дарья")
    for _ in range(5):
        sign_in_as(darya, "darya", "не тот пароль")
        darya.wait_for_selector("[role=alert]")
    sign_in_as(darya, "darya", own)
    darya.wait_for_selector("[role=alert]")
    chief.goto(f"{person}")
    assert "слишком много неверных паролей" in chief.inner_text("main")
    chief.get_by_role("button", name="Снять ограничение").click()
    told(chief, "Ограничение снято")
    sign_in_as(darya, "darya", own)
    darya.wait_for_url("**/home")

    number = person_number(person)
    chief.goto(f"/journal?about=person&number={number}")
    journal = chief.inner_text("table.journal")
    for action in (
        "добавлен сотрудник",
        "изменён пароль",
        "вход закрыт",
        "вход открыт",
        "вход ограничен: много неверных паролей",
        "ограничение входа снято",
    ):
        assert action in journal, action
    assert temporary not in chief.content()
    chief.get_by_role("button", name="Проверить цепочку").click()
    told(chief, "Цепочка цела.")


@pytest.mark.browser
def test_an_administrator_gives_a_program_a_token_and_takes_it_back(sign_in: SignIn, browser_page: "Page") -> None:
    chief = sign_in(LOGIN)
    chief.goto("/programs")
    chief.get_by_label("Название").fill("Система документооборота")
    chief.get_by_label("исполнитель").check()
    chief.get_by_role("button", name="Добавить и выдать ключ").click()
    token = chief.input_value("#token")

    ask = browser_page.request  # another machine: no session of anybody
    letter = {"text": f"Уважаемая Елена Владимировна!\n{SLIP}"}
    answer = ask.post("/api/v1/check", data=letter, headers={"Authentication-Token": token})
    assert answer.status == 200
    assert "grammar" in {found["code"].split(".")[0] for found in answer.json()["findings"]}
    assert ask.get("/letters", headers={"Authentication-Token": token}, max_redirects=0).status == 303
    chief.goto("/programs")
    assert token not in chief.content()
    chief.get_by_role("link", name="Система документооборота").click()
    assert "/api/v1/check" in chief.inner_text("table.calls")
    chief.get_by_role("button", name="Отозвать ключ").click()
    told(chief, "Ключ отозван: Система документооборота.")
    refused = ask.post("/api/v1/check", data=letter, headers={"Authentication-Token": token})
    assert refused.status == 401
    assert refused.json()["code"] == "request.unknown"

    chief.goto("/journal")
    journal = chief.inner_text("table.journal")
    for action in ("добавлена программа", "программе выдан ключ", "ключ программы отозван"):
        assert action in journal, action
    assert token not in chief.content()


@pytest.mark.browser
@pytest.mark.parametrize("who", ["nina", "anna", "vera", "ivan", "lida", LOGIN])
def test_no_link_before_anybody_leads_to_a_refusal(sign_in: SignIn, appeal: int, draft: int, who: str) -> None:
    page = sign_in(who)
    seen: set[str] = set()
    for place in ["/home", *hrefs(page, "header nav")]:
        page.goto(place)
        seen.update(hrefs(page, "header, main"))
    assert {"/home", "/me"} <= seen
    refused = {path: page.request.get(path).status for path in sorted(seen)}
    assert {path: status for path, status in refused.items() if status != 200} == {}


@pytest.mark.browser
def test_a_clerk_sees_the_day_and_what_is_open_to_all(sign_in: SignIn, draft: int) -> None:
    nina = sign_in("nina")
    told(nina, "Недавно изменено")
    assert flaws(nina) == []
    for path in ("/letters", f"/letters/{draft}", "/appeals", "/review", "/people", "/programs", "/journal"):
        answer = nina.request.get(path)
        assert (path, answer.status) == (path, 403)
        assert "Распорядова" not in answer.text()


def sign_in_as(page: "Page", login: str, password: str) -> None:
    page.goto("/sign-in")
    page.fill("#login", login)
    page.fill("#password", password)
    page.get_by_role("button", name="Войти").click()


def hrefs(page: "Page", where: str) -> list[str]:
    """Pages of the service that links of ``where`` lead to."""
    links = page.locator(where).locator("a[href^='/']:not([download])")
    found = links.evaluate_all("links => links.map(link => link.getAttribute('href').split('#')[0])")
    return list(dict.fromkeys(found))


def person_number(path: str | None) -> str:
    found = re.search(r"/people/(\d+)", path or "")
    assert found is not None
    return found[1]
