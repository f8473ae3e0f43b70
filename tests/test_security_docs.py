"""What is promised to an officer of information security: each measure once, each threat with its code and its test."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
MEASURES, THREATS = DOCS / "guide" / "security-officer.md", DOCS / "threat-model.md"
_BOTH = {"УПД": 17, "ОПС": 4, "ЗНИ": 8, "АВЗ": 2, "СОВ": 2, "АНЗ": 5, "ОЦЛ": 8, "ЗСВ": 10, "ЗТС": 5}
ORDER_17 = {**_BOTH, "ИАФ": 7, "РСБ": 8, "ОДТ": 7, "ЗИС": 30}
ORDER_21 = {**_BOTH, "ИАФ": 6, "РСБ": 7, "ОДТ": 5, "ЗИС": 20, "ИНЦ": 6, "УКФ": 4}
"""How many measures each group has in the annexes to the orders of FSTEC."""


def codes(order: dict[str, int]) -> set[str]:
    return {f"{group}.{number}" for group, count in order.items() for number in range(1, count + 1)}


def rows(page: Path) -> Iterator[list[str]]:
    """The cells of each row of the page's tables, without their heads."""
    lines = page.read_text("utf-8").splitlines()
    for before, line in pairwise(lines):
        if line.startswith("| ") and before.startswith("|") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def test_each_measure_of_both_orders_is_told_once_and_says_in_which_order_it_is() -> None:
    told = [row for row in rows(MEASURES) if re.fullmatch(r"[А-Я]{3}\.\d+", row[0])]
    assert sorted(row[0] for row in told) == sorted(codes(ORDER_17) | codes(ORDER_21))
    assert {row[0] for row in told if "(№ 17)" in row[1]} == codes(ORDER_17) - codes(ORDER_21)
    assert {row[0] for row in told if "(№ 21)" in row[1]} == codes(ORDER_21) - codes(ORDER_17)
    for code, name, *sides in told:
        assert name, code
        assert len(sides) == 2, code
        assert set(sides) != {"–"}, f"{code}: neither the program nor its operator does anything"


@pytest.mark.parametrize("page", [MEASURES, THREATS], ids=lambda page: page.stem)
def test_every_link_leads_to_something(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_way_in_names_the_code_that_stops_it_and_the_test_that_shows_it() -> None:
    ways = [row for row in rows(THREATS) if len(row) == 4]
    assert len(ways) > 25
    for way, stops, code, proof in ways:
        assert stops, way
        assert re.search(r"\(\.\./(?:letterkit|webui)/", code), way
        assert "(../tests/" in proof, way
