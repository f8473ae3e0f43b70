"""The executor's desk: from the appeal to the first word, and what stands beside the letter."""

import io

import pytest
from flask.testing import FlaskClient

from letterkit.core.office import Duty, LetterState
from letterkit.office.cases import drafting
from letterkit.office.register import attached
from letterkit.office.register.attached import AttachedFile
from letterkit.store.tables import Letter

from .office import ClientOf, Register

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_a_reply_begins_with_an_outcome_and_asks_nothing_that_the_register_knows(
    register: Register, executor: FlaskClient
) -> None:
    appeal = register.appeal()
    page = executor.get(f"/letters/prepare/{appeal.id}").text
    assert page.count('class="outcome-card ') == 4
    assert f"Обращение №&nbsp;{appeal.number}" in page
    answer = executor.post(f"/letters/prepare/{appeal.id}", data={"reply": "cannot"})
    assert answer.status_code == 303
    letter_id = int(answer.location.split("/")[2])
    letter = drafting.read_letter(register.office, register.by(Duty.EXECUTOR), letter_id)
    assert (letter.reply, letter.card["reply"]["outcome"]) == ("cannot", "cannot")
    assert letter.card["appeal"]["number"] == appeal.number
    again = executor.get(f"/letters/prepare/{appeal.id}")
    assert again.location == f"/letters/{letter_id}/edit"


def test_another_outcome_begins_the_words_anew_and_gives_the_old_ones_back(
    register: Register, executor: FlaskClient
) -> None:
    letter = register.letter()
    typed = f"{letter.text}\nСвои слова исполнителя."
    by = register.by(Duty.EXECUTOR)
    revision = drafting.save(register.office, by, letter.id, letter.revision, letter.title, typed).revision
    answer = executor.post(f"/letters/{letter.id}/reply", data={"reply": "cannot", "revision": str(revision)})
    now = register.now(letter)
    assert (now.reply, now.card["reply"]["outcome"]) == ("cannot", "cannot")
    assert "Свои слова" not in now.text
    page = executor.get(answer.location.partition("#")[0]).text
    assert "Вернуть прежний текст" in page
    before = answer.location.partition("before=")[2].partition("#")[0]
    executor.post(f"/letters/{letter.id}/versions/{before}/restore", data={"revision": str(now.revision)})
    assert (register.now(letter).text, register.now(letter).reply) == (typed, letter.reply)


def test_a_second_answer_is_asked_about(register: Register, executor: FlaskClient) -> None:
    letter = register.letter(appeal := register.appeal())
    with register.office.database.writing() as session:
        session.get_one(Letter, letter.id).state = LetterState.SENT
    page = executor.get(f"/letters/prepare/{appeal.id}").text
    assert "На это обращение уже отвечают" in page
    refused = executor.post(f"/letters/prepare/{appeal.id}", data={"reply": "solved"})
    assert refused.status_code == 422
    assert "уже ответили" in refused.text
    assert executor.post(f"/letters/prepare/{appeal.id}", data={"reply": "solved", "again": "1"}).status_code == 303


def test_a_draft_is_deleted_and_brought_back_from_the_list(register: Register, executor: FlaskClient) -> None:
    letter = register.letter()
    listed = executor.post(f"/letters/{letter.id}/remove", follow_redirects=True).text
    assert "Вернуть черновик" in listed
    assert f'href="/letters/{letter.id}/edit"' not in listed
    assert f'href="/letters/{letter.id}"' in executor.get("/letters/?state=removed").text
    answer = executor.post(f"/letters/{letter.id}/bring-back")
    assert answer.location == f"/letters/{letter.id}/edit"
    assert register.now(letter).state == LetterState.DRAFT


def test_the_earlier_appeal_of_the_same_applicant_stands_beside_with_its_answer(
    register: Register, executor: FlaskClient
) -> None:
    begun = executor.post(f"/letters/prepare/{register.appeal('И-100').id}", data={"reply": "solved"})
    with register.office.database.writing() as session:
        row = session.get_one(Letter, int(begun.location.split("/")[2]))
        row.state, row.number = LetterState.SENT, "3.08-7/24"
    page = executor.get(f"/letters/prepare/{register.appeal('И-200').id}").text
    assert "Писали раньше" in page
    assert "Ответ №&nbsp;3.08-7/24" in page


@pytest.mark.parametrize(
    ("name", "data", "shown"),
    [
        ("снимок.png", PNG, "<img src="),
        ("письмо.txt", "Крыша течёт".encode(), "Крыша течёт"),
        ("таблица.xlsx", b"PK\x03\x04", "Скачайте"),
    ],
)
def test_a_file_of_the_appeal_is_looked_at_or_said_why_not(
    register: Register, client_of: ClientOf, name: str, data: bytes, shown: str
) -> None:
    appeal = register.appeal()
    attached.attach(register.office, register.by(Duty.REGISTRY), appeal.id, [AttachedFile(name, data)])
    [file] = attached.files_of(register.office, register.by(Duty.REGISTRY), appeal.id)
    path = f"/appeals/{appeal.id}/files/{file.id}"
    assert shown in client_of(Duty.EXECUTOR).get(f"{path}/view").text
    picture = client_of(Duty.EXECUTOR).get(f"{path}/photograph")
    assert (picture.status_code, picture.mimetype) == (
        (200, "image/png") if name.endswith("png") else (404, "text/html")
    )


def test_pages_of_an_attached_pdf_are_drawn(register: Register, executor: FlaskClient) -> None:
    from reportlab.pdfgen import canvas

    written = io.BytesIO()
    sheet = canvas.Canvas(written)
    sheet.drawString(100, 700, "Appeal")
    sheet.save()
    appeal = register.appeal()
    attached.attach(
        register.office, register.by(Duty.REGISTRY), appeal.id, [AttachedFile("скан.pdf", written.getvalue())]
    )
    [file] = attached.files_of(register.office, register.by(Duty.REGISTRY), appeal.id)
    assert "Страница 1 из 1" in executor.get(f"/appeals/{appeal.id}/files/{file.id}/view").text
    assert executor.get(f"/appeals/{appeal.id}/files/{file.id}/page/1.png").data.startswith(b"\x89PNG")
    assert executor.get(f"/appeals/{appeal.id}/files/{file.id}/page/2.png").status_code == 422
