"""How much a document holds, counted in its bytes before a tree is built of it or a program is started for it.

A file of a few kilobytes can hold millions of paragraphs; each costs a kilobyte in a tree, and more in LibreOffice.
"""

import re
from collections.abc import Iterable

from letterkit.core.errors import LetterFileError

# A letter of 200 pages has some 8,000 paragraphs, a table of 2,000 rows 12,000: each cell has one.
MAX_PARAGRAPHS = 20_000
# Tags and attributes. A letter of 200 pages as Word writes it has some 400,000; a tree takes up to 220 bytes for each.
MAX_MARKUP = 1_000_000

# Paragraphs of Word and OpenDocument, headings of the latter, under whatever prefix.
_PARAGRAPH = re.compile(rb"<(?:[^\s<>/:]{1,40}:)?[ph](?=[\s/>])")


def demand_xml(contents: Iterable[bytes], name: str | None = None) -> None:
    """Pass the XML parts ``contents`` of a document; raises LetterFileError as the other demands."""
    markup = paragraphs = 0
    for content in contents:
        tags = content.count(b"<")
        markup += tags + content.count(b"=")
        demand_markup(markup, name)
        if paragraphs + tags > MAX_PARAGRAPHS:
            plain = content.replace(b"\0", b"") if b"\0" in content[:200] else content  # UTF-16
            paragraphs += sum(1 for _ in _PARAGRAPH.finditer(plain))
            demand_paragraphs(paragraphs, name)


def demand_paragraphs(count: int, name: str | None = None) -> None:
    """Raises LetterFileError ``file.too-many-paragraphs`` (``count``, ``limit``) for more than a letter can have."""
    if count > MAX_PARAGRAPHS:
        raise LetterFileError("file.too-many-paragraphs", file=name, count=count, limit=MAX_PARAGRAPHS)


def demand_markup(count: int, name: str | None = None) -> None:
    """Raises LetterFileError ``file.too-much-markup`` (``count``, ``limit``) for more than a letter can have."""
    if count > MAX_MARKUP:
        raise LetterFileError("file.too-much-markup", file=name, count=count, limit=MAX_MARKUP)
