"""Batches for other programs: a table is sent, its faults, letters and findings are asked for."""

import io

import jsonschema
import pytest
from flask.testing import FlaskClient

from letterkit.core.office import BatchState, Duty

from .conftest import Desk, cells, csv, wrong


def send(client: FlaskClient, *rows: object, **form: str) -> dict[str, object]:
    table = csv(*rows)  # type: ignore[arg-type]
    data = {"reply": "redirect", "table": (io.BytesIO(table), "таблица.csv"), **form}
    answer = client.post("/api/v1/batches", data=data)
    assert answer.status_code == 202, answer.get_json()
    told: dict[str, object] = answer.get_json()
    return told


def test_a_table_is_taken_and_its_faults_are_told(desk: Desk, executor: FlaskClient) -> None:
    told = send(executor, cells(1), cells(2, c1="31.02.2026"))
    assert told["state"] == "reading"
    desk.worker.step(int(str(told["id"])))
    batch = executor.get(str(told["href"])).get_json()
    assert batch["state_words"] == "ждёт подтверждения"
    assert (batch["rows"]["total"], batch["rows"]["good"], batch["rows"]["faulty"]) == (2, 1, 1)
    [fault] = batch["faults"]
    assert (fault["row"], fault["column"], fault["header"]) == (3, "B", "Дата регистрации")
    assert fault["message"].startswith("Такого дня нет")


@pytest.mark.parametrize(
    ("second", "state"), [({}, BatchState.RUNNING), ({"c2": ""}, BatchState.CHECKED)], ids=["good", "faulty"]
)
def test_confirmed_beforehand_it_begins_when_no_row_is_faulty(
    desk: Desk, executor: FlaskClient, second: dict[str, str], state: BatchState
) -> None:
    told = send(executor, cells(1), cells(2, **second), confirm="true")
    desk.worker.step(int(str(told["id"])))
    assert desk.batch(int(str(told["id"]))).state == state


def test_confirmed_beforehand_it_waits_when_a_row_seems_answered(desk: Desk, executor: FlaskClient) -> None:
    desk.made(cells(1))
    told = send(executor, cells(1), cells(2), confirm="true")
    desk.worker.step(int(str(told["id"])))
    assert desk.batch(int(str(told["id"]))).state == BatchState.CHECKED


def test_what_is_told_holds_to_the_document(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.made(cells(1), cells(2), cells(3, c2=""), outcome=wrong)
    told = executor.get(f"/api/v1/batches/{batch_id}").get_json()
    document = executor.get("/api/v1/openapi.json").get_json()
    jsonschema.validate(told, {"$ref": "#/components/schemas/BatchTold", "components": document["components"]})
    [group] = told["findings"]
    assert (group["letters"], group["rows"]) == (2, [2, 3])
    assert told["verdicts"] == {"fix": 2}


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"reply": ""}, "Текст ответа не выбран"),
        ({"print": "perhaps"}, "true или false"),
        ({"dated": "x"}, "Дата писем"),
    ],
)
def test_a_request_that_cannot_be_used_is_told_why(executor: FlaskClient, form: dict[str, str], told: str) -> None:
    data = {"reply": "redirect", "table": (io.BytesIO(csv(cells(1))), "таблица.csv"), **form}
    answer = executor.post("/api/v1/batches", data=data)
    assert answer.status_code == 422
    assert told in answer.get_json()["error"]


def test_a_batch_of_others_is_not_there(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.send(cells(1), duty=Duty.REGISTRY)
    assert executor.get(f"/api/v1/batches/{batch_id}").status_code == 404
