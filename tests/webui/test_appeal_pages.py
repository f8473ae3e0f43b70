"""Pages of appeals, and the page of the day."""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from letterkit.core.clock import stopped_at
from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.office.register import listing

from .office import Register
from .test_letter_pages import error_of, value_of

ENTERED = {"do": "enter", "appeal.number": "И-500", "appeal.registered": "03.06.2024", "appeal.subject": "ремонт крыши"}


def test_an_appeal_is_entered_and_its_deadline_told(registrar: FlaskClient):
    answer = registrar.post("/appeals/new", data=ENTERED, follow_redirects=True)
    assert "Обращение № И-500 внесено. Ответить нужно до 03.07.2024." in answer.text
    assert "30 дней с 03.06.2024 = 03.07.2024, среда (пункт 7.4 Порядка" in answer.text
    assert "осталось 28 дней" in answer.text


@pytest.mark.parametrize(
    ("registered", "sent", "told"),
    [("03.06.2025", "", True), ("28.03.2025", "", False), ("31.03.2025", "29.03.2025", False)],
)
def test_an_appeal_by_email_is_doubted_since_the_law_knows_no_such_way(
    registrar: FlaskClient, register: Register, registered: str, sent: str, told: bool
):
    card = {"appeal": {"number": "И-500", "registered": registered, "sent": sent, "channel": "email"}}
    with stopped_at(datetime(2025, 7, 1, 12, tzinfo=UTC)):
        appeal = appeals.add(register.office, register.by(Duty.REGISTRY), card)
    page = registrar.get(f"/appeals/{appeal.id}").text
    assert ("часть 3 статьи 7 закона № 59-ФЗ в редакции закона № 547-ФЗ" in page) is told


@pytest.mark.parametrize("path", ["appeal.number", "appeal.registered"])
def test_an_appeal_needs_its_number_and_day(registrar: FlaskClient, path: str):
    answer = registrar.post("/appeals/new", data={**ENTERED, path: ""})
    assert answer.status_code == 422
    assert error_of(answer.text, path.replace(".", "-")) == "Заполните это поле: без него не начать."
    assert value_of(answer.text, "appeal.subject") == "ремонт крыши"


def test_an_appeal_is_not_entered_twice(registrar: FlaskClient):
    registrar.post("/appeals/new", data=ENTERED)
    answer = registrar.post("/appeals/new", data=ENTERED)
    assert answer.status_code == 422
    assert "Обращение № И-500 с этой датой регистрации уже внесено" in answer.text


def test_a_pasted_card_fills_the_two_sections_of_an_appeal(registrar: FlaskClient):
    pasted = '{"appeal": {"number": "И-8"}, "reply": {"title": "О доме"}}'
    page = registrar.post("/appeals/new", data={"do": "paste", "pasted": pasted}).text
    assert value_of(page, "appeal.number") == "И-8"
    assert "О доме" not in page


def test_the_registry_gives_an_appeal_at_once_and_an_executor_takes_it_themselves(
    registrar: FlaskClient, executor: FlaskClient, register: Register
):
    person = register.people[Duty.EXECUTOR].id
    registrar.post("/appeals/new", data={**ENTERED, "person": person})
    executor.post("/appeals/new", data={**ENTERED, "appeal.number": "И-501"})
    found = listing.page(register.office, register.by(Duty.REGISTRY)).rows
    assert {appeal.number: appeal.responsible_id for appeal in found} == {"И-500": person, "И-501": person}


def test_the_list_shows_deadline_state_executor_and_letters(executor: FlaskClient, register: Register):
    register.letter(register.appeal())
    register.appeal("И-346")
    page = executor.get("/appeals").text
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)[1:]
    assert len(rows) == 2
    assert "готовится ответ" in rows[0]
    assert "<b>Вы</b>" in rows[0]
    assert ">черновик</a>" in rows[0]
    assert "новое" in rows[1]
    assert "Подготовить ответ" in rows[1]


def test_the_list_is_searched_and_narrowed(executor: FlaskClient, register: Register):
    register.appeal()
    assert "№&nbsp;И-345" in executor.get("/appeals?words=иванова&state=new").text
    assert "Под условия ничего не подходит" in executor.get("/appeals?words=иванова&state=done").text
    assert "Под условия ничего не подходит" in executor.get("/appeals?words=сидоров").text


def test_an_empty_register_says_what_to_do(executor: FlaskClient, register: Register):
    assert "Внесите первое" in executor.get("/appeals").text
    assert "когда их внесёт приёмная" in register.client_of(Duty.SIGNER).get("/appeals").text


def test_the_page_of_an_appeal_tells_its_questions_and_letters(executor: FlaskClient, register: Register):
    appeal = register.appeal()
    letter = register.letter(appeal)
    page = executor.get(f"/appeals/{appeal.id}").text
    assert "Можно ли вместо квартиры получить деньги?" in page
    assert f'href="/letters/{letter.id}/edit"' in page
    assert f'href="/letters/prepare/{appeal.id}"' in page


def test_the_registry_gives_the_appeal_to_an_executor(registrar: FlaskClient, register: Register):
    appeal = register.appeal()
    person = register.people[Duty.EXECUTOR].id
    answer = registrar.post(f"/appeals/{appeal.id}/assign", data={"person": person}, follow_redirects=True)
    assert "Обращение поручено: Исполнева А.С." in answer.text
    refused = registrar.post(f"/appeals/{appeal.id}/assign", data={"person": ""})
    assert refused.status_code == 422
    assert error_of(refused.text, "person") == "Выберите исполнителя из списка."


