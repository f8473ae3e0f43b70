"""The page «Проверка письма»: what is given, what is found, what is mended, what is taken away."""

import io
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

ROOT = Path(__file__).parents[2]
LETTER = """Уважаемая Мария Петровна!

Министерство строительства рассмотрело Ваше обращение о ремонте дороги на улице Мира и сообщает.
В целях недопущения аварий дорогу отремонтируют до 1 июня 2027 года.
Работы стоят 5 млн  рублей.

С уважением,
министр И.И. Фамильев
"""


def begun(client: FlaskClient, **form: object) -> str:
    """The address of the letter on the desk."""
    answer = client.post("/check", data={"text": LETTER, **form})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def numbers(page: str) -> dict[str, str]:
    """The fields of the first form that takes a mend."""
    form = re.search(r'<form id="take".*?</form>.*?name="mend".*?>', page, re.DOTALL)
    assert form, page
    return dict(re.findall(r'name="(version|mend)"[^>]*value="([\d-]+)"', form[0]))


def test_the_first_page_asks_for_a_letter(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert 'name="letter"' in page
    assert 'name="text"' in page


def test_a_pasted_letter_is_checked_and_shown_with_its_findings(client: FlaskClient) -> None:
    page = client.get(begun(client)).get_data(as_text=True)
    assert "В целях недопущения" in page
    assert "Вместо «В целях недопущения аварий» пишите «для» или «чтобы»" in page


def test_a_mend_is_made_and_undone(client: FlaskClient) -> None:
    address = begun(client)
    fields = numbers(client.get(address).get_data(as_text=True))
    answer = client.post(f"{address}/take", data=fields)
    assert answer.status_code == 303
    after = client.get(address).get_data(as_text=True)
    assert f"{address}/file/mended" in after
    mended = client.get(f"{address}/file/mended").get_data(as_text=True)
    assert mended != LETTER
    version = numbers(after)["version"]
    client.post(f"{address}/undo", data={"version": version})
    assert f"{address}/file/mended" not in client.get(address).get_data(as_text=True)
    assert client.get(f"{address}/file/mended").status_code == 422


def test_every_safe_mend_is_made_at_once(client: FlaskClient) -> None:
    address = begun(client)
    version = numbers(client.get(address).get_data(as_text=True))["version"]
    client.post(f"{address}/take-safe", data={"version": version})
    mended = client.get(f"{address}/file/mended").get_data(as_text=True)
    assert "млн  рублей" not in mended


def test_a_script_is_given_only_the_part_that_changes(client: FlaskClient) -> None:
    address = begun(client)
    fields = numbers(client.get(address).get_data(as_text=True))
    answer = client.post(f"{address}/take", data=fields, headers={"HX-Request": "true"})
    part = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<html" not in part
    assert 'id="desk"' in part
    assert "Исправлено" in part


def test_a_finding_is_waived_with_a_reason_and_not_without(client: FlaskClient) -> None:
    address = begun(client)
    assert 'name="reason"' not in client.get(address).get_data(as_text=True)
    page = client.get(f"{address}?waive=1").get_data(as_text=True)
    form = re.search(r'<form[^>]*action="[^"]*/waive".*?</form>', page, re.DOTALL)
    assert form, page
    fields = dict(re.findall(r'name="(version|number)"[^>]*value="(\d+)"', form[0]))
    client.post(f"{address}/waive", data={**fields, "by": "И.И. Фамильев", "reason": " "})
    refused = client.get(address).get_data(as_text=True)
    assert "напишите причину" in refused
    assert "так велит программа" not in refused
    client.post(f"{address}/waive", data={**fields, "by": "И.И. Фамильев", "reason": "так велит программа"})
    assert "так велит программа" in client.get(address).get_data(as_text=True)


def test_what_was_seen_before_somebody_else_changed_the_letter_changes_nothing(client: FlaskClient) -> None:
    address = begun(client)
    fields = numbers(client.get(address).get_data(as_text=True))
    client.post(f"{address}/take", data=fields)
    before = client.get(f"{address}/file/mended").data
    client.post(f"{address}/take", data=fields)
    assert client.get(f"{address}/file/mended").data == before


def test_a_letter_belongs_to_the_browser_that_brought_it(app: Flask, client: FlaskClient) -> None:
    address = begun(client)
    stranger = app.test_client()
    for method, path in (
        ("get", ""),
        ("get", "/file/report"),
        ("get", "/page/1.png"),
        ("post", "/take"),
        ("post", "/take-safe"),
        ("post", "/undo"),
        ("post", "/waive"),
        ("post", "/remove"),
    ):
        assert getattr(stranger, method)(address + path).status_code == 404, path
    assert client.get(address).status_code == 200


def test_a_letter_is_forgotten_at_once_when_asked(client: FlaskClient, app: Flask) -> None:
    address = begun(client)
    client.post(f"{address}/remove")
    assert client.get(address).status_code == 404
    assert list((app.extensions["letterkit"].settings.data_dir / "desk").iterdir()) == []


@pytest.mark.office
def test_a_word_letter_has_its_pages_beside_its_findings(client: FlaskClient) -> None:
    data = next((ROOT / "tests" / "webui").parent.glob("letters/../golden/*.docx"), None)
    letter = data.read_bytes() if data else _docx()
    answer = client.post("/check", data={"letter": (io.BytesIO(letter), "ответ.docx")})
    assert answer.status_code == 303
    page = client.get(answer.location).get_data(as_text=True)
    source = re.search(r'(?:src|href)="([^"]*/page/1\.png[^"]*)"', page)
    assert source, page
    picture = client.get(source[1].replace("&amp;", "&"))
    assert picture.mimetype == "image/png"
    assert picture.data.startswith(b"\x89PNG")
    commented = client.get(f"{answer.location}/file/comments")
    assert commented.data.startswith(b"PK")
    assert client.get(f"{answer.location}/file/pdf").data.startswith(b"%PDF")


def _docx() -> bytes:
    from docx import Document

    document = Document()
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"text": "  "}, "проверять нечего"),
        ({"letter": (b"", "a.docx")}, "пуст"),
        ({"letter": (b"not a zip", "a.docx")}, "docx"),
        ({"letter": (b"x", "a.exe")}, "не читаются"),
        ({"letter": (b"%PDF-1.4 broken", "a.pdf")}, "PDF"),
        ({"text": LETTER, "card": "appeal: {number: 1, colour: red}"}, "colour"),
        ({"text": LETTER, "card": "- 1"}, "карточк"),
        ({"text": LETTER, "card": "appeal: ["}, "карточк"),
        ({"text": LETTER, "card_file": (b"\xff\xfe\x00\x00", "c.yml")}, "UTF-8"),
    ],
)
def test_what_cannot_be_checked_is_told_of_beside_what_was_typed(
    client: FlaskClient, form: dict[str, object], said: str
) -> None:
    sent = {name: (io.BytesIO(one[0]), one[1]) if isinstance(one, tuple) else one for name, one in form.items()}
    answer = client.post("/check", data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said.lower() in page.lower()
    if str(form.get("text", "")).strip():
        assert "Мария Петровна" in page


def test_a_card_is_compared_with_the_letter(client: FlaskClient) -> None:
    card = {"applicant": {"surname": "Иванова", "name": "Анна", "patronymic": "Сергеевна", "gender": "female"}}
    page = client.get(begun(client, card=json.dumps(card, ensure_ascii=False))).get_data(as_text=True)
    assert "Анна Сергеевна" in page


def test_a_name_of_a_file_never_becomes_a_path(client: FlaskClient, app: Flask) -> None:
    name = "../../..\\..\\tmp/..%2fписьмо.txt"
    answer = client.post("/check", data={"letter": (io.BytesIO(LETTER.encode()), name)})
    assert answer.status_code == 303
    desk = app.extensions["letterkit"].settings.data_dir / "desk"
    assert {each.name for each in desk.rglob("*") if each.is_file()} == {"1", "state.json"}
    sent = client.get(f"{answer.location}/file/json").headers["Content-Disposition"]
    assert "/" not in sent.split("filename", 1)[1].replace("UTF-8''", "")


def test_of_a_whole_book_the_page_shows_the_beginning_and_says_so(client: FlaskClient) -> None:
    page = client.get(begun(client, text="Крышу отремонтируют.\n" * 1_500)).get_data(as_text=True)
    assert page.count("Крышу отремонтируют.") <= 1_000 + 300 * 3
    assert "Дальше текст не показан (строк – 501)" in page
