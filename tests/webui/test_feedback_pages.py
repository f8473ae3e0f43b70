"""The survey that citizens answer, and what came back."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.feedback import invitations
from letterkit.settings import Settings
from letterkit.store.register_tables import Opinion
from webui import create_app
from webui.feedback.visitor import daily_salt

from .office import NOW, Register
from .test_letter_pages import error_of, value_of

GOOD = {"clear": "5", "polite": "4", "in_time": "yes", "solved": "no", "comment": "Спасибо, всё понятно"}


@pytest.fixture
def code(register: Register) -> str:
    with register.office.database.writing() as session:
        return invitations.invite(session, "")


def kept(register: Register) -> list[Opinion]:
    with register.office.database.reading() as session:
        return list(session.scalars(select(Opinion).order_by(Opinion.id)))


def test_a_code_is_typed_as_it_is_printed_and_leads_to_the_questions(client: FlaskClient, code: str):
    printed = f"{code[:4]} {code[4:8]} {code[8:]}"
    page = client.get("/survey", query_string={"code": printed}, follow_redirects=True).text
    for words in ("Понятен ли ответ?", "Вежливо ли с Вами обращались?", "Ответили вовремя?", "Ваш вопрос решён?"):
        assert words in page
    assert "Министерство строительства Сахалинской области" in page
    assert "/sign-in" not in page


def test_an_answer_is_kept_once(client: FlaskClient, code: str, register: Register):
    client.get(f"/survey/{code}")  # a messenger that looks at the link uses nothing up
    answer = client.post(f"/survey/{code}", data=GOOD, follow_redirects=True)
    assert "Спасибо!" in answer.text
    again = client.post(f"/survey/{code}", data=GOOD)
    assert (again.status_code, "мнение уже оставлено" in again.text) == (410, True)
    [one] = kept(register)
    assert (one.clear, one.polite, one.in_time, one.solved, one.reason) == (5, 4, True, False, "thanks")


@pytest.mark.parametrize(("typed", "told"), [("1234", "Код набран с ошибкой"), ("0000 0000 0000", "Такого кода нет")])
def test_a_wrong_code_is_told_where_it_was_typed(client: FlaskClient, register: Register, typed: str, told: str):
    answer = client.get("/survey", query_string={"code": typed})
    assert answer.status_code == 404
    assert error_of(answer.text, "code").startswith(told)
    assert value_of(answer.text, "code") == typed


def test_personal_data_is_named_and_taken_out_on_request(client: FlaskClient, code: str, register: Register):
    form = {**GOOD, "comment": "Звоните 8 914 123-45-67, жду"}
    refused = client.post(f"/survey/{code}", data=form)
    assert refused.status_code == 422
    assert error_of(refused.text, "comment") == "В комментарии есть номер телефона. Мы этого не просим и не храним."
    assert 'value="5" checked' in refused.text
    assert kept(register) == []
    client.post(f"/survey/{code}", data={**form, "do": "clean"})
    assert [each.comment for each in kept(register)] == ["Звоните [убрано], жду"]


def test_an_empty_answer_is_not_counted(client: FlaskClient, code: str, register: Register):
    answer = client.post(f"/survey/{code}", data={"comment": " "})
    assert (answer.status_code, "Вы ничего не отметили" in answer.text) == (422, True)
    assert client.post(f"/survey/{code}", data={"clear": "6"}).status_code == 422
    assert client.post(f"/survey/{code}", data={"clear": "много"}).status_code == 422


def test_an_open_survey_is_answered_once_by_a_browser(app: Flask, register: Register):
    one, other = app.test_client(), app.test_client()
    for client in (one, other):
        client.get("/survey/open/site")
    assert one.post("/survey/open/site", data=GOOD).status_code == 303
    again = one.post("/survey/open/vk", data=GOOD)
    assert (again.status_code, "Вы уже ответили на этот опрос" in again.text) == (422, True)
    assert other.post("/survey/open/vk", data=GOOD).status_code == 303
    assert [each.channel for each in kept(register)] == ["site_survey", "vk_survey"]


def test_without_a_cookie_an_address_answers_once_a_day(app: Flask, register: Register):
    def send(address: str) -> int:
        client = app.test_client(use_cookies=False)
        return client.post("/survey/open/site", data=GOOD, environ_overrides={"REMOTE_ADDR": address}).status_code

    assert [send("10.0.0.1"), send("10.0.0.1"), send("10.0.0.2")] == [303, 422, 303]
    assert "10.0.0" not in str([vars(each) for each in kept(register)])


def test_the_salt_of_yesterday_is_thrown_away(tmp_path: Path):
    with clock.stopped_at(NOW):
        first = daily_salt(tmp_path)
        assert daily_salt(tmp_path) == first
    with clock.stopped_at(NOW.replace(day=6)):
        assert daily_salt(tmp_path) != first
    assert [each.name for each in tmp_path.iterdir()] == ["survey-salt-2024-06-06"]


@pytest.mark.parametrize("path", ["/survey/open/letter", "/survey/open/site/nobody", "/survey/open/site/../x"])
def test_a_survey_that_nobody_holds_is_not_there(client: FlaskClient, register: Register, path: str):
    assert client.get(path).status_code == 404
    assert client.post(path, data=GOOD).status_code == 404


def test_open_surveys_and_tries_of_codes_are_counted_by_address(settings: Settings):
    app = create_app(
        settings, TESTING=True, WTF_CSRF_ENABLED=False, LIMIT_SURVEY="3/minute", LIMIT_SURVEY_OPEN="2/hour"
    )
    client = app.test_client()
    assert [client.get("/survey").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert [client.post("/survey/open/site").status_code for _ in range(3)] == [422, 422, 429]
    app.extensions["letterkit"].database.close()


def test_the_form_needs_the_proof_that_it_comes_from_our_page(settings: Settings):
    app = create_app(settings, TESTING=True)
    assert app.test_client().post("/survey/open/site", data=GOOD).status_code == 400
    app.extensions["letterkit"].database.close()


def test_the_results_show_marks_channels_and_comments_by_reason(client: FlaskClient, code: str, register: Register):
    client.post(f"/survey/{code}", data=GOOD)
    register.appeal(channel="pos")
    page = register.client_of(Duty.EXECUTOR).get("/feedback").text
    assert "II квартал 2024 года" in page
    assert re.search(r"Единое окно на Госуслугах</td><td>1</td><td>100&nbsp;%</td>", page)
    assert re.search(r'id="reason-thanks".*Спасибо, всё понятно', page, re.DOTALL)
    assert "http://localhost/survey/open/vk" in page
    assert "Перенести" not in page


def test_quarters_beside_the_shown_one_are_those_that_can_be_asked_for(register: Register):
    reader = register.client_of(Duty.EXECUTOR)
    assert "III квартал 2024 года" not in reader.get("/feedback").text
    page = reader.get("/feedback/?quarter=2024-Q1").text
    assert "← IV квартал 2023 года</a>" in page
    assert "II квартал 2024 года →</a>" in page
    assert "←" not in reader.get("/feedback/?quarter=1993-Q1").text


def test_a_clerk_moves_a_comment(client: FlaskClient, code: str, register: Register):
    client.post(f"/survey/{code}", data=GOOD)
    [one] = kept(register)
    clerk = register.client_of(Duty.CLERK)
    form = {"reason": "late", "quarter": "2024-Q2"}
    answer = clerk.post(f"/feedback/{one.id}/move", data=form, follow_redirects=True)
    assert "Комментарий перенесён: «Долго ждали ответа»." in answer.text
    assert [each.reason for each in kept(register)] == ["late"]


def test_an_opinion_that_came_otherwise_is_entered(registrar: FlaskClient, register: Register):
    assert registrar.post("/feedback/new", data={**GOOD, "source": "letter"}).status_code == 422
    answer = registrar.post("/feedback/new", data={**GOOD, "source": "phone"}, follow_redirects=True)
    assert "Мнение внесено." in answer.text
    assert [each.channel for each in kept(register)] == ["phone"]


def test_the_spreadsheet_has_the_figures_and_comments_that_stay_text(
    client: FlaskClient, code: str, register: Register
):
    client.post(f"/survey/{code}", data={**GOOD, "comment": "=1+1 долго ждали"})
    data = register.client_of(Duty.SIGNER).get("/feedback/opinions.xlsx?quarter=2024-Q2").data
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["Итоги", "Каналы", "Причины", "Группы", "Комментарии"]
    assert [row[1].value for row in book["Итоги"].iter_rows()][:4] == ["II квартал 2024 года", 0, 1, 1]
    assert [cell.value for cell in book["Причины"]["A"]] == ["Причина", "Долго ждали ответа"]
    comment = book["Комментарии"]["H2"]
    assert (comment.value, comment.data_type) == ("=1+1 долго ждали", "s")
    assert len(list(book["Каналы"].iter_rows())) == 11
