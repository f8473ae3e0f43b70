"""Files spoilt at random, each the same for the same seed: bytes, entries of a ZIP, its headers, the text inside."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from warnings import catch_warnings, simplefilter

Spoil = Callable[[bytes, Random], bytes]

_NUMBER = re.compile(rb"(?<![\w#.])-?\d+(?:\.\d+)?(?![\w.])")
_ATTRIBUTE = re.compile(rb'="[^"<>]*"')
_ELEMENT = re.compile(rb"<[\w:]+[^<>]*>[^<>]*</[\w:]+>|<[\w:]+[^<>]*/>")
_REFERENCE = re.compile(rb"\d+ 0 R\b")
_WORD = re.compile(rb"\\[a-z]+-?\d*")
_EXTREME = (
    b"0", b"-1", b"1", b"65536", b"2147483647", b"2147483648", b"-2147483648", b"4294967296",
    b"9223372036854775808", b"1e308", b"9" * 400, b"0.0000001", b"NaN", b"",
)  # fmt: skip
_TEXTS = (b"", b"\0", b"\xff\xfe", b"&#0;", b"&x;", "\u202e\ufeff".encode(), b"%s" * 9, b"../../x", b"a" * 70_000)
_LARGEST = 5_000_000
_PLACES = {b"PK\x03\x04": range(4, 30, 2), b"PK\x01\x02": range(4, 46, 2), b"PK\x05\x06": range(4, 22, 2)}


def mutant(kind: str, sample: bytes, seed: int) -> tuple[str, bytes]:
    """How the ``sample`` (a ``.docx`` or the like) was spoilt, and what has come of it; ``seed`` decides."""
    chance = Random(seed)
    ways = WAYS[kind]
    done = [chance.choice(ways) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    for way in done:
        sample = way(sample, chance)
    return "+".join(way.__name__ for way in done), sample


def bits(data: bytes, chance: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(min(len(data), chance.choice((1, 4, 16, 64)))):
        spoilt[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def noise(data: bytes, chance: Random) -> bytes:
    at, long = _piece(data, chance)
    return data[:at] + chance.choice((bytes(long), b"\xff" * long, chance.randbytes(long))) + data[at + long :]


def cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def without(data: bytes, chance: Random) -> bytes:
    at, long = _piece(data, chance)
    return data[:at] + data[at + long :]


def twice(data: bytes, chance: Random) -> bytes:
    at, long = _piece(data, chance)
    return data[: at + long] + data[at:]


def moved(data: bytes, chance: Random) -> bytes:
    at, long = _piece(data, chance)
    left = data[:at] + data[at + long :]
    to = chance.randrange(len(left) + 1)
    return left[:to] + data[at : at + long] + left[to:]


def long_number(data: bytes, chance: Random) -> bytes:
    """Four bytes that a binary format may take for a size or a place."""
    at = chance.randrange(max(1, len(data) // 4)) * 4
    number = chance.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, 0x10000000, chance.getrandbits(32)))
    return data[:at] + struct.pack("<I", number) + data[at + 4 :]


def number(data: bytes, chance: Random) -> bytes:
    return _changed(_NUMBER, lambda _: chance.choice(_EXTREME), data, chance)


def attribute(data: bytes, chance: Random) -> bytes:
    return _changed(_ATTRIBUTE, lambda _: b'="%s"' % chance.choice((*_EXTREME, *_TEXTS)), data, chance)


def element(data: bytes, chance: Random) -> bytes:
    """One taken out, put a thousand times, or put into itself three hundred times."""

    def change(found: bytes) -> bytes:
        opening = found[: found.index(b">") + 1]
        name = re.match(rb"<([\w:]+)", found)
        assert name is not None
        if opening.endswith(b"/>"):
            opening = opening[:-2] + b">"
        deep = chance.choice((30, 300, 3_000))
        return chance.choice((b"", found * 1_000, opening * deep + (b"</%s>" % name[1]) * deep))

    return _changed(_ELEMENT, change, data, chance)


def text(data: bytes, chance: Random) -> bytes:
    return _changed(re.compile(rb"(?<=>)[^<>]+(?=<)"), lambda _: chance.choice(_TEXTS), data, chance)


def encoding(data: bytes, chance: Random) -> bytes:
    heads = (b"utf-16", b"utf-7", b"koi8-r", b"ucs-4")
    return b'<?xml version="1.0" encoding="%s"?>' % chance.choice(heads) + data.partition(b"?>")[2]


def entity(data: bytes, chance: Random) -> bytes:
    head, mark, rest = data.partition(b"?>")
    return head + mark + b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY x "&a;&a;&a;">]>' + rest


def entry(data: bytes, chance: Random) -> bytes:
    """An entry of the ZIP lost, emptied, twice, under another name, in the place of another, or its content spoilt."""
    parts = _parts(data)
    if not parts:
        return bits(data, chance)
    name = chance.choice(sorted(parts, key=lambda name: (name.count("/"), name)))
    other = chance.choice(sorted(parts))
    match chance.randrange(7):
        case 0:
            del parts[name]
        case 1:
            parts[name] = b""
        case 2:
            return _zipped(parts, twice=name)
        case 3:
            odd = (name.upper(), f"../{name}", name.replace("/", "\\"), f"{name}\0", name * 200, "", "\ud800")
            parts[chance.choice(odd)] = parts.pop(name)
        case 4:
            parts[name], parts[other] = parts[other], parts[name]
        case 5:
            parts[name] = chance.choice((bytes(3_000_000), b"<a/>" * 300_000, b" " * 9_000_000))
        case 6:
            parts[name] = chance.choice((bits, noise, cut, without, twice, moved))(parts[name] or b" ", chance)
    return _zipped(parts)


def xml(data: bytes, chance: Random) -> bytes:
    """The XML of one entry spoilt, in a ZIP that is whole."""
    parts = _parts(data)
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    if not names:
        return bits(data, chance)
    main = [name for name in names if name.endswith(("document.xml", "content.xml", "styles.xml", "sheet1.xml"))]
    name = chance.choice(main if main and chance.random() < 0.6 else names)
    for _ in range(chance.choice((1, 1, 5))):
        parts[name] = chance.choice((number, attribute, attribute, element, element, text, encoding, entity))(
            parts[name], chance
        )
    return _zipped(parts)


def header(data: bytes, chance: Random) -> bytes:
    """A field of a header of the ZIP."""
    mark = chance.choice(tuple(_PLACES))
    places = [found.start() for found in re.finditer(re.escape(mark), data)]
    if not places:
        return bits(data, chance)
    at = chance.choice(places) + chance.choice(_PLACES[mark])
    value = chance.choice((0, 1, 8, 12, 14, 0x7FFF, 0x8000, 0xFFFF, chance.getrandbits(16)))
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


def reference(data: bytes, chance: Random) -> bytes:
    """An object of a PDF where another was meant: circles come of it."""
    found = sorted(set(_REFERENCE.findall(data)))
    return _changed(_REFERENCE, lambda _: chance.choice(found), data, chance)


def key(data: bytes, chance: Random) -> bytes:
    """A key of a PDF under the name of another."""
    found = sorted(set(re.findall(rb"/[A-Z]\w+", data)))
    return _changed(re.compile(rb"/[A-Z]\w+"), lambda _: chance.choice(found), data, chance)


def word(data: bytes, chance: Random) -> bytes:
    """A control word of RTF that is another, has an extreme number, or opens groups without end."""
    found = sorted(set(_WORD.findall(data)))

    def change(was: bytes) -> bytes:
        bare = was.rstrip(b"-0123456789")
        extreme = bare + chance.choice((b"-1", b"0", b"2147483647", b"99999999999999999999", b"-2147483648"))
        return chance.choice((chance.choice(found), extreme, b"{" * 300 + was, was * 2_000, b"}" + was, rb"\bin99999 "))

    return _changed(_WORD, change, data, chance)


_BYTES: tuple[Spoil, ...] = (bits, noise, cut, without, twice, moved)
_ZIP: tuple[Spoil, ...] = (bits, without, moved, cut, header, header, entry, entry, entry, xml, xml, xml, xml, xml, xml)
WAYS: Mapping[str, tuple[Spoil, ...]] = {
    ".docx": _ZIP,
    ".odt": _ZIP,
    ".xlsx": _ZIP,
    ".pdf": (*_BYTES, number, number, number, reference, reference, key, key),
    ".rtf": (*_BYTES, number, word, word, word),
    ".doc": (*_BYTES, long_number, long_number, long_number),
}


def _piece(data: bytes, chance: Random) -> tuple[int, int]:
    """Where a piece begins, and its length."""
    return chance.randrange(len(data) + 1), chance.choice((1, 4, 50, 512, len(data) // 3))


def _changed(pattern: re.Pattern[bytes], change: Callable[[bytes], bytes], data: bytes, chance: Random) -> bytes:
    """``data`` with one to eight of the finds of ``pattern`` changed."""
    found = list(pattern.finditer(data)) if len(data) < _LARGEST else []
    for one in sorted(chance.sample(found, min(len(found), chance.choice((1, 1, 3, 8)))), key=lambda one: -one.start()):
        data = data[: one.start()] + change(one[0]) + data[one.end() :]
    return data


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # spoilt already
        return {}


def _zipped(parts: Mapping[str, bytes], twice: str | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, catch_warnings():
        simplefilter("ignore")
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name.encode("utf-8", "replace").decode()), content, zipfile.ZIP_DEFLATED)
        if twice is not None:
            archive.writestr(twice, parts[twice][:-9])
    return made.getvalue()
