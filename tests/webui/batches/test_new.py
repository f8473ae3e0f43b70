"""A table is taken in, with every reason told why it cannot be."""

import io
import shutil
from datetime import timedelta

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.core.office import BatchState, Duty
from letterkit.office.batches import heartbeats
from letterkit.tables import read_sheet
from webui import large_forms
from webui.health.parts import proofs_of

from .conftest import Desk, cells, csv, words


def test_a_table_becomes_a_batch_that_a_worker_reads(desk: Desk) -> None:
    batch_id = desk.send(cells(1), cells(2), read=False)
    assert desk.batch(batch_id).state == BatchState.READING
    assert "Читаем таблицу" in desk.page(batch_id)
    desk.worker.step(batch_id)
    assert "2 строки верны" in desk.page(batch_id)


def test_what_was_chosen_stays_when_there_is_no_table(executor: FlaskClient) -> None:
    answer = executor.post("/batches/new", data={"reply": "extension", "number": "1", "dated": "2026-11-20"})
    assert answer.status_code == 422
    assert "Таблица не выбрана: приложите файл .xlsx или .csv." in words(answer.text)
    assert 'value="extension" checked' in answer.text
    assert 'name="number" value="1" checked' in answer.text
    assert 'name="print" value="1" checked' not in answer.text
    assert 'name="dated" value="2026-11-20"' in answer.text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"reply": ""}, "Текст ответа не выбран"),
        ({"reply": "nothing"}, "nothing"),
        ({"blank": "nothing"}, "nothing"),
        ({"dated": "вчера"}, "Дата писем «вчера» не годится"),
    ],
)
def test_a_form_that_cannot_be_used_is_told_why(executor: FlaskClient, form: dict[str, str], told: str) -> None:
    data = {"reply": "redirect", "table": (io.BytesIO(csv(cells(1))), "таблица.csv"), **form}
    answer = executor.post("/batches/new", data=data)
    assert answer.status_code == 422
    assert told in words(answer.text)


def test_a_table_that_is_too_large_is_refused_on_the_form(
    executor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_forms, "MAX_TABLE_MB", 0.001)
    data = {"reply": "redirect", "table": (io.BytesIO(b"x" * 5000), "таблица.csv")}
    answer = executor.post("/batches/new", data=data)
    assert answer.status_code == 413
    assert "разделите её на несколько" in words(answer.text)
    assert "Загрузить и проверить" in answer.text


def test_a_table_may_be_larger_than_a_letter(app: Flask, desk: Desk) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    assert desk.batch(desk.send(*map(cells, range(100)))).rows == 100


def test_people_are_told_when_no_worker_is_there(app: Flask, executor: FlaskClient, desk: Desk) -> None:
    assert "letterkit worker" in executor.get("/batches/new").text
    heartbeats.say(desk.engine.database, "worker")
    assert "letterkit worker" not in executor.get("/batches/new").text
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        hands_gone = heartbeats.count(desk.engine.database)
    assert hands_gone == 0


def test_people_are_told_what_stops_the_work_and_not_that_nobody_is_there(
    executor: FlaskClient, desk: Desk, app: Flask
) -> None:
    batch_id = desk.send(cells(1), read=False)
    heartbeats.say(desk.engine.database, "worker")
    assert "Сейчас письма не готовятся" not in executor.get(f"/batches/{batch_id}").text
    shutil.rmtree(desk.engine.settings.files_dir)
    desk.engine.settings.files_dir.write_bytes(b"")  # a file in the place of the folder
    app.extensions["letterkit.proofs"] = proofs_of(desk.engine)
    told = words(executor.get(f"/batches/{batch_id}").text)
    assert "Сейчас письма не готовятся: хранилище файлов не отвечает, или в него нельзя записывать." in told
    assert "letterkit worker" not in told
    assert executor.get(f"/batches/{batch_id}/progress").json["idle"] in told


def test_a_queue_that_does_not_answer_loses_no_table(desk: Desk) -> None:
    desk.engine.settings = desk.engine.settings.model_copy(update={"queue_url": "postgresql://nobody@127.0.0.1:1/none"})
    assert desk.batch(desk.send(cells(1))).state == BatchState.CHECKED


@pytest.mark.parametrize("reply", ["redirect", "court", "by_date"])
def test_the_template_table_of_a_reply_text_is_read_back(executor: FlaskClient, app: Flask, reply: str) -> None:
    answer = executor.get(f"/batches/template/{reply}.xlsx")
    assert answer.status_code == 200
    text = app.extensions["letterkit"].catalogue.reply(reply)
    assert not [fault for fault in read_sheet(answer.data, "x.xlsx", text).faults if not fault.is_warning]


def test_a_template_of_no_reply_text_is_refused_in_words(executor: FlaskClient) -> None:
    answer = executor.get("/batches/template/nothing.xlsx")
    assert answer.status_code == 422
    assert "nothing" in answer.text


def test_a_mended_table_is_made_the_same_way(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.send(cells(1), dated="2026-11-20", reply="redirect")
    page = executor.get(f"/batches/new?after={batch_id}").text
    assert 'value="redirect" checked' in page
    assert 'name="dated" value="2026-11-20"' in page
    assert 'name="number" value="1" checked' not in page


def test_a_batch_of_another_department_is_not_there(desk: Desk) -> None:
    batch_id = desk.send(cells(1), duty=Duty.REGISTRY)
    executor = desk.client_of(Duty.EXECUTOR)
    for path in ("", "/progress", "/register.xlsx", "/marked.xlsx", "/letters.zip", "/rows/2"):
        assert executor.get(f"/batches/{batch_id}{path}").status_code == 404
    assert executor.post(f"/batches/{batch_id}/confirm").status_code == 404
    assert executor.get(f"/batches/new?after={batch_id}").status_code == 404
    assert f"/batches/{batch_id}" not in executor.get("/batches/").text
    assert f"/batches/{batch_id}" in desk.client_of(Duty.REVIEWER).get("/batches/").text


def test_the_marked_table_has_the_reasons_in_it(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.send(cells(1), cells(2, c1="31.02.2026"))
    answer = executor.get(f"/batches/{batch_id}/marked.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    reasons = [row[-1] for row in sheet.iter_rows(values_only=True)]
    assert reasons[0] == "Что исправить"
    assert reasons[1] is None
    assert "Такого дня нет" in str(reasons[2])
