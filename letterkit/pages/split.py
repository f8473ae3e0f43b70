"""A PDF of many letters cut into one a letter, where named destinations show each of them to begin and to end.

LibreOffice gives all pages one common list of fonts and pictures, and the document one list of destinations and one
tree of tags. A letter is therefore put together anew from what its pages themselves name; a page with anything else on
it is not cut at all.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letterkit.ooxml.join import Marks
from letterkit.pages.metadata import put_metadata, save
from letterkit.pages.tags import Tags

# What a page needs to be seen; all else ties it to the document that it comes from.
_OF_A_PAGE = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Group", "/Tabs")
_OF_A_LINK = frozenset({"/Type", "/Subtype", "/Rect", "/Border", "/A", "/F", "/C", "/QuadPoints", "/Contents"})
_PLAIN_RESOURCES = frozenset({"/Font", "/XObject", "/ExtGState", "/ColorSpace"})
_TYING = frozenset({"/Resources", "/Parent", "/P", "/Pg", "/Metadata", "/StructParent", "/StructParents"})
_OF_THE_DOCUMENT = frozenset({"/Page", "/Pages", "/Catalog", "/StructElem"})
_INHERITED = frozenset({"/MediaBox", "/CropBox", "/Rotate", "/Resources"})
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_OF_THE_PROGRAM = ("/Creator", "/Producer", "/CreationDate")
_OF_THE_LETTER = {"title": "/Title", "creator": "/Author", "subject": "/Subject", "keywords": "/Keywords"}


class _Doubt(Exception):
    """It is not certain which page belongs to which letter, or what a page brings along."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The PDF of one letter, whose pages are those from ``first`` to ``last`` of the whole, counted from 0."""

    pdf: bytes
    first: int
    last: int


