"""The sans that PDFs are drawn with which no word processor makes: figures, marks of signatures, envelopes."""

from functools import cache
from pathlib import Path

from letterkit.core.errors import ToolMissing

PLAIN, BOLD = "Plain sans", "Bold sans"
"""What reportlab knows its two faces by."""
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
_FACES = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("PTS55F.ttf", "PTS75F.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
"""The sans that letterkit's pages are shown in, and what may stand for it."""


@cache
def learn_fonts() -> None:
    """Makes the faces known to reportlab; raises ToolMissing ``pdf.no-font``."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    plain, bold = _faces()
    pdfmetrics.registerFont(TTFont(PLAIN, str(plain)))
    pdfmetrics.registerFont(TTFont(BOLD, str(bold)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def _faces() -> tuple[Path, Path]:
    for plain, bold in _FACES:
        for folder in _FOLDERS:
            for found in sorted(Path(folder).glob(f"**/{plain}")):
                if (beside := found.with_name(bold)).is_file():
                    return found, beside
    raise ToolMissing("pdf.no-font", names="Liberation Sans, PT Sans")
