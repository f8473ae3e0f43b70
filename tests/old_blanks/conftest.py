"""Made-up blanks by their names, LibreOffice to print them and to save them in its own way."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.settings import Settings

from .made_blanks import MadeBlank, read_blanks

HERE = Path(__file__).parent
HOME = Settings(_env_file=None)


@pytest.fixture(scope="session")
def made() -> Mapping[str, MadeBlank]:
    """The blanks of all files by their names."""
    return {
        blank.name: blank
        for file in ("known", "apart", "harder", "later")
        for blank in read_blanks(HERE / f"{file}.txt")
    }


@pytest.fixture(scope="session")
def printer() -> Iterator[Checker]:
    """Checks with pages: for tests marked ``office``."""
    with Checker(CheckOptions(HOME.profile_path, HOME.rules_dir, engine="off")) as checker:
        yield checker
