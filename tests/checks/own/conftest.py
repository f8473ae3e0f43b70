"""The rules that come with letterkit, and packs of a body put over them."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from letterkit.checks.own.format import OwnPack, parse_pack
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.run import check
from letterkit.core.finding import Finding
from letterkit.core.profile import Profile
from letterkit.reading.text import read_text

Over = Callable[..., RuleBook]
Said = Callable[..., list[Finding]]

HEAD = "id: own\ntitle: Правила министерства\n"


def pack(text: str, id: str = "own") -> OwnPack:
    """The pack of ``text``, whose head is written already."""
    return parse_pack(HEAD.replace("own", id) + text, f"{id}.yml")


@pytest.fixture(scope="session")
def over(book: RuleBook) -> Over:
    """The rules with packs put over them."""

    def made(*packs: str | OwnPack | Path) -> RuleBook:
        return book.with_own([pack(each) if isinstance(each, str) else each for each in packs])

    return made


@pytest.fixture(scope="session")
def said(profile: Profile) -> Said:
    """What a rule book finds in a body's paragraph, all or by one rule."""

    def found(rules: RuleBook, words: str, code: str | None = None) -> list[Finding]:
        letter = read_text(f"Здравствуйте!\n\n{words}\n".encode(), "letter.txt")
        report = check(letter, book=rules, profile=profile)
        every = [place for each in report.findings for place in each.places]
        return [each for each in every if code is None or each.code == code]

    return found


def excerpts(findings: Iterable[Finding]) -> list[str]:
    """The words that findings are about."""
    return [finding.excerpt for finding in findings]
