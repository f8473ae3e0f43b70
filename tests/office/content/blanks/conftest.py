"""The body's corner blank and spoilt copies of it, by words of its file."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.compose import Blank
from letterkit.office.content.blanks.places import Places
from letterkit.settings import Settings

Spoil = Callable[..., Blank]
HOME = Settings(_env_file=None)
MAIN = "word/document.xml"


def part_of(blank: Blank, name: str = MAIN) -> str:
    with zipfile.ZipFile(io.BytesIO(blank.data)) as archive:
        return archive.read(name).decode()


def rewritten(blank: Blank, change: Callable[[str], str], part: str = MAIN) -> Blank:
    """``blank`` with one part of its file changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank.data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            made.writestr(name, change(content.decode()).encode() if name == part else content)
    return replace(blank, data=out.getvalue())


def paragraph_with(words: str, xml: str) -> str:
    """The XML of the paragraph in which ``words`` stand."""
    return next(found for found in re.findall(r"<w:p>.*?</w:p>", xml) if words in found)


@pytest.fixture(scope="session")
def spoilt(blank: Blank) -> Spoil:
    """``spoilt(("{{ date }}", "{{ date }"), …)``: the corner blank with words of its file changed, each once."""

    def made(*changes: tuple[str, str], part: str = MAIN) -> Blank:
        def change(xml: str) -> str:
            for before, after in changes:
                assert before in xml, before
                xml = xml.replace(before, after, 1)
            return xml

        return rewritten(blank, change, part)

    return made


@pytest.fixture(scope="session")
def places_of() -> Callable[[Blank], Places]:
    return lambda blank: Places.of(blank.data, blank.file)


@pytest.fixture(scope="session")
def printer() -> Iterator[Checker]:
    """Checks with pages: for tests marked ``office``."""
    with Checker(CheckOptions(HOME.profile_path, HOME.rules_dir, engine="off")) as made:
        yield made
