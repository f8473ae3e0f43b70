"""Signs that Word writes as a place in a font (w:sym), as characters."""

from lxml import etree

from letterkit.ooxml.styles import value

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
