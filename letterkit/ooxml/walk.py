"""The walk through the parts of a .docx that gathers its text; letterkit.ooxml.text says in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from letterkit.core.letter import ChangingField, Paragraph
from letterkit.core.paper import Zone
from letterkit.ooxml.cells import controls_around, is_deleted, parts_of, width_of
from letterkit.ooxml.field_marks import (
    bookmarks_in,
    changes_itself,
    chosen_entry,
    is_locked,
    property_binding,
    store_of,
    stored_binding,
    subject_of,
)
from letterkit.ooxml.names import local
from letterkit.ooxml.numbering import Numbering
from letterkit.ooxml.package import Package
from letterkit.ooxml.pictures_words import choose_branch, counts, drawn_words, shown_in, text_boxes
from letterkit.ooxml.signs import symbol_of, words_of
from letterkit.ooxml.stores import stored_values
from letterkit.ooxml.styles import Style, Styles, child, children, value

# Wrappers of blocks and of runs that add nothing of their own to the text.
_CLEAR = frozenset("sdt sdtContent customXml smartTag hyperlink bdo dir ins moveTo fldSimple rubyBase ruby".split())
_GONE = frozenset({"del", "moveFrom"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})
_RIGHT_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class TextPiece:
    """``text[start:end]`` is held by ``element`` of ``part``, from character ``offset`` of it on.

    ``element`` is a ``w:t`` (or ``m:t``), or the sign element (``w:tab``, ``w:br`` …) that stands for one character;
    None for a list number, a word of a drawing and the like, which stand nowhere in the text of the file.
    """

    start: int
    end: int
    part: str
    element: etree._Element | None
    offset: int = 0

    @property
    def is_text(self) -> bool:
        return self.element is not None and local(self.element.tag) in ("t", "m:t")


@dataclass(slots=True)
class _Field:
    """A complex field being read: its result counts, its code does not. A ``locked`` one keeps its words."""

    result: bool = False
    locked: bool = False
    code: str = ""
    start: int = 0
    entry: str = ""


class Walk:
    """Gathers text, paragraphs and pieces while going through the parts of ``package``."""

    def __init__(self, package: Package) -> None:
        self.text: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.pieces: list[TextPiece] = []
        self.places: list[tuple[int, int, str, etree._Element]] = []
        self.remarks: set[str] = set()
        self.changing: list[ChangingField] = []
        self._package = package
        self._styles = Styles.of(package)
        self._numbering = Numbering(self._root("numbering"))
        self._length = 0
        self._begun = False
        self._part = package.main
        self._zone, self._group, self._groups = Zone.BODY, 0, 0
        self._row, self._rows = 0, 0
        self._fields: list[_Field] = []
        self._drawn: list[str] = []
        self._joined = False
        self._right = False
        self._noted: dict[str, list[str]] = {"footnote": [], "endnote": []}
        if any(relation.kind == "comments" for relation in package.relations(package.main).values()):
            self.remarks.add("comments")

    def header(self, part: str) -> None:
        """Read one header part."""
        self._story(part, Zone.HEADER)

    def footer(self, part: str) -> None:
        """Read one footer part."""
        self._story(part, Zone.FOOTER)

    def body(self, body: etree._Element) -> None:
        """Read the main text."""
        self._part, self._zone, self._group, self._fields = self._package.main, Zone.BODY, 0, []
        self._blocks(body)

    def notes_of(self, kind: str) -> None:
        """Read the ``kind`` («footnote», «endnote») notes that the text refers to, in the order of the references."""
        part = self._package.related_part(self._package.main, f"{kind}s")
        if part is None or not self._noted[kind]:
            return
        by_id = {value(note, "id"): note for note in children(self._package.xml(part), kind)}
        for name in dict.fromkeys(self._noted[kind]):
            if name in by_id:
                self._part, self._fields = part, []
                self._enter(Zone.FOOTNOTE)
                self._blocks(by_id[name])

    def _root(self, kind: str) -> etree._Element | None:
        part = self._package.related_part(self._package.main, kind)
        return None if part is None else self._package.xml(part)

    def _story(self, part: str, zone: Zone) -> None:
        self._part, self._fields = part, []
        self._enter(zone)
        self._blocks(self._package.xml(part))

    def _enter(self, zone: Zone) -> None:
        self._groups += 1
        self._zone, self._group = zone, self._groups

    def _blocks(self, element: etree._Element) -> None:
        frame: tuple[bytes, int] | None = None
        for node in element:
            name = local(node.tag)
            if name == "p":
                frame = self._read_framed(node, frame)
            elif name == "tbl":
                self._table(node)
            elif name == "mc:AlternateContent":
                self._blocks(choose_branch(node))
            elif name in _CLEAR:
                start = self._length
                self._blocks(node)
                self._note_bound(node, start)
            elif name in _GONE:
                self.remarks.add("changes-accepted")

    def _read_framed(self, node: etree._Element, frame: tuple[bytes, int] | None) -> tuple[bytes, int] | None:
        """Read a paragraph; neighbours with the same frame properties stand in one frame."""
        properties = child(child(node, "pPr"), "framePr")
        if properties is None or self._zone is not Zone.BODY:
            self._paragraph(node)
            return None
        shape = etree.tostring(properties)
        zone, group = self._zone, self._group
        if frame is None or frame[0] != shape:
            self._enter(Zone.FRAME)
            frame = (shape, self._group)
        self._zone, self._group = Zone.FRAME, frame[1]
        self._paragraph(node)
        self._zone, self._group = zone, group
        return frame

    def _table(self, table: etree._Element) -> None:
        zone, group, right, outer = self._zone, self._group, self._right, self._row
        for row in parts_of(table, "tr"):
            at, begun = 0, self._length
            cells = [cell for cell in parts_of(row, "tc") if not is_deleted(cell)]
            if len(cells) < sum(1 for _ in parts_of(row, "tc")) or is_deleted(row):
                self.remarks.add("changes-accepted")
            if is_deleted(row):
                continue
            self._rows += 1
            self._row = self._rows
            widths = [width_of(cell) for cell in cells]
            for cell, width in zip(cells, widths, strict=True):
                # The row's second half: an addressee there stands to the right of a letterhead.
                self._right = right or at >= _RIGHT_SHARE * sum(widths) > 0
                at += width
                merge = child(child(cell, "tcPr"), "vMerge")
                if merge is not None and (value(merge) or "continue") == "continue":
                    continue
                # Cells of a header stay header: its zone says more than the table does.
                self._enter(Zone.TABLE if zone in (Zone.BODY, Zone.TABLE) else zone)
                start = self._length
                self._blocks(cell)
                self._note_controls(cell, start)
            self._note_controls(row, begun)
        self._zone, self._group, self._right, self._row = zone, group, right, outer

    def _paragraph(self, node: etree._Element) -> None:
        properties = child(node, "pPr")
        mark = child(properties, "rPr")
        if self._begun and not self._joined:
            self._add("\n")
        start, continued = self._length, self._joined
        self._begun, self._joined = True, False
        style = self._styles.of_paragraph(properties)
        boxes: list[etree._Element] = []
        before = len(self.pieces)
        number = self._numbering.next(style.num)
        self._runs(node, style, boxes)
        if number and len(self.pieces) > before and self._length > start:
            self._number(before, start, number)
        self.places.append((start, self._length, self._part, node))
        if any(child(mark, gone) is not None for gone in _GONE):
            self.remarks.add("changes-accepted")
            self._joined = True
        if self._numbering.odd:
            self.remarks.add("list-numbers")
        self._keep(start, style, continued)
        self._read_drawn()
        for box in boxes:
            zone, group, fields, row = self._zone, self._group, self._fields, self._row
            self._fields, self._row = [], 0
            self._enter(Zone.TEXTBOX if zone not in (Zone.HEADER, Zone.FOOTER) else zone)
            self._blocks(box)
            self._zone, self._group, self._fields, self._row = zone, group, fields, row

    def _keep(self, start: int, style: Style, continued: bool) -> None:
        if not self._since(start).strip():
            return
        last = self.paragraphs[-1] if self.paragraphs else None
        if continued and last is not None and last.end == start:
            # The mark between two paragraphs was deleted: together they are one.
            self.paragraphs[-1] = replace(last, end=self._length)
        else:
            align = "right" if self._right else style.align
            self.paragraphs.append(Paragraph(start, self._length, self._zone, self._group, align, row=self._row))

    def _read_drawn(self) -> None:
        """Read the words of what the paragraph draws; like list numbers they stand nowhere in the text of the file."""
        drawn, self._drawn = self._drawn, []
        if drawn:
            self._groups += 1
        for line in drawn:
            self._add("\n")
            start = self._length
            self._add(line)
            self.pieces.append(TextPiece(start, self._length, self._part, None))
            self.paragraphs.append(Paragraph(start, self._length, Zone.TEXTBOX, self._groups))

    def _since(self, start: int) -> str:
        """The text from ``start`` on; only the last chunks are looked at."""
        taken, length = [], self._length
        for chunk in reversed(self.text):
            if length <= start:
                break
            taken.append(chunk)
            length -= len(chunk)
        joined = "".join(reversed(taken))
        return joined[start - length :]

    def _number(self, before: int, start: int, number: str) -> None:
        """Set a list number before the text of the paragraph just read."""
        shown = f"{number} "
        shift = len(shown)
        written = self._since(start)
        while self._length > start:
            self._length -= len(self.text.pop())
        self._add(shown)
        self._add(written)
        moved = [TextPiece(p.start + shift, p.end + shift, p.part, p.element, p.offset) for p in self.pieces[before:]]
        self.pieces[before:] = [TextPiece(start, start + shift, self._part, None), *moved]
        self.changing = [
            ChangingField(each.name, each.start + shift, each.end + shift) if each.start >= start else each
            for each in self.changing
        ]

    def _runs(self, element: etree._Element, style: Style, boxes: list[etree._Element]) -> None:
        for node in element:
            name = local(node.tag)
            if name == "r":
                self._run(node, style, boxes)
            elif name in ("ins", "moveTo"):
                self.remarks.add("changes-accepted")
                self._runs(node, style, boxes)
            elif name in _GONE:
                self.remarks.add("changes-accepted")
            elif name == "mc:AlternateContent":
                self._runs(choose_branch(node), style, boxes)
            elif name in _CLEAR:
                start = self._length
                self._runs(node, style, boxes)
                if name == "fldSimple":  # LibreOffice fills it anew even where it is locked
                    self._note_changing(value(node, "instr") or "", start)
                self._note_bound(node, start)
            elif name in ("m:oMath", "m:oMathPara"):
                self._formula(node)

    def _formula(self, formula: etree._Element) -> None:
        """Read a formula; what stands in different places of it (above and below a line) is set apart."""
        last = self.pieces[-1].element if self.pieces and self.pieces[-1].end == self._length else None
        # Beside another formula, and in a line of its own, it begins apart from what stands before.
        apart = local(formula.tag) == "m:oMathPara" or (last is not None and local(last.tag) == "m:t")
        before = formula.getparent() if apart and last is not None else None
        for text in formula.iter("{*}t"):
            place = text.getparent().getparent() if local(text.tag) == "m:t" else None
            if place is None:
                continue
            if before is not None and place is not before:
                self._sign(" ")
            self._piece(text, text.text or "")
            before = place

    def _run(self, run: etree._Element, style: Style, boxes: list[etree._Element]) -> None:
        hidden = self._styles.hides(child(run, "rPr"), style)
        for node in shown_in(run):
            name = local(node.tag)
            if name == "fldChar":
                self._field(node)
            elif name in ("instrText", "t") and self._fields and not self._fields[-1].result:
                self._fields[-1].code += node.text or ""
            elif name in ("footnoteReference", "endnoteReference"):
                self._noted[name.removesuffix("Reference")].append(value(node, "id") or "")
            elif name in ("drawing", "pict", "object"):
                boxes.extend(text_boxes(node))
                self._drawn += drawn_words(node, self._package, self._part)
                if counts(node, self._package, self._part):
                    self.remarks.add("chart-numbers")
            elif name == "ruby":
                self._runs(node, style, boxes)
                self._drawn += ["".join(each.itertext()) for each in children(node, "rt")]
            elif not all(field.result for field in self._fields):
                continue
            else:
                shown = words_of(node) if name == "t" else symbol_of(node) if name == "sym" else _SIGNS.get(name, "")
                if hidden and shown.strip():
                    self.remarks.add("hidden-dropped")
                if shown and not hidden:
                    self._piece(node, shown)

    def _field(self, mark: etree._Element) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(locked=is_locked(mark), entry=chosen_entry(mark)))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._fields[-1].start = self._length
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            start = ended.start if ended.result else self._length
            if ended.entry and start == self._length and all(field.result for field in self._fields):
                self._sign(ended.entry)
            if not self._changes(ended.code, start, locked=ended.locked):
                return
            if self._fields and not self._fields[-1].result:
                self._fields[-1].code = ended.code  # what is worked out from a date changes with it
            else:
                self.changing.append(ChangingField(subject_of(ended.code), start, self._length))

    def _note_changing(self, code: str, start: int) -> None:
        if self._changes(code, start):
            self.changing.append(ChangingField(subject_of(code), start, self._length))

    def _changes(self, code: str, start: int, *, locked: bool = False) -> bool:
        return changes_itself(code, self._since(start), self._bookmarks, locked=locked)

    @cached_property
    def _bookmarks(self) -> frozenset[str]:
        """The bookmarks of all parts that may be printed."""
        relations = self._package.relations(self._package.main).values()
        parts = [each.target for each in relations if each.kind in _STORIES and each.target in self._package]
        return bookmarks_in(self._package.xml(part) for part in (self._package.main, *parts))

    def _note_bound(self, control: etree._Element, start: int) -> None:
        """Note a content control that is filled with what the file holds elsewhere, without the line feed before it."""
        binding = stored_binding(control) if local(control.tag) == "sdt" else None
        if binding is None:
            return
        shown = self._since(start)
        at = start + len(shown) - len(shown.lstrip("\n"))
        if property_binding(control) is not None:
            self.changing.append(ChangingField("DOCPROPERTY", at, self._length))
        elif shown.strip() not in self._stores.get(store_of(binding), (shown.strip(),)):
            self.changing.append(ChangingField("DATABINDING", at, self._length))

    @cached_property
    def _stores(self) -> Mapping[str, frozenset[str]]:
        return stored_values(self._package)

    def _note_controls(self, part: etree._Element, start: int) -> None:
        """Note content controls around a row or cell that was read from ``start`` on."""
        for control in controls_around(part):
            self._note_bound(control, start)

    def _piece(self, element: etree._Element, shown: str) -> None:
        if shown:
            self.pieces.append(TextPiece(self._length, self._length + len(shown), self._part, element))
            self._add(shown)

    def _sign(self, shown: str) -> None:
        """Add what stands in no text of the file."""
        self.pieces.append(TextPiece(self._length, self._length + len(shown), self._part, None))
        self._add(shown)

    def _add(self, text: str) -> None:
        self.text.append(text)
        self._length += len(text)
