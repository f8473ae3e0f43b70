"""An appeal in all the forms that it may come in."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np
import pytest
from docx import Document as WordDocument
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from letterkit.intake.documents import Document, read_documents
from letterkit.pages.convert import Converter

APPEAL = """В министерство строительства
Сахалинской области
от Соколовой Ирины Павловны,
г. Корсаков, ул. Лесная, д. 4, кв. 12
sokolova@example.ru

Уважаемые сотрудники министерства!

Вода с крыши течёт в мою комнату с марта, обои отстали, проводка
искрит. Управляющая компания обещала прийти и не пришла. Соседи сверху
писали трижды, им не ответили.

Прошу сообщить, когда отремонтируют крышу дома № 4 по улице Лесной.
Прошу также пересчитать плату за отопление за март и апрель.

12 февраля 2026 года
Соколова И.П.
"""

Read = Callable[[Mapping[str, bytes]], Document]


@pytest.fixture
def read() -> Iterator[Read]:
    """Files by their names as one document; LibreOffice starts only for those that need it."""
    with Converter() as converter:
        yield lambda files: read_documents(list(files.items()), converter)


@pytest.fixture
def tesseract() -> None:
    """The program that reads scans; tests that ask for it are skipped where it is not installed."""
    if shutil.which("tesseract") is None:
        pytest.skip("no tesseract here")


def word(text: str = APPEAL) -> bytes:
    """``text`` as a Word file, a paragraph a line."""
    document = WordDocument()
    for line in text.splitlines():
        document.add_paragraph(line)
    return _saved(document.save)


def photograph(text: str = APPEAL, *, tilt: float = 0.0, worn: bool = False, sideways: bool = False) -> Image.Image:
    """A page at 200 dots an inch; ``worn``: taken in bad light by a camera with grain."""
    dpi = 200
    page = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    pen, font, line_px = ImageDraw.Draw(page), _font(round(13 * dpi / 72)), round(13 * 1.3 * dpi / 72)
    for number, line in enumerate(text.splitlines()):
        pen.text((dpi * 0.7, dpi * 0.8 + number * line_px), line, font=font, fill=25)
    page = page.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    if worn:
        shades = np.asarray(page.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
        height, width = shades.shape
        shades *= np.linspace(0.5, 1, width)[None, :] * np.linspace(1, 0.7, height)[:, None]
        shades += np.random.default_rng(7).normal(0, 10, shades.shape)
        page = Image.fromarray(shades.clip(0, 255).astype(np.uint8))
    return page.transpose(Image.Transpose.ROTATE_90) if sideways else page


def picture(page: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """``page`` as a file of the kind ``form``."""
    return _saved(lambda stream: page.save(stream, form, **options))


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Liberation Serif:style=Regular"], capture_output=True, text=True, check=True
    )
    return ImageFont.truetype(found.stdout, size)
