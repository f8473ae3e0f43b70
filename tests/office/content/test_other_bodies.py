"""All texts that come with letterkit serve a body of any kind: of another region, of another gender, of many."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.compose import Catalogue
from letterkit.office.content.samples import samples
from letterkit.office.content.trial import faults_of, findings_of, try_on

from .bodies import OTHERS, file_of
from .conftest import HOME


@pytest.fixture(scope="module")
def first() -> Iterator[Checker]:
    options = CheckOptions(HOME.profile_path, HOME.rules_dir, engine="embedded", pages=False)
    with Checker(options) as made:
        yield made


@pytest.fixture(
    params=[pytest.param(told, id=told["id"], marks=[pytest.mark.long] * (at > 1)) for at, told in enumerate(OTHERS)]
)
def other(request: pytest.FixtureRequest, first: Checker, tmp_path: Path) -> Checker:
    told: dict[str, Any] = request.param
    return Checker(replace(first.options, profile=file_of(told, tmp_path)), beside=first)


def test_every_reply_text_makes_clean_letters(other: Checker, catalogue: Catalogue) -> None:
    wrong = []
    for reply in catalogue.replies():
        people = samples(reply, other.profile)
        people = (*people[:1], *people[-2:])  # a woman, an organisation, and one with what must be filled alone
        tried = try_on(reply, catalogue.blank(other.profile.blank), people, other)
        wrong += [(reply.id, fault.fault.code) for fault in faults_of(tried)]
        wrong += [(reply.id, each.finding.code, each.finding.excerpt) for each in findings_of(tried)]
    assert wrong == []


def test_nothing_of_the_first_body_gets_into_a_letter(other: Checker, first: Checker, catalogue: Catalogue) -> None:
    body = first.profile.body
    own = (*body.names.values(), *body.address_lines, body.phone, body.email, body.site, "Сахалин")
    for reply in catalogue.replies():
        tried = try_on(reply, catalogue.blank(other.profile.blank), samples(reply, other.profile)[:1], other)
        assert tried[0].checked is not None
        text = tried[0].checked.report.text
        assert [words for words in own if words in text] == [], reply.id
        assert other.profile.body.phone in text


def test_what_there_is_one_of_is_shared(other: Checker, first: Checker) -> None:
    assert other.press is first.press
    assert other.proofreader is first.proofreader
    assert other.book is first.book
    assert other.profile.id != first.profile.id
