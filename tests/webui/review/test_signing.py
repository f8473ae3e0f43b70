"""A signature is put beside an approved letter on its page, told of there, and given away with it."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

from werkzeug.test import TestResponse

from letterkit.core import clock
from letterkit.office.cases import approval
from letterkit.store.tables import Letter

from ...signatures.signing import signer
from .conftest import Day


def give(day: Day, letter: Letter, data: bytes, login: str = "signer") -> TestResponse:
    form = {"file": (io.BytesIO(data), "ответ.sig")}
    return day.browser(login).post(f"/letters/{letter.id}/signature", data=form, follow_redirects=True)


def pdf_of(day: Day, letter: Letter) -> bytes:
    return day.browser("signer").get(f"/letters/{letter.id}/export/pdf").data


def test_the_page_tells_who_has_signed_and_what_was_not_checked(day: Day) -> None:
    letter = day.approved()
    assert "Приложить подпись" in day.get("signer", f"/letters/{letter.id}")
    assert "Приложить подпись" not in day.get("executor", f"/letters/{letter.id}")
    minister = signer(begins=clock.now() - timedelta(days=30), years=20)
    page = give(day, letter, minister.signs(pdf_of(day, letter))).text
    assert "<b>Фамильев Иван Олегович</b>" in page
    assert "Подписан именно утверждённый PDF" in page
    assert "не отозван ли он" in page
    assert "сертификат другого" not in page
    assert "C0FFEE0123456789" in day.get("executor", f"/letters/{letter.id}/passport")
    archive = day.browser("registry").get(f"/letters/{letter.id}/signature/zip").data
    assert len(zipfile.ZipFile(io.BytesIO(archive)).namelist()) == 4


def test_whoever_has_received_the_archive_is_told_of_each_of_its_files(day: Day) -> None:
    letter = day.approved()
    minister = signer(begins=clock.now() - timedelta(days=30), years=20)
    give(day, letter, minister.signs(pdf_of(day, letter)))
    archive = day.browser("registry").get(f"/letters/{letter.id}/signature/zip").data
    told = day.app.test_client().post("/passport", data={"files": (io.BytesIO(archive), "ответ.zip")}).text
    for words in ("это утверждённый файл", "это электронная подпись", "это копия утверждённого", "это памятка"):
        assert words in told
    assert "такого утверждённого файла здесь нет" not in told


def test_a_refused_signature_is_told_beside_its_form(day: Day) -> None:
    letter = day.approved()
    minister = signer(begins=clock.now() - timedelta(days=30), years=20)
    answer = give(day, letter, minister.signs(b"another file"), "registry")
    assert answer.status_code == 422
    assert 'id="signature-error"' in answer.text
    assert "Подписан другой файл" in answer.text
    assert give(day, letter, b"").status_code == 422


def test_a_certificate_of_somebody_else_is_told_and_holds_nothing_up(day: Day) -> None:
    letter = day.approved()
    deputy = signer("Заместителев", begins=clock.now() - timedelta(days=30), years=20)
    page = give(day, letter, deputy.signs(pdf_of(day, letter))).text
    assert "сертификат другого" in page


def approve(day: Day, letter: Letter) -> str:
    answer = day.browser("signer").post(
        f"/letters/{letter.id}/approve", data={"docx": day.docx(letter)}, follow_redirects=True
    )
    return answer.text


def agreed(day: Day) -> Letter:
    letter = day.numbered()
    approval.agree(day.office, day.by("reviewer"), letter.id, day.docx(letter))
    return letter


def test_who_goes_on_to_the_next_letter_is_led_back_to_sign_where_letters_are_signed(day: Day) -> None:
    first, second, third = agreed(day), agreed(day), agreed(day)
    minister = signer(begins=clock.now() - timedelta(days=30), years=20)
    assert "Приложить подпись к" not in approve(day, first)
    assert "Приложить подпись" not in day.get("signer", "/home")
    give(day, first, minister.signs(pdf_of(day, first)))
    told = approve(day, second)
    assert "Перед Вами – следующее" in told
    assert f'Приложить подпись к письму <a href="/letters/{second.id}#signature">№ ' in told
    told = approve(day, third)
    assert "Приложить подпись к письмам" in told
    for letter in (second, third):
        assert f'<a href="/letters/{letter.id}#signature">' in told
    give(day, second, minister.signs(pdf_of(day, second)))
    heap = day.get("signer", "/home").partition("Приложить подпись")[2].partition("</section>")[0]
    assert f'href="/letters/{third.id}#signature"' in heap
    assert f'href="/letters/{second.id}#signature"' not in heap
    assert "Приложить подпись" not in day.get("registry", "/home")


def test_what_was_not_signed_gives_no_archive(day: Day) -> None:
    assert day.browser("registry").get(f"/letters/{day.approved().id}/signature/zip").status_code == 422


def test_the_letter_is_taken_away_as_a_message_of_the_exchange(day: Day) -> None:
    letter, registry = day.approved(), day.browser("registry")
    data = registry.get(f"/letters/{letter.id}/exchange.zip").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names[0] == "document.xml"
        assert "В ответ на" in archive.read("document.xml").decode()
        sha256 = hashlib.sha256(archive.read(names[1])).hexdigest()
    step = json.loads(registry.get(f"/letters/{letter.id}/passport.json").text)["steps"][-1]
    assert (step["action"], step["details"]) == ("letter.exported", {"kind": "exchange", "pdf": sha256})
    assert "вид архив для МЭДО, SHA-256 PDF" in registry.get(f"/letters/{letter.id}/passport").text
