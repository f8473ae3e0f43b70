"""Pages of receptions: the day in its order, the card, the oral and the written answer, the paper to sign."""

import re

import pytest
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.office.contacts import receptions

from .office import NOW, Register
from .test_letter_pages import error_of, value_of

CARD = {
    "do": "save",
    "at": "2024-06-05T10:00",
    "visitor": "Ким Олег Иванович",
    "official": "министр",
    "subject": "крыша",
}


def come(client: FlaskClient, register: Register, **changed: object) -> int:
    client.post("/receptions/new", data={**CARD, **changed})
    known = receptions.of_day(register.office, register.by(Duty.REGISTRY), NOW.date())
    return max(each.id for each in known)


def test_priority_stands_first_in_the_list_of_the_day(registrar: FlaskClient, register: Register):
    come(registrar, register, visitor="Первый")
    come(registrar, register, visitor="Второй", at="2024-06-05T12:00", priority="1")
    page = registrar.get("/receptions").text
    assert re.findall(r'class="main" href="[^"]+">(\w+)<', page) == ["Второй", "Первый"]
    assert page.count("без очереди</span>") == 1


def test_the_card_offers_the_signers_and_takes_over_an_appeal(registrar: FlaskClient, register: Register):
    appeal = register.appeal()
    page = registrar.get(f"/receptions/new?appeal={appeal.id}").text
    assert value_of(page, "visitor") == "Иванова Мария Петровна"
    assert value_of(page, "official") == "Министр строительства Сахалинской области И.О. Фамильев"
    assert f'name="appeal" value="{appeal.id}" checked' in page


@pytest.mark.parametrize("field", ["visitor", "official"])
def test_a_card_needs_who_comes_to_whom(registrar: FlaskClient, register: Register, field: str):
    answer = registrar.post("/receptions/new", data={**CARD, field: " "})
    assert answer.status_code == 422
    assert error_of(answer.text, field).startswith("Не сказано, кто")
    assert "крыша" in answer.text


def test_an_oral_answer_closes_the_appeal_and_prints_for_a_signature(registrar: FlaskClient, register: Register):
    appeal = register.appeal()
    known = come(registrar, register, appeal=appeal.id)
    refused = registrar.post(f"/receptions/{known}/oral", data={"told": "Назвали срок."})
    assert (refused.status_code, error_of(refused.text, "consent")[:14]) == (422, "Устный ответ в")
    assert "Назвали срок." in refused.text
    registrar.post(f"/receptions/{known}/oral", data={"told": "Назвали срок.", "consent": "1"})
    assert appeals.read_appeal(register.office, register.by(Duty.REGISTRY), appeal.id).state == "done"
    paper = registrar.get(f"/receptions/{known}/paper").text
    for words in ("Карточка личного приёма гражданина", "Назвали срок.", "подпись гражданина", "(пункт 3.9 порядка)"):
        assert words in paper
    assert "Внести устный ответ" not in registrar.get(f"/receptions/{known}").text


def test_a_written_answer_enters_the_appeal_and_an_executor_begins_the_letter(
    executor: FlaskClient, registrar: FlaskClient, register: Register
):
    known = come(executor, register, priority="1")
    assert value_of(executor.get(f"/receptions/{known}").text, "surname") == "Ким"
    told = {"number": "Л-1", "surname": "Ким", "name": "Олег", "subject": "крыша"}
    answer = executor.post(f"/receptions/{known}/written", data=told)
    assert re.fullmatch(r"/letters/prepare/\d+", answer.location)
    page = executor.get(answer.location).text
    assert "№&nbsp;Л-1" in page
    another = come(registrar, register)
    answer = registrar.post(f"/receptions/{another}/written", data={**told, "number": "Л-2"})
    assert re.fullmatch(r"/appeals/\d+", answer.location)


def test_a_number_that_is_taken_is_told_at_its_field(registrar: FlaskClient, register: Register):
    register.appeal()
    known = come(registrar, register)
    told = {"number": "И-345", "registered": "2024-05-14", "subject": "крыша"}
    answer = registrar.post(f"/receptions/{known}/written", data=told)
    assert answer.status_code == 422
    assert "уже внесено" in error_of(answer.text, "number")


def test_a_card_is_corrected_until_the_reception_ends(registrar: FlaskClient, register: Register):
    known = come(registrar, register)
    assert value_of(registrar.get(f"/receptions/{known}/edit").text, "visitor") == "Ким Олег Иванович"
    page = registrar.post(f"/receptions/{known}/edit", data={**CARD, "visitor": "Ким Ольга"}, follow_redirects=True)
    assert "Карточка приёма исправлена." in page.text
    assert "<h1>Ким Ольга</h1>" in page.text
    registrar.post(f"/receptions/{known}/oral", data={"told": "Да.", "consent": "1"})
    assert registrar.post(f"/receptions/{known}/edit", data=CARD).status_code == 422


def test_an_earlier_reception_is_found_by_name_and_a_day_by_its_date(registrar: FlaskClient, register: Register):
    come(registrar, register)
    assert "Ким Олег Иванович" in registrar.get("/receptions?words=ким").text
    assert "Никого не найдено" in registrar.get("/receptions?words=пак").text
    assert "никто не записан" in registrar.get("/receptions?day=2024-06-06").text
    assert "Ким Олег" in registrar.get("/receptions?day=не+день").text
