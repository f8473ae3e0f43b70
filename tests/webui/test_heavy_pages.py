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


def test_a_check_with_sixty_findings_has_them_on_pages_no_heavier_than_others(
    client: FlaskClient, address: str
) -> None:
    page, seen = client.get(address).text, []
    while True:
        assert len(page.encode()) <= MOST_BYTES
        seen += shown(page)
        rest = re.search(r'href="([^"]+)">Ещё (\d+)', page)
        if rest is None:
            break
        page = client.get(rest[1]).text
    assert seen == [*range(1, len(seen) + 1)]
    assert len(seen) >= 60
    earlier = re.search(r'href="([^"]+)">← Раньше по списку: 60<', page)
    assert earlier
    assert shown(client.get(earlier[1]).text) == [*range(31, 61)]
    assert shown(client.get(f"{address}?findings=99").text) == shown(page)


@pytest.mark.parametrize("asked", ["", "?findings=2"])
def test_what_is_marked_in_the_text_stands_beside_it(client: FlaskClient, address: str, asked: str) -> None:
    page = client.get(f"{address}{asked}").text
    marked = {
        int(number) for each in re.findall(r'class="mark [^>]*data-f="([\d ]+)"', page) for number in each.split()
    }
    assert marked
    assert marked <= set(shown(page))


def test_a_mend_leaves_its_page_open(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}?findings=2").text
    fields = dict(re.findall(r'name="(version|findings|mend)"[^>]*value="([\w-]+)"', page[page.index('id="take"') :]))
    answer = client.post(f"{address}/take", data=fields)
    assert answer.location.endswith("?findings=2")
