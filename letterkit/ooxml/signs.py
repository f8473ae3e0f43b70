"""What elements of a run show: words as far as they are kept, signs that are written as a place in a font (w:sym)."""

from lxml import etree

from letterkit.ooxml.names import XML_SPACE
from letterkit.ooxml.styles import value

_IDLE = " \t\r\n"

# Common signs of the fonts Symbol and Wingdings that letters use (ISO/IEC 29500-1, 17.3.3.30: shifted by F000).
_SYMBOLS = {
    0xB7: "•",
    0xB0: "°",
    0xB1: "±",
    0x2D: "–",
    0xA3: "≤",
    0xB3: "≥",
    0xB4: "×",
    0xA7: "▪",
    0xFC: "✓",
    0xA8: "☐",
    0xFE: "☑",
    0x2A: "*",
}


def symbol_of(node: etree._Element) -> str:
    """The character that the sign ``node`` (w:sym) shows, empty where it cannot be told."""
    try:
        code = int(value(node, "char") or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        return _SYMBOLS.get(code, chr(code) if 0x20 <= code < 0x7F else "•")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def words_of(text: etree._Element) -> str:
    """The words of ``w:t``; spaces at its ends that it does not ask to keep are no part of it, and go from it."""
    words = text.text or ""
    if words and (words[0] in _IDLE or words[-1] in _IDLE) and not _keeps_spaces(text):
        words = text.text = words.strip(_IDLE)
    return words


def _keeps_spaces(text: etree._Element) -> bool:
    around = (text, *text.iterancestors())
    return next((said for node in around if (said := node.get(XML_SPACE)) is not None), "") == "preserve"
