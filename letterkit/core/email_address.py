"""Addresses of electronic mail, as far as their form tells."""

import re

_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+")


def is_email_address(text: str) -> bool:
    """Whether ``text`` is written as an address of electronic mail: a name, «@», a domain with a dot in it."""
    return _ADDRESS.fullmatch(text) is not None
