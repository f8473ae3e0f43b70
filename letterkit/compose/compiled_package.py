"""A .docx with numbered holes: what never changes stays packed, what holds a hole is packed anew for each letter.

The records of the zip are those that zipfile wrote once; only sums, sizes and places are put in anew (APPNOTE.TXT 4.3).
So a filled package has the very bytes that zipfile would have written.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

# As letterkit.compose.fill packs, so that a letter has the same bytes whichever way it was filled. Level 1 would save
# an eighth of the time (0.05 ms of 0.39) and make the file 3 % larger.
LEVEL = 6
_LOCAL, _CENTRAL, _END = 30, 46, struct.Struct("<4s4H2LH")
_SUMS, _PLACE = struct.Struct("<3L"), struct.Struct("<L")
_SUMS_LOCAL, _SUMS_CENTRAL, _PLACE_CENTRAL = 14, 16, 42


@dataclass(frozen=True, slots=True)
class HoledText:
    """A text with holes: between ``pieces`` (one more than holes) stand the values of the numbers ``holes``."""

    pieces: tuple[str, ...]
    holes: tuple[int, ...]

    def fill(self, values: Sequence[str]) -> str:
        """The text with ``values`` in its holes, as they are."""
        whole = [""] * (len(self.pieces) + len(self.holes))
        whole[::2] = self.pieces
        whole[1::2] = [values[hole] for hole in self.holes]
        return "".join(whole)


@dataclass(frozen=True, slots=True)
class Token:
    """What stands for a value while a shape is learned; ``word`` must occur nowhere else."""

    word: str

    def __getitem__(self, number: int) -> str:
        return f"{self.word}{number};"

    def make_holes(self, text: str) -> HoledText:
        """``text`` with a hole for each token in it."""
        found = re.split(f"{self.word}([0-9]+);", text)
        return HoledText(tuple(found[::2]), tuple(map(int, found[1::2])))


@dataclass(frozen=True, slots=True)
class _Entry:
    """Records of one part; ``packed`` are its bytes in the zip, unless ``holed`` is its XML."""

    local: bytes
    central: bytes
    packed: bytes
    holed: HoledText | None

    def fill(self, texts: Sequence[str]) -> tuple[bytes, bytes, bytes]:
        if self.holed is None:
            return self.local, self.packed, self.central
        data = self.holed.fill(texts).encode("utf-8")
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(data) + packer.flush()
        sums = _SUMS.pack(zlib.crc32(data), len(packed), len(data))
        return _put(self.local, _SUMS_LOCAL, sums), packed, _put(self.central, _SUMS_CENTRAL, sums)


@dataclass(frozen=True, slots=True)
class Package:
    """A .docx whose values are still to come."""

    entries: tuple[_Entry, ...]

    def fill(self, values: Sequence[str]) -> bytes:
        """The .docx with ``values`` (characters that XML allows) in its holes."""
        texts = [escape(value, {"\r": "&#13;"}) for value in values]
        body: list[bytes] = []
        directory: list[bytes] = []
        at = 0
        for entry in self.entries:
            local, packed, central = entry.fill(texts)
            directory.append(_put(central, _PLACE_CENTRAL, _PLACE.pack(at)))
            body += local, packed
            at += len(local) + len(packed)
        count, size = len(self.entries), sum(map(len, directory))
        return b"".join((*body, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)))


def package(docx: bytes, token: Token, shared: dict[bytes, bytes]) -> Package:
    """The .docx that zipfile wrote (no comments, no zip64), a hole for each ``token`` in the XML of its parts.

    Packages of one blank keep what never changes once, in ``shared``: a coat of arms outweighs all the rest.
    """
    return Package(tuple(_entries(docx, token, shared)))


def _entries(docx: bytes, token: Token, shared: dict[bytes, bytes]) -> Iterator[_Entry]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        at = archive.start_dir
        for entry in archive.infolist():
            name = len(entry.orig_filename.encode())
            begin = entry.header_offset + _LOCAL + name
            local, packed = docx[entry.header_offset : begin], docx[begin : begin + entry.compress_size]
            data = archive.read(entry)
            central = docx[at : at + _CENTRAL + name]
            if token.word.encode() in data:
                yield _Entry(local, central, b"", token.make_holes(data.decode("utf-8")))
            else:
                yield _Entry(local, central, shared.setdefault(packed, packed), None)
            at += _CENTRAL + name


def _put(record: bytes, at: int, field: bytes) -> bytes:
    return record[:at] + field + record[at + len(field) :]
