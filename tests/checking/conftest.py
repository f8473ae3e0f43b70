"""A clean letter of the ministry and ways to check it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm, Pt

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.settings import Settings

from ..clean_letter import CLEAN_LETTER as CLEAN


@pytest.fixture(scope="session")
def clean() -> str:
    return CLEAN


@pytest.fixture(scope="session")
def options() -> Callable[..., CheckOptions]:
    """Text rules only, no pages and no grammar engine, unless said otherwise."""
    home = Settings(_env_file=None)
    known: dict[str, object] = {"profile": home.profile_path, "rules": home.rules_dir, "engine": "off", "pages": False}
    return lambda **more: CheckOptions(**{**known, **more})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def docx_of() -> Callable[[str], bytes]:
    """A text in Word on A4, a paragraph a line, close enough to stay on one page."""

    def made(text: str) -> bytes:
        document = Document()
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        style = document.styles["Normal"]
        style.font.size, style.paragraph_format.space_after = Pt(12), Pt(0)
        for line in text.splitlines():
            document.add_paragraph(line)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return made


@pytest.fixture(scope="session")
def checker(options: Callable[..., CheckOptions]) -> Iterator[Checker]:
    with Checker(options()) as made:
        yield made


@pytest.fixture
def letter(tmp_path: Path, clean: str) -> Path:
    path = tmp_path / "письмо.txt"
    path.write_text(clean, encoding="utf-8")
    return path
