"""Letters on their way and ready: progress, findings together, approval, what is taken away."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from flask.testing import FlaskClient

from letterkit.core.office import BatchState, Duty, RowState
from letterkit.office.batches import printing
from letterkit.office.batches.results import Outcome
from letterkit.store.batch_tables import BatchRow

from .conftest import Desk, broken, cells, letter, numbers_in, pdf_of, words, wrong


def every_third_is_wrong(row: BatchRow) -> Outcome:
    return wrong(row) if row.number % 3 == 0 else letter(row)


def test_progress_is_told_in_figures_and_words(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.send(*map(cells, range(5)))
    executor.post(f"/batches/{batch_id}/confirm")
    desk.make_some(batch_id, letter)
    now = executor.get(f"/batches/{batch_id}/progress").get_json()
    assert (now["state"], now["ended"], now["total"]) == ("running", 1, 5)
    assert now["words"] == "Готово 1 из 5"
    desk.make_some(batch_id, letter)
    assert executor.get(f"/batches/{batch_id}/progress").get_json()["state"] == "done"


def test_without_a_script_the_page_of_work_asks_for_itself(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.send(cells(1))
    executor.post(f"/batches/{batch_id}/confirm")
    page = executor.get(f"/batches/{batch_id}").text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "Обновить" in page


def test_a_batch_is_halted_gone_on_with_and_called_off(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.send(*map(cells, range(6)))
    executor.post(f"/batches/{batch_id}/confirm")
    desk.make_some(batch_id, letter)
    for step, state in (("pause", BatchState.PAUSED), ("resume", BatchState.RUNNING), ("cancel", BatchState.CANCELLED)):
        assert executor.post(f"/batches/{batch_id}/{step}").status_code == 303
        assert desk.batch(batch_id).state == state
    page = desk.page(batch_id)
    assert "Рассылка отменена" in page
    assert "1 без ошибок" in page
    assert "5 не составлялись" in page


def test_what_failed_is_told_and_tried_again(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.made(cells(1), cells(2), outcome=lambda row: broken(row) if row.number == 3 else letter(row))
    assert "1 письмо не вышло" in desk.page(batch_id)
    assert "LibreOffice" in desk.page(batch_id, query="?only=failed")
    answer = executor.post(f"/batches/{batch_id}/retry", follow_redirects=True)
    assert "Составляем ещё раз: 1 строка" in words(answer.text)
    desk.make_some(batch_id, letter)
    assert [row.state for row in desk.rows(batch_id)] == [RowState.DONE, RowState.DONE]


def test_a_mistake_of_many_letters_is_one_line_that_leads_to_them(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.made(*map(cells, range(9)), outcome=every_third_is_wrong)
    page = executor.get(f"/batches/{batch_id}").text
    assert "3 письма: Нужен дательный падеж" in words(page)
    link = page.partition("finding=")[2].partition("#")[0].partition('"')[0]
    narrowed = executor.get(f"/batches/{batch_id}?finding={link}").text
    rows = narrowed[narrowed.index('id="rows"') :]
    assert [f"/rows/{number}" in rows for number in (2, 3, 6, 9)] == [False, True, True, True]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("only=fix", {3, 6, 9}),
        ("only=ready", {2, 4, 5, 7, 8, 10}),
        ("words=И-105", {7}),
        ("words=петрова", set()),
        ("words=ИВАНОВА&only=fix", {3, 6, 9}),
    ],
)
def test_rows_are_narrowed_by_what_came_out_and_by_words(
    desk: Desk, executor: FlaskClient, query: str, numbers: set[int]
) -> None:
    batch_id = desk.made(*(cells(100 + number) for number in range(9)), outcome=every_third_is_wrong)
    page = executor.get(f"/batches/{batch_id}?{query}").text
    assert {number for number in range(2, 11) if f'/rows/{number}"' in page} == numbers


def test_a_row_has_a_page_with_its_card_and_findings(desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.made(cells(1), cells(2), outcome=wrong)
    page = words(executor.get(f"/batches/{batch_id}/rows/3").text)
    assert "Нужен дательный падеж" in page
    assert "« приказа 3 »" in page
    assert "администрация города" in page
    assert hashlib.sha256(b"docx 3").hexdigest() not in page
    assert "← Строка 2" in page


def test_a_signer_approves_what_is_ready_and_sees_what_is_not(desk: Desk, signer: FlaskClient) -> None:
    batch_id = desk.made(*map(cells, range(6)), outcome=every_third_is_wrong)
    page = desk.page(batch_id, Duty.SIGNER)
    assert "Утвердить 4 письма" in page
    assert "Утвердить нельзя: 2 с ошибками" in page
    assert "Утвердить 4 письма" not in desk.page(batch_id, Duty.REVIEWER)
    assert desk.approve(batch_id).status_code == 303
    assert "Утверждено : 4 письма" in desk.page(batch_id, Duty.SIGNER)
    assert {row.number for row in desk.rows(batch_id) if row.approval_id} == {2, 4, 5, 7}
    told = json.loads(signer.get(f"/batches/{batch_id}/approvals/1.json").data)
    assert told[0]["docx"] == hashlib.sha256(b"docx 2").hexdigest()


@pytest.mark.parametrize("seen", ["0" * 64, ""])
def test_a_signer_answers_only_for_the_files_that_the_page_has_told_of(desk: Desk, seen: str) -> None:
    batch_id = desk.made(cells(1), cells(2))
    answer = desk.approve(batch_id, seen=seen)
    assert answer.status_code == 422
    assert "письма изменились или их стало больше или меньше" in words(answer.text)
    assert not any(row.approval_id for row in desk.rows(batch_id))


def test_an_approval_is_taken_back_with_a_reason_that_the_journal_keeps(desk: Desk, signer: FlaskClient) -> None:
    batch_id = desk.made(cells(1))
    desk.approve(batch_id)
    refused = signer.post(f"/batches/{batch_id}/approvals/1/revoke", data={"reason": " "})
    assert refused.status_code == 422
    assert "напишите причину" in words(refused.text)
    answer = signer.post(
        f"/batches/{batch_id}/approvals/1/revoke", data={"reason": "не та дата"}, follow_redirects=True
    )
    assert "отозвано" in words(answer.text)
    journal = words(desk.client_of(Duty.ADMINISTRATOR).get(f"/journal?about=batch&number={batch_id}").text)
    assert "утверждение писем отозвано причина не та дата" in journal
    assert "письма рассылки утверждены писем 1" in journal


def test_the_zip_holds_the_letters_and_their_register(desk: Desk, signer: FlaskClient) -> None:
    batch_id = desk.made(*map(cells, range(3)), outcome=every_third_is_wrong)
    desk.approve(batch_id)
    names = {}
    for query in ("", "?approved=1"):
        archive = zipfile.ZipFile(io.BytesIO(signer.get(f"/batches/{batch_id}/letters.zip{query}").data))
        names[query] = sorted(archive.namelist())
        assert archive.read("письмо_2.docx") == b"docx 2"
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read("реестр.xlsx"))).active
        assert sheet is not None
        assert sheet.max_row == 1 + (2 if query else 3)
    assert "письмо_3.docx" in names[""]
    assert names["?approved=1"] == [
        "письмо_2.docx",
        "письмо_2.pdf",
        "письмо_4.docx",
        "письмо_4.pdf",
        "реестр.xlsx",
    ]


def test_the_list_of_batches_tells_what_came_of_each(desk: Desk, executor: FlaskClient) -> None:
    desk.made(*map(cells, range(6)), outcome=every_third_is_wrong)
    page = words(executor.get("/batches/").text)
    assert "Направлено в другой орган таблица.csv ждёт подписи 6 без ошибок 4 исправить 2" in page


def test_a_signer_learns_of_a_batch_and_the_list_tells_how_far_it_is(desk: Desk, signer: FlaskClient) -> None:
    batch_id = desk.made(*map(cells, range(4)))
    assert "Утвердить рассылки 1" in words(signer.get("/home").text)
    assert "таблица.csv · Исполнева А.С. утвердить 4 письма" in words(signer.get("/review").text)
    desk.approve(batch_id)
    assert "Утвердить рассылки" not in words(signer.get("/home").text)
    assert "Очередь пуста" in words(signer.get("/review").text)
    assert "таблица.csv утверждена 4 утверждено 4" in words(signer.get("/batches/").text)
    sender = desk.client_of(Duty.REGISTRY)
    assert "отправить 4 письма" in words(sender.get("/review").text)
    sender.post(f"/batches/{batch_id}/send", data={"channel": "post", "count": "4"})
    assert "таблица.csv отправлена 4 отправлено 4" in words(signer.get("/batches/").text)


def in_print(row: BatchRow) -> Outcome:
    return replace(letter(row), pdf=pdf_of(row.number))


def test_a_few_letters_are_one_pdf_for_the_printer_and_many_are_several_with_a_list(
    desk: Desk, executor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_id = desk.made(*(cells(9 - number) for number in range(5)), outcome=in_print, print="1")
    whole = executor.get(f"/batches/{batch_id}/print.pdf")
    assert whole.mimetype == "application/pdf"
    assert numbers_in(whole.data) == [6, 5, 4, 3, 2]
    monkeypatch.setattr(printing, "PART", 2)
    assert "файлы для печати" in desk.page(batch_id)
    answer = executor.get(f"/batches/{batch_id}/print.pdf?two_sided=1", follow_redirects=True)
    assert answer.mimetype == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert archive.namelist() == ["печать-001.pdf", "печать-002.pdf", "печать-003.pdf", "список.xlsx"]
    assert numbers_in(archive.read("печать-002.pdf"))[::2] == [4, 3]
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("список.xlsx"))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))[1:]
    assert [(row[0], row[1], row[2], row[7]) for row in rows] == [
        ("печать-001.pdf", 1, 1, 6),
        ("печать-001.pdf", 2, 3, 5),
        ("печать-002.pdf", 1, 1, 4),
        ("печать-002.pdf", 2, 3, 3),
        ("печать-003.pdf", 1, 1, 2),
    ]


@pytest.mark.parametrize("what", ["letters.zip", "register.xlsx", "print.pdf", "print.zip"])
def test_what_was_taken_away_leaves_no_file_behind(what: str, desk: Desk, executor: FlaskClient) -> None:
    batch_id = desk.made(cells(1), cells(2), outcome=in_print)
    folder = desk.engine.settings.data_dir
    before = sorted(folder.iterdir())
    executor.get(f"/batches/{batch_id}")
    answer = executor.get(f"/batches/{batch_id}/{what}")
    assert answer.status_code == 200
    assert answer.data
    assert sorted(folder.iterdir()) == before
