"""Odd letters for the tests of this folder; LibreOffice prints them once."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "made"))

from odd_letters import Made, as_docx, made_letters

from letterkit.core.letter import Letter
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.reading import read_pdf


@pytest.fixture(scope="session")
def converter() -> Iterator[Converter]:
    with Converter() as opened:
        yield opened


def printed(converter: Converter, letters: dict[str, bytes]) -> dict[str, Letter]:
    """The letters, given as .docx by name, printed in one call and read from the PDFs."""
    pdfs = converter.pdfs(list(letters.values()))
    return {name: read_pdf(pdf, f"{name}.pdf", page_facts(pdf)) for name, pdf in zip(letters, pdfs, strict=True)}


@pytest.fixture(scope="session")
def odd_in_print(converter: Converter) -> dict[str, Letter]:
    return printed(converter, {made.name: as_docx(made) for made in in_form("docx")})


def in_form(form: str) -> list[Made]:
    return [made for made in made_letters() if made.missing_form != form]
