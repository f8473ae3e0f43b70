"""Pages of the register: filters and search, a new appeal with all it has, tables in and out, replies, results."""

import io
import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.office.people import accounts
from letterkit.office.register import attached, helpers, listing, repeats
from webui.account import token_of

from .office import Register

ENTERED = {"do": "enter", "appeal.number": "И-500", "appeal.registered": "03.06.2024", "appeal.subject": "ремонт крыши"}
TABLE = "Номер;Дата;ФИО;Вид;О чём;Дата ответа;Исх. №;Результат\n"
GOOD = "И-1;13.05.2024;Ким Ли;жалоба;ремонт крыши;03.06.2024;17/24;отказано\n"


def brought(text: str) -> dict[str, Any]:
    return {"table": (io.BytesIO(text.encode()), "реестр.csv")}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def test_a_new_appeal_keeps_all_that_the_form_asks(registrar: FlaskClient, register: Register):
    helper = register.people[Duty.EXECUTOR].id
    told = {"reason": "течёт", "representative": "Иванов П.", "together": "1", "priority": "1", "helper": helper}
    files = {"files": [(io.BytesIO(b"%PDF-1.7"), "обращение.pdf"), (io.BytesIO(b"\xff\xd8\xff"), "фото.jpg")]}
    page = registrar.post(
        "/appeals/new", data={**ENTERED, "appeal.group": "6.1", **told, **files}, follow_redirects=True
    ).text
    for words in ("6.1 Капитальный ремонт", "течёт", "Иванов П.", "Приёмкина А.С.", "без очереди", "обращение.pdf"):
        assert words in page
    (found,) = listing.page(register.office, register.by(Duty.REGISTRY)).rows
    assert [each.id for each in helpers.of(register.office, [found.id])[found.id]] == [helper]
    (first, _) = attached.files_of(register.office, register.by(Duty.REGISTRY), found.id)
    answer = registrar.get(f"/appeals/{found.id}/files/{first.id}")
    assert (answer.data, answer.headers["Content-Disposition"].split(";")[0]) == (b"%PDF-1.7", "attachment")


def test_a_file_of_a_wrong_kind_keeps_the_appeal_out_and_the_form_filled(registrar: FlaskClient, register: Register):
    files = {"files": [(io.BytesIO(b"MZ"), "вирус.exe")]}
    answer = registrar.post("/appeals/new", data={**ENTERED, "reason": "течёт", **files})
    assert answer.status_code == 422
    assert "Файлы вида «.exe» к обращению не прикладывают" in answer.text
    assert hidden(answer.text, "reason") == "течёт"
    assert listing.page(register.office, register.by(Duty.REGISTRY)).rows == []


def test_an_appeal_like_an_earlier_one_is_offered_as_its_repeat(registrar: FlaskClient, register: Register):
    first = register.appeal("И-1", registered="01.04.2024")
    again = register.appeal("И-2")
    assert "Это повторное" in registrar.get(f"/appeals/{again.id}").text
    page = registrar.post(f"/appeals/{again.id}/repeats/{first.id}", follow_redirects=True).text
    assert "Это обращение повторяет" in page
    assert "Его повторяют" in registrar.get(f"/appeals/{first.id}").text
    registrar.post(f"/appeals/{again.id}/repeats/{first.id}/remove")
    assert repeats.linked_appeals(register.office, register.by(Duty.REGISTRY), again.id).earlier == []


def test_the_list_is_narrowed_and_marks_the_words_found(registrar: FlaskClient, register: Register):
    register.appeal("И-1", channel="email", kind="complaint")
    register.appeal("И-2", channel="post", kind="statement")
    for asked, number in (("kind=complaint", "И-1"), ("channel=post", "И-2"), ("words=И-2", "И-2")):
        page = registrar.get(f"/appeals?{asked}").text
        assert re.findall(r"№&nbsp;(?:<mark>)?(И-\d)", page) == [number]
    assert "<mark>аварийного</mark>" in registrar.get("/appeals?words=аварийному&kind=complaint").text
    assert "<mark>Иванова</mark>" in registrar.get("/appeals?words=ивановой").text


def test_a_filter_that_cannot_be_is_told_and_everything_shown(registrar: FlaskClient, register: Register):
    register.appeal("И-1")
    page = registrar.get("/appeals?state=lost").text
    assert "Значение «lost» поля «state» не подходит" in page
    assert "И-1" in page


def test_a_long_list_has_pages(registrar: FlaskClient, register: Register):
    rows = "".join(f"И-{n};13.05.2024;Ким Ли;;ремонт;;;\n" for n in range(120))
    page = registrar.post("/appeals/transfer", data=brought(TABLE + rows)).text
    registrar.post("/appeals/transfer/take", data={"kept": hidden(page, "kept"), "name": "реестр.csv"})
    page = registrar.get("/appeals?words=ремонт&page=3").text
    assert "Страница 3 из 3, всего 120" in page
    assert page.count("<tr>") == 21
    assert 'href="/appeals/?words=%D1%80%D0%B5%D0%BC%D0%BE%D0%BD%D1%82&amp;page=2"' in page


def test_a_table_is_looked_at_first_and_taken_when_somebody_says_so(registrar: FlaskClient, register: Register):
    page = registrar.post("/appeals/transfer", data=brought(TABLE + GOOD)).text
    assert "Новых обращений: <b>1</b>" in page
    assert listing.page(register.office, register.by(Duty.REGISTRY)).rows == []
    form = {"kept": hidden(page, "kept"), "name": hidden(page, "name")}
    assert (
        "Внесено новых обращений: 1" in registrar.post("/appeals/transfer/take", data=form, follow_redirects=True).text
    )
    again = registrar.post("/appeals/transfer", data=brought(TABLE + GOOD)).text
    assert "Загружать нечего" in again


