"""From a text or files to an appeal: proposed, confirmed, asked about, entered; by a page and by a program."""

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from letterkit.core.errors import ToolFailed
from letterkit.core.office import Duty, IncomingState
from letterkit.office.incoming import listing
from letterkit.office.register import attached
from letterkit.office.register import listing as register_list
from webui.engine import Engine

from .office import Register

TEXT = """В министерство строительства
от Соколовой Ирины Павловны, г. Корсаков, ул. Лесная, д. 4, кв. 12

Вода с крыши течёт в мою комнату. Прошу сообщить, когда отремонтируют крышу дома № 4 по улице Лесной.
Прошу также пересчитать плату за отопление.

Соколова И.П.
"""
GIVEN = {"appeal.number": "17-О", "appeal.registered": "2024-06-03", "appeal.channel": "post"}


def proposed(client: FlaskClient, **given: Any) -> str:
    """The address of the proposal made of what is given."""
    answer = client.post("/appeals/incoming", data=given or {"text": TEXT})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def fields_of(page: str) -> dict[str, Any]:
    """What a browser would send of the card: its inputs as they stand, no tick set."""
    inputs = [each for each in re.findall(r"<input[^>]*>", page) if 'type="checkbox"' not in each or " checked" in each]
    found: dict[str, Any] = dict(re.findall(r' name="([^"]+)"[^>]*? value="([^"]*)"', "\n".join(inputs)))
    found |= dict(re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>([^<]*)<', page))
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    found["question"] = re.findall(r'<textarea name="question"[^>]*>([^<]*)<', page)
    return {name: value for name, value in found.items() if name not in ("confirmed", "csrf_token", "why", "do")}


def test_a_pasted_appeal_becomes_one_of_the_register_by_what_is_confirmed_alone(
    registrar: FlaskClient, register: Register
) -> None:
    address = proposed(registrar)
    for place in ("/home", "/appeals/incoming"):
        waits = registrar.get(place).text
        assert f'href="{address}"' in waits
        assert "Соколова Ирина Павловна" in waits
    page = registrar.get(address).text
    assert '<mark class="of-who"' in page
    assert "Соколовой Ирины Павловны" in page
    form = {**fields_of(page), **GIVEN, "confirmed": ["applicant.surname", "appeal.questions.1"], "do": "enter"}
    asked = registrar.post(address, data={**form, "appeal.subject": "крыша"})
    assert asked.status_code == 422
    assert "Внести так?" in asked.text
    assert "вопрос 1" in asked.text
    assert "о чём" not in re.findall(r"Не подтверждено[^<]*", asked.text)[0]
    shown = registrar.post(
        address, data={**form, "appeal.subject": "крыша", "do": "anyway"}, follow_redirects=True
    ).text
    assert "Обращение № 17-О внесено" in shown
    assert "Прочитано программой и подтверждено" in shown
    assert "Вода с крыши течёт" in shown
    (appeal,) = register_list.page(register.office, register.by(Duty.REGISTRY)).rows
    assert appeal.card["applicant"] == {"surname": "Соколова"}
    assert appeal.card["appeal"]["questions"] == ["Прошу также пересчитать плату за отопление."]
    assert appeal.subject == "крыша"
    found = registrar.get("/appeals/?words=комнаты").text
    assert "в мою <mark>комнату</mark>" in found
    desk = register.client_of(Duty.EXECUTOR).get(f"/letters/prepare/{appeal.id}").text
    assert "Вода с крыши течёт" in desk


def test_what_a_script_keeps_is_there_for_whoever_opens_the_page_next(registrar: FlaskClient) -> None:
    address = proposed(registrar)
    form = {**fields_of(registrar.get(address).text), **GIVEN, "confirmed": ["applicant.name"]}
    answer = registrar.post(address, data=form, headers={"Accept": "application/json"})
    assert answer.get_json()["unconfirmed"] > 3
    page = registrar.get(address).text
    assert 'value="applicant.name" checked' in page
    assert 'value="applicant.surname" checked' not in page
    assert 'value="17-О"' in page


def test_the_group_is_chosen_by_a_button_without_a_script(registrar: FlaskClient) -> None:
    address = proposed(registrar)
    page = registrar.get(address).text
    group = re.findall(r'name="group" value="([^"]*)"', page)[1]
    page = registrar.post(address, data={**fields_of(page), **GIVEN, "group": group}, follow_redirects=True).text
    assert f'name="appeal.group" type="text" value="{group}"' in page or group in fields_of(page)["appeal.group"]
    assert 'value="appeal.group" checked' in page


def test_several_files_are_one_appeal_and_a_scan_can_be_seen(registrar: FlaskClient, register: Register) -> None:
    scan = io.BytesIO()
    Image.new("L", (400, 500), 255).save(scan, "TIFF")
    scan.seek(0)
    files = [(io.BytesIO(TEXT.encode()), "письмо.txt"), (scan, "скан.tif")]
    address = proposed(registrar, files=files)
    page = registrar.get(address).text
    assert "письмо.txt" in page
    pictures = re.findall(r'src="([^"]*/page/1\.png)"', page)
    assert registrar.get(pictures[0]).data.startswith(b"\x89PNG")
    form = {**fields_of(page), **GIVEN, "do": "anyway"}
    assert registrar.post(address, data=form).status_code == 303
    (appeal,) = register_list.page(register.office, register.by(Duty.REGISTRY)).rows
    kept = attached.files_of(register.office, register.by(Duty.REGISTRY), appeal.id)
    assert [each.name for each in kept] == ["письмо.txt", "скан.tif"]


def test_what_took_too_long_is_said_and_can_be_entered_by_hand(
    registrar: FlaskClient, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overstayed(*given: object) -> None:
        raise ToolFailed("check.overstayed", limit_s=75)

    engine: Engine = registrar.application.extensions["letterkit"]
    monkeypatch.setattr(engine.room, "ask_reader", overstayed)
    address = proposed(registrar)
    page = registrar.get(address).text
    assert "Файлы не удалось прочитать за 75 с" in page
    assert "Вода с крыши течёт" in page
    monkeypatch.undo()
    read = registrar.post(f"{address}/read", follow_redirects=True).text
    assert '<mark class="of-who"' in read
    assert registrar.post(address, data={**GIVEN, "do": "anyway"}).status_code == 303


def test_an_appeal_like_an_earlier_one_or_pasted_twice_is_asked_about(
    registrar: FlaskClient, register: Register
) -> None:
    first, second = proposed(registrar), proposed(registrar)
    page = registrar.get(first).text
    every = re.findall(r'name="confirmed" value="([^"]+)"', page)
    form = {**fields_of(page), **GIVEN, "confirmed": every, "do": "enter"}
    assert "Слово в слово уже пришло" in registrar.post(first, data=form).text
    assert registrar.post(first, data={**form, "do": "anyway"}).status_code == 303
    asked = registrar.post(second, data={**form, "appeal.number": "18-О", "appeal.registered": "2024-06-04"})
    assert "Похоже на обращения того же заявителя" in asked.text
    neighbour = proposed(
        registrar, text=TEXT.replace("Соколовой Ирины Павловны", "Ким Анны Петровны").replace("Соколова И", "Ким А")
    )
    assert "Тот же текст" in registrar.get(neighbour).text
    again = registrar.post(second, data={**form, "do": "anyway"})
    assert again.status_code == 422
    assert "с этой датой регистрации уже внесено" in again.text
    waits = listing.page(register.office, register.by(Duty.REGISTRY), IncomingState.WAITING).rows
    assert {f"/appeals/incoming/{each.id}" for each in waits} == {second, neighbour}


def test_it_is_set_aside_with_a_reason_and_brought_back(registrar: FlaskClient) -> None:
    address = proposed(registrar)
    assert "не сказано, почему отложено" in registrar.post(f"{address}/aside", data={"why": ""}).text.lower()
    aside = registrar.post(f"{address}/aside", data={"why": "реклама"}, follow_redirects=True).text
    assert "Отложено: реклама" in aside
    assert "реклама" in registrar.get("/appeals/incoming?state=set-aside").text
    assert registrar.post(address, data=GIVEN).status_code == 409
    back = registrar.post(f"{address}/take-up", follow_redirects=True).text
    assert "снова ждёт разбора" in back


@pytest.mark.parametrize(
    ("path", "words", "value"),
    [
        ("applicant", "Соколовой Ирины Павловны", {"surname": "Соколова", "name": "Ирина", "patronymic": "Павловна"}),
        ("applicant.surname", "Соколовой", {"surname": "Соколова"}),
        ("appeal.subject", "по вопросу ремонта крыши.", {"subject": "ремонт крыши"}),
        ("appeal.sent", "12 февраля 2024 года", {"sent": "2024-02-12"}),
        ("applicant.address", " г. Корсаков,\nул. Лесная, ", {"address": "г. Корсаков, ул. Лесная"}),
    ],
)
def test_words_of_the_text_are_taken_as_a_card_has_them(
    registrar: FlaskClient, path: str, words: str, value: dict[str, str]
) -> None:
    taken = registrar.post(f"{proposed(registrar)}/words", data={"path": path, "words": words}).get_json()
    section = path.split(".")[0]
    assert {f"{section}.{name}": told for name, told in value.items()}.items() <= taken.items()


def test_a_program_gets_the_proposal_and_enters_what_was_settled(registrar: FlaskClient) -> None:
    made = registrar.post("/api/v1/incoming", json={"text": TEXT})
    assert made.status_code == 201
    told = made.get_json()
    proposal = told["proposal"]
    start, end = proposal["places"]["applicant.surname"][0]
    assert proposal["text"][start:end] == "Соколовой Ирины Павловны"
    assert registrar.get(told["href"]).get_json() == told
    card = proposal["card"]
    card["appeal"] |= {"number": "17-О", "registered": "03.06.2024"}
    entered = registrar.post(f"{told['href']}/enter", json={"card": card})
    assert entered.status_code == 201, entered.text
    assert entered.get_json()["number"] == "17-О"
    assert registrar.get(told["href"]).get_json()["appeal"] == entered.get_json()["id"]
    files = {"files": (io.BytesIO(TEXT.encode()), "письмо.txt")}
    assert registrar.post("/api/v1/incoming", data=files).get_json()["proposal"]["parts"][0]["name"] == "письмо.txt"
