"""Names of files in the store: the SHA-256 of what is in them."""

import re

_NAME = re.compile(r"[0-9a-f]{64}")


def is_name(name: str) -> bool:
    """Whether ``name`` can be a file's: a SHA-256 in hex."""
    return _NAME.fullmatch(name) is not None
