"""Spoilt files that once got through as errors of a library; the others are made by ``mutate.py``."""

import io
import re

import pytest
from reportlab.pdfgen.canvas import Canvas

from letterkit.checking.profile import load_profile
from letterkit.core.errors import LetterFileError, TableError
from letterkit.office.register.table import read_table
from letterkit.office.register.template import register_template
from letterkit.pages.facts import page_facts

from .blanks import HOME, parts_of, zipped


def table(spoilt: bytes) -> bytes:
    """The table of the register with the XML declaration of its sheet ``spoilt``."""
    parts = parts_of(register_template(load_profile(HOME / "rules" / "profile.yml")))
    sheet = parts["xl/worksheets/sheet1.xml"]
    return zipped({**parts, "xl/worksheets/sheet1.xml": spoilt + re.sub(rb"^<\?xml.*?\?>", b"", sheet)})


@pytest.mark.parametrize("encoding", [b"ucs-4", b"idna", b"shift_jis"])
def test_a_sheet_in_an_encoding_that_cannot_be_read_is_damaged(encoding: bytes) -> None:
    with pytest.raises(TableError, match=r"table\.damaged"):
        read_table(table(b'<?xml version="1.0" encoding="%s"?>' % encoding), "таблица.xlsx")


def test_a_page_packed_in_a_way_that_nobody_knows_is_broken() -> None:
    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=1)
    canvas.drawString(72, 700, "a")
    canvas.save()
    with pytest.raises(LetterFileError, match=r"pdf\.broken"):
        page_facts(made.getvalue().replace(b"/FlateDecode", b"/FontDescrip"))
