"""What reading one page teaches for the next: fonts, what operators say, what they show.

Letters made from one blank and printed together share their fonts and most of their lines. What is the same, byte for
byte, is taken apart once.
"""

import re
from collections.abc import Container
from typing import Any

from letterkit.pages.fonts import PrintedFont
from letterkit.pages.writing import Writing

Operations = list[tuple[Any, bytes]]

# A glyph that is kept takes some 250 bytes; hundreds of letters of one blank have fewer than so many different ones.
MOST_GLYPHS = 200_000
MOST_LINES = 20_000
# With these an end of line may stand within a string, a comment or a picture.
_GOES_ON = (b"(", b"%", b"BI")
# An operator that PDF has not: what it finds in front of it belongs to the next line.
_END_OF_LINE = b"EndOfLine"
_BRACKETS = ((b"<", b">"), (b"[", b"]"))
# What belongs to one operator stands on one line or two.
_LONGEST_BYTES = 10_000
# The plain words of a content stream (ISO 32000-1, 7.2, 7.3): strings in brackets, dictionaries, comments are not.
_NUMBER, _NAME = rb"[+-]?(?:\d+\.?\d*|\.\d+)", rb"/[A-Za-z0-9_+.-]+"
_HEX, _OTHER = rb"<[0-9A-Fa-f]*>", rb"[][]|[A-Za-z]+[*]?"
_PLAIN = re.compile(rb"(?:%b(?=[]\s/<[A-Za-z])|%b(?=[]\s/<[])|%b|%b|\s+)*" % (_NUMBER, _NAME, _HEX, _OTHER))
_WORDS = re.compile(rb"(%b)|(%b)|(%b)|(%b)" % (_HEX, _NUMBER, _NAME, _OTHER))
_KEYWORDS = (b"true", b"false", b"null")


class Known:
    """For the pages of one document; ``alike`` when it holds many letters of one make."""

    def __init__(self, alike: bool = False) -> None:
        self._alike = alike
        self._fonts: dict[int, PrintedFont] = {}
        self._lines: dict[bytes, Operations | None] = {}
        self._writings: dict[Any, Writing] = {}
        self._glyphs = 0

    def font(self, resource: Any) -> PrintedFont:
        """The font of a pypdf font resource of the document, which is one object wherever it is named."""
        font = self._fonts.get(id(resource))
        if font is None:
            font = self._fonts[id(resource)] = PrintedFont(resource)
        return font

    def content(self, stream: Any, pdf: Any) -> Any:
        """A pypdf content stream, unpacked."""
        from pypdf.generic import ContentStream

        return ContentStream(stream, pdf, "bytes")

    def operations(self, content: Any, wanted: Container[bytes]) -> Operations:
        """The operators of a ``content`` after their operands; all that are ``wanted``, others perhaps."""
        return (self._line_by_line(content, wanted) if self._alike else None) or content.operations

    def writing(self, key: Any) -> Writing | None:
        """What is kept under ``key``: all that decides how the glyphs of an operator stand to one another."""
        return self._writings.get(key)

    def keep(self, key: Any, writing: Writing) -> Writing:
        """``writing`` itself, to be known by ``key``."""
        self._glyphs += len(writing.strokes)
        if self._glyphs <= MOST_GLYPHS:
            self._writings[key] = writing
        return writing

    def _line_by_line(self, content: Any, wanted: Container[bytes]) -> Operations | None:
        """None where lines are not to be told apart."""
        data = content.get_data()
        if any(mark in data for mark in _GOES_ON) or len(self._lines) > MOST_LINES:
            return None
        found: Operations = []
        begun = b""
        for line in data.split(b"\n"):
            begun += line
            if begun not in self._lines:
                self._lines[begun] = _operations(begun, wanted)
            said = self._lines[begun]
            if said is None:
                if len(begun) > _LONGEST_BYTES:
                    return None
                begun += b"\n"
                continue
            found += said
            begun = b""
        return None if begun else found


def _operations(lines: bytes, wanted: Container[bytes]) -> Operations | None:
    """What ``lines`` say of ``wanted``; None when they end before the operator that their last operands belong to."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import ContentStream

    plain = _plain(lines)
    if plain is not None:
        return [each for each in plain if each[1] in wanted]
    if any(lines.count(opening) != lines.count(closing) for opening, closing in _BRACKETS):
        return None
    content = ContentStream(None, None, "bytes")
    content.set_data(lines + b" " + _END_OF_LINE)
    try:
        *said, (left_over, _) = content.operations
    except (PyPdfError, ValueError):
        return None
    return None if left_over else [each for each in said if each[1] in wanted]


def _plain(lines: bytes) -> Operations | None:
    """What ``lines`` of nothing but numbers, names, hexadecimal strings, arrays and operators say; None for others.

    Pypdf reads strings digit by digit: most lines of a letter are plain, and are read here many times as fast.
    """
    if _PLAIN.fullmatch(lines) is None:
        return None
    said: Operations = []
    operands: list[Any] = []
    holder = operands
    for text, number, name, other in _WORDS.findall(lines):
        if text:
            digits = text[1:-1].decode("ascii")
            holder.append(bytes.fromhex(digits + "0" * (len(digits) % 2)))
        elif number:
            holder.append(float(number) if b"." in number else int(number))
        elif name:
            holder.append(name.decode("ascii"))
        elif other == b"[":
            if holder is not operands:
                return None
            holder = []
        elif other == b"]":
            if holder is operands:
                return None
            operands.append(holder)
            holder = operands
        elif holder is not operands or other in _KEYWORDS:
            return None
        else:
            said.append((operands, other))
            operands = holder = []
    return None if operands or holder is not operands else said
