"""Messages of electronic mail: the heads that matter as labelled lines, the words, the files that came along."""

import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message as MimePart
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

import regex

from letterkit.core.errors import LetterFileError
from letterkit.intake.documents.markup import text_of_markup
from letterkit.reading.text import decode

MOST_FILES = 20
DEEPEST = 5
"""Messages within one another: a chain of those who passed it on."""
_HEADS = (("От", "from"), ("Кому", "to"), ("Дата", "date"), ("Тема", "subject"))
_FILES = "Вложения"
_LONGEST_HEAD = 500
_MOST_PARTS = 500
_LONGEST_PART = 2_000_000
_STUB = 0.2
"""A plain part so much shorter than its HTML twin says only that HTML is needed."""
_CYRILLIC, _HIGH = regex.compile(r"\p{Cyrillic}"), regex.compile(r"[^\x00-\x7f]")
_MISREAD = 0.3
"""Of the letters beyond ASCII: a Russian text with fewer Cyrillic ones was decoded wrongly."""
_OTHER_SUFFIXES = {"jpeg": "jpg", "plain": "txt"}
# What the parser of mail raises for heads and encodings that cannot be.
_MISREAD_AS = (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that came in a message, or a message that was passed on."""

    name: str
    content: "bytes | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """One message; ``heads`` are pairs of a Russian label and what stands after it."""

    heads: tuple[tuple[str, str], ...]
    body: str
    files: tuple[MailFile, ...]

    @property
    def text(self) -> str:
        """The heads as labelled lines, the names of the files among them, and the words."""
        heads = [*self.heads, *([(_FILES, ", ".join(each.name for each in self.files))] if self.files else [])]
        return "\n".join(f"{label}: {said}" for label, said in heads) + f"\n\n{self.body}".rstrip()


def read_message(data: bytes, name: str) -> Message:
    """The message in the .eml file ``name``.

    Raises LetterFileError ``mail.broken``, ``mail.too-many-files`` (``limit``), ``file.too-deep``.
    """
    try:
        message = _message(BytesParser(policy=compat32).parsebytes(data), 1)
    except _MISREAD_AS as fault:
        raise LetterFileError("mail.broken", file=name) from fault
    if not message.heads and not message.body:
        raise LetterFileError("mail.broken", file=name)
    return message


def heads_of(message: MimePart) -> Iterator[tuple[str, str]]:
    """From, To, Date and Subject with their Russian labels, decoded; those that are empty are left out."""
    raw = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    for label, header in _HEADS:
        said = decode_words(raw.get(header, ""))
        if header == "date":
            said = _day(said) or said
        if said:
            yield label, said


def text_in(data: bytes, charset: str | None) -> str:
    """``data`` as text: in the ``charset`` it is said to have, unless that makes no Russian of it."""
    try:
        said = data.decode(charset or "utf-8")
        if _reads_well(said):
            return said
    except (LookupError, ValueError):
        said = data.decode("utf-8", "replace")
    try:
        return decode(data, "")[0]
    except LetterFileError:
        return said


def decode_words(raw: str) -> str:
    """What a header says: encoded words decoded, bytes that nobody has encoded too."""
    if not raw.isascii():
        raw = text_in(raw.encode("utf-8", "surrogateescape"), None)
    try:
        pieces = decode_header(raw)
        told = "".join(piece if isinstance(piece, str) else text_in(piece, charset) for piece, charset in pieces)
    except (MessageError, ValueError):
        told = raw
    return " ".join(told.split())[:_LONGEST_HEAD]


def day_words(moment: datetime) -> str:
    """«12.03.2025 14:05», as the zone of ``moment`` has it."""
    return f"{moment:%d.%m.%Y %H:%M}"


def demand_files(count: int, depth: int) -> None:
    """Raises LetterFileError ``mail.too-many-files``, ``file.too-deep`` for a message with ``count`` files."""
    if count > MOST_FILES:
        raise LetterFileError("mail.too-many-files", limit=MOST_FILES)
    if depth > DEEPEST:
        raise LetterFileError("file.too-deep", count=depth, limit=DEEPEST)


def _message(message: MimePart, depth: int) -> Message:
    parts = list(_leaves(message))
    files = [(number, part) for number, part in enumerate(parts, 1) if _is_file(part)]
    demand_files(len(files) if len(parts) <= _MOST_PARTS else len(parts), depth)
    body = "\n\n".join(text for text in _texts(message) if text)
    return Message(tuple(heads_of(message)), body, tuple(_file(part, number, depth) for number, part in files))


def _file(part: MimePart, number: int, depth: int) -> MailFile:
    if part.get_content_type() == "message/rfc822":
        inner = _message(next(iter(_inner_parts(part)), MimePart()), depth + 1)
        return MailFile(dict(inner.heads).get("Тема", f"сообщение {number}"), inner)
    subtype = part.get_content_subtype()
    name = decode_words(part.get_filename() or "") or f"вложение {number}.{_OTHER_SUFFIXES.get(subtype, subtype)}"
    return MailFile(name, _payload(part))


def _inner_parts(part: MimePart) -> list[MimePart]:
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, MimePart)] if isinstance(inner, list) else []


def _leaves(part: MimePart) -> Iterator[MimePart]:
    """The parts that are not made of parts; a message within the message is one."""
    if part.get_content_type() == "message/rfc822" or not part.is_multipart():
        yield part
        return
    for inner in _inner_parts(part):
        yield from _leaves(inner)


def _is_file(part: MimePart) -> bool:
    kind = part.get_content_type()
    return not kind.startswith("text/") or part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _texts(part: MimePart) -> Iterator[str]:
    """The words of ``part``: of alternatives the best one, of parts beside one another each."""
    if part.get_content_type() == "message/rfc822":
        return
    if not part.is_multipart():
        if not _is_file(part):
            yield _text(part)
        return
    told = [
        (inner.get_content_type(), "\n\n".join(text for text in _texts(inner) if text)) for inner in _inner_parts(part)
    ]
    if part.get_content_type() != "multipart/alternative":
        yield from (text for _, text in told)
        return
    plain = next((text for kind, text in told if kind == "text/plain" and text), "")
    rich = next((text for kind, text in reversed(told) if kind != "text/plain" and text), "")
    yield plain if len(plain) > _STUB * len(rich) else rich


def _text(part: MimePart) -> str:
    text = text_in(_payload(part), part.get_content_charset())[:_LONGEST_PART]
    if part.get_content_subtype() == "html":
        return text_of_markup(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _join_flowed(text, tight=str(part.get_param("delsp", "")).lower() == "yes")
    return text.strip("\n")


def _join_flowed(text: str, *, tight: bool) -> str:
    """Lines that a mail program has broken (RFC 3676) put together; ``tight``: the blank at their end is not meant."""
    lines: list[list[str]] = []
    goes_on = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        if not goes_on:
            lines.append([])
        goes_on = line.endswith(" ") and line != "-- "
        lines[-1].append(line[:-1] if goes_on and tight else line)
    return "\n".join("".join(pieces) for pieces in lines)


def _payload(part: MimePart) -> bytes:
    """The bytes of a part; where its encoding is broken, as they stand."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, binascii.Error, LookupError):
        data = None
    raw = part.get_payload()
    return data if isinstance(data, bytes) else str(raw).encode("utf-8", "surrogateescape")


def _reads_well(text: str) -> bool:
    high = len(_HIGH.findall(text))
    return len(_CYRILLIC.findall(text)) >= _MISREAD * high


def _day(said: str) -> str | None:
    try:
        return day_words(parsedate_to_datetime(said))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
