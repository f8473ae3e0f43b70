"""Replacing pieces of a .docx in place: the new words take the look of the old, the rest of the file stays."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.clean import open_to_change
from letterkit.ooxml.field_marks import bookmarks_in, changes_itself, fields_in, stored_binding
from letterkit.ooxml.fields import filled_by_word
from letterkit.ooxml.names import FORBIDDEN_CHARACTERS, local
from letterkit.ooxml.package import Package
from letterkit.ooxml.split import set_text
from letterkit.ooxml.text import TextMap, TextPiece, text_map
from letterkit.ooxml.word_changes import Change, word_by_word


def replace(data: bytes, name: str, changes: Sequence[Change]) -> bytes:
    """The .docx with ``text[start:end]`` of its text map turned into the new text, for every change.

    A change may cross runs, not paragraphs; ``start == end`` inserts. Line feeds and tabs become breaks and tabs. Each
    word of a change that crosses runs keeps its own look; new text looks like the first character it replaces, or like
    what stands before an insertion. A field that changes by itself becomes plain text where words of it are changed, be
    it into the same. The result is read again before it is given out. Raises LetterFileError:
    ``edit.overlap``, ``edit.outside`` (a place that is not in the text), ``edit.crosses-paragraphs``, ``edit.not-text``
    (a list number, which Word makes), ``edit.control-character``, ``edit.not-applied``; those of guard.inspect.
    """
    package = open_to_change(data, name)
    found = text_map(package)
    ordered = _check_changes(found, name, changes)
    touched: set[str] = set()
    # From the end to the beginning: offsets before a change stay true.
    for change in reversed(ordered):
        touched |= _settle_fields(package, found, change)
        for start, end, new in reversed(_finer(found, change)):
            touched |= _apply(found, name, start, end, new)
    for part in touched:
        _mirror(package.xml(part))
        package.touch(part)
    result = package.save()
    expected = expected_text(found.text, ordered)
    if text_map(Package.open(result, name, objects=True)).text != expected:
        raise LetterFileError("edit.not-applied", file=name)
    return result


def expected_text(text: str, changes: Iterable[Change]) -> str:
    """``text`` after the changes, which do not overlap and stand in order."""
    out: list[str] = []
    at = 0
    for start, end, new in changes:
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


def _check_changes(found: TextMap, name: str, changes: Sequence[Change]) -> list[Change]:
    ordered = sorted(changes, key=lambda change: change[:2])
    at = -1
    for start, end, new in ordered:
        if not 0 <= start <= end <= len(found.text):
            raise LetterFileError("edit.outside", file=name, start=start, end=end)
        if start < at:
            raise LetterFileError("edit.overlap", file=name, start=start, end=end)
        if FORBIDDEN_CHARACTERS.search(new):
            raise LetterFileError("edit.control-character", file=name, start=start)
        at = end
    return ordered


def _settle_fields(package: Package, found: TextMap, change: Change) -> set[str]:
    """Makes plain text of fields that change by themselves where ``change`` has words in them; the parts touched."""
    if not any(each.start < change[1] and change[0] < each.end for each in found.fields):
        return set()
    touched: set[str] = set()
    for piece in found.pieces:
        if piece.start < change[1] and change[0] < piece.end and piece.element is not None:
            root = package.xml(piece.part)
            bookmarks = bookmarks_in([root])
            for each in list(fields_in(root)):
                shown = "".join(str(node.text or "") for node in each.result)
                changes = each.nested or changes_itself(each.instruction, shown, bookmarks)
                if changes and piece.element in each.result:
                    each.flatten()
                    touched.add(piece.part)
            for control in piece.element.iterancestors("{*}sdt"):
                if (binding := stored_binding(control)) is not None:
                    binding.getparent().remove(binding)
                    touched.add(piece.part)
    return touched


def _finer(found: TextMap, change: Change) -> Sequence[Change]:
    """``change`` word by word where it crosses runs."""
    start, end, _ = change
    runs = sum(piece.start < end and piece.end > start for piece in found.pieces)
    return [change] if runs < 2 else word_by_word(found.text, change)


def _apply(found: TextMap, name: str, start: int, end: int, new: str) -> set[str]:
    pieces = [piece for piece in found.pieces if piece.start < end and piece.end > start] if end > start else []
    covered = sum(min(piece.end, end) - max(piece.start, start) for piece in pieces)
    if covered != end - start:
        raise LetterFileError("edit.crosses-paragraphs", file=name, start=start, end=end)
    if any(piece.element is None for piece in pieces):
        raise LetterFileError("edit.not-text", file=name, start=start, end=end)
    if len({id(_paragraph(piece.element)) for piece in pieces if piece.element is not None}) > 1:
        raise LetterFileError("edit.crosses-paragraphs", file=name, start=start, end=end)
    if not pieces:
        return {_insert(found, name, start, new)}
    first = pieces[0]
    for piece in reversed(pieces[1:]):
        _cut(piece, start, end)
    if first.element is None:
        raise AssertionError("pieces without an element were refused above")
    if first.is_text:
        old = first.element.text or ""
        begin, stop = max(start - first.start, 0), min(end, first.end) - first.start
        _write(first.element, old[:begin], new, old[stop:])
    else:
        fresh = _text_after(first.element)
        _write(fresh, "", new, "")
        _remove(first.element)
    return {piece.part for piece in pieces}


def _insert(found: TextMap, name: str, at: int, new: str) -> str:
    before = next((piece for piece in found.pieces if piece.end == at and piece.element is not None), None)
    after = next((piece for piece in found.pieces if piece.start <= at < piece.end and piece.element is not None), None)
    inside = after is not None and after.start < at
    place = next((p for p in found.places if p[0] <= at <= p[1]), None)
    around = filled_by_word(before.element) if before is not None and before.element is not None else None
    if before is not None and around is not None and not inside and not _stands_in(after, around):
        _write(_text_behind(before, around[1]), "", new, "")
        return before.part
    chosen = before if before is not None and before.is_text and not inside else after
    if chosen is not None and chosen.is_text and chosen.element is not None:
        old = chosen.element.text or ""
        _write(chosen.element, old[: at - chosen.start], new, old[at - chosen.start :])
        return chosen.part
    if before is not None and before.element is not None:
        _write(_text_after(before.element), "", new, "")
        return before.part
    if chosen is not None and chosen.element is not None:
        fresh = _new_text(chosen.element)
        chosen.element.addprevious(fresh)
        _write(fresh, "", new, "")
        return chosen.part
    if place is None:
        raise LetterFileError("edit.not-text", file=name, start=at, end=at)
    _write(_text_in_empty(place[3]), "", new, "")
    return place[2]


def _cut(piece: TextPiece, start: int, end: int) -> None:
    """Take ``[start, end)`` out of a piece; a sign element goes whole."""
    if piece.element is None:
        return
    if not piece.is_text:
        _remove(piece.element)
        return
    old = piece.element.text or ""
    left, right = old[: max(start - piece.start, 0)], old[min(end, piece.end) - piece.start :]
    _write(piece.element, left, "", right)


def _write(element: etree._Element, left: str, new: str, right: str) -> None:
    """Set the text of ``element`` to the three strings; breaks and tabs in ``new`` become elements of their own."""
    words = re.split(r"(\r\n|[\n\r\t])", new)
    if len(words) == 1 or local(element.tag) != "t":
        set_text(element, left + new + right)
        return
    set_text(element, left + words[0])
    last = element
    for sign, word in zip(words[1::2], words[2::2], strict=True):
        last = _after(last, etree.SubElement(last.getparent(), _tag(element, "tab" if sign == "\t" else "br")))
        last = _after(last, _new_text(element))
        set_text(last, word)
    set_text(last, (last.text or "") + right)


def _after(place: etree._Element, fresh: etree._Element) -> etree._Element:
    place.addnext(fresh)
    return fresh


def _text_after(element: etree._Element) -> etree._Element:
    fresh = _new_text(element)
    element.addnext(fresh)
    return fresh


def _stands_in(piece: TextPiece | None, around: tuple[etree._Element, etree._Element]) -> bool:
    return piece is not None and piece.element is not None and filled_by_word(piece.element) == around


def _text_behind(piece: TextPiece, last: etree._Element) -> etree._Element:
    """A new run behind a field, looking as its words do: within it the new words would go when Word fills it anew."""
    run = last.makeelement(_tag(last, "r"), None, last.nsmap)
    old = piece.element.getparent() if piece.element is not None else None
    run.extend(deepcopy(node) for node in (old if old is not None else ()) if local(node.tag) == "rPr")
    last.addnext(run)
    fresh = _new_text(run)
    run.append(fresh)
    return fresh


def _text_in_empty(paragraph: etree._Element) -> etree._Element:
    """A new run in a paragraph without any, looking as the paragraph's mark does."""
    run = etree.SubElement(paragraph, _tag(paragraph, "r"))
    for properties in paragraph:
        if local(properties.tag) == "pPr":
            for mark in properties:
                if local(mark.tag) == "rPr":
                    run.append(deepcopy(mark))
    fresh = _new_text(paragraph)
    run.append(fresh)
    return fresh


def _new_text(like: etree._Element) -> etree._Element:
    return like.makeelement(_tag(like, "t"), None, like.nsmap)


def _tag(like: etree._Element, name: str) -> str:
    return f"{{{etree.QName(like).namespace}}}{name}"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _paragraph(element: etree._Element | None) -> etree._Element | None:
    while element is not None and local(element.tag) != "p":
        element = element.getparent()
    return element


def _mirror(root: etree._Element) -> None:
    """Give the fallback of every text box the words of its choice: one letter must not say two things."""
    for alternate in root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"):
        branches = {
            local(node.tag): [box for box in node.iter() if local(box.tag) == "txbxContent"] for node in alternate
        }
        chosen, fallback = branches.get("mc:Choice", []), branches.get("mc:Fallback", [])
        if len(chosen) != len(fallback):
            continue
        for one, other in zip(chosen, fallback, strict=True):
            if _words(one) != _words(other):
                other[:] = [deepcopy(node) for node in one]


def _words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter() if local(node.tag) == "t")
