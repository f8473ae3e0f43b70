"""Messages that Outlook has saved: .msg, streams of properties in an OLE file ([MS-OXMSG])."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from email.policy import compat32
from typing import Any

from letterkit.core.errors import LetterFileError
from letterkit.intake.documents.markup import text_of_markup
from letterkit.intake.documents.messages import MailFile, Message, day_words, demand_files, heads_of, text_in

_SUBJECT, _TO, _SENDER, _SENDER_MAIL, _SENDER_ADDRESS = 0x0037, 0x0E04, 0x0C1A, 0x5D01, 0x0C1F
_HEADERS, _BODY, _MARKUP = 0x007D, 0x1000, 0x1013
_LONG_NAME, _SHORT_NAME, _DATA = 0x3707, 0x3704, 0x3701
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_WIDE, _NARROW, _BINARY, _MESSAGE, _TIME = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040
_PROPERTIES = "__properties_version1.0"
_FILE = "__attach_version1.0_"
# [MS-OXMSG] 2.4.1: what stands before the entries of a message, and of a message within a message.
_BEFORE_ENTRIES, _BEFORE_INNER = 32, 24
_ENTRY = struct.Struct("<HH4xQ")
_FIRST_MOMENT = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS_A_MICROSECOND = 10
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError, OverflowError)

_Place = tuple[str, ...]
"""The storage of a message or a file: names of storages from the root of the OLE file."""


def read_outlook(data: bytes, name: str) -> Message:
    """The message in the .msg file ``name``; raises LetterFileError as ``messages.read_message``."""
    import olefile

    try:
        with olefile.OleFileIO(data) as opened:
            return _message(opened, (), 1)
    except _BROKEN as fault:
        raise LetterFileError("mail.broken", file=name) from fault


def _message(opened: Any, place: _Place, depth: int) -> Message:
    storages = sorted({path[len(place)] for path in opened.listdir() if _is_file_of(path, place)})
    demand_files(len(storages), depth)
    body = _string(opened, place, _BODY) or text_of_markup(_markup(opened, place))
    files = tuple(_file(opened, (*place, storage), number, depth) for number, storage in enumerate(storages, 1))
    return Message(tuple(_heads(opened, place)), body.replace("\r\n", "\n").strip(), files)


def _is_file_of(path: list[str], place: _Place) -> bool:
    return tuple(path[: len(place)]) == place and len(path) > len(place) + 1 and path[len(place)].startswith(_FILE)


def _file(opened: Any, place: _Place, number: int, depth: int) -> MailFile:
    name = _string(opened, place, _LONG_NAME) or _string(opened, place, _SHORT_NAME) or f"вложение {number}"
    inner = (*place, _stream(_DATA, _MESSAGE))
    if opened.exists([*inner, _PROPERTIES]):
        return MailFile(name, _message(opened, inner, depth + 1))
    return MailFile(name, _bytes(opened, place, _DATA, _BINARY))


def _heads(opened: Any, place: _Place) -> Iterator[tuple[str, str]]:
    """Those of the message as it came by mail; of one that was never sent, what Outlook knows."""
    came = dict(heads_of(HeaderParser(policy=compat32).parsestr(_string(opened, place, _HEADERS))))
    sender = _string(opened, place, _SENDER)
    address = _string(opened, place, _SENDER_MAIL) or _string(opened, place, _SENDER_ADDRESS)
    known = {
        "От": f"{sender} <{address}>" if "@" in address and address != sender else sender or address,
        "Кому": _string(opened, place, _TO),
        "Дата": _sending_time(opened, place),
        "Тема": _string(opened, place, _SUBJECT),
    }
    yield from ((label, said) for label, own in known.items() if (said := came.get(label) or own))


def _sending_time(opened: Any, place: _Place) -> str:
    path = [*place, _PROPERTIES]
    entries = (
        opened.openstream(path).read()[_BEFORE_INNER if place else _BEFORE_ENTRIES :] if opened.exists(path) else b""
    )
    whole = entries[: len(entries) // _ENTRY.size * _ENTRY.size]
    times = {number: value for kind, number, value in _ENTRY.iter_unpack(whole) if kind == _TIME}
    ticks = times.get(_SUBMITTED) or times.get(_DELIVERED)
    if not ticks:
        return ""
    return day_words((_FIRST_MOMENT + timedelta(microseconds=ticks // _TICKS_A_MICROSECOND)).astimezone())


def _string(opened: Any, place: _Place, number: int) -> str:
    if wide := _bytes(opened, place, number, _WIDE):
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    return text_in(_bytes(opened, place, number, _NARROW).rstrip(b"\0"), None)


def _markup(opened: Any, place: _Place) -> str:
    return text_in(_bytes(opened, place, _MARKUP, _BINARY), None) or _string(opened, place, _MARKUP)


def _bytes(opened: Any, place: _Place, number: int, kind: int) -> bytes:
    path = [*place, _stream(number, kind)]
    if not opened.exists(path):
        return b""
    data: bytes = opened.openstream(path).read()
    return data


def _stream(number: int, kind: int) -> str:
    return f"__substg1.0_{number:04X}{kind:04X}"
