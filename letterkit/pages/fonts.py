"""What the bytes of a PDF string stand for: characters and their widths, by pypdf's reading of the font.

pypdf knows encodings, ToUnicode, /Widths, /W and the metrics of the standard fonts. Its ``Font`` is not public, so this
is the only module that touches it; tests/pages/test_facts.py holds its results against poppler's.
"""

import math
import re
from functools import cached_property
from typing import Any, NamedTuple

UNREADABLE = "\N{REPLACEMENT CHARACTER}"

# Ascent and descent of a Times or Arial of 1 em, for fonts that state none (LibreOffice 7.4 writes zeros).
_USUAL_ASCENT_EM, _USUAL_DESCENT_EM = 0.891, 0.216
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_INVISIBLE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
# ISO 32000-2, 9.9.2: six capitals and a plus.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ")


class Glyph(NamedTuple):
    """One code of a string: ``text`` may be empty or several letters; ``is_space`` is byte 32, which Tw widens."""

    text: str
    advance_em: float
    is_space: bool


class PrintedFont:
    """A font resource of a page. Strings that cannot be read come out as U+FFFD, one for each code."""

    def __init__(self, resource: Any) -> None:
        from pypdf.generic._font import Font

        self._resource = resource  # kept alive: fonts of a document are known by the identity of their resources
        self._font = Font.from_font_resource(resource)
        self._two_bytes = self._font.encoding == "utf-16-be"
        self._is_unicode = "Uni" in str(resource.get("/Encoding", ""))
        self._em_per_unit = 0.001
        if self._font.sub_type == "Type3":
            matrix = resource.get("/FontMatrix", (0.001,))
            self._em_per_unit = abs(float(matrix[0])) or 0.001
        self._known: dict[int | str, Glyph] = {}

    @cached_property
    def name(self) -> str | None:
        """The font's name without the prefix of a subset; None for glyphs drawn by the file itself (Type3)."""
        name = str(self._resource.get("/BaseFont", "")).lstrip("/")
        return None if self._font.sub_type == "Type3" else _SUBSET.sub("", name) or None

    @cached_property
    def height_em(self) -> tuple[float, float]:
        """Ascent and descent over and under the baseline, both positive."""
        described = self._font.font_descriptor
        ascent, descent = float(described.ascent) / 1000, -float(described.descent) / 1000
        if not 0.4 <= ascent <= 1.3:
            ascent = _USUAL_ASCENT_EM
        if not 0.05 <= descent <= 0.6:
            descent = _USUAL_DESCENT_EM
        return ascent, descent

    def glyphs(self, string: bytes) -> list[Glyph]:
        """The glyphs that ``string`` shows, in order."""
        codes: list[int] | str
        if self._two_bytes:
            codes = [string[i] << 8 | string[i + 1] for i in range(0, len(string) - 1, 2)]
        elif isinstance(self._font.encoding, dict):
            codes = list(string)
        else:
            codes = string.decode(self._font.encoding, "replace")
        known = self._known
        return [known.get(code) or self._learn(code) for code in codes]

    def _learn(self, code: int | str) -> Glyph:
        key = chr(code) if isinstance(code, int) else code
        widths = self._font.character_widths
        width = float(widths.get(key, widths.get("default", 500)))
        advance_em = width * self._em_per_unit if math.isfinite(width) else 0.5
        is_space = code == 32 and not self._two_bytes
        glyph = self._known[code] = Glyph(self._text(key, code), advance_em, is_space)
        return glyph

    def _text(self, key: str, code: int | str) -> str:
        encoding, to_unicode = self._font.encoding, self._font.character_map
        if isinstance(encoding, dict) and isinstance(code, int):
            named = encoding.get(code, key)
            text = to_unicode.get(named, named)
            if not self._font.interpretable or (len(text) > 1 and text.startswith("/")):
                return UNREADABLE
        elif key in to_unicode:
            text = to_unicode[key]
        elif self._two_bytes and not self._is_unicode:
            return UNREADABLE
        else:
            text = key
        return str(text).translate(_SPACES).translate(_INVISIBLE).translate(_LIGATURES)
