"""Plain text letters: the encoding found, the text kept as the file has it."""

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter, Paragraph, Source
from letterkit.reading.parts import assign
from letterkit.russian.words import HANGING

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
_NEWLINE = re.compile(r"\r\n|\n|\r")
_NEWLINE_SIGN = re.compile(r"[\r\n]")
_COLUMNS = re.compile(r"\S(?:[ \u00a0]{3}|\t)\s*\S")
_ITEM = re.compile(r"[–—•*-]\s|\d{1,2}[.)]\s|[а-я]\)\s")
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
# The commonest letters of Russian text make up 60 % of it; a wrong one-byte encoding makes them rare.
_COMMON = frozenset("оеаинтсрвлкмдпуя")
# Lines broken by hand or by a mail program; longer ones are paragraphs on one line.
_WRAPPED_FROM, _WRAPPED_TO = 50, 120


def read_text(data: bytes, name: str) -> Letter:
    """The letter in the .txt file ``name``; its text is the file as it is, line ends too, without a byte order mark.

    Raises LetterFileError: ``file.empty``, ``file.too-large``, ``text.binary``, ``text.encoding``.
    """
    if len(data) > MAX_BYTES:
        raise LetterFileError("file.too-large", file=name, size=len(data), limit=MAX_BYTES)
    text, encoding = decode(data, name)
    if not text.strip():
        raise LetterFileError("file.empty", file=name)
    paragraphs = tuple(paragraphs_of(text))
    notes: list[str] = [] if encoding == "utf-8" else [f"encoding.{encoding}"]
    if _CONTROLS.search(text):
        notes.append("control-characters")
    source = Source(name=name, kind="text", sha256=hashlib.sha256(data).hexdigest())
    return Letter(
        source=source,
        text=text,
        paragraphs=paragraphs,
        parts=assign(_in_lines(text, paragraphs), paragraphs),
        notes=tuple(notes),
    )


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
    common = sum(char.lower() in _COMMON for char in text)
    cyrillic = sum("а" <= char.lower() <= "я" for char in text)
    inner_capitals = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    return russian / len(letters) * (0.5 + 0.5 * min(1.0, common / max(1, cyrillic))) - inner_capitals / len(letters)


def _mostly_controls(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > max(8, len(text) // 50)


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """One paragraph a line; lines broken at a fixed width in the middle of a sentence are one paragraph."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    joined = _joined_lines(text, lines)
    begin: int | None = None
    for index, (start, end) in enumerate(lines):
        begin = start if begin is None else begin
        if not joined[index]:
            yield Paragraph(start=begin, end=end)
            begin = None


def _in_lines(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """``text`` with each of ``paragraphs`` on one line: «до 20.12.2024.» on the second line of one is no date."""
    pieces: list[str] = []
    done = 0
    for each in paragraphs:
        pieces += [text[done : each.start], _NEWLINE_SIGN.sub(" ", text[each.start : each.end])]
        done = each.end
    return "".join((*pieces, text[done:]))


def _joined_lines(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """For each line whether the next one goes on with its sentence."""
    running = [
        one[1] - one[0]
        for one, two in pairwise(lines)
        if len(_NEWLINE.findall(text, one[1], two[0])) == 1 and not _COLUMNS.search(text, *one)
    ]
    width = max(running, default=0)
    if not _WRAPPED_FROM <= width <= _WRAPPED_TO:
        return [False] * len(lines)
    pairs = [_full(text, one, two, width) for one, two in pairwise(lines)]
    # Two lines broken in the middle of a sentence show the habit; one may be a line that merely lacks its full stop.
    cut = [full and _open_ended(text, one, two) for full, (one, two) in zip(pairs, pairwise(lines), strict=True)]
    hangs = any(broken and _last_word(text, one) in HANGING for broken, one in zip(cut, lines, strict=False))
    if sum(cut) < 2 and not hangs:
        return [False] * len(lines)
    return [
        full and (broken or _no_room(text, one, two, width))
        for full, broken, (one, two) in zip(pairs, cut, pairwise(lines), strict=True)
    ] + [False]


def _full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether ``line`` is so long, and so like running text, that it may have been broken for want of room."""
    if len(_NEWLINE.findall(text, line[1], after[0])) != 1 or text[after[0]].isspace():
        return False
    if text[slice(*line)].rstrip()[-1:] in ".;:!?" and _ITEM.match(text, after[0]):
        return False
    return line[1] - line[0] >= 0.75 * width and not _COLUMNS.search(text, *line) and not _COLUMNS.search(text, *after)


def _open_ended(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    last = text[slice(*line)].rstrip()[-1:]
    return (last.isalnum() and text[after[0]].islower()) or (last in ",–—(«" and not text[after[0]].isdigit())


def _last_word(text: str, line: tuple[int, int]) -> str:
    return text[slice(*line)].rsplit(None, 1)[-1].lower()


def _no_room(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    first_word = text[slice(*after)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(first_word) > width
