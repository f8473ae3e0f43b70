"""Keys under which letters and appeals are kept: 64 bits of a body and of what is said."""

import hashlib

_KEY_BYTES = 8


def key(body: str, kind: str, said: str | bytes) -> int:
    """The key of ``said`` in ``body``; ``kind`` is word, group, house, programme or text."""
    told = said if isinstance(said, bytes) else said.encode()
    digest = hashlib.blake2b(b"\x1f".join((body.encode(), kind.encode(), told)), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)
