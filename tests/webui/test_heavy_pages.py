"""Letters with more findings than a page holds: the gravest first, the others a press away, without a script too."""

import re

import pytest
from flask.testing import FlaskClient

from .test_check_pages import begun

MOST_BYTES = 60 * 1024
FAULTY = [f"Согласно приказа № {number} дорогу отремонтируют." for number in range(1, 21)]
MANY = "\n".join(["Уважаемая Мария Петровна!", "", *FAULTY, "", "С уважением,", "министр И.И. Фамильев", ""])


def shown(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li id="f(\d+)"', page)]


@pytest.fixture
def address(client: FlaskClient) -> str:
    return begun(client, text=MANY)


def test_a_check_with_sixty_findings_is_no_heavier_than_others(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    rest = re.search(r'href="([^"]+)">Ещё (\d+)', page)
    assert rest
    assert len(shown(page)) + int(rest[2]) >= 60
    assert len(page.encode()) <= MOST_BYTES
    whole = client.get(rest[1]).text
    assert shown(whole) == [*range(1, len(shown(page)) + int(rest[2]) + 1)]
    assert "Ещё" not in whole


def test_what_is_marked_in_the_text_stands_beside_it(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    marked = {
        int(number) for each in re.findall(r'class="mark [^>]*data-f="([\d ]+)"', page) for number in each.split()
    }
    assert marked
    assert marked <= set(shown(page))


def test_a_mend_leaves_the_whole_list_open(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}?findings=all").text
    fields = dict(re.findall(r'name="(version|findings|mend)"[^>]*value="([\w-]+)"', page[page.index('id="take"') :]))
    answer = client.post(f"{address}/take", data=fields)
    assert answer.location.endswith("?findings=all")
