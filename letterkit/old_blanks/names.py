"""What authors of blanks call the places of data, and which mark it means."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_HUMP = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|[_\W]+")


def field_named(name: str) -> str:
    """The field that somebody calls ``name``; "" for a name that tells none."""
    words = " ".join(filter(None, (each.lower() for each in _HUMP.split(name.replace("№", " номер ")))))
    return next((field for field, pattern in _patterns() if pattern.search(words)), "")


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str]]]:
    """The rows of names.tsv."""
    lines = files(__package__).joinpath("names.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(field, re.compile(pattern)) for field, pattern in rows]
