"""Pages of control, of reminders, and the course of an appeal on its own page."""

import io
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select, update

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.office.control import course, extension
from letterkit.settings import Settings
from letterkit.store.register_tables import Reminder
from letterkit.store.tables import Appeal, Person
from letterkit.worker.reminding import remind
from webui.engine import Engine

from .office import NOW, Register
from .test_letter_pages import error_of


def given(register: Register, number: str, due: date, *, is_mine: bool = True) -> Appeal:
    appeal = register.appeal(number)
    if is_mine:
        appeals.assign(register.office, register.by(Duty.REGISTRY), appeal.id, register.people[Duty.EXECUTOR].id)
    with register.office.database.writing() as session:
        session.execute(update(Appeal).where(Appeal.id == appeal.id).values(due=due))
    return appeal


def week(register: Register) -> None:
    given(register, "И-1", date(2024, 6, 3))
    given(register, "И-2", date(2024, 6, 7))
    given(register, "И-3", date(2024, 6, 14), is_mine=False)
    given(register, "И-4", date(2024, 6, 20))


def test_control_shows_both_lists_by_executor(registrar: FlaskClient, register: Register) -> None:
    week(register)
    page = registrar.get("/control").text
    late, soon = page.split('id="soon-title"')
    assert "Исполнить до 16.06.2024 включительно" in soon
    assert "№&nbsp;И-1" in late
    assert "просрочено на 2 дня" in late
    assert "№&nbsp;И-2" in soon
    assert "№&nbsp;И-3" in soon
    assert "№&nbsp;И-4" not in page
    assert "#assign" in soon.split("№&nbsp;И-3")[1]


def test_a_week_is_chosen_by_any_of_its_days(registrar: FlaskClient, register: Register) -> None:
    week(register)
    page = registrar.get("/control?week=2024-06-19").text
    assert "Срок на неделе 17.06.2024 – 23.06.2024" in page
    assert "№&nbsp;И-4" in page
    assert "№&nbsp;И-2" not in page
    assert registrar.get("/control?week=никогда").status_code == 422


def test_executors_see_their_own_and_no_mail(executor: FlaskClient, register: Register) -> None:
    week(register)
    page = executor.get("/control").text
    assert "Обращения, порученные Вам" in page
    assert "№&nbsp;И-3" not in page
    assert "/control/mail" not in page


def test_the_spreadsheet_has_both_lists(registrar: FlaskClient, register: Register) -> None:
    week(register)
    book = load_workbook(io.BytesIO(registrar.get("/control/control.xlsx").data))
    found = {sheet.title: [row[2].value for row in sheet.iter_rows(min_row=3)] for sheet in book}
    assert found == {"Просрочено": ["И-1"], "Предупреждения": ["И-3", "И-2"]}


def test_what_was_sent_is_read_and_sent_again(
    app: Flask, registrar: FlaskClient, register: Register, settings: Settings
) -> None:
    engine: Engine = app.extensions["letterkit"]
    assert "Почта не настроена" in registrar.get("/control/mail").text
    engine.settings = settings.model_copy(update={"smtp_url": "files"})
    assert "Напоминаний ещё не было" in registrar.get("/control/mail").text
    week(register)
    with engine.database.writing() as session:
        session.execute(update(Person).values(email="a@example.ru"))
    assert remind(engine.settings, engine.database, engine.checkers.profiles()) == 3
    page = registrar.get("/control/mail").text
    assert page.count("отправлено 05.06.2024") == 3
    one = registrar.get("/control/mail/1").text
    assert "Исполнить до 09.06.2024: 1 обращение" in one
    assert "человек получит его второй раз" in one
    with engine.database.writing() as session:
        session.execute(update(Reminder).values(sent=None))
    assert "неизвестно, ушло ли" in registrar.get("/control/mail").text
    with engine.database.reading() as session:
        tried = session.scalar(select(Reminder.tried).where(Reminder.id == 1))
    assert tried is not None
    told = registrar.post("/control/mail/1/again", data={"seen": tried.isoformat()}, follow_redirects=True)
    assert "Напоминание отправлено." in told.text
    for seen in ("", "вчера", "2024-06-05"):
        again = registrar.post("/control/mail/1/again", data={"seen": seen}, follow_redirects=True).text
        assert "только что отправили" in again


def test_the_term_is_explained_and_what_comes_first_is_told(executor: FlaskClient, register: Register) -> None:
    page = executor.get(f"/appeals/{register.appeal().id}").text
    assert "30 дней с 14.05.2024 = 13.06.2024, четверг" in page
    assert "до&nbsp;10.06.2024" in page  # the last day to tell of an extension
    assert "до&nbsp;21.05.2024" in page  # the last day to redirect


