"""What docxtpl would tear or drop in a blank without a word, found before it does.

docxtpl rewrites the XML of a blank as one long string: whatever stands between the pieces of a tag goes, and with a tag
such as ``{%p … %}`` goes all that stands beside it. Its patterns also take hours over braces that nobody closes.
"""

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from letterkit.compose.bounds import LONGEST_TAG, MOST_TAGS
from letterkit.compose.ledger import CLOSE, OPEN
from letterkit.core.errors import TemplateError
from letterkit.ooxml import guard_parts
from letterkit.ooxml.names import local

_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_WHOLE = re.compile(r"\{[{%#](?P<kind>p|tr|tc|r) ")
_BESIDE = re.compile(r"\{%\s*(colspan|cellbg|hm)\b")
# What a reader would miss, in the words of letterkit.reports.value_errors.
_SHOWN = {
    **dict.fromkeys(("drawing", "pict", "object", "mc:AlternateContent"), "loss.picture"),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "loss.note"),
    **dict.fromkeys(("tab", "ptab", "br", "cr"), "loss.break"),
    **dict.fromkeys(("sym", "noBreakHyphen", "m:oMath", "m:oMathPara"), "loss.special-sign"),
    **dict.fromkeys(("fldChar", "fldSimple", "instrText"), "loss.field"),
    "hyperlink": "loss.link",
    "sectPr": "loss.section",
}
_BLOCKS = {"p": "loss.paragraph", **dict.fromkeys(("tbl", "tr", "tc"), "loss.cell")}
_WRAPPERS = {"ins": "loss.tracked-change", "del": "loss.tracked-change", "hyperlink": "loss.link"}
_SEALS = re.compile(f"[{OPEN}{CLOSE}]")
_LOOKALIKE = re.compile(
    r"(?<![{%#_])\{\s*[\w.]{2,60}\s*\}(?![}])|\{[ \u00a0]\{[^{}]{1,80}\}[ \u00a0]\}|[｛﹛]+[^{}｛｝﹛﹜]{1,80}[｝﹜]+"
    r"|\$\{[\w.]{2,60}\}|\[\[\s*[\w.]{2,60}\s*\]\]|<<\s*[\w.]{2,60}\s*>>"
)
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a part: its text, and the first and the last of the elements (by number) that hold it."""

    text: str
    first: int
    last: int


def demand_no_losses(docx: bytes, file: str) -> None:
    """Pass a blank that docxtpl fills without losing anything of it.

    Raises the first of ``losses``.
    """
    for fault in losses(docx, file):
        raise fault


def losses(docx: bytes, file: str) -> Iterator[TemplateError]:
    """All that docxtpl would lose, each with ``part``, ``paragraph`` (1-based) and ``tag``.

    Codes, all ``blank.tag-`` +: ``lookalike``, ``unclosed`` (with ``closing``), ``too-long``, ``too-many``, ``torn``
    and ``drops`` (with ``problem``: what stands in its way), ``special``; and ``template.sealing-sign``. The ``docx``
    has passed the guard.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for entry in archive.infolist():
            data = archive.read(entry)
            if guard_parts.is_xml(entry.filename, data) and not entry.filename.endswith(".rels"):
                yield from _PackagePart(entry.filename, guard_parts.parse(data, entry.filename, file), file).losses()


