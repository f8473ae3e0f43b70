"""The numbers that Word sets before the paragraphs of a list, as printed."""

import re
from dataclasses import dataclass

from lxml import etree

from letterkit.ooxml.styles import child, children, value

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# Bullets of symbol fonts stand in the private use area; readers see a dot or a dash.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–", "\uf0d8": "➢", "\uf0fc": "✓", "o": "○"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, its pattern («%1.%2.») and the first number."""

    format: str
    pattern: str
    start: int


class Numbering:
    """Counts the lists of one document in the order of reading; ``odd`` turns true when a number could not be made."""

    def __init__(self, root: etree._Element | None) -> None:
        self.odd = False
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for node in children(root, "abstractNum") if root is not None else ():
            self._abstract[value(node, "abstractNumId") or ""] = dict(_level(lvl) for lvl in children(node, "lvl"))
        for node in children(root, "num") if root is not None else ():
            starts = {}
            for override in children(node, "lvlOverride"):
                begin = value(child(override, "startOverride"))
                if begin is not None and begin.isdecimal():
                    starts[_number(value(override, "ilvl"))] = int(begin)
            self._lists[value(node, "numId") or ""] = (value(child(node, "abstractNumId")) or "", starts)

    def next(self, num: tuple[str | None, str | None]) -> str | None:
        """The number of the next paragraph of list ``num`` (id, level); None when the paragraph has none."""
        list_id, level_text = num
        if list_id is None or list_id == "0" or list_id not in self._lists:
            return None
        abstract, starts = self._lists[list_id]
        levels = self._abstract.get(abstract, {})
        depth = _number(level_text)
        level = levels.get(depth)
        if level is None:
            self.odd = True
            return None
        # Lists of one abstract definition count together unless one of them says where it starts.
        counts = self._counts.setdefault(list_id if starts else f"abstract {abstract}", {})
        counts[depth] = counts.get(depth, starts.get(depth, level.start) - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.format == "none":
            return None
        if level.format == "bullet":
            return _BULLETS.get(level.pattern, level.pattern) or None
        return re.sub(r"%([1-9])", lambda hole: self._show(levels, counts, int(hole[1]) - 1), level.pattern) or None

    def _show(self, levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth)
        number = counts.get(depth, level.start if level else 1)
        shown = _numeral(number, level.format if level else "decimal")
        if shown is None:
            self.odd = True
            return str(number)
        return shown


def _level(node: etree._Element) -> tuple[int, Level]:
    level = Level(
        format=value(child(node, "numFmt")) or "decimal",
        pattern=value(child(node, "lvlText")) or "",
        start=_number(value(child(node, "start")), 1),
    )
    return _number(value(node, "ilvl")), level


def _number(said: str | None, otherwise: int = 0) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 10 else otherwise


def _numeral(number: int, form: str) -> str | None:
    """``number`` in a format of ST_NumberFormat; None for a format that letters do not use."""
    if form == "decimal":
        return str(number)
    if form == "decimalZero":
        return f"{number:02d}"
    low = form[:1].lower() + form[1:]
    for prefix, alphabet in (("russian", _RUSSIAN), ("lowerLetter", _LATIN), ("upperLetter", _LATIN)):
        if form.startswith(prefix) and number >= 1:
            letters = alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
            return letters.upper() if "pper" in low else letters
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 4000:
        roman = ""
        for size, sign in _ROMAN:
            count, number = divmod(number, size)
            roman += sign * count
        return roman.upper() if form == "upperRoman" else roman
    return None
