"""Writes an OLE file ([MS-CFB], version 3) small enough for one list of sectors: what Outlook's messages lie in."""

import struct
from collections.abc import Mapping

SECTOR = 512
_CUTOFF = 4096
_FREE, _END, _LISTS = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def ole_file(streams: Mapping[str, bytes]) -> bytes:
    """``streams`` by their paths, short ones with zeros after them: what is shorter would lie in sectors of its own."""
    streams = {path: data.ljust(_CUTOFF, b"\0") for path, data in streams.items()}
    folders = sorted({path.rpartition("/")[0] for path in streams if "/" in path})
    names = ["", *folders, *streams]
    children = {name: [each for each in names[1:] if each.rpartition("/")[0] == name] for name in ["", *folders]}
    body, starts = [], {}
    for path, data in streams.items():
        starts[path] = len(body)
        body += [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
    chains = [number + 1 for number in range(len(body))]
    for path, data in streams.items():
        chains[starts[path] + -(-len(data) // SECTOR) - 1] = _END
    entries = [_entry(name, names, children, streams, starts) for name in names]
    table = b"".join(entries).ljust(-(-len(entries) * 128 // SECTOR) * SECTOR, b"\0")
    first_entry = len(body)
    body += [table[at : at + SECTOR] for at in range(0, len(table), SECTOR)]
    chains += [number + 1 for number in range(first_entry, len(body))]
    chains[-1] = _END
    lists = -(-(len(chains) + 1) // (SECTOR // 4))
    lists = -(-(len(chains) + lists) // (SECTOR // 4))
    first_list = len(body)
    chains += [_LISTS] * lists
    packed = struct.pack(f"<{len(chains)}I", *chains).ljust(lists * SECTOR, b"\xff")
    places = [*range(first_list, first_list + lists), *[_FREE] * (109 - lists)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, lists, first_entry, 0, _CUTOFF, _END, 0, _END, 0, *places[:1])
    return header + struct.pack("<108I", *places[1:]) + b"".join(body) + packed


def _entry(
    name: str,
    names: list[str],
    children: Mapping[str, list[str]],
    streams: Mapping[str, bytes],
    starts: Mapping[str, int],
) -> bytes:
    """Those of one storage hang on one another to the right: a tree that every reader walks."""
    said = (name.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
    kind = _STREAM if name in streams else _STORAGE if name else _ROOT
    beside = children.get(name.rpartition("/")[0], []) if name else []
    after = beside[beside.index(name) + 1 :] if name else []
    right = names.index(after[0]) if after else _FREE
    inside = children.get(name, []) if kind != _STREAM else []
    child = names.index(inside[0]) if inside else _FREE
    made = said.ljust(64, b"\0") + struct.pack("<HBBIII", len(said), kind, 1, _FREE, right, child) + bytes(36)
    return made + struct.pack("<IQ", starts.get(name, 0 if kind == _STORAGE else _END), len(streams.get(name, b"")))
