"""Fields of a part, with all that makes them up: which of them fetch, which change by themselves; made plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.names import local

FETCHING = frozenset({"INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "DDEAUTO", "DDE", "LINK", "DATABASE", "RD"})
"""Fields that take their words from another file or program (ISO/IEC 29500-1, 17.16.5)."""
CHANGING = frozenset(
    """DATE TIME SAVEDATE PRINTDATE CREATEDATE EDITTIME FILENAME FILESIZE AUTHOR LASTSAVEDBY USERNAME USERINITIALS
    USERADDRESS TEMPLATE REVNUM NUMWORDS NUMCHARS""".split()
)
"""Fields whose words are others on another day, under another file name or with another person."""
MAX_DEPTH = 50
"""Fields within one another: Word makes up to twenty."""
# A nested field may put the name of the outer one together: then any name in the instruction counts.
_ANYWHERE = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b")
_NAME = re.compile(r'[\s"\\]*([A-Z]+)')
_CODE = frozenset({"instrText", "delInstrText"})


@dataclass(slots=True, eq=False)
class FieldMarks:
    """One field: ``simple`` is its element, or ``marks`` are its begin, separate and end; ``code`` is never shown.

    ``orphan`` is what stands outside of any field and yet calls itself an instruction.
    """

    instruction: str = ""
    marks: list[etree._Element] = field(default_factory=list)
    code: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)
    simple: etree._Element | None = None
    nested: bool = False
    shows: bool = False
    ended: bool = False
    orphan: bool = False

    @property
    def name(self) -> str:
        """The name of the field in capitals, empty where there is none."""
        return name_of(self.instruction)

    @property
    def fetches(self) -> str:
        """The name under which it takes words from elsewhere, empty for one that does not."""
        if self.name in FETCHING:
            return self.name
        if (self.nested or self.orphan) and (found := _ANYWHERE.search(self.instruction.upper())):
            return found[0]
        return ""

    def flatten(self) -> None:
        """Leave what the field shows, as plain words in the place of the field."""
        if self.simple is not None:
            parent = self.simple.getparent()
            if parent is not None:
                for node in [each for each in self.simple if local(each.tag) != "fldData"]:
                    self.simple.addprevious(node)
                parent.remove(self.simple)
            return
        # Of a field that does not end nobody knows where its code does.
        hidden = self.code if self.ended or self.shows else [node for node in self.code if local(node.tag) in _CODE]
        for node in (*self.marks, *hidden):
            above = node.getparent()
            if above is not None:
                above.remove(node)


def name_of(instruction: str) -> str:
    """The name of a field in capitals, by its instruction."""
    found = _NAME.match(instruction.upper())
    return found[1] if found else ""


def is_locked(element: etree._Element) -> bool:
    """Whether the field that ``element`` (its begin, or a simple one) begins keeps its words."""
    return _attribute(element, "fldLock") in ("1", "true", "on")


def fields_in(root: etree._Element) -> Iterator[FieldMarks]:
    """The fields below ``root``, inner ones before the outer; what stands in a text box is a story of its own."""
    orphan = FieldMarks(orphan=True)
    yield from _story(root, orphan)
    if orphan.code:
        yield orphan


def _story(root: etree._Element, orphan: FieldMarks) -> Iterator[FieldMarks]:
    open_: list[FieldMarks] = []
    found: list[FieldMarks] = []
    _walk(root, open_, found, orphan)
    yield from found
    yield from reversed(open_)


def _walk(element: etree._Element, open_: list[FieldMarks], found: list[FieldMarks], orphan: FieldMarks) -> None:
    for node in element:
        name = local(node.tag)
        if name == "fldChar":
            _mark(node, open_, found)
        elif name == "fldSimple":
            simple = FieldMarks(_attribute(node, "instr"), simple=node, shows=True, ended=True)
            for outer in open_:
                outer.nested |= not outer.shows
            open_.append(simple)
            _walk(node, open_, found, orphan)
            if simple in open_:
                del open_[open_.index(simple) :]
            found.append(simple)
        elif name in ("txbxContent", "mc:Choice", "mc:Fallback"):
            found += _story(node, orphan)
        elif _is_in_run(node):
            _note(node, name, open_, orphan)
            if len(node):
                _walk(node, open_, found, orphan)
        else:
            _walk(node, open_, found, orphan)


def _is_in_run(node: etree._Element) -> bool:
    parent = node.getparent()
    return isinstance(node.tag, str) and parent is not None and local(parent.tag) == "r" and local(node.tag) != "rPr"


def _mark(node: etree._Element, open_: list[FieldMarks], found: list[FieldMarks]) -> None:
    kind = _attribute(node, "fldCharType")
    if kind == "begin":
        for outer in open_:
            outer.nested |= not outer.shows
            if not outer.shows:
                outer.code.append(node)
        open_.append(FieldMarks(marks=[node]))
        if len(open_) > MAX_DEPTH:
            raise LetterFileError("file.too-deep", count=len(open_), limit=MAX_DEPTH)
        return
    if not open_ or open_[-1].simple is not None:
        return
    open_[-1].marks.append(node)
    for outer in open_[:-1]:
        if not outer.shows:
            outer.code.append(node)
    if kind == "separate":
        open_[-1].shows = True
    elif kind == "end":
        open_[-1].ended = True
        found.append(open_.pop())


def _note(node: etree._Element, name: str, open_: list[FieldMarks], orphan: FieldMarks) -> None:
    text = node.text or "" if name in (*_CODE, "t") else ""
    if not open_ and name in _CODE:
        orphan.code.append(node)
        orphan.instruction += text
    for each in open_:
        if each.shows:
            each.result.append(node)
        else:
            each.code.append(node)
            each.instruction += text


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(said) for key, said in node.attrib.items() if str(key).rpartition("}")[2] == name), "")
