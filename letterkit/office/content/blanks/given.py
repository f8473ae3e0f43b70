"""A blank as somebody has given it, made ready to be looked at: the same for the page and for the command."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from letterkit.compose.vetting import clean_blank
from letterkit.core.errors import TemplateError
from letterkit.office.content.blanks.leftovers import without_comments
from letterkit.office.content.blanks.markup import TAG
from letterkit.old_blanks.frames import mend_frames
from letterkit.ooxml import guard
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.pages.source_kinds import kind_inside

if TYPE_CHECKING:
    from letterkit.ooxml.clean import Removal
    from letterkit.pages.convert import Converter

_WORD = (".docx", ".dotx", ".docm", ".dotm")
_FOREIGN = (".doc", ".odt", ".rtf", ".ott", ".dot")
SUFFIXES = (*_WORD, *_FOREIGN)
# A template becomes the document that it makes. One of the two .docx filters of LibreOffice names the relation to the
# properties of the file in its own way, and docxtpl would add others beside them.
_SAID_OTHERWISE = {
    "[Content_Types].xml": (b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"),
    "_rels/.rels": (
        b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
        b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
}


@dataclass(frozen=True, slots=True)
class GivenBlank:
    """A Word file without comments of Word, of which there were ``comments``; so many ``frames`` were freed.

    ``taken`` is what reached out of the file or could run, and is no more in it.
    """

    data: bytes
    name: str
    comments: int = 0
    frames: int = 0
    taken: "tuple[Removal, ...]" = ()

    @property
    def is_old(self) -> bool:
        """Whether no mark stands in it yet."""
        return not TAG.search(text_map(Package.open(self.data, self.name)).text)


def take(data: bytes, name: str, converter: "Callable[[], Converter] | None" = None) -> GivenBlank:
    """The blank ``data``; one that is no Word file of today needs the ``converter``.

    Raises TemplateError ``blank.other-kind``, the codes of ``ooxml.clean.open_clean``; those of ``pages.convert``.
    """
    suffix = PurePath(name).suffix.lower()
    is_foreign = suffix in _FOREIGN and not data.startswith(guard.ZIP)  # whatever it is: the converter says it
    if converter is not None and suffix in SUFFIXES and (kind_inside(data) or is_foreign):
        data = converter().docx(data, suffix)
    elif suffix not in _WORD and not (suffix in _FOREIGN and data.startswith(guard.ZIP)):
        raise TemplateError("blank.other-kind", file=name)
    clean = clean_blank(data, name)
    data, comments = without_comments(_as_document(clean.docx), name)
    data, frames = mend_frames(data, name)
    return GivenBlank(data, f"{PurePath(name).stem}.docx", comments, frames, clean.taken)


def _as_document(data: bytes) -> bytes:
    """The package as Word writes that of a document; the same bytes where nothing is to be said otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        if not any(old in given.read(part) for part, (old, _) in _SAID_OTHERWISE.items()):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for entry in given.infolist():
                old, new = _SAID_OTHERWISE.get(entry.filename, (b"", b""))
                made.writestr(entry, given.read(entry).replace(old, new) if old else given.read(entry))
    return out.getvalue()
