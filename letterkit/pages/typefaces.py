"""How high the fonts of a page are by their own account, which PDFium replaces where it is not to its liking."""

import re
from typing import Any

HeightEm = tuple[float, float]
"""Ascent and descent over and under the baseline, both positive."""

# Of a Times or Arial of 1 em, for fonts that state none (LibreOffice 7.4 writes zeros).
_USUAL: HeightEm = (0.891, 0.216)
# ISO 32000-2, 9.9.2: six capitals and a plus.
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def heights_em(page: Any) -> dict[str, HeightEm]:
    """The heights of the fonts that a pypdf page describes, by their names without the mark of a subset."""
    found = {}
    for entry in dictionary_of(dictionary_of(page.get_inherited("/Resources", None)).get("/Font")).values():
        font = dictionary_of(entry)
        for each in (font, *map(dictionary_of, font.get("/DescendantFonts", ()))):
            if described := dictionary_of(each.get("/FontDescriptor")):
                name = _SUBSET.sub("", str(each.get("/BaseFont", "")).lstrip("/"))
                found[name] = height_em(described.get("/Ascent"), described.get("/Descent"))
    return found


def height_em(ascent: Any, descent: Any) -> HeightEm:
    """What is stated in thousandths of an em, where it can be true, else what is usual."""
    up, down = ([stated] if isinstance(stated, (int, float)) else [] for stated in (ascent, descent))
    usual_up, usual_down = _USUAL
    return (
        next((each / 1000 for each in up if 400 <= each <= 1300), usual_up),
        next((-each / 1000 for each in down if -600 <= each <= -50), usual_down),
    )


def dictionary_of(given: Any) -> Any:
    """``given`` resolved, or an empty dictionary when it is missing or something else."""
    found = given.get_object() if hasattr(given, "get_object") else given
    return found if isinstance(found, dict) else {}
