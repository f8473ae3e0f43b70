"""A PDF of many letters cut into one a letter, where named destinations show each of them to begin and to end.

LibreOffice gives all pages one common list of fonts and pictures, and the document one list of destinations. A letter
is therefore put together anew from what its pages themselves name; a page with anything else on it is not cut at all.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.join import Marks
from letterkit.pages.facts import opened

# What a page needs to be seen; all else ties it to the document that it comes from.
_OF_A_PAGE = frozenset({"/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Resources", "/Group"})
_OF_A_LINK = frozenset({"/Type", "/Subtype", "/Rect", "/Border", "/A", "/F", "/C", "/QuadPoints"})
_PLAIN_RESOURCES = frozenset({"/Font", "/XObject", "/ExtGState", "/ColorSpace"})
_TYING = frozenset({"/Resources", "/Parent", "/P", "/Pg", "/Metadata", "/StructParent", "/StructParents"})
_OF_THE_DOCUMENT = frozenset({"/Page", "/Pages", "/Catalog", "/StructElem"})
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_OF_THE_PROGRAM = ("/Creator", "/Producer", "/CreationDate")
_OF_THE_LETTER = {"title": "/Title", "creator": "/Author", "subject": "/Subject", "keywords": "/Keywords"}


class _Doubt(Exception):
    """It is not certain which page belongs to which letter, or what a page brings along."""


def split(pdf: bytes, marks: Sequence[Marks], descriptions: Sequence[Mapping[str, str]]) -> list[bytes] | None:
    """A PDF for each of ``marks``, in that order, entitled by ``descriptions``; None when there is the least doubt.

    Every mark must be there once, and the letters must follow one another without a page left out or shared.
    """
    from pypdf import PdfWriter

    try:
        with opened(pdf) as reader:
            pages = list(reader.pages)
            spans = _spans(reader, pages, marks)
            known: dict[int, bool] = {}
            for page in pages:
                _cut_loose(page, known)
            made = []
            for (first, last), description in zip(spans, descriptions, strict=True):
                writer = PdfWriter()
                writer.pdf_header = reader.pdf_header
                for page in pages[first : last + 1]:
                    writer.add_page(page)
                _describe(writer, reader, description)
                out = io.BytesIO()
                writer.write(out)
                made.append(out.getvalue())
            return made
    except (_Doubt, LetterFileError):
        return None


def _spans(reader: Any, pages: Sequence[Any], marks: Sequence[Marks]) -> list[tuple[int, int]]:
    """The first and the last page of each letter, counted from 0."""
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(pages)}
    found = {
        name.removeprefix("/"): numbers[destination.raw_get("/Page").idnum]
        for name, destination in reader.named_destinations.items()
    }
    if len(found) != 2 * len(marks):
        raise _Doubt("marks")
    spans, expected = [], 0
    for names in marks:
        if names.first not in found or names.last not in found:
            raise _Doubt("mark")
        first, last = found[names.first], found[names.last]
        if first != expected or last < first:
            raise _Doubt("order")
        spans.append((first, last))
        expected = last + 1
    if expected != len(pages):
        raise _Doubt("pages")
    return spans


def _cut_loose(page: Any, known: dict[int, bool]) -> None:
    """Leave to ``page`` only what it shows and what that is drawn with; ``known`` is kept for all pages."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    annotations: Any = page.get("/Annots", ArrayObject()).get_object()
    links = [_link(each.get_object()) for each in annotations]
    contents, shared = page.get_contents(), page.get("/Resources", DictionaryObject()).get_object()
    drawing = contents.get_data() if contents is not None else b""
    named = {f"/{name.decode('latin-1')}" for name in _NAME.findall(drawing)}
    own = DictionaryObject()
    for kind, things in shared.items():
        things = things.get_object()
        if not isinstance(things, DictionaryObject):
            continue
        used = DictionaryObject({name: things.raw_get(name) for name in things if name in named})
        if not used:
            continue
        if kind not in _PLAIN_RESOURCES or not all(_is_plain(thing, known) for thing in used.values()):
            raise _Doubt("resource")
        own[NameObject(kind)] = used
    for key in set(page) - _OF_A_PAGE:
        del page[key]
    page[NameObject("/Resources")] = own
    if links:
        page[NameObject("/Annots")] = ArrayObject(links)


def _is_plain(thing: Any, known: dict[int, bool]) -> bool:
    """Whether ``thing`` leads to no page and to no list of things: forms mostly have that of the whole document."""
    from pypdf.generic import IndirectObject

    if isinstance(thing, IndirectObject):
        if thing.idnum not in known:
            known[thing.idnum] = True  # a thing that leads back to itself ends here
            known[thing.idnum] = _is_plain(thing.get_object(), known)
        return known[thing.idnum]
    if isinstance(thing, dict):
        if not _TYING.isdisjoint(thing) or thing.get("/Type") in _OF_THE_DOCUMENT:
            return False
        return all(_is_plain(value, known) for value in thing.values())
    return all(_is_plain(value, known) for value in thing) if isinstance(thing, list) else True


def _link(annotation: Any) -> Any:
    """A link to an address outside, as a note on the page and nothing more; _Doubt for any other annotation."""
    from pypdf.generic import DictionaryObject

    action = annotation["/A"].get_object() if "/A" in annotation else {}
    if annotation.get("/Subtype") != "/Link" or action.get("/S") != "/URI" or "/Dest" in annotation:
        raise _Doubt("annotation")
    return DictionaryObject({key: annotation.raw_get(key) for key in annotation if key in _OF_A_LINK})


def _describe(writer: Any, reader: Any, description: Mapping[str, str]) -> None:
    """Title and author of the letter itself; language and program are those of the whole document."""
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    said = reader.metadata or {}
    details = {name: str(said[name]) for name in _OF_THE_PROGRAM if name in said}
    details |= {name: description[word] for word, name in _OF_THE_LETTER.items() if word in description}
    writer.metadata = details
    root, ours = reader.trailer["/Root"], writer.root_object
    if "/Lang" in root:
        ours[NameObject("/Lang")] = TextStringObject(root["/Lang"])
    if "title" in description:
        ours[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
