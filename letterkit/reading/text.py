"""Plain text letters: the encoding found, the text kept as the file has it."""

import codecs
import hashlib
import re
from collections.abc import Iterator

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter, Paragraph, Source
from letterkit.reading.parts import assign

# The longest letter ever asked about had 200 pages, some 600 KB in UTF-8; more is no letter but a mistake or an attack.
MAX_BYTES = 2_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tab, line feed, vertical tab, form feed, carriage return and the old end-of-file mark do occur in office texts.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
# The commonest letters of Russian text make up 60 % of it; a wrong one-byte encoding makes them rare.
_COMMON = frozenset("оеаинтсрвлкмдпуя ")
_WRAPPED_FROM = 55


def read_text(data: bytes, name: str) -> Letter:
    """The letter in the .txt file ``name``; its text is the file as it is, line ends included, without a byte order mark.

    Raises LetterFileError: ``file.empty``, ``file.too-large``, ``text.binary``, ``text.encoding``.
    """
    if len(data) > MAX_BYTES:
        raise LetterFileError("file.too-large", file=name, size=len(data), limit=MAX_BYTES)
    text, encoding = decode(data, name)
    if not text.strip():
        raise LetterFileError("file.empty", file=name)
    paragraphs = tuple(paragraphs_of(text))
    notes = () if encoding == "utf-8" else (f"encoding.{encoding}",)
    if _CONTROLS.search(text):
        notes += ("control-characters",)
    source = Source(name=name, kind="text", sha256=hashlib.sha256(data).hexdigest())
    return Letter(source=source, text=text, paragraphs=paragraphs, parts=assign(text, paragraphs), notes=notes)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """``data`` as text, and the encoding it was in; errors as in ``read_text``."""
    if not data:
        raise LetterFileError("file.empty", file=name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name), encoding
    wide = _utf16_without_mark(data)
    if wide:
        return _strict(data, wide, name), wide
    if b"\0" in data:
        raise LetterFileError("text.binary", file=name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data, name)
    if _mostly_controls(text):
        raise LetterFileError("text.binary", file=name)
    return text, "utf-8"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise LetterFileError("text.encoding", file=name, encoding=encoding, byte=fault.start) from fault
    if _mostly_controls(text):
        raise LetterFileError("text.binary", file=name)
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 it is when every second byte is 04 (Cyrillic) or 00 (Latin, digits, spaces)."""
    if len(data) % 2 or len(data) < 8:
        return None
    sample = data[:4000]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        pages = high.count(4) + high.count(0) + high.count(0x20)
        if pages >= 0.95 * len(high) and high.count(4) >= 0.3 * len(high):
            return encoding
    return None


def _one_byte(data: bytes, name: str) -> tuple[str, str]:
    best: tuple[float, str, str] | None = None
    for encoding in ("cp1251", "koi8-r", "cp866"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _likeness(text)
        if best is None or score > best[0]:
            best = (score, text, encoding)
    if best is None or best[0] < 0.6 or _mostly_controls(best[1]):
        raise LetterFileError("text.binary" if best is None or best[0] < 0.4 else "text.encoding", file=name)
    return best[1], best[2]


def _likeness(text: str) -> float:
    """How much of ``text`` looks like Russian office text: common letters, and capitals only where a word begins."""
    letters = [char for char in text if not char.isspace()]
    if not letters:
        return 0.0
    russian = sum("а" <= char.lower() <= "я" or char in "ёЁ№«»–—" or char.isascii() for char in letters)
    common = sum(char in _COMMON for char in text)
    cyrillic = sum("а" <= char.lower() <= "я" for char in text)
    inner_capitals = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    return russian / len(letters) * (0.5 + 0.5 * min(1.0, common / max(1, cyrillic))) - inner_capitals / len(letters)


def _mostly_controls(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > max(8, len(text) // 50)


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """One paragraph a line; lines broken at a fixed width in the middle of a sentence are one paragraph."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    widths = [end - start for start, end in lines]
    width = max(widths, default=0)
    begin: int | None = None
    for index, (start, end) in enumerate(lines):
        if begin is None:
            begin = start
        if index + 1 < len(lines) and width <= 120 and _wrapped(text, lines[index], lines[index + 1], width):
            continue
        yield Paragraph(start=begin, end=end)
        begin = None


def _wrapped(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether ``after`` goes on with the sentence of ``line``, which was broken for want of room."""
    if len(_newlines.findall(text, line[1], after[0])) != 1:
        return False
    this, rest = text[slice(*line)].rstrip(), text[slice(*after)]
    if len(this) < max(_WRAPPED_FROM, width * 0.7) or re.search(r"\S\s{3,}\S", this) or rest[:1].isspace():
        return False
    first_word = rest.split(None, 1)[0]
    return len(this) + 1 + len(first_word) > width * 0.9 or not re.search(r"[.!?:;]$", this)


_newlines = re.compile(r"\r\n|\n|\r")
