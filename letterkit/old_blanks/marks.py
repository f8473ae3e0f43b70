"""Marks put into an old blank in the place of chosen words; everything else stays as it looks."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from letterkit.core.errors import TemplateError
from letterkit.old_blanks.found import NOTHING, Fresh
from letterkit.old_blanks.holders import free_marks
from letterkit.old_blanks.wording import LABEL, block, fresh_lines, inline, may_lack, words_alone
from letterkit.ooxml import edit
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child, value
from letterkit.ooxml.text import TextMap, text_map
from letterkit.ooxml.word_changes import Change

_KEPT = frozenset({"title", "salutation", "closing", "signer.post_lines"})
"""What must not stand alone at the foot of a page."""
_CENTRED = frozenset({"salutation"})
_UNNUMBERED = re.compile(r"(?i)(?<!\w)на[ \t]+$")
# The order of the properties of a paragraph (ISO/IEC 29500-1, 17.3.1.26).
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChosenMark:
    """The mark of ``field`` shall stand for ``text[start:end]``; ``fresh`` as in ``Proposal``."""

    field: str
    start: int
    end: int
    fresh: Fresh = ""


def put_marks(data: bytes, name: str, chosen: Sequence[ChosenMark]) -> bytes:
    """The blank ``data`` with all of ``chosen`` in it.

    Raises TemplateError ``blank.marks-overlap`` for two marks that want the same words; LetterFileError as
    ``ooxml.edit.replace``.
    """
    ordered = sorted(chosen, key=lambda each: (each.start, each.end))
    worded = [each for each in ordered if not each.fresh]
    for before, after in pairwise(worded):
        if after.start < before.end or (after.start, after.end) == (before.start, before.end):
            raise TemplateError("blank.marks-overlap", file=name)
    found = text_map(Package.open(data, name))
    changes = [change for each in worded for change in _changes(found, each)]
    changes += _signature_gap(found, worded)
    data = edit.replace(data, name, changes) if changes else data
    package = Package.open(data, name)
    return _Structure(package, found, text_map(package)).put(ordered)


def _changes(found: TextMap, mark: ChosenMark) -> Iterator[Change]:
    """The mark in the place of the first sign of its words, so that it has one look; the rest of them goes."""
    spans = _spans(found, mark)
    if not spans:
        yield mark.start, mark.start, _words_of(found, mark)
        return
    (start, end), *others = spans
    label = _label(found, mark, start) if may_lack(mark.field) else ""
    words = _words_of(found, mark, label)
    start -= len(label)
    yield start, start + 1, words
    if end > start + 1:
        yield start + 1, end, ""
    for start, end in others:
        yield start, end, ""


def _words_of(found: TextMap, mark: ChosenMark, label: str = "") -> str:
    if _stands_alone(found, mark) and block(mark.field):
        return words_alone(mark.field)
    said = inline(mark.field, found.text[mark.start : mark.end], label)
    if mark.start == mark.end and found.text[: mark.start].endswith(("№", "N")):
        return f"\u00a0{said}"
    # «На ____ от ____» is a link to an appeal only with the sign of a number.
    unnumbered = mark.field == "incoming.number" and _UNNUMBERED.search(found.text, 0, mark.start)
    return f"№\u00a0{said}" if unnumbered else said


def _label(found: TextMap, mark: ChosenMark, start: int) -> str:
    line = next(at for at, end, *_ in found.places if at <= start <= end)
    said = LABEL.search(found.text, line, start)
    return said[0] if said and "\n" not in said[0] else ""


def _spans(found: TextMap, mark: ChosenMark) -> list[tuple[int, int]]:
    """The words of ``mark``, paragraph by paragraph; numbers that Word makes are none."""
    spans = []
    for start, end, *_ in found.places:
        pieces = [
            (max(piece.start, mark.start), min(piece.end, mark.end))
            for piece in found.pieces
            if piece.element is not None
            and start <= piece.start < end
            and piece.start < mark.end > mark.start
            and piece.end > mark.start
        ]
        if pieces:
            spans.append((pieces[0][0], pieces[-1][1]))
    return spans


def _places(found: TextMap, mark: ChosenMark) -> list[int]:
    """The numbers of the paragraphs that ``mark`` touches."""
    return [
        at
        for at, (start, end, *_) in enumerate(found.places)
        if (start < mark.end and end > mark.start) or (start <= mark.start <= end and mark.start == mark.end)
    ] or [next((at for at, place in enumerate(found.places) if place[0] <= mark.start <= place[1]), 0)]


def _stands_alone(found: TextMap, mark: ChosenMark) -> bool:
    """Whether nothing but the words of ``mark`` stands in their paragraphs."""
    first, last = found.places[_places(found, mark)[0]], found.places[_places(found, mark)[-1]]
    return not (found.text[first[0] : mark.start].strip() or found.text[mark.end : last[1]].strip())


def _signature_gap(found: TextMap, chosen: Sequence[ChosenMark]) -> Iterator[Change]:
    """Spaces and tabs between post and name become one tab: posts of other lengths must not move the name."""
    for post, name in _signed_pairs(chosen):
        between = found.text[post.end : name.start]
        if between and not between.strip() and "\n" not in between and not _in_cell(found, name):
            yield post.end, name.start, "\t"


def _signed_pairs(chosen: Sequence[ChosenMark]) -> Iterator[tuple[ChosenMark, ChosenMark]]:
    for post, name in pairwise(chosen):
        if (post.field, name.field) == ("signer.post_lines", "signer.name"):
            yield post, name


def _in_cell(found: TextMap, mark: ChosenMark) -> bool:
    element = found.places[_places(found, mark)[0]][3]
    return any(local(above.tag) in ("tc", "txbxContent") for above in element.iterancestors())


class _Structure:
    """Paragraphs of the blank whose words are marks already: those around them made, those left empty removed."""

    def __init__(self, package: Package, before: TextMap, after: TextMap) -> None:
        self._package, self._before = package, before
        self._elements = [place[3] for place in after.places]
        self._parts = [place[2] for place in after.places]
        # What stands for a paragraph now, first and last: other lines go before or behind all of it.
        self._edges = [(element, element) for element in self._elements]
        self._dropped: list[etree._Element] = []
        self._known: set[str] = set()

    def put(self, chosen: Sequence[ChosenMark]) -> bytes:
        """The whole file."""
        self._known = {each.field for each in chosen}
        numbered = [(each, _places(self._before, each)) for each in chosen]
        # What a line is copied from is taken as it was before the mark beside it got its paragraphs.
        looks = {id(each): deepcopy(self._elements[at[-1 if each.fresh == "after" else 0]]) for each, at in numbered}
        for post, name in _signed_pairs([each for each in chosen if not each.fresh]):
            self._set_tab(self._elements[_places(self._before, name)[-1]], name)
            del post
        self._keep_with_signature(numbered)
        for each, places in numbered:
            if not each.fresh:
                self._shape(each, places)
        # Lines behind the same one: each is put before those that were put there already.
        behind = [one for one in numbered if one[0].fresh == "after"]
        for each, places in [*(one for one in numbered if one[0].fresh == "before"), *reversed(behind)]:
            self._add_lines(each, places, looks[id(each)])
        for element in self._dropped:
            _remove(element)
        for part in {self._parts[at] for _, places in numbered for at in places}:
            free_marks(self._package.xml(part))
            self._package.touch(part)
        return self._package.save()

    def _keep_with_signature(self, numbered: Sequence[tuple[ChosenMark, list[int]]]) -> None:
        """Whatever stands between the words of the letter and its signature goes to the next page with it."""
        last = max((at for each, places in numbered if each.field == "paragraphs" for at in places), default=None)
        signed = [at for each, places in numbered if each.field.startswith("signer.") for at in places]
        for at in range(last + 1, max(signed)) if last is not None and signed else ():
            if not _in_table(self._elements[at]):
                _set(self._elements[at], "keepNext")

    def _shape(self, mark: ChosenMark, places: Sequence[int]) -> None:
        emptied = [at for at in places if not _has_words(self._elements[at])]
        if mark.field == NOTHING:
            self._dropped += [self._elements[at] for at in emptied]
            return
        element = self._elements[places[0]]
        emptied = [at for at in emptied if at in places[1:]]
        for at in emptied:
            _remove(self._elements[at])
        if mark.field in _KEPT:
            _set(element, "keepNext")
        made = block(mark.field) if _stands_alone(self._before, mark) else None
        edges = self._add_block(mark, element, made) if made is not None else (element, element)
        for at in (places[0], *emptied):
            self._edges[at] = edges

    def _add_block(
        self, mark: ChosenMark, element: etree._Element, made: Sequence[str]
    ) -> tuple[etree._Element, etree._Element]:
        """Puts the paragraphs of ``made`` around ``element``; the first and the last of them."""
        first = last = element
        for line in made[: made.index("*")]:
            fresh = self._copy_kept(element) if line == "+" else _tag(element, line)
            element.addprevious(fresh)
            first = fresh if first is element else first
        for line in made[made.index("*") + 1 :]:
            fresh = _tag(element, line)
            last.addnext(fresh)
            last = fresh
        if mark.field == "restriction":
            self._close_behind_copy(element, last)
        return first, last

    def _close_behind_copy(self, element: etree._Element, closing: etree._Element) -> None:
        """The number of the copy stands within the condition."""
        beside = closing.getnext()
        if beside is not None and "copy_number" in "".join(beside.itertext()):
            beside.addnext(closing)
        elif "copy_number" not in self._known:
            for line in fresh_lines("copy_number", self._known):
                closing.addprevious(_paragraph(element, line))

    def _copy_kept(self, element: etree._Element) -> etree._Element:
        """A copy of ``element`` that stays with the next one."""
        copy = deepcopy(element)
        _set(copy, "keepNext")
        _set(copy, "keepLines")
        return copy

    def _add_lines(self, mark: ChosenMark, places: Sequence[int], look: etree._Element) -> None:
        anchor = self._edges[places[-1]][1] if mark.fresh == "after" else self._edges[places[0]][0]
        lines = fresh_lines(mark.field, self._known)
        made = [_tag(anchor, line) if line.startswith("{%p") else _paragraph(look, line) for line in lines]
        for fresh in made:
            if mark.field in _KEPT:
                _set(fresh, "keepNext")
            align = "center" if mark.field in _CENTRED else "" if _in_table(anchor) else "left"
            if align:
                _align(fresh, align)
            if "\t" in "".join(lines):
                self._set_tab(fresh, None)
        for fresh in made if mark.fresh == "before" else reversed(made):
            (anchor.addprevious if mark.fresh == "before" else anchor.addnext)(fresh)

    def _set_tab(self, paragraph: etree._Element, mark: ChosenMark | None) -> None:
        """A tab stop at the right margin, where the name of the signer ends."""
        if mark is not None and _in_cell(self._before, mark):
            return
        width = _text_width(self._package)
        properties = _properties(paragraph)
        for old in [node for node in properties if local(node.tag) in ("tabs", "jc")]:
            properties.remove(old)
        indent = child(properties, "ind")
        if indent is not None:
            properties.remove(indent)
        tabs = _new(properties, "tabs")
        stop = etree.SubElement(tabs, _name(properties, "tab"))
        stop.set(_name(properties, "val"), "right")
        stop.set(_name(properties, "pos"), str(width))


def _text_width(package: Package) -> int:
    """Twips between the margins of the last section."""
    sections = [node for node in package.xml(package.main).iter("{*}*") if local(node.tag) == "sectPr"]
    size, margins = (child(sections[-1], name) if sections else None for name in ("pgSz", "pgMar"))
    width = int(float(value(size, "w") or 11906))
    return width - int(float(value(margins, "left") or 1701)) - int(float(value(margins, "right") or 567))


def _paragraph(like: etree._Element, words: str) -> etree._Element:
    """A paragraph of ``words`` that looks like ``like``."""
    made = like.makeelement(like.tag, None, like.nsmap)
    properties, run = child(like, "pPr"), next((node for node in like.iter("{*}r")), None)
    if properties is not None:
        made.append(deepcopy(properties))
        for node in [node for node in made[0] if local(node.tag) in ("numPr", "sectPr", "keepNext", "tabs")]:
            made[0].remove(node)
    fresh = etree.SubElement(made, _name(like, "r"))
    look = child(run, "rPr")
    if look is None and properties is not None:
        look = child(properties, "rPr")
    if look is not None:
        fresh.append(deepcopy(look))
    for at, line in enumerate(words.split("\n")):
        if at:
            etree.SubElement(fresh, _name(like, "br"))
        for number, piece in enumerate(line.split("\t")):
            if number:
                etree.SubElement(fresh, _name(like, "tab"))
            text = etree.SubElement(fresh, _name(like, "t"))
            text.text = piece
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _tag(like: etree._Element, words: str) -> etree._Element:
    """A paragraph that holds a mark of the template alone and is gone after the fill."""
    made = like.makeelement(like.tag, None, like.nsmap)
    etree.SubElement(etree.SubElement(made, _name(like, "r")), _name(like, "t")).text = words
    return made


def _remove(paragraph: etree._Element) -> None:
    """Removes a paragraph that is empty now, unless its cell has no other or it holds more than words."""
    above = paragraph.getparent()
    more = {"drawing", "pict", "object", "sectPr", "br", "AlternateContent", "bookmarkStart"}
    holds = any(local(node.tag).removeprefix("mc:") in more for node in paragraph.iter("{*}*"))
    if above is None or holds:
        return
    if local(above.tag) == "tc" and sum(local(node.tag) == "p" for node in above) < 2:
        return
    above.remove(paragraph)


def _has_words(paragraph: etree._Element) -> bool:
    return any((node.text or "").strip() for node in paragraph.iter("{*}t"))


def _in_table(paragraph: etree._Element) -> bool:
    return any(local(above.tag) == "tc" for above in paragraph.iterancestors())


def _properties(paragraph: etree._Element) -> etree._Element:
    found = child(paragraph, "pPr")
    if found is None:
        found = paragraph.makeelement(_name(paragraph, "pPr"), None, paragraph.nsmap)
        paragraph.insert(0, found)
    return found


def _set(paragraph: etree._Element, name: str) -> None:
    properties = _properties(paragraph)
    old = child(properties, name)
    if old is not None:
        properties.remove(old)
    _new(properties, name)


def _align(paragraph: etree._Element, align: str) -> None:
    properties = _properties(paragraph)
    for old in [node for node in properties if local(node.tag) in ("jc", "ind")]:
        properties.remove(old)
    _new(properties, "jc").set(_name(properties, "val"), align)


def _new(properties: etree._Element, name: str) -> etree._Element:
    """A property at its place among the others."""
    made = properties.makeelement(_name(properties, name), None, properties.nsmap)
    rank = _ORDER.index(name)
    later = [node for node in properties if local(node.tag) in _ORDER and _ORDER.index(local(node.tag)) > rank]
    if later:
        later[0].addprevious(made)
    else:
        properties.append(made)
    return made


def _name(like: etree._Element, name: str) -> str:
    return f"{{{etree.QName(like).namespace}}}{name}"
