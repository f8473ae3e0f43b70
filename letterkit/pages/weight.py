"""How much a PDF makes its readers do, told before PDFium is asked to do it, as nobody can stop that.

A page of a letter has 300 operators in 20,000 bytes. A hostile one has millions: of its own, or of forms that call one
another, each of which weighs as often as it is called. A form costs as much as some operators, and so does a picture of
many dots. Operators are counted where they might stand, in strings too: never fewer than PDFium sees.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from letterkit.core.errors import LetterFileError
from letterkit.pages.typefaces import dictionary_of

# An operator takes PDFium some 10 µs and 500 bytes, a glyph half of that.
MAX_OPERATORS = 250_000
MAX_GLYPHS = 2_000_000
MAX_CONTENT_BYTES = 15_000_000
# PDFium puts the pieces of a line in order as a card player does: so many from right to left take it a second.
MAX_PRINTED_A_PAGE = 8_000

_DEEPEST_FORM = 12
_FORM_COSTS = 20
_PRINTING_COSTS = 2
_DOTS_AN_OPERATOR = 10_000
_APART, _REGULAR = rb"\s\0()<>\[\]{}/%", rb"[^\s\0()<>\[\]{}/%]"
_OPERATOR = re.compile(rb"(?<!%b)(?<!/)(?:[A-Za-z]{1,3}[01*]?|['\"])(?!%b)" % (_REGULAR, _REGULAR))
_PAINTED = re.compile(rb"/(%b+)[\s\0]+Do(?!%b)" % (_REGULAR, _REGULAR))
_ESCAPED = re.compile(r"#([0-9A-Fa-f]{2})")
_PRINTING = (b"Tj", b"TJ", b"'", b'"')


class Weight(NamedTuple):
    """Of a stream with all that it calls; ``printed`` are the operators that show text."""

    operators: int = 0
    printed: int = 0
    content_bytes: int = 0

    def plus(self, other: "Weight", times: int = 1) -> "Weight":
        return Weight(*(own + times * more for own, more in zip(self, other, strict=True)))


class Scales:
    """What a document may still weigh."""

    def __init__(self) -> None:
        self._left, self._glyphs = Weight(MAX_OPERATORS, content_bytes=MAX_CONTENT_BYTES), MAX_GLYPHS
        self._known: dict[tuple[int, int], tuple[Weight, Any, Any]] = {}
        self._drawn: dict[int, Any] = {}

    def weigh(self, page: Any) -> None:
        """Takes off what a pypdf page weighs; raises LetterFileError ``pdf.too-heavy`` when nothing is left."""
        from pypdf.generic import ContentStream

        weight, contents = Weight(), page.get("/Contents")
        if contents is not None:
            stream = ContentStream(contents, page.pdf, "bytes")
            weight = self._weight(stream.get_data(), dictionary_of(page.get_inherited("/Resources", None)), 0)
        for form in _appearances(page):
            weight = weight.plus(self._painted_weight(form, {}, 1))
        self._left = self._left.plus(weight, -1)
        if min(self._left.operators, self._left.content_bytes) < 0 or weight.printed > MAX_PRINTED_A_PAGE:
            raise LetterFileError("pdf.too-heavy")

    def count(self, glyphs: int) -> None:
        """Takes off ``glyphs``; raises as ``weigh``."""
        self._glyphs -= glyphs
        if self._glyphs < 0:
            raise LetterFileError("pdf.too-heavy")

    def _painted_weight(self, form: Any, resources: Any, depth: int) -> Weight:
        """Of a form, which has the ``resources`` of its caller if it has none, or of a picture."""
        if form.get("/Subtype") == "/Image":
            dots = float(form.get("/Width", 0)) * float(form.get("/Height", 0))
            return Weight(int(abs(dots) / _DOTS_AN_OPERATOR))
        if depth > _DEEPEST_FORM:  # viewers go deeper, and may never come back
            raise LetterFileError("pdf.too-heavy")
        if not hasattr(form, "get_data"):
            return Weight()
        resources = dictionary_of(form.get("/Resources")) or resources
        key = (id(form), id(resources))
        if key not in self._known:
            weight = self._weight(form.get_data(), resources, depth).plus(Weight(_FORM_COSTS))
            self._known[key] = weight, form, resources  # both kept alive: they are known by their identity
        return self._known[key][0]

    def _weight(self, content: bytes, resources: Any, depth: int) -> Weight:
        if len(content) > self._left.content_bytes:
            raise LetterFileError("pdf.too-heavy")
        self._weigh_drawn_fonts(resources, depth)
        counts = Counter(_OPERATOR.findall(content))
        printed = sum(counts[operator] for operator in _PRINTING)
        weight = Weight(counts.total() + (_PRINTING_COSTS - 1) * printed, printed, len(content))
        if not counts[b"Do"]:
            return weight
        painted, forms = Counter(map(_name, _PAINTED.findall(content))), dictionary_of(resources.get("/XObject"))
        for name, times in painted.items():
            weight = weight.plus(self._painted_weight(dictionary_of(forms.get(name)), resources, depth + 1), times)
        unnamed = counts[b"Do"] - painted.total()  # something stands between the name and its operator
        if unnamed > 0:
            each = [self._painted_weight(dictionary_of(form), resources, depth + 1) for form in forms.values()]
            weight = weight.plus(Weight(*map(max, zip(Weight(), *each, strict=True))), unnamed)
        return weight

    def _weigh_drawn_fonts(self, resources: Any, depth: int) -> None:
        """PDFium looks once at each glyph of a font that the file itself draws."""
        for font in map(dictionary_of, dictionary_of(resources.get("/Font")).values()):
            if "/CharProcs" in font and id(font) not in self._drawn:
                self._drawn[id(font)] = font
                for glyph in map(dictionary_of, dictionary_of(font["/CharProcs"]).values()):
                    weight = self._painted_weight(glyph, dictionary_of(font.get("/Resources")) or resources, depth + 1)
                    self._left = self._left.plus(weight, -1)


def _name(found: bytes) -> str:
    """A name as pypdf knows it."""
    return "/" + _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found.decode("latin-1"))


def _appearances(page: Any) -> Iterator[Any]:
    """What annotations may show: a drawing of their own, or one for each of their states."""
    annotations = page.get("/Annots")
    for entry in annotations.get_object() if annotations is not None else ():
        shown = dictionary_of(dictionary_of(dictionary_of(entry).get("/AP")).get("/N"))
        yield from (shown,) if "/BBox" in shown else map(dictionary_of, shown.values())