def split(pdf: bytes, marks: Sequence[Marks], descriptions: Sequence[Mapping[str, str]]) -> list[Cut] | None:
    """A PDF for each of ``marks``, in that order, entitled by ``descriptions``; None when there is the least doubt.

    Every mark must be there once, and the letters must follow one another without a page left out or shared. Each PDF
    is opened again: its pages show what those of the whole show and are drawn with the same things, to the byte.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as whole:
            pages = [page.obj for page in whole.pages]
            spans = _spans(whole, pages, marks)
            known: dict[tuple[int, int], bool] = {}
            loose = [_cut_loose(page, known) for page in pages]
            tags = Tags(whole, pages)
            return [
                Cut(_letter(whole, loose, tags, (first, last), description), first, last)
                for (first, last), description in zip(spans, descriptions, strict=True)
            ]
    except (_Doubt, pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _spans(whole: Any, pages: Sequence[Any], marks: Sequence[Marks]) -> list[tuple[int, int]]:
    """The first and the last page of each letter, counted from 0."""
    numbers = {page.objgen: number for number, page in enumerate(pages)}
    found = {name: numbers[page.objgen] for name, page in _destinations(whole)}
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


def _destinations(whole: Any) -> Iterator[tuple[str, Any]]:
    """Names and the pages they lead to, whether the document keeps them in a dictionary or in a tree."""
    import pikepdf

    places = [(name.removeprefix("/"), place) for name, place in whole.Root.get("/Dests", {}).items()]
    if "/Dests" in whole.Root.get("/Names", {}):
        places += pikepdf.NameTree(whole.Root.Names.Dests).items()
    for name, place in places:
        yield str(name), (place.D if isinstance(place, pikepdf.Dictionary) else place)[0]


def _cut_loose(page: Any, known: dict[tuple[int, int], bool]) -> Any:
    """Only what ``page`` shows and what that is drawn with; ``known`` is kept for all pages."""
    import pikepdf

    own = pikepdf.Dictionary()
    named = set(_NAME.findall(_drawing(page)))
    for kind, things in _of(page, "/Resources", {}).items():
        if not isinstance(things, pikepdf.Dictionary):
            continue
        used = pikepdf.Dictionary({name: thing for name, thing in things.items() if name[1:].encode() in named})
        if not len(used):
            continue
        if kind not in _PLAIN_RESOURCES or not all(_is_plain(thing, known) for thing in used.values()):
            raise _Doubt("resource")
        own[kind] = used
    loose = pikepdf.Dictionary({key: value for key in _OF_A_PAGE if (value := _of(page, key)) is not None})
    loose["/Resources"] = own
    loose["/StructParents"] = 0  # its place in the letter
    links = [_link(each) for each in page.get("/Annots", ())]
    if links:
        loose["/Annots"] = pikepdf.Array(links)
    return loose


def _of(page: Any, key: str, default: Any = None) -> Any:
    """What ``page`` says of itself, or the list it stands in says of all pages."""
    while key not in page and key in _INHERITED and "/Parent" in page:
        page = page["/Parent"]
    return page.get(key, default)


def _drawing(page: Any) -> bytes:
    import pikepdf

    contents = page.get("/Contents", ())
    streams = [contents] if isinstance(contents, pikepdf.Stream) else contents
    return b"\n".join([stream.read_bytes() for stream in streams])


def _is_plain(thing: Any, known: dict[tuple[int, int], bool]) -> bool:
    """Whether ``thing`` leads to no page and to no list of things: forms mostly have that of the whole document."""
    import pikepdf

    if not isinstance(thing, pikepdf.Object):
        return True
    if thing.is_indirect and thing.objgen in known:
        return known[thing.objgen]
    if thing.is_indirect:
        known[thing.objgen] = True  # a thing that leads back to itself ends here
    plain = True
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        plain = _TYING.isdisjoint(thing.keys()) and str(thing.get("/Type")) not in _OF_THE_DOCUMENT
        plain = plain and all(_is_plain(value, known) for _, value in thing.items())
    elif isinstance(thing, pikepdf.Array):
        plain = all(_is_plain(value, known) for value in thing)
    if thing.is_indirect:
        known[thing.objgen] = plain
    return plain


def _link(annotation: Any) -> Any:
    """A link to an address outside, as a note on the page and nothing more; _Doubt for any other annotation."""
    import pikepdf

    action = annotation.get("/A", {})
    if annotation.get("/Subtype") != "/Link" or action.get("/S") != "/URI" or "/Dest" in annotation:
        raise _Doubt("annotation")
    return pikepdf.Dictionary({key: value for key, value in annotation.items() if key in _OF_A_LINK})


def _letter(
    whole: Any, loose: Sequence[Any], tags: Tags, span: tuple[int, int], description: Mapping[str, str]
) -> bytes:
    """A PDF of the pages ``span`` alone, with the letter's own title and author; the rest is said as in ``whole``."""
    import pikepdf

    first, last = span
    pages = loose[first : last + 1]
    with pikepdf.new() as letter:
        for number, page in enumerate(pages):
            page["/StructParents"] = number
            letter.pages.append(pikepdf.Page(whole.make_indirect(page)))
        said = {name: str(whole.docinfo[name]) for name in _OF_THE_PROGRAM if name in whole.docinfo}
        said |= {name: description[word] for word, name in _OF_THE_LETTER.items() if word in description}
        letter.trailer["/Info"] = letter.make_indirect(
            pikepdf.Dictionary({name: pikepdf.String(words) for name, words in said.items()})
        )
        if "/Lang" in whole.Root:
            letter.Root["/Lang"] = pikepdf.String(str(whole.Root["/Lang"]))
        if "title" in description:
            letter.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
        tags.put(letter, first, last)
        letter.Root["/OutputIntents"] = letter.copy_foreign(whole.make_indirect(whole.Root.OutputIntents))
        put_metadata(letter)
        made = save(letter)
    _see(io.BytesIO(made), pages)
    return made


def _see(letter: io.BytesIO, pages: Sequence[Any]) -> None:
    """_Doubt unless ``letter`` has ``pages`` and no others, each equal in all that it says and refers to."""
    import pikepdf

    with pikepdf.open(letter) as seen:
        for page, original in zip([page.obj for page in seen.pages], pages, strict=True):
            said = set(page.keys()) - {"/Parent", "/Tabs"}  # the order of links is mended in both
            if said != set(original.keys()) - {"/Tabs"} or any(page[key] != original[key] for key in said):
                raise _Doubt("copy")