def test_a_table_with_errors_shows_each_with_its_cell_and_gives_it_back_marked(
    registrar: FlaskClient, register: Register
):
    answer = registrar.post("/appeals/transfer", data=brought(TABLE + GOOD + GOOD.replace("жалоба", "донос")))
    assert answer.status_code == 422
    assert "Строка 3, столбец D «Вид»: такого значения в списке нет" in answer.text
    form = {"kept": hidden(answer.text, "kept"), "name": hidden(answer.text, "name")}
    marked = registrar.post("/appeals/transfer/errors", data=form)
    assert load_workbook(io.BytesIO(marked.data)).active.cell(3, 4).comment is not None
    assert registrar.post("/appeals/transfer/take", data=form).status_code == 422
    registrar.post("/appeals/transfer/take", data={**form, "good_rows": "1"})
    assert len(listing.page(register.office, register.by(Duty.REGISTRY)).rows) == 1


@pytest.mark.parametrize("text", [None, "", "ничего\nтакого", "%PDF-1.7"])
def test_what_is_no_table_is_refused_in_words(registrar: FlaskClient, text: str | None):
    answer = registrar.post("/appeals/transfer", data={} if text is None else brought(text))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_what_is_exported_is_what_is_seen(registrar: FlaskClient, register: Register):
    register.appeal("И-1", kind="complaint")
    register.appeal("И-2", kind="statement")
    told = json.loads(registrar.get("/appeals/export.json?kind=complaint").data)
    assert [each["appeal"]["number"] for each in told] == ["И-1"]
    assert registrar.get("/appeals/export.xlsx").data.startswith(b"PK")


def test_an_answer_given_elsewhere_stands_in_the_register_of_replies(registrar: FlaskClient, register: Register):
    appeal = register.appeal("И-1", kind="complaint")
    form = {"on": "2024-06-04", "number": "17/24", "result": "explained"}
    page = registrar.post(f"/appeals/{appeal.id}/answer", data=form, follow_redirects=True).text
    assert "Укажите решение по жалобе" in page
    page = registrar.post(f"/appeals/{appeal.id}/result", data={"result": "refused"}, follow_redirects=True).text
    assert "Результат записан: отказано." in page
    assert "Укажите решение по жалобе" not in page
    replies = registrar.get("/appeals/replies?words=17/24").text
    assert "№&nbsp;17/24" in replies
    assert f'href="/appeals/{appeal.id}"' in replies
    book = load_workbook(io.BytesIO(registrar.get("/appeals/replies.xlsx").data))
    assert [cell.value for cell in book.active[2]][:4] == [
        "17/24",
        book.active["B2"].value,
        "Иванова Мария Петровна",
        "И-1",
    ]
    unsaid = registrar.post(f"/appeals/{appeal.id}/result", data={}, follow_redirects=True).text
    assert "Не сказано, чем кончилось" in unsaid


@pytest.fixture
def api(app: Flask, register: Register) -> FlaskClient:
    made = accounts.add_program(register.office.database, None, "СЭД", [Duty.REGISTRY])
    program = accounts.renew_token(register.office.database, None, made.id)
    client = app.test_client()
    with app.app_context():
        client.environ_base["HTTP_AUTHENTICATION_TOKEN"] = token_of(program)
    return client


CARD = {"appeal": {"number": "И-7", "registered": "2024-05-14", "subject": "ремонт"}, "applicant": {"surname": "Ким"}}


def test_a_program_enters_finds_and_answers_an_appeal(api: FlaskClient):
    entered = api.post("/api/v1/appeals", json={"card": CARD, "reason": "течёт", "responsible": "Исполнева А.С."})
    assert entered.status_code == 201
    told = entered.get_json()
    assert (told["responsible"], told["due"]) == ("Исполнева Анна Сергеевна", "2024-06-13")
    found = api.get("/api/v1/appeals?words=ремонта&state=new").get_json()
    assert (found["total"], [each["href"] for each in found["appeals"]]) == (1, [told["href"]])
    answer = {"answered": "2024-06-04", "result": "satisfied", "reply_number": "9/24"}
    assert api.post(f"{told['href']}/answer", json=answer).get_json()["state"] == "done"
    whole = api.get(told["href"]).get_json()
    assert (whole["result"], whole["record"]["reply_number"], whole["record"]["reason"]) == (
        "satisfied",
        "9/24",
        "течёт",
    )


def test_a_program_is_told_who_helps(api: FlaskClient, register: Register):
    card = {**CARD, "appeal": {**CARD["appeal"], "number": "И-8"}}
    entered = api.post("/api/v1/appeals", json={"card": card}).get_json()
    helping = [register.people[Duty.EXECUTOR].id]
    appeals.choose_helpers(register.office, register.by(Duty.REGISTRY), entered["id"], helping)
    assert api.get(entered["href"]).get_json()["record"]["co_executors"] == ["Исполнева Анна Сергеевна"]


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("", {"card": {}}, "appeal.number"),
        ("", {"card": CARD, "responsible": "Никто"}, "Никто"),
        ("", {"card": CARD, "colour": 1}, "colour"),
        ("", {"card": {"appeal": {"number": "1", "registered": "31.02.2024"}}}, "registered"),
    ],
)
def test_what_a_program_cannot_ask_is_refused_in_words(api: FlaskClient, path: str, body: dict[str, Any], told: str):
    answer = api.post(f"/api/v1/appeals{path}", json=body)
    assert answer.status_code in (404, 422)
    assert told in answer.get_json()["error"]


def test_a_filter_that_cannot_be_is_refused_to_a_program(api: FlaskClient):
    assert "lost" in api.get("/api/v1/appeals?state=lost").get_json()["error"]
    assert api.get("/api/v1/appeals/999").status_code == 404
