"""A pasted text without the parts of a letter is checked as a text, in one line told, and as a letter when asked."""

import re

from flask.testing import FlaskClient

BODY = "Крышу дома отремонтируют до 1 сентября 2026 года.\n\nСогласно графика работы идут с мая."
TOLD = "Проверен только текст, без бланка, адресата, подписи и страниц."


def begun(client: FlaskClient, **form: str) -> str:
    answer = client.post("/check", data=form)
    assert answer.status_code == 303, answer.text
    return answer.location


def scope(client: FlaskClient, place: str, text_only: str) -> None:
    version = re.search(r'name="version" value="(\d+)"', client.get(place).text)
    assert version is not None
    assert client.post(f"{place}/scope", data={"version": version[1], "text_only": text_only}).status_code == 303


def test_a_pasted_body_is_asked_for_no_parts_until_somebody_says_that_it_is_a_letter(client: FlaskClient) -> None:
    place = begun(client, text=BODY)
    page = client.get(place).text
    assert TOLD in page
    assert "Согласно" in page
    assert "Нет обращения к клиенту" not in page
    scope(client, place, "0")
    page = client.get(place).text
    assert TOLD not in page
    assert "Нет обращения к клиенту" in page
    scope(client, place, "1")
    assert TOLD in client.get(place).text


def test_a_pasted_letter_is_a_letter_unless_its_text_alone_is_wanted(client: FlaskClient) -> None:
    letter = f"Уважаемая Мария Петровна!\n\n{BODY}\n\nС уважением,\nминистр И.О. Фамильев"
    assert TOLD not in client.get(begun(client, text=letter)).text
    assert TOLD in client.get(begun(client, text=letter, text_only="1")).text
