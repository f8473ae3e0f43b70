"""What goes out are the approved bytes, by a way that the Order allows; the passport proves both."""

import hashlib
import io
import json
import zipfile

from .conftest import Day


def test_each_export_gives_the_approved_bytes(day: Day) -> None:
    letter = day.approved()
    approval = day.folder(letter).approval
    assert approval is not None
    browser = day.browser("registry")
    docx, pdf = (browser.get(f"/letters/{letter.id}/export/{kind}").data for kind in ("docx", "pdf"))
    assert hashlib.sha256(docx).hexdigest() == approval.docx
    assert hashlib.sha256(pdf).hexdigest() == approval.pdf
    with zipfile.ZipFile(io.BytesIO(browser.get(f"/letters/{letter.id}/export/zip").data)) as archive:
        assert docx in [archive.read(name) for name in archive.namelist()]
        assert json.loads(archive.read("passport.json"))["files"]["docx"] == approval.docx


def test_nothing_goes_out_before_approval(day: Day) -> None:
    letter = day.on_review()
    assert day.browser("registry").get(f"/letters/{letter.id}/export/docx").status_code == 422
    assert day.browser("registry").get(f"/letters/{letter.id}/passport").status_code == 422


def test_a_file_of_another_kind_does_not_exist(day: Day) -> None:
    assert day.browser("registry").get(f"/letters/{day.approved().id}/export/exe").status_code == 404


def test_the_ways_name_their_clauses(day: Day) -> None:
    page = day.get("registry", f"/letters/{day.approved().id}")
    assert "п.&nbsp;2.3" in page
    assert "п.&nbsp;2.5" in page
    assert 'value="ул. Ленина, д. 10, кв. 5, г. Южно-Сахалинск, 693000"' in page


def test_a_restricted_letter_is_sent_with_its_track_and_no_other_way(day: Day) -> None:
    letter = day.approved(restricted=True, copy_number="1")
    page = day.get("registry", f"/letters/{letter.id}")
    assert "п.&nbsp;2.4" in page
    assert "п.&nbsp;2.5" not in page
    refused = day.post("registry", f"/letters/{letter.id}/send", channel="post", to="ул. Мира, д. 1", track="")
    assert refused.status_code == 422
    assert 'value="ул. Мира, д. 1"' in refused.text
    by_hand = day.post("registry", f"/letters/{letter.id}/send", channel="visit", handed_to="Иванова")
    assert by_hand.status_code == 422
    tracked = day.post("registry", f"/letters/{letter.id}/send", channel="post", to="ул. Мира, д. 1", track="1")
    assert tracked.status_code == 303


def test_a_way_that_there_is_not_is_refused(day: Day) -> None:
    assert day.post("registry", f"/letters/{day.approved().id}/send", channel="pigeon").status_code == 422


def test_the_passport_tells_what_the_letter_is_made_of_and_who_answers(day: Day) -> None:
    letter = day.approved()
    page = day.get("executor", f"/letters/{letter.id}/passport")
    assert day.docx(letter) in page
    assert "Утвердил(а) <b>Фамильев Анна Сергеевна</b>" in page
    assert "Бланк «" in page
    made = day.browser("executor").get(f"/letters/{letter.id}/passport.json").get_json()
    assert made["schema"] == "letterkit-passport/1"


def test_a_file_is_told_to_be_the_approved_one_or_another(day: Day) -> None:
    letter, browser = day.approved(), day.browser("executor")
    data = browser.get(f"/letters/{letter.id}/export/docx").data
    same = browser.post(f"/letters/{letter.id}/passport", data={"file": (io.BytesIO(data), "письмо.docx")})
    other = browser.post(f"/letters/{letter.id}/passport", data={"file": (io.BytesIO(data + b" "), "письмо.docx")})
    assert "Да, это утверждённый файл .docx" in same.text
    assert "Нет, это другой файл" in other.text
    assert "Выберите файл" in browser.post(f"/letters/{letter.id}/passport").text
