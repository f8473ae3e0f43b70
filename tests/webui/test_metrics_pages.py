"""Pages of figures: what they show, where their numbers lead, what is taken away, who may not look."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from bench.made_up.fill import fill
from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.deadlines.quarter import Quarter
from webui.engine import Engine

from ..stock import Stock
from .office import ClientOf

# As in tests of flow: both kinds of database are asked there, a page is the same on either.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
_TILE = re.compile(r'<p class="metric-name"><a href="([^"]+)">[^<]+</a></p>\s*<p class="metric-value">([^<]+)</p>')
_LINK = re.compile(r'<a href="(/figures/(?:appeals|letters)\?[^"]+)">([\d\s\xa0]+)</a>')


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def signer(app: Flask, stopped_clock: None, stock: Stock, request: pytest.FixtureRequest) -> FlaskClient:
    """The signer of an office with 400 made-up appeals: filled first, for nobody may be there before."""
    engine: Engine = app.extensions["letterkit"]
    quarters = [Quarter(2026, 2), Quarter(2026, 3)]
    stock.fill(engine.database, engine.settings.data_dir, "metrics", lambda: fill(engine.database, 400, quarters))
    client_of: ClientOf = request.getfixturevalue("client_of")
    return client_of(Duty.SIGNER)


def shown(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def tables(client: FlaskClient, path: str) -> list[str]:
    """The page with each of its tables, which come when they are asked for."""
    asked = re.findall(r'<a class="metric-behind" href="([^"]+)#', shown(client, path))
    return [shown(client, address) for address in asked]


def test_the_last_whole_quarter_is_shown_with_all_six_figures_and_what_they_count(signer: FlaskClient) -> None:
    page = shown(signer, "/figures/")
    assert "<h1>Показатели: III квартал 2026 года</h1>" in page
    for title in (
        "Обращения по каналам",
        "Основные причины обращений",
        "Обращения по группам",
        "Время ожидания ответа",
        "Удовлетворённые жалобы",
        "Неудовлетворённые жалобы",
    ):
        assert re.search(rf'<p class="metric-name" id="[a-z]+-name">{title}</p>', page)
    assert "<b>Как считается.</b>" not in page
    assert [table.count("<b>Как считается.</b>") for table in tables(signer, "/figures/")] == [1] * 8
    assert "<script" not in page.split("</head>")[1]


def test_every_linked_number_is_the_number_of_appeals_in_its_list(signer: FlaskClient) -> None:
    page = "".join([*tables(signer, "/figures/"), *tables(signer, "/figures/work")])
    links = dict(_LINK.findall(page))
    assert len(links) > 60
    assert any("/letters?" in address for address in links)
    for address, words in list(links.items())[::7]:
        count = words.replace("\N{NO-BREAK SPACE}", "")
        told = shown(signer, address)
        assert re.search(rf"года: {count}\D", told.replace("\N{NO-BREAK SPACE}", " ").replace(" ", " ")), address


def test_a_tile_leads_to_what_it_counts_and_tells_the_change(signer: FlaskClient) -> None:
    page = shown(signer, "/figures/?quarter=2026-Q3")
    tiles = _TILE.findall(page)
    assert page.count('class="metric-tile"') == len(tiles) == 6
    assert page.count('class="metrics-spark"') == 6
    for address, value in tiles:
        if "what=answered" not in address:
            assert re.search(rf"года: {value}\D", shown(signer, address)), address
    assert re.search(
        r'class="metric-change (good|bad)"><span aria-hidden="true">[↑↓]</span> на [^<]+ (больше|меньше)<', page
    )


def test_calls_and_opinions_lead_to_their_own_pages(signer: FlaskClient) -> None:
    page = "".join(tables(signer, "/figures/work?quarter=2026-Q3"))
    calls, longer = sorted(set(re.findall(r'<a href="(/calls/\?quarter=2026-Q3(?:&longer=1)?)">', page)))
    assert "III квартал 2026 года" in shown(signer, calls)
    assert re.search(r'name="longer" value="1" checked', shown(signer, longer))
    (opinions,) = set(re.findall(r'<a href="(/feedback/\?quarter=2026-Q3)">', page))
    assert "III квартал 2026 года" in shown(signer, opinions)


def test_letters_with_findings_of_a_clause_are_listed_most_findings_first(signer: FlaskClient) -> None:
    page = "".join(tables(signer, "/figures/work?quarter=2026-Q3"))
    address = re.findall(r'<a href="(/figures/letters\?quarter=2026-Q3&what=found-clause&value=[^"]+)">', page)[0]
    told = shown(signer, address)
    assert "Письма с замечаниями по п.\N{NO-BREAK SPACE}" in told
    counts = [int(each) for each in re.findall(r'data-label="Замечаний">(\d+)<', told)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0
    assert "Письма с замечаниями без пункта" in shown(signer, "/figures/letters?quarter=2026-Q3&what=found-clause")


def test_charts_tell_their_numbers_to_who_does_not_see_them(signer: FlaskClient) -> None:
    page = shown(signer, "/figures/")
    charts = re.findall(r'<svg role="img".*?</svg>', page, re.DOTALL)
    assert len(charts) == 8
    for chart in charts:
        named = re.search(r'role="img" class="metrics-chart" aria-labelledby="(\S+) (\S+)"', chart)
        assert named is not None
        assert f'<title id="{named[1]}">' in chart
        assert re.search(rf'<desc id="{named[2]}">[^<]*\d', chart)


def test_a_quarter_without_appeals_is_shown_and_says_so(signer: FlaskClient) -> None:
    page = shown(signer, "/figures/?quarter=2019-Q1")
    assert "За этот квартал данных нет." in page
    assert "Нет данных" in page
    assert "metrics-chart" not in page
    shown(signer, "/figures/work?quarter=2019-Q1")


@pytest.mark.parametrize(
    ("quarter", "told"), [("2026-Q7", "не квартал"), ("2027-Q1", "ещё не начался"), ("<script>", "не квартал")]
)
def test_a_quarter_that_there_is_not_is_refused_in_words(signer: FlaskClient, quarter: str, told: str) -> None:
    for path in ("/figures/", "/figures/work", "/figures/figures.xlsx", "/figures/figures.pdf"):
        assert told in shown(signer, f"{path}?quarter={quarter}", 422)


def test_the_spreadsheet_holds_the_numbers_of_the_page_and_charts_of_its_own(signer: FlaskClient) -> None:
    answer = signer.get("/figures/figures.xlsx?quarter=2026-Q3")
    book = load_workbook(BytesIO(answer.data))
    sheet = book["Обращения по каналам"]
    rows = {row[0]: row[1] for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert rows["всего"] == sum(value for name, value in list(rows.items())[:9]) == 200
    assert sum(len(each._charts) for each in book.worksheets) >= 10
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]


def test_opinions_are_counted_by_the_ways_they_came(signer: FlaskClient) -> None:
    page = shown(signer, "/feedback/?quarter=2026-Q3")
    assert "опрос по коду из письма" in page.lower()


def test_the_pdf_is_a_pdf(signer: FlaskClient) -> None:
    answer = signer.get("/figures/figures.pdf?quarter=2026-Q3")
    assert answer.data.startswith(b"%PDF")


def test_the_administrator_reads_figures_that_lead_nowhere(signer: FlaskClient, client_of: ClientOf) -> None:
    administrator = client_of(Duty.ADMINISTRATOR)
    page = shown(administrator, "/figures/")
    assert "/figures/appeals" not in page
    assert "Обращения по каналам" in page
    assert administrator.get("/figures/appeals?what=received").status_code == 403


def test_pages_of_a_list_lead_to_one_another(signer: FlaskClient) -> None:
    first = shown(signer, "/figures/appeals?quarter=2026-Q3&what=received")
    assert "Страница 1 из 4," in first
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    last = shown(signer, "/figures/appeals?quarter=2026-Q3&what=received&page=4")
    assert 'rel="next"' not in last
