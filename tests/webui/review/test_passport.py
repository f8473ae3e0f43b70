"""Whoever has received a letter asks without signing in whether it is the one that was approved."""

import io

from werkzeug.test import TestResponse

from letterkit.office.cases import approval

from .conftest import Day


def asked(day: Day, **files: bytes) -> TestResponse:
    """What a stranger is told of files of these names (pdf: letter.pdf)."""
    given = [(io.BytesIO(data), f"letter.{name}") for name, data in files.items()]
    return day.app.test_client().post("/passport", data={"files": given})


def test_the_approved_file_and_its_passport_are_known_and_nothing_of_the_applicant_is_told(day: Day) -> None:
    letter = day.approved()
    browser = day.browser("registry")
    pdf = browser.get(f"/letters/{letter.id}/export/pdf").data
    passport = browser.get(f"/letters/{letter.id}/passport.json").data
    answer = asked(day, pdf=pdf, json=passport)
    assert answer.status_code == 200
    assert "это утверждённый файл" in answer.text
    assert f"№ {letter.number} от {letter.dated:%d.%m.%Y}, утверждено" in answer.text
    assert "Подпись паспорта верна" in answer.text
    assert "Иванов" not in answer.text


def test_an_archive_of_the_letter_is_looked_into(day: Day) -> None:
    archive = day.browser("registry").get(f"/letters/{day.approved().id}/export/zip").data
    assert asked(day, zip=archive).text.count("flash success") == 3


def test_another_file_and_a_changed_passport_are_not_taken(day: Day) -> None:
    passport = day.browser("registry").get(f"/letters/{day.approved().id}/passport.json").data
    answer = asked(day, pdf=b"%PDF-1.7 another", json=passport.replace("О переселении".encode(), "Об отказе".encode()))
    assert "такого утверждённого файла здесь нет" in answer.text
    assert "НЕ верна" in answer.text
    assert "flash success" not in answer.text


def test_a_letter_that_a_reviewer_has_agreed_to_is_not_approved_yet(day: Day) -> None:
    letter = day.on_review()
    docx = day.docx(letter)
    approval.agree(day.office, day.by("reviewer"), letter.id, docx)
    assert "такого утверждённого файла здесь нет" in asked(day, docx=day.office.files.get(docx)).text


def test_an_approval_taken_back_is_told(day: Day) -> None:
    letter = day.approved()
    pdf = day.browser("registry").get(f"/letters/{letter.id}/export/pdf").data
    approval.revoke(day.office, day.by("signer"), letter.id, "Ошибка в дате.")
    assert "утверждение отозвано" in asked(day, pdf=pdf).text


def test_the_key_of_the_body_is_given_to_everybody(day: Day) -> None:
    client = day.app.test_client()
    name = day.office.profile.id
    assert client.get(f"/passport/key/{name}.pem").data.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert f"/passport/key/{name}.pem" in client.get("/passport").text
