"""Letters made anywhere, read into one value: core.letter.Letter with its text, paragraphs and parts.

``read_docx``, ``read_clean``, ``read_package``, ``read_pdf`` and ``read_text`` raise LetterFileError with one code a
fault; parts.assign gives roles.
"""

from letterkit.reading.docx import read_clean, read_docx, read_package
from letterkit.reading.pdf import read_pdf
from letterkit.reading.text import read_text

__all__ = ["read_clean", "read_docx", "read_package", "read_pdf", "read_text"]
