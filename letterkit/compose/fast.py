"""A blank compiled once, for batches: letters of the same shape are filled without docxtpl, to the same bytes.

docxtpl asks Jinja for a few texts, and all the rest that it does depends on nothing but them. In those texts marks
stand for values (letterkit.compose.ledger), so two letters that take the same branches and have as many rows give equal
texts, whatever their values: they have one *shape*. The first letter of a shape goes through ``fill``'s own steps, with
all its proofs; what came out is kept with holes where the values were, and proved on that letter. Later letters of the
shape only have their values put in. What is in doubt is left to ``fill``, which has the last word.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from os import urandom
from threading import Lock
from typing import Any

from jinja2 import Template

from letterkit.compose.catalogue import Blank
from letterkit.compose.compiled_package import HoledText, Package, Token, package
from letterkit.compose.fill import MAY_LACK, FilledBlank, all_there, fill, fill_sealed, leaves, unseal
from letterkit.compose.inspect import sentinels
from letterkit.compose.ledger import Ledger, opened_ledger
from letterkit.compose.letter_properties import as_letter
from letterkit.compose.sandbox import sandbox
from letterkit.compose.vetting import vet_blank
from letterkit.core.errors import TemplateError

# A shape takes some 40 KB. One reply text makes about ten: addressees of two to five lines, one attachment or three.
MOST_SHAPES = 128
# docxtpl works otherwise from letter to letter: what it did for one says nothing of the next.
VARIES = "blank.varies"
# Characters that XML cannot hold: lxml refuses them, so must we.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"\{[{%#]")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What letters with equal texts of Jinja have in common; ``seen`` are the marks that a reader will see."""

    package: Package
    text: HoledText
    seen: frozenset[int]

    def fill(self, values: list[str]) -> FilledBlank:
        return FilledBlank(self.package.fill(values), self.text.fill(values).strip())


class _Recorder:
    """The sandbox as docxtpl asks it, and what it was asked for."""

    autoescape = True

    def __init__(self) -> None:
        self.sources: list[str] = []

    def from_string(self, source: str) -> Template:
        self.sources.append(source)
        return sandbox().from_string(source)


class CompiledBlank:
    """A blank ready for many letters; threads may share it, another process gets the blank and compiles it anew.

    ``why_not`` is the code of what keeps the blank from being filled the fast way, or None; ``fill`` works either way.
    """

    def __init__(self, blank: Blank, sources: list[str], why_not: str | None = None) -> None:
        self.blank = blank
        self.why_not = why_not
        self._sources = sources
        self._templates = [sandbox().from_string(source) for source in sources if _TAG.search(source)]
        self._shapes: dict[Key, Shape] = {}
        self._packed: dict[bytes, bytes] = {}
        self._learning = Lock()

    def __reduce__(self) -> tuple[Callable[[Blank], "CompiledBlank"], tuple[Blank]]:
        return compile_blank, (self.blank,)

    @property
    def id(self) -> str:
        return self.blank.id

    @property
    def shapes(self) -> int:
        """How many shapes are known: each but the first letter of one is filled the fast way."""
        return len(self._shapes)

    def fill(self, context: Mapping[str, Any]) -> FilledBlank:
        """As ``letterkit.compose.fill.fill``: the same bytes, the same refusals."""
        if self.why_not:
            return fill(self.blank, context)
        with opened_ledger() as ledger:
            try:
                key = tuple(template.render(context) for template in self._templates)
            except Exception:
                return fill(self.blank, context)  # tells what is wrong, and where
        shape = self._shapes.get(key)
        if shape is None:
            return self._learn(key, context)
        if any(map(_UNFIT.search, ledger.values)):
            return fill(self.blank, context)
        self._prove(shape, context, ledger)
        return shape.fill(ledger.values)

    def _prove(self, shape: Shape, context: Mapping[str, Any], ledger: Ledger) -> None:
        """``all_there``, at once where every value is printed as it was given."""
        printed = {ledger.values[number] for number in shape.seen}
        if any(value and value not in printed and not key.startswith(MAY_LACK) for key, value in leaves(context)):
            all_there(context, ledger, shape.seen, self.blank.file)

    def _learn(self, key: Key, context: Mapping[str, Any]) -> FilledBlank:
        """The letter as ``fill`` makes it; its shape is kept when the fast way gives the same letter."""
        recorder = _Recorder()
        with opened_ledger() as ledger:
            saved = fill_sealed(self.blank, context, recorder)
            docx, text, seen = unseal(saved, ledger, self.blank.file)
        all_there(context, ledger, seen, self.blank.file)
        filled = FilledBlank(docx, text)
        shape = self._shape(saved, len(ledger.values))
        if recorder.sources != self._sources or shape.seen != seen or shape.fill(ledger.values) != filled:
            self.why_not = VARIES
            return filled
        with self._learning:
            while len(self._shapes) >= MOST_SHAPES:
                self._shapes.pop(next(iter(self._shapes)))
            self._shapes[key] = shape
        return filled

    def _shape(self, saved: bytes, values: int) -> Shape:
        """``saved`` opened as ``fill`` opens it, with tokens that no blank can foresee in the place of ``values``."""
        token = Token(urandom(16).hex())
        docx, text, seen = unseal(saved, Ledger([token[number] for number in range(values)]), self.blank.file)
        return Shape(package(docx, token, self._packed), token.make_holes(text), seen)


def compile_blank(blank: Blank) -> CompiledBlank:
    """``blank`` ready for many letters; raises TemplateError as ``vet_blank``.

    A blank that cannot even print the words of ``inspect.sentinels`` is left to ``fill``, letter by letter.
    """
    vet_blank(blank)
    recorder = _Recorder()
    try:
        with opened_ledger():
            saved = fill_sealed(blank, sentinels(), recorder)
    except TemplateError as fault:
        return CompiledBlank(blank, [], fault.code)
    return CompiledBlank(blank, recorder.sources, None if _parts(saved) <= _parts(as_letter(blank.data)) else VARIES)


def _parts(docx: bytes) -> frozenset[str]:
    """Names of its parts. One that python-docx adds, the properties of the file, holds the time of its making."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return frozenset(archive.namelist())
