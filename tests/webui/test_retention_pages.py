"""Terms of keeping and the data of one person in the browser: approved by another, removed; found, given out."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.core.office import AppealState, Duty
from letterkit.office.holds import HoldKind
from letterkit.office.retention.removal import remove_approved
from letterkit.reports.removal_act import removal_act
from letterkit.store.tables import Appeal

from .office import Register

LONG_AGO = date(2015, 3, 2)


def old_case(register: Register) -> int:
    """An appeal that was answered long ago."""
    appeal = register.appeal("И-7")
    with register.office.database.writing() as session:
        row = session.get_one(Appeal, appeal.id)
        row.registered = row.answered = LONG_AGO
        row.state = AppealState.DONE
    return appeal.id


def test_what_is_due_is_removed_by_an_act_that_another_person_approves(
    registrar: FlaskClient, register: Register
) -> None:
    appeal_id, signer = old_case(register), register.client_of(Duty.SIGNER)
    page = registrar.get("/retention").text
    assert "Обращения граждан и документы по их рассмотрению" in page
    assert "2015:&nbsp;1" in page
    assert "№ И-7" in registrar.get("/retention/due/cases").text
    act = registrar.post("/retention/acts", data={"kinds": "cases", "told": "1"})
    assert "Утвердить акт должен другой человек" in registrar.get(act.location).text
    told = registrar.post(f"{act.location}/approve", data={"protocol": "№ 4"})
    assert told.status_code == 403
    assert "укажите дату и номер протокола" in signer.post(f"{act.location}/approve", follow_redirects=True).text
    page = signer.post(f"{act.location}/approve", data={"protocol": "№ 4"}, follow_redirects=True).text
    assert "Акт №&nbsp;1" in page
    assert remove_approved(register.office, removal_act) == 1
    assert "Уничтожено 1 дело" in signer.get(act.location).text
    assert signer.get(f"{act.location}/act.docx").data.startswith(b"PK")
    assert "№ И-7 от 02.03.2015" in signer.get(f"{act.location}/list.csv").data.decode("utf-8-sig")
    gone = registrar.get(f"/appeals/{appeal_id}")
    assert gone.status_code == 404
    assert "Документы уничтожены" in gone.text


def test_whatever_is_held_stands_in_the_list_and_what_cannot_be_is_refused(
    registrar: FlaskClient, register: Register
) -> None:
    person_id = register.by(Duty.EXECUTOR).id
    for kind in HoldKind:
        form = {"kind": kind.value, "id": str(person_id), "why": "court", "words": "дело 2-1/2024", "until": ""}
        page = registrar.post("/retention/holds", data=form, follow_redirects=True)
        assert page.status_code == 200
        told = "в акт не попадёт" if kind is HoldKind.PEOPLE else "Такого нет"
        assert told in page.text
    assert "Учётная запись сотрудника" in registrar.get("/retention/holds").text
    for kind in ("people", "batches"):
        form = {"name": "Иванова", "codes": f"{kind}-{person_id}", "why": "требование"}
        for step in ("block", "export"):
            assert "Такого нет" in registrar.post(f"/personal-data/{step}", data=form).text


def test_a_case_is_held_by_its_number_and_falls_out_of_the_list(registrar: FlaskClient, register: Register) -> None:
    old_case(register)
    form = {"number": "И-7", "why": "court", "words": "дело 2-1/2024", "until": ""}
    page = registrar.post("/retention/holds", data=form, follow_redirects=True).text
    assert "идёт суд" in page
    assert "Ничей срок не истёк" in registrar.get("/retention").text
    [lift] = re.findall(r'action="(/retention/holds/\d+/lift)"', page)
    assert "Удержание снято" in registrar.post(lift, follow_redirects=True).text
    refused = registrar.post("/retention/holds", data={**form, "number": "нет"}, follow_redirects=True).text
    assert "Такого нет" in refused


def test_the_data_of_a_person_are_found_given_out_and_blocked(registrar: FlaskClient, register: Register) -> None:
    appeal = register.appeal("И-7")
    surname = register.card["applicant"]["surname"]
    assert registrar.post("/personal-data").status_code == 422
    page = registrar.post("/personal-data", data={"name": surname}).text
    code = f"cases-{appeal.id}"
    assert f'value="{code}"' in page
    answer = registrar.post("/personal-data/export", data={"name": surname, "codes": code})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert surname in archive.read("данные.json").decode()
    assert surname not in answer.headers["Content-Disposition"]
    asked = {"name": surname, "codes": code, "why": "требование от 01.02.2026"}
    assert "заблокировано" in registrar.post("/personal-data/block", data=asked).text
    assert "Данные заблокированы" in registrar.get(f"/appeals/{appeal.id}").text
    refused = registrar.post(f"/appeals/{appeal.id}/note", data={"note": "звонили"})
    assert refused.status_code == 409
    assert "Данные заблокированы" in refused.text
    lifted = registrar.post("/personal-data/block", data={**asked, "lift": "1"}).text
    assert "Блокирование снято: 1" in lifted


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 2, 2, 10).astimezone()):
        yield