def test_an_oral_answer_is_recorded_with_consent_and_closes_the_appeal(executor: FlaskClient, register: Register):
    appeal = register.appeal()
    told = {"told": "Разъяснили порядок переселения", "on": "2024-06-04", "consent": "1"}
    answer = executor.post(f"/appeals/{appeal.id}/oral", data=told, follow_redirects=True)
    assert "Устно на личном приёме 04.06.2024" in answer.text
    assert "Разъяснили порядок переселения" in answer.text
    assert "Подготовить ответ" not in answer.text
    assert appeals.read_appeal(register.office, register.by(Duty.EXECUTOR), appeal.id).state == "done"


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"consent": ""}, "consent", "Устный ответ возможен только с согласия"),
        ({"told": " "}, "told", "Не сказано, что ответили"),
        ({"on": "2024-06-06"}, "on", "Дата приёма ещё не наступила"),
        ({"on": "31.02.2024"}, "on", "Такого дня нет"),
    ],
)
def test_an_oral_answer_that_lacks_something_keeps_what_was_typed(
    executor: FlaskClient, register: Register, wrong: dict[str, str], field: str, told: str
):
    appeal = register.appeal()
    form = {"told": "Разъяснили", "on": "2024-06-04", "consent": "1"} | wrong
    answer = executor.post(f"/appeals/{appeal.id}/oral", data=form)
    assert answer.status_code == 422
    assert error_of(answer.text, field).startswith(told)
    assert form["told"] in answer.text
    assert value_of(answer.text, "on") == form["on"]


def test_the_day_of_an_executor_shows_drafts_and_appeals_without_an_answer(executor: FlaskClient, register: Register):
    register.letter(register.appeal())
    register.appeal("И-346")
    page = executor.get("/home").text
    assert "Сегодня, 5 июня 2024" in page
    drafts, without = page.split("Обращения без ответа")
    without, in_work = without.split("Ваши обращения, ответ готовится")
    assert "О переселении из аварийного дома" in drafts
    assert "№&nbsp;И-346" in without
    assert "№&nbsp;И-345:" not in without
    assert "№&nbsp;И-345:" in in_work


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        (Duty.EXECUTOR, ["Черновиков нет", "Новых обращений нет"]),
        (Duty.REVIEWER, ["Очередь пуста"]),
        (Duty.SIGNER, ["Согласованных писем нет", "Очередь пуста"]),
        (Duty.REGISTRY, ["Согласованных писем без номера нет", "отправлять нечего", "Все обращения поручены"]),
        (Duty.CLERK, ["На сегодня всё сделано", "проверить"]),
        (Duty.ADMINISTRATOR, ["Нет свежей резервной копии"]),
    ],
)
def test_a_day_with_nothing_to_do_says_so(register: Register, duty: Duty, words: list[str]):
    page = register.client_of(duty).get("/home").text
    assert [each for each in words if each not in page] == []


def test_letters_that_wait_are_shown_to_those_they_wait_for(register: Register):
    letter = register.letter()
    for state, duty, title in (
        ("review", Duty.REVIEWER, "Ждут проверки"),
        ("agreed", Duty.SIGNER, "Ждут Вашей подписи"),
        ("agreed", Duty.REGISTRY, "Зарегистрировать"),
        ("approved", Duty.REGISTRY, "Отправить"),
        ("returned", Duty.EXECUTOR, "Вернули на доработку"),
    ):
        with register.office.database.writing() as session:
            row = session.get_one(type(letter), letter.id)
            row.state, row.submitted = state, row.created
            row.returned = (
                {"by": "Проверкина А.С.", "at": "", "words": "Назовите срок"} if state == "returned" else None
            )
        page = register.client_of(duty).get("/home").text
        heap = page[page.index(f"{title} <span") :].split("</section>")[0]
        assert "О переселении из аварийного дома" in heap
    assert "Назовите срок" in heap


def test_a_person_begins_the_day_on_its_page(register: Register):
    answer = register.client_of(Duty.EXECUTOR).get("/sign-in")
    assert answer.location.endswith("/home")


def test_an_appeal_of_another_department_does_not_exist_for_an_executor(register: Register):
    appeal = register.appeal()
    with pytest.raises(RequestError):
        appeals.read_appeal(register.office, register.by(Duty.CLERK), appeal.id)


def test_what_is_known_of_an_appeal_is_put_right(registrar: FlaskClient, register: Register):
    registrar.post("/appeals/new", data={**ENTERED, "appeal.group": "6.1", "reason": "течёт"})
    (appeal,) = listing.page(register.office, register.by(Duty.REGISTRY)).rows
    path = f"/appeals/{appeal.id}/correct"
    page = registrar.get(path).text
    assert (value_of(page, "appeal.subject"), value_of(page, "reason")) == ("ремонт крыши", "течёт")
    told = {**ENTERED, "appeal.subject": "ремонт подъезда", "reason": "темно", "seen": value_of(page, "seen")}
    answer = registrar.post(path, data=told, follow_redirects=True).text
    assert "Сведения об обращении исправлены." in answer
    assert "ремонт подъезда" in answer
    late = registrar.post(path, data={**told, "reason": "холодно"})
    assert late.status_code == 409
    assert "уже исправил кто-то другой" in late.text
    assert value_of(late.text, "reason") == "холодно"
    empty = registrar.post(path, data={**told, "appeal.number": ""})
    assert (empty.status_code, value_of(empty.text, "reason")) == (422, "темно")
