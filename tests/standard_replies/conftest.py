"""The body's own profile, reply texts and demo card."""

from collections.abc import Callable

import pytest

from letterkit.checking.profile import load_profile
from letterkit.compose import Catalogue
from letterkit.core.case import CaseCard
from letterkit.core.profile import Profile
from letterkit.settings import Settings
from letterkit.tables.card import load_card

from ..checking.conftest import checker, clean, docx_of, letter, options  # noqa: F401
from .cards import card_for

HOME = Settings(_env_file=None)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(HOME.templates_dir)


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile(HOME.profile_path)


@pytest.fixture(scope="session")
def demo(catalogue: Catalogue) -> CaseCard:
    return load_card(catalogue.root / "samples" / "demo.yml")


@pytest.fixture(scope="session")
def card(catalogue: Catalogue, demo: CaseCard, profile: Profile) -> Callable[..., CaseCard]:
    """A card for the reply text of that id: ``card("court", who="man")``."""
    return lambda id, **more: card_for(catalogue.reply(id), demo, profile, **more)
