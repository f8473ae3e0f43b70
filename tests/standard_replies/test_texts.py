"""Every reply text, for every kind of applicant, is clean under our own checks before anybody touches it."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.compose import Catalogue, compose
from letterkit.core.case import CaseCard
from letterkit.core.finding import Level
from letterkit.settings import Settings

from .cards import PEOPLE

TEMPLATES = Path(Settings(_env_file=None).templates_dir)
IDS = sorted(path.stem for path in (TEMPLATES / "replies").glob("*.md"))
BLANKS = sorted(path.stem for path in (TEMPLATES / "blanks").glob("*.yml"))
Cards = Callable[..., CaseCard]
Findings = Callable[..., list[str]]


@pytest.fixture(scope="module")
def findings(checker: Checker, catalogue: Catalogue, card: Cards) -> Findings:
    """What the checks find in the letter, worst first; nothing is left out."""

    def look(id: str, who: str, blank: str, *, optional: bool = True, by: Checker = checker) -> list[str]:
        made = compose(card(id, who=who, optional=optional), catalogue.reply(id), catalogue.blank(blank), by.profile)
        report = by.check_bytes(made.docx, f"{id}.docx", card=made.card).report
        order = sorted(report.findings, key=lambda each: list(Level).index(each.level))
        return [f"{each.level.value} {each.code}: {each.excerpt} – {each.message}" for each in order]

    return look


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("id", IDS)
def test_nothing_is_found_whoever_is_answered(id: str, who: str, findings: Findings) -> None:
    """No advice either: what a text that goes to hundreds is advised on, it is advised on hundreds of times."""
    assert findings(id, who, "corner") == []
    assert findings(id, who, "corner", optional=False) == []


@pytest.mark.parametrize("id", IDS)
def test_nothing_is_found_on_any_other_blank(id: str, findings: Findings) -> None:
    others = [blank for blank in BLANKS if blank != "corner"]
    for blank, who in zip(others, itertools.cycle(["man", "several", "organisation"]), strict=False):
        assert findings(id, who, blank) == [], blank


@pytest.fixture(scope="module")
def proofreading(options: Callable[..., CheckOptions]) -> Iterator[Checker]:
    with Checker(options(engine="embedded")) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("id", IDS)
def test_the_grammar_engine_finds_nothing_either(id: str, findings: Findings, proofreading: Checker) -> None:
    for who in ("woman", "several"):
        assert findings(id, who, "corner", by=proofreading) == []


@pytest.fixture(scope="module")
def printing(options: Callable[..., CheckOptions]) -> Iterator[Checker]:
    with Checker(options(pages=True)) as made:
        yield made


@pytest.mark.long
@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("id", IDS)
def test_the_printed_page_is_in_order(id: str, findings: Findings, printing: Checker) -> None:
    assert findings(id, "head of an organisation", "corner", by=printing) == []
    assert findings(id, "several", "longitudinal", optional=False, by=printing) == []
