"""Pages of calls: the card filled while talking, the list with its figures, an appeal written down after one."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.office.contacts import calls
from webui.calls.typed import CallForm

from .office import NOW, Register
from .test_letter_pages import error_of, value_of

TALK = {"do": "save", "at": "2024-06-05T09:50", "length": "4:30", "caller": "Ким Олег", "told": "Назвали срок."}


def test_the_card_tells_what_to_say_on_taking_the_call(executor: FlaskClient, register: Register):
    page = executor.get("/calls/new").text
    assert (
        "«Министерство строительства Сахалинской области, Исполнева Анна Сергеевна. Здравствуйте, слушаю Вас»" in page
    )


def test_a_call_is_kept_and_stands_in_the_list_with_the_average(executor: FlaskClient, register: Register):
    answer = executor.post("/calls/new", data={**TALK, "end": "answered"}, follow_redirects=True)
    assert "Звонок внесён: 4\u00a0мин 30\u00a0с." in answer.text
    assert "Ким Олег" in answer.text
    assert "II квартал 2024 года" in answer.text
    assert "в пределах 10\u00a0мин" in answer.text


def test_without_a_script_a_call_lasts_from_the_opening_of_the_card(executor: FlaskClient, register: Register):
    page = executor.get("/calls/new").text
    form = {**TALK, "length": "", "opened": value_of(page, "opened"), "end": "answered"}
    with clock.stopped_at(NOW + timedelta(minutes=3)):
        executor.post("/calls/new", data=form)
    [call] = calls.list_calls(register.office, register.by(Duty.EXECUTOR)).rows
    assert call.seconds == 180


def test_without_a_script_a_card_kept_in_the_second_it_was_opened_is_of_a_call_of_one_second(
    executor: FlaskClient, register: Register
):
    page = executor.get("/calls/new").text
    form = {**TALK, "length": "", "opened": value_of(page, "opened"), "end": "answered"}
    executor.post("/calls/new", data=form)
    [call] = calls.list_calls(register.office, register.by(Duty.EXECUTOR)).rows
    assert call.seconds == 1


def answered(typed: dict[str, str]) -> CallForm:
    return CallForm(MultiDict({"at": "2024-06-05T09:50", "end": "answered", **typed}))


@pytest.mark.parametrize("opened", ["", "сейчас", "99999999999"])
def test_a_card_that_does_not_know_when_it_was_opened_asks_how_long_the_call_was(opened: str):
    assert answered({"opened": opened}).card().seconds == 0


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("4:30", 270), ("0:05", 5), ("4", 240), ("4 мин 30 с", 270), ("12 минут", 720), ("4.30", 270)],
)
def test_a_length_is_read_as_people_write_it(typed: str, seconds: int):
    assert answered({"length": typed}).card().seconds == seconds


@pytest.mark.parametrize("typed", ["долго", "4:75", "-3", "1:2:3", "4:30:"])
def test_what_is_no_length_is_refused(typed: str):
    with pytest.raises(RequestError) as caught:
        answered({"length": typed}).card()
    assert caught.value.code == "call.bad-length"


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"end": ""}, "end", "Выберите, чем кончился звонок"),
        ({"told": ""}, "told", "Не сказано, что ответили позвонившему"),
        ({"end": "forwarded"}, "forwarded_to", "Не сказано, кому переведён звонок"),
        ({"length": "вечность"}, "length", "«вечность» – не длительность"),
        ({"at": "вчера"}, "at", "«вчера» – не время"),
        ({"at": "2024-06-06T10:00"}, "at", "Звонок ещё не начался"),
        ({"appeal": "4711"}, "appeal", "Такого обращения нет"),
    ],
)
def test_a_card_that_lacks_something_keeps_what_was_typed(
    executor: FlaskClient, register: Register, wrong: dict[str, str], field: str, told: str
):
    answer = executor.post("/calls/new", data={**TALK, "end": "answered", **wrong})
    assert answer.status_code == 422
    assert error_of(answer.text, field).startswith(told)
    assert value_of(answer.text, "caller") == "Ким Олег"


def test_an_appeal_is_found_by_surname_and_linked(registrar: FlaskClient, register: Register):
    appeal = register.appeal()
    page = registrar.post("/calls/new", data={**TALK, "do": "find", "words": "иванова"}).text
    assert f'type="radio" name="appeal" value="{appeal.id}"' in page
    assert value_of(page, "length") == "4:30"
    registrar.post("/calls/new", data={**TALK, "end": "answered", "appeal": appeal.id})
    assert f'href="/appeals/{appeal.id}"' in registrar.get("/calls").text
    assert "Ничего не найдено" in registrar.post("/calls/new", data={**TALK, "do": "find", "words": "никто"}).text


def test_who_is_asked_to_write_gets_an_appeal_filled_from_the_card(registrar: FlaskClient, register: Register):
    form = {**TALK, "caller": "Ким Олег Иванович", "end": "asked_to_write", "told": "Просит починить крышу"}
    page = registrar.post("/calls/new", data=form, follow_redirects=True).text
    assert (value_of(page, "surname"), value_of(page, "name")) == ("Ким", "Олег")
    assert value_of(page, "subject") == "Просит починить крышу"
    [call] = calls.list_calls(register.office, register.by(Duty.REGISTRY)).rows
    told = {"number": "", "surname": "Ким", "subject": "крыша"}
    refused = registrar.post(f"/calls/{call.id}/appeal", data=told)
    assert (refused.status_code, error_of(refused.text, "number")) == (422, "Впишите номер: под ним обращение найдут.")
    entered = registrar.post(f"/calls/{call.id}/appeal", data={**told, "number": "Т-1"}, follow_redirects=True)
    assert "Обращение № Т-1 внесено." in entered.text
    assert "телефон" in entered.text
    assert "№&nbsp;Т-1" in registrar.get(f"/calls/{call.id}").text


def test_its_answerer_corrects_a_card(executor: FlaskClient, registrar: FlaskClient, register: Register):
    executor.post("/calls/new", data={**TALK, "end": "answered"})
    [call] = calls.list_calls(register.office, register.by(Duty.EXECUTOR)).rows
    assert value_of(executor.get(f"/calls/{call.id}/edit").text, "length") == "4:30"
    changed = {**TALK, "end": "answered", "told": "Назвали день."}
    assert registrar.post(f"/calls/{call.id}", data=changed).status_code == 403
    assert "Назвали день." in executor.post(f"/calls/{call.id}", data=changed, follow_redirects=True).text


def test_longer_calls_are_listed_alone_and_what_is_no_filter_narrows_nothing(executor: FlaskClient, register: Register):
    executor.post("/calls/new", data={**TALK, "end": "answered"})
    executor.post("/calls/new", data={**TALK, "end": "answered", "caller": "Долгов", "length": "15:00"})
    longer = executor.get("/calls?longer=1").text
    assert "Долгов" in longer
    assert "Ким Олег" not in longer
    both = executor.get("/calls?since=вчера&end=никак&by=я").text
    assert "Долгов" in both
    assert "Ким Олег" in both
    assert executor.get("/calls?quarter=2024-Q9").status_code == 422
