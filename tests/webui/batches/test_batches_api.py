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


def test_a_row_that_has_failed_is_seen_as_such_and_made_once_its_cause_is_mended(
    desk: Desk, executor: FlaskClient
) -> None:
    """What the letters are made of has gone from the disk; somebody brings it back."""
    batch_id = int(str(send(executor, cells(1), cells(2), print="false", number="true")["id"]))
    desk.worker.step(batch_id)
    address = f"/api/v1/batches/{batch_id}"
    executor.post(f"{address}/confirm", json={})
    copy = desk.batch(batch_id).made_of
    assert copy is not None
    kept = next(desk.engine.settings.data_dir.glob(f"**/{copy}*"))
    lost = kept.rename(kept.with_name("lost"))
    desk.make_all(batch_id)
    assert executor.get(address).get_json()["rows"]["failed"] == 2
    first, _ = executor.get(f"{address}/rows?state=failed").get_json()["rows"]
    assert (first["number"], first["docx"]) == (2, None)
    assert "нет" in first["reason"]
    assert executor.get(f"{address}/rows/2/letter.docx").status_code == 404

    assert executor.post(f"{address}/retry").get_json()["rows"]["waiting"] == 2
    desk.make_all(batch_id)
    assert executor.get(address).get_json()["rows"]["failed"] == 2  # for nothing is mended yet
    lost.rename(kept)
    assert executor.post(f"{address}/retry").status_code == 200
    desk.make_all(batch_id)
    told = executor.get(f"{address}/rows").get_json()["rows"]
    assert [(row["state"], row["reason"]) for row in told] == [("done", None)] * 2
    assert executor.get(told[0]["docx"]).data.startswith(b"PK")
    again = executor.post(f"{address}/retry")
    assert (again.status_code, again.get_json()["code"]) == (409, "batch.nothing-failed")


def test_a_batch_of_others_is_not_there(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.send(cells(1), duty=Duty.REGISTRY)
    assert executor.get(f"/api/v1/batches/{batch_id}").status_code == 404
