"""What stands around every page: its files, the rail of jobs with what waits, one search, a light or a dark screen."""

import re

from flask.testing import FlaskClient

from letterkit.core.office import Duty

from .office import ClientOf, Register


def test_a_file_of_the_pages_is_asked_for_once(client: FlaskClient) -> None:
    page = client.get("/sign-in").text
    [style] = re.findall(r'href="(/static/site\.[0-9a-f]{12}\.css)"', page)
    answer = client.get(style, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < len(client.get(style).data) / 3
    old = client.get(re.sub(r"[0-9a-f]{12}", "0" * 12, style))
    assert old.status_code == 200
    assert "immutable" not in old.headers["Cache-Control"]
    assert client.get("/static/../webui/assets.py").status_code == 404
    assert client.get("/static/none.css").status_code == 404


def test_a_page_is_compressed_and_kept_nowhere(client_of: ClientOf) -> None:
    answer = client_of(Duty.EXECUTOR).get("/home", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_rail_counts_what_waits_for_whom(register: Register, client_of: ClientOf) -> None:
    def told(duty: Duty) -> list[tuple[str, str]]:
        client = client_of(duty)
        client.post("/me/scheme")  # whoever does something is counted anew
        page = client.get("/home").text
        return re.findall(r'<b class="count[^"]*" title="([^"]+)">(\d+)</b>', page)

    register.appeal()
    assert ("ждут ответа, исполнителя или разбора", "1") in told(Duty.REGISTRY)
    assert told(Duty.CLERK) == []


def test_one_search_finds_pages_appeals_letters_and_the_guide(register: Register, client_of: ClientOf) -> None:
    appeal = register.appeal()
    executor = client_of(Duty.EXECUTOR)

    def found(words: str, client: FlaskClient = executor) -> dict[str, list[str]]:
        groups = client.get("/find", query_string={"words": words}, headers={"Accept": "application/json"}).get_json()
        return {group["title"]: [hit["href"] for hit in group["hits"]] for group in groups["groups"]}

    assert found(appeal.number)["Обращения"] == [f"/appeals/{appeal.id}"]
    assert found("звон")["Страницы"] == ["/calls/"]
    assert found("создать")["Создать"][0] == "/letters/new"
    assert found("бланк")["Справка"]
    assert "Обращения" not in found(appeal.number, client_of(Duty.CLERK))
    assert f'href="/appeals/{appeal.id}"' in executor.get(f"/find?words={appeal.number}").text
    assert "Ничего не найдено" in executor.get("/find?words=ъъъъъ").text


def test_each_chooses_a_light_or_a_dark_screen(client_of: ClientOf) -> None:
    executor = client_of(Duty.EXECUTOR)
    assert "data-scheme" not in executor.get("/home").text
    answer = executor.post("/me/scheme", data={"scheme": "dark", "back": "/letters/?words=дом"})
    assert answer.location == "/letters/?words=дом" or answer.location.startswith("/letters/")
    assert '<html lang="ru" data-scheme="dark">' in executor.get("/home").text
    executor.post("/me/scheme", data={"scheme": "no such", "back": "//elsewhere.test"})
    assert "data-scheme" not in executor.get("/home").text