class _PackagePart:
    """One part with its elements numbered in the order of the file."""

    def __init__(self, name: str, root: etree._Element, file: str) -> None:
        self._name, self._file = name, file
        self._elements: Sequence[etree._Element] = list(root.iter("{*}*"))

    def losses(self) -> Iterator[TemplateError]:
        text, starts, holders = self._flat
        if found := _SEALS.search(text):
            yield self._fault("template.sealing-sign", found.start(), sign=f"U+{ord(found[0]):04X}")
        if found := _LOOKALIKE.search(text):
            yield self._fault("blank.tag-lookalike", found.start(), tag=_short(found[0]))
        if not _BRACES.search(text):
            return
        tags: list[Tag] = []
        for begin, end in self._spans(text):
            if isinstance(end, TemplateError):
                yield end
                return  # what follows an open tag is not to be told from it
            first, last = _holder(starts, begin), _holder(starts, end - 1)
            tags.append(Tag(text[begin:end], holders[first], holders[last]))
        for tag in tags:
            fault = self._find_tear(tag) or self._beside(tag) or self._find_drag(tag)
            if fault is not None:
                yield fault

    @cached_property
    def _flat(self) -> tuple[str, list[int], list[int]]:
        """All texts as one, where each begins in it, and the number of the element that holds it."""
        pieces: list[str] = []
        starts: list[int] = []
        holders: list[int] = []
        length = 0
        for number, node in enumerate(self._elements):
            if (node.text and not node.text.isspace()) or local(node.tag) == "t":
                shown = node.text or ""
                pieces.append(shown)
                starts.append(length)
                holders.append(number)
                length += len(shown)
        return "".join(pieces), starts, holders

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {node: number for number, node in enumerate(self._elements)}

    def _spans(self, text: str) -> Iterator[tuple[int, int | TemplateError]]:
        """Where each tag begins and ends; the last may end in an error."""
        begin, opened, count = 0, "", 0
        for brace in _BRACES.finditer(text):
            if not opened and brace[0] in _CLOSE:
                begin, opened = brace.start(), brace[0]
                count += 1
                if count > MOST_TAGS:
                    yield begin, self._fault("blank.tag-too-many", begin, limit=MOST_TAGS)
                    return
            elif opened and brace[0] == _CLOSE[opened]:
                if brace.end() - begin > LONGEST_TAG:
                    yield begin, self._fault("blank.tag-too-long", begin, tag=_short(text[begin:]), limit=LONGEST_TAG)
                    return
                yield begin, brace.end()
                opened = ""
            elif opened in ("{{", "{%") and brace[0] in _CLOSE:
                break
        if opened:
            until = text.find("{", begin + len(opened))
            tag = _short(text[begin : until if until > 0 else None])
            yield begin, self._fault("blank.tag-unclosed", begin, tag=tag, closing=_CLOSE[opened])

    def _find_tear(self, tag: Tag) -> TemplateError | None:
        """docxtpl leaves out what stands between the pieces of a tag; only wrappers of text may be there."""
        first, last = self._elements[tag.first], self._elements[tag.last]
        if first is last:
            return None
        for node in self._elements[tag.first + 1 : tag.last]:
            if what := (_SHOWN | _BLOCKS).get(local(node.tag)):
                return self._fault_in("blank.tag-torn", first, tag=_short(tag.text), problem=what)
        if _wrapper(first) is not _wrapper(last):
            ends = (local(_wrapper(first).tag), local(_wrapper(last).tag))
            what = next((_WRAPPERS[name] for name in ends if name in _WRAPPERS), "loss.control")
            return self._fault_in("blank.tag-torn", first, tag=_short(tag.text), problem=what)
        return None

    def _beside(self, tag: Tag) -> TemplateError | None:
        """What goes with the paragraph, row, cell or run that a tag stands for."""
        node = self._elements[tag.first]
        if special := _BESIDE.match(tag.text):
            return self._fault_in("blank.tag-special", node, tag=_short(tag.text), name=special[1])
        whole = _WHOLE.match(tag.text)
        if whole is None:
            return None
        container = next((above for above in node.iterancestors() if local(above.tag) == whole["kind"]), None)
        for inside in () if container is None else container.iter("{*}*"):
            if what := _SHOWN.get(local(inside.tag)):
                return self._fault_in("blank.tag-drops", node, tag=_short(tag.text), problem=what)
        return None

    def _find_drag(self, tag: Tag) -> TemplateError | None:
        """``{%- … -%}`` pull the texts around them together over whatever stands between."""
        _, _, holders = self._flat
        before = [number for number in holders if number < tag.first] if tag.text.startswith("{%-") else []
        after = [number for number in holders if number > tag.last] if tag.text.endswith("-%}") else []
        spans = [(before[-1], tag.first)] if before else []
        spans += [(tag.last, after[0])] if after else []
        for start, end in spans:
            for node in self._elements[start + 1 : end]:
                if local(node.tag) != "p" and (what := (_SHOWN | _BLOCKS).get(local(node.tag))):
                    holder = self._elements[tag.first]
                    return self._fault_in("blank.tag-drops", holder, tag=_short(tag.text), problem=what)
        return None

    def _fault(self, code: str, at: int, **details: Any) -> TemplateError:
        _, starts, holders = self._flat
        return self._fault_in(code, self._elements[holders[_holder(starts, at)]], **details)

    def _fault_in(self, code: str, node: etree._Element, **details: Any) -> TemplateError:
        paragraph = _paragraph(node)
        number = None
        if paragraph is not None:
            upto = self._elements[: self._numbers[paragraph] + 1]
            number = sum(local(each.tag) == "p" for each in upto)
        return TemplateError(code, file=self._file, part=self._name, paragraph=number, **details)


def _holder(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _paragraph(node: etree._Element) -> etree._Element | None:
    return next((each for each in (node, *node.iterancestors()) if local(each.tag) == "p"), None)


def _wrapper(text: etree._Element) -> etree._Element:
    """What holds the run of ``text``."""
    run = text.getparent()
    above = run.getparent() if run is not None else None
    return text if above is None else above


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[:_SHORT]}…"
