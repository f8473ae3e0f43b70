"""The body's own profile, blanks, reply texts and demo card: tests use the real ones."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from letterkit.checking.profile import load_profile
from letterkit.compose import Catalogue, ComposedLetter, compose
from letterkit.core.case import CaseCard
from letterkit.core.profile import Profile
from letterkit.tables.card import load_card

HOME = Path(__file__).resolve().parents[2]

Change = Callable[..., CaseCard]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(HOME / "templates")


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile(HOME / "rules" / "profile.yml")


@pytest.fixture(scope="session")
def demo() -> CaseCard:
    return load_card(HOME / "templates" / "samples" / "demo.yml")


@pytest.fixture(scope="session")
def changed(demo: CaseCard) -> Change:
    """The demo card with some of its parts changed: ``changed(reply={"restricted": True}, number=None)``."""

    def change(**parts: object) -> CaseCard:
        made = {
            name: dataclasses.replace(getattr(demo, name), **part) if isinstance(part, dict) else part
            for name, part in parts.items()
        }
        return dataclasses.replace(demo, **made)

    return change


@pytest.fixture(scope="session")
def write(catalogue: Catalogue, profile: Profile) -> Callable[..., ComposedLetter]:
    """A letter from a card."""

    def write_(card: CaseCard, reply: str = "by_date", blank: str = "corner") -> ComposedLetter:
        return compose(card, catalogue.reply(reply), catalogue.blank(blank), profile)

    return write_
