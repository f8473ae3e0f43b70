"""What a clerk has sent: the Word file of a blank, and what it shall be called."""

from dataclasses import dataclass
from pathlib import PurePath

from flask import Request

from letterkit.core.errors import RequestError
from letterkit.office.content.blanks.head import slug_of

_NAME_LIMIT, _LABEL_LIMIT, _NOTE_LIMIT = 120, 200, 300


@dataclass(frozen=True, slots=True)
class BlankName:
    """What the form says; ``slug`` is the name in programs, made of ``label`` where none was typed."""

    label: str = ""
    slug: str = ""
    note: str = ""

    def demand(self, *, new: bool) -> str:
        """The name of the new blank; raises RequestError ``blank.no-label``, ``blank.no-name``."""
        if new and not self.label:
            raise RequestError("blank.no-label")
        made = slug_of(self.slug or self.label)
        if new and self.slug and made != self.slug:
            raise RequestError("blank.no-name")
        return made


def docx_of(request: Request) -> tuple[bytes, str]:
    """(data, name) of the file; raises RequestError ``blank.no-file``."""
    file = request.files.get("blank")
    if file is None or not file.filename:
        raise RequestError("blank.no-file")
    name = PurePath(file.filename.replace("\\", "/")).name[-_NAME_LIMIT:]
    return file.read(), name


def named_in(request: Request) -> BlankName:
    label, slug, note = (" ".join(request.form.get(name, "").split()) for name in ("label", "slug", "note"))
    return BlankName(label[:_LABEL_LIMIT], slug, note[:_NOTE_LIMIT])