def test_a_day_that_no_calendar_confirms_is_shown_as_such(executor: FlaskClient, register: Register) -> None:
    with clock.stopped_at(datetime(2099, 5, 20, tzinfo=UTC)):
        appeal = register.appeal(registered="20.05.2099")
    page = executor.get(f"/appeals/{appeal.id}").text
    assert "Дата не подтверждена" in page
    assert "rules/calendar/2099.yml" in page


def test_an_extension_is_decided_then_told(registrar: FlaskClient, register: Register) -> None:
    appeal = register.appeal()
    refused = registrar.post(f"/appeals/{appeal.id}/extension", data={"ext_until": "2024-07-20", "ext_why": "Ждём"})
    assert refused.status_code == 422
    assert "самый поздний день – 13.07.2024" in error_of(refused.text, "ext_until")
    assert "Ждём</textarea>" in refused.text
    told = {"ext_until": "2024-07-01", "ext_why": "Ждём заключение"}
    page = registrar.post(f"/appeals/{appeal.id}/extension", data=told, follow_redirects=True).text
    assert "Гражданин ещё не уведомлён, поэтому срок прежний" in page
    told = {"told_on": "2024-06-05", "told_how": "письмо № 12"}
    page = registrar.post(f"/appeals/{appeal.id}/extension-told", data=told, follow_redirects=True).text
    assert "Срок продлён до 01.07.2024" in page
    assert "Гражданин уведомлён 05.06.2024" in page
    assert "Продлить срок</summary>" not in page


def test_notes_questions_and_closing_go_their_way(registrar: FlaskClient, register: Register) -> None:
    appeal = register.appeal()
    assert registrar.post(f"/appeals/{appeal.id}/note", data={"note": " "}).status_code == 422
    page = registrar.post(f"/appeals/{appeal.id}/note", data={"note": "Запросили акт"}, follow_redirects=True).text
    assert "Запросили акт" in page
    reply = {"close_number": "12", "close_on": "2024-06-04", "close_why": "Ответ ушёл почтой"}
    refused = registrar.post(f"/appeals/{appeal.id}/close", data=reply)
    assert "не на все вопросы отвечено" in error_of(refused.text, "close_why").lower()
    assert error_of(registrar.post(f"/appeals/{appeal.id}/questions/1", data={"how": ""}).text, "how_1")
    for number in range(1, len(appeal.card["appeal"]["questions"]) + 1):
        registrar.post(f"/appeals/{appeal.id}/questions/{number}", data={"how": "письмом № 12"})
    page = registrar.post(f"/appeals/{appeal.id}/close", data=reply, follow_redirects=True).text
    assert "Снято с контроля" in page
    assert "Ответ ушёл почтой" in page
    page = registrar.post(f"/appeals/{appeal.id}/reopen", data={"close_why": "Ошибка"}, follow_redirects=True).text
    assert "На контроле." in page


def test_another_term_moves_the_day(registrar: FlaskClient, register: Register) -> None:
    appeal = register.appeal(registered="04.06.2024")
    page = registrar.post(f"/appeals/{appeal.id}/term", data={"term": "redirect"}, follow_redirects=True).text
    assert "Срок выбран: ответить до 11.06.2024." in page
    assert "7 дней с 04.06.2024 = 11.06.2024, вторник (пункт 7.7 Порядка" in page


def test_a_term_told_of_too_late_says_so(registrar: FlaskClient, register: Register) -> None:
    appeal = register.appeal()
    with clock.stopped_at(NOW.replace(day=12)):
        by = register.by(Duty.REGISTRY)
        extension.decide(register.office, by, appeal.id, date(2024, 7, 1), "Ждём")
        extension.tell(register.office, by, appeal.id, date(2024, 6, 12), "письмо")
        assert course.course_of(register.office, by, appeal.id).told_late == "notice"
    assert "последним днём было 10.06.2024" in registrar.get(f"/appeals/{appeal.id}").text


@pytest.mark.parametrize(
    ("duty", "present", "absent"),
    [
        (Duty.EXECUTOR, ["У Вас просрочено", "Исполнить сегодня"], []),
        (Duty.REGISTRY, ["Просрочено", "Кончается сегодня", "Поручить"], ["У Вас просрочено"]),
        (Duty.SIGNER, ["Просрочено: 1 обращение"], ["Кончается сегодня"]),
        (Duty.REVIEWER, ["Просрочено: 1 обращение"], []),
        (Duty.CLERK, [], ["Просрочено"]),
    ],
)
def test_the_page_of_the_day_tells_each_what_is_late(
    register: Register, duty: Duty, present: list[str], absent: list[str]
) -> None:
    given(register, "И-1", date(2024, 6, 3))
    given(register, "И-2", date(2024, 6, 5))
    given(register, "И-3", date(2024, 6, 14), is_mine=False)
    page = register.client_of(duty).get("/home").text
    assert [each for each in present if each not in page] == []
    assert [each for each in absent if each in page] == []
