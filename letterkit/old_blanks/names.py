"""What authors of blanks call the places of data, and which mark it means."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_HUMP = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|[_\W]+")


_CYRILLIC = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"),
    *zip("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы", strict=True),
)  # fmt: skip


def field_named(name: str) -> str:
    """The field that somebody calls ``name``; "" for a name that tells none."""
    words = " ".join(filter(None, (each.lower() for each in _HUMP.split(name.replace("№", " номер ")))))
    return _field_of(words) or _field_of(_in_cyrillic(words))


def _field_of(words: str) -> str:
    return next((field for field, pattern in _patterns() if pattern.search(words)), "")


def _in_cyrillic(words: str) -> str:
    """A Russian name as it was before somebody spelt it with Latin letters: «ispolnitel»."""
    for latin, cyrillic in _CYRILLIC:
        words = words.replace(latin, cyrillic)
    return words


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str]]]:
    """The rows of names.tsv."""
    lines = files(__package__).joinpath("names.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(field, re.compile(pattern)) for field, pattern in rows]
