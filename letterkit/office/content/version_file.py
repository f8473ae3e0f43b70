"""What a version holds as one file: a reply text as it is, of a blank its description and its Word file in one zip."""

import io
import zipfile
from collections.abc import Mapping
from enum import StrEnum

from letterkit.compose import Blank, ReplyText
from letterkit.compose.catalogue import parse_blank, parse_reply
from letterkit.core.errors import TemplateError

_MOMENT = (1980, 1, 1, 0, 0, 0)
_HEAD, _LETTERHEAD = "blank.yml", "blank.docx"


class KeptKind(StrEnum):
    """What clerks keep, by its folder in the store of files."""

    REPLY = "reply"
    BLANK = "blank"
    PACK = "pack"
    PROFILE = "profile"


def blank_content(head: bytes, docx: bytes) -> bytes:
    """The description ``head`` (YAML) and the Word file of a blank as one: the same bytes for the same two."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in ((_HEAD, head), (_LETTERHEAD, docx)):
            packed.writestr(zipfile.ZipInfo(name, _MOMENT), data)
    return out.getvalue()


def reply_of(content: bytes, slug: str) -> ReplyText:
    """The reply text ``content``; raises TemplateError as ``parse_reply``, ``template.wrong-id``."""
    found = parse_reply(_text(content, slug), f"{slug}.md")
    if found.id != slug:
        raise TemplateError("template.wrong-id", file=found.file, id=found.id, name=slug)
    return found


def blank_of(content: bytes, slug: str) -> Blank:
    """The blank ``content``; raises TemplateError as ``parse_blank``, ``template.wrong-id``, ``blank.damaged``."""
    head, docx = _unpack_blank(content, slug)
    found = parse_blank(_text(head, slug), docx, f"{slug}.yml")
    if found.id != slug:
        raise TemplateError("template.wrong-id", file=found.file, id=found.id, name=slug)
    return found


def blank_files(slug: str, content: bytes) -> Mapping[str, bytes]:
    """The description and the Word file that ``content`` is in a folder of templates, by their paths there."""
    head, docx = _unpack_blank(content, slug)
    return {f"blanks/{slug}.yml": head, f"blanks/{slug}.docx": docx}


def _unpack_blank(content: bytes, slug: str) -> tuple[bytes, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.read(_HEAD), packed.read(_LETTERHEAD)
    except (zipfile.BadZipFile, KeyError) as fault:
        raise TemplateError("blank.damaged", file=f"{slug}.docx") from fault


def _text(content: bytes, slug: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise TemplateError("file.encoding", file=slug) from fault
