"""Comments of Word set into a .docx beside the words they are about; nothing else in the file changes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.clean import open_to_change
from letterkit.ooxml.comment_marks import MARKS, Marks
from letterkit.ooxml.comment_part import Comment, CommentPart, Line, Signature
from letterkit.ooxml.comment_places import Spot, Spots
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import value
from letterkit.ooxml.text import text_map

MOST = 32_767
"""Word does not open a file with more comment ranges (MS-OI29500, 2.1.315)."""

_LARGEST_ID = 2**31 - 1
_TYPES = "[Content_Types].xml"


class Commenting:
    """Comments to be set into one letter: ask for a ``spot``, ``add`` what is to be said there, ``save``.

    Comments that are in the file stay; ``author`` and ``initials`` are those of the new ones, ``moment`` their time.
    Raises LetterFileError as ``open_clean`` when made.
    """

    def __init__(self, data: bytes, name: str, *, author: str, initials: str, moment: datetime) -> None:
        self._package = open_to_change(data, name)
        self._make_document()
        self._found = text_map(self._package)
        self._spots = Spots(self._package, self._found)
        self._signature = Signature(author, initials, moment)
        self._part = CommentPart(self._package)
        self._taken = set(self._ids())
        self._free = _free_ids(self._taken)
        self._comments: list[Comment] = []

    @property
    def text(self) -> str:
        """The text of the letter, in which places are counted."""
        return self._found.text

    def spot(self, start: int | None, end: int | None) -> Spot:
        """Where a comment on ``text[start:end]`` will stand (see ``Spots.of``)."""
        return self._spots.of(start, end)

    def add(self, spot: Spot, lines: Sequence[Line]) -> None:
        """Say ``lines`` at ``spot``; raises LetterFileError ``annotate.too-many``: Word would not open the file."""
        if len(self._taken) + len(self._comments) >= MOST:
            raise LetterFileError("annotate.too-many", file=self._package.name, limit=MOST)
        self._comments.append(Comment(next(self._free), spot, tuple(lines)))

    def save(self) -> bytes:
        """The letter with the comments; the file as it came when there are none.

        It is read again before it is given out: raises LetterFileError ``annotate.not-applied`` when its text is not
        what it was.
        """
        if self._comments:
            Marks(self._package, self._found.pieces).set(self._comments)
            self._package.touch(self._package.main)
            self._part.write(self._comments, self._signature)
        result = self._package.save()
        if text_map(Package.open(result, self._package.name, objects=True)).text != self._found.text:
            raise LetterFileError("annotate.not-applied", file=self._package.name)
        return result

    def _make_document(self) -> None:
        """What comes out is a .docx, whatever came in: Word opens no template under that name."""
        for node in self._package.xml(_TYPES):
            if str(node.get("ContentType", "")).endswith("template.main+xml"):
                node.set("ContentType", node.get("ContentType", "").replace("template.main", "document.main"))
                self._package.touch(_TYPES)

    def _ids(self) -> Iterator[int]:
        roots = [self._package.xml(self._package.main), *self._part.roots()]
        nodes: Iterator[etree._Element] = (node for root in roots for node in root.iter())
        for node in nodes:
            said = value(node, "id") if local(node.tag).startswith("comment") else None
            if said is not None and said.isdecimal():
                yield int(said)


def without_comments(data: bytes, name: str) -> bytes:
    """The letter with no mark of a comment in its text, to be printed; raises LetterFileError as ``guard.inspect``.

    LibreOffice 7.4 puts an empty line at the top of a letter that begins with a table and has a comment anywhere.
    """
    package = Package.open(data, name)
    for mark in [node for node in package.xml(package.main).iter() if local(node.tag) in MARKS]:
        package.touch(package.main)
        run = mark.getparent()
        if run is not None:
            run.remove(mark)
            if local(run.tag) == "r" and all(local(node.tag) == "rPr" for node in run):
                above = run.getparent()
                if above is not None:
                    above.remove(run)
    return package.save()


def _free_ids(taken: set[int]) -> Iterator[int]:
    """Ids above those in the file; from 0 on where the file uses them up to the end of what an id can be."""
    above = max(taken, default=-1) + 1
    return (number for number in count(above if above + MOST < _LARGEST_ID else 0) if number not in taken)
