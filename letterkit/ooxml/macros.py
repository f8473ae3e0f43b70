"""Macros of a Word file: is one of them called by Word itself? ([MS-OVBA] 2.4.1, decompression)"""

import io
import re
from collections.abc import Iterator

from letterkit.core.errors import LetterFileError

# Procedures that Word calls when a document is opened, made or closed, or when Word starts or ends.
_RUNS = re.compile(
    rb"\b(?:Auto(?:Open|Exec|Close|New|Exit)|Document_(?:Open|Close|New|BeforeClose)|DocumentOpen)\b", re.I
)
_NAMED = re.compile(rb"event(?:Doc(?:Open|Close|New)|Start|Exit)|\.AUTO(?:OPEN|EXEC|CLOSE|NEW|EXIT)\b", re.I)
# Of a module: what a letter's form could need. More is looked at as bytes only.
_MOST_BYTES = 4_000_000
# Each place where a module may begin is tried, and most are none.
_TRY_COSTS = 1_000
_CHUNK_MARK, _CHUNK_SIZE = 0b011 << 12, 4096


def demand_idle(part: str, content: bytes, file: str) -> None:
    """Pass a part of macros none of which Word calls by itself; raises LetterFileError ``docx.macro-runs``."""
    texts = _modules(content) if part.lower().endswith(".bin") else [content]
    if any(_RUNS.search(text) or _NAMED.search(text) for text in texts):
        raise LetterFileError("docx.macro-runs", file=file, part=part)


def _modules(content: bytes) -> Iterator[bytes]:
    """The streams of a VBA project, as they are and unpacked; raises nothing for one that is none."""
    import olefile

    yield content
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            streams = [opened.openstream(path).read(_MOST_BYTES) for path in opened.listdir()]
    except Exception:  # olefile fails in many ways on what is no such file; then there is nothing to run either
        return
    left = _MOST_BYTES
    for stream in streams:
        yield stream
        for found in re.finditer(rb"\x01.[\xb0-\xbf]", stream, re.DOTALL):
            if left <= 0:
                return
            source = unpack_source(stream[found.start() : found.start() + left])
            left -= max(len(source), _TRY_COSTS)
            yield source


def unpack_source(packed: bytes) -> bytes:
    """What the container ``packed`` holds, as far as it can be unpacked."""
    made = bytearray()
    at = 1
    while at + 2 <= len(packed) and len(made) < _MOST_BYTES:
        head = int.from_bytes(packed[at : at + 2], "little")
        if head & 0x7000 != _CHUNK_MARK:
            break
        end, at = min(at + (head & 0xFFF) + 3, len(packed)), at + 2
        if not head & 0x8000:
            made += packed[at : at + _CHUNK_SIZE]
            at += _CHUNK_SIZE
            continue
        begun = len(made)
        while at < end:
            flags, at = packed[at], at + 1
            for bit in range(8):
                if at >= end:
                    break
                if not flags >> bit & 1:
                    made.append(packed[at])
                    at += 1
                    continue
                if at + 2 > end:
                    return bytes(made)
                token, at = int.from_bytes(packed[at : at + 2], "little"), at + 2
                bits = max((len(made) - begun - 1).bit_length(), 4)
                back, long = (token >> (16 - bits)) + 1, (token & (0xFFFF >> bits)) + 3
                if back > len(made):
                    return bytes(made)
                for _ in range(long):
                    made.append(made[-back])
    return bytes(made)
