"""Fields of a part, with all that makes them up: which fetch, which change by themselves; made plain text."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.names import local

FETCHING = frozenset({"INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "DDEAUTO", "DDE", "LINK", "DATABASE", "RD"})
"""Fields that take their words from another file or program (ISO/IEC 29500-1, 17.16.5)."""
_STEADY = frozenset(
    """PAGE NUMPAGES SECTION SECTIONPAGES SEQ LISTNUM TOC TOA TC TA XE HYPERLINK NOTEREF STYLEREF QUOTE EQ ADVANCE
    FORMTEXT FORMCHECKBOX FORMDROPDOWN MERGEFIELD ADDRESSBLOCK GREETINGLINE CITATION BIBLIOGRAPHY BARCODE DISPLAYBARCODE
    ADDIN PRIVATE EMBED SHAPE CONTROL HTMLCONTROL GOTOBUTTON""".split()
)
"""Fields that Word and LibreOffice print as they stand in the text, or count in it alike."""
_SILENT = frozenset({"SET", "ASK", "NEXT", "NEXTIF", "SKIPIF"})
"""Fields that do something and print nothing."""
_REFERRING = frozenset({"REF", "PAGEREF"})
"""Fields that take their words from a bookmark: without it LibreOffice prints an error in their place."""
_HEED_NO_LOCK = frozenset(
    """IF TITLE SUBJECT KEYWORDS COMMENTS DOCPROPERTY REF PAGEREF SET AUTONUM AUTONUMLGL AUTONUMOUT INDEX
    REVNUM DATE TIME FILENAME TEMPLATE NUMWORDS NUMCHARS EDITTIME MACROBUTTON ASK MERGEREC SYMBOL""".split()
)
"""Locked or not, LibreOffice 7.4 fills them anew: tried one by one."""
MAX_DEPTH = 50
"""Fields within one another: Word makes up to twenty."""
# A nested field may put the name of the outer one together: then any name in the instruction counts.
_ANYWHERE = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b")
_NAME = re.compile(r'[\s"\\]*([A-Z]+)')
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_CODE = frozenset({"instrText", "delInstrText"})
# Stores of the file's properties that Word has built in: [MS-DOCX] 2.5.1.3, and those of a cover page.
_PROPERTIES = re.compile(
    r"core-properties|extended-properties|coverPageProps"
    r"|6C3C8BC8-F283-45AE-878A-BAB7291924A1|6668398D-A668-4E3E-A5EB-62B293D839F1|55AF091B-3C7A-41E3-B477-F2FDAA23CFDA",
    re.I,
)


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


def changes_itself(instruction: str, shown: str, bookmarks: Container[str] = (), *, locked: bool = False) -> bool:
    """Whether a field that shows ``shown`` now may print other words; ``bookmarks`` are those of the file, casefolded.

    What fetches is not told here: it is taken out of a letter before.
    """
    name = name_of(instruction)
    if not name or name in _STEADY or name in FETCHING or (locked and name not in _HEED_NO_LOCK):
        return False
    if name in _SILENT:
        return bool(shown)
    return name not in _REFERRING or _word(instruction, 1).casefold() not in bookmarks


def subject_of(instruction: str) -> str:
    """What the field shows, in capitals: its name, or the property that it is told to show."""
    name = name_of(instruction)
    return (_word(instruction, 1).upper() or name) if name in ("DOCPROPERTY", "INFO") else name


def bookmarks_in(roots: Iterable[etree._Element]) -> frozenset[str]:
    """The names of the bookmarks below ``roots``, casefolded: Word does not tell them by their capitals."""
    return frozenset(_attribute(node, "name").casefold() for root in roots for node in root.iter("{*}bookmarkStart"))


def property_binding(control: etree._Element) -> etree._Element | None:
    """What binds the content control to a property of the file, whose value is printed in its place, if any."""
    for node in control.iterfind("{*}sdtPr/{*}dataBinding"):
        if any(_PROPERTIES.search(str(said)) for said in node.attrib.values()):
            return node
    return None


def stored_binding(control: etree._Element) -> etree._Element | None:
    """What binds the content control to data within the file, whose value is printed in its place, if any."""
    return control.find("{*}sdtPr/{*}dataBinding")


def store_of(binding: etree._Element) -> str:
    """The name of the data in capitals, «{…}»."""
    return _attribute(binding, "storeItemID").upper()


def _word(instruction: str, number: int) -> str:
    words = [quoted or plain for quoted, plain in _WORD.findall(instruction)]
    return words[number] if number < len(words) else ""


def is_locked(element: etree._Element) -> bool:
    """Whether the field that ``element`` (its begin, or a simple one) begins keeps its words."""
    return _attribute(element, "fldLock") in ("1", "true", "on")


def chosen_entry(begin: etree._Element) -> str:
    """What a drop-down list of a form shows, of which ``begin`` is the begin; empty for any other field."""
    listed = begin.find("{*}ffData/{*}ddList")
    if listed is None:
        return ""
    entries = [_attribute(node, "val") for node in listed.iterfind("{*}listEntry")]
    said = [node for name in ("result", "default") for node in listed.iterfind(f"{{*}}{name}")]
    chosen = _attribute(said[0], "val") if said else "0"
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


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
