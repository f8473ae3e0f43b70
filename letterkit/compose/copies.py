"""A reply text and a blank kept as they are now, so that letters made of them later are the same letters."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from letterkit.compose.catalogue import Blank, BlankHead, Catalogue, ReplyText, parse_reply
from letterkit.core.errors import TemplateError
from letterkit.datafile import parse_model

_MOMENT = (1980, 1, 1, 0, 0, 0)
_REPLY, _HEAD, _BLANK = "replies/{}.md", "blanks/{}.yml", "blanks/{}.docx"


def copy_of(catalogue: Catalogue, reply_id: str, blank_id: str) -> bytes:
    """A .zip of the files of both: the same bytes until one of the files changes.

    Raises RequestError ``reply.unknown``, ``blank.unknown``; TemplateError for what ``read_copy`` could not read.
    """
    reply, blank = Path(catalogue.reply(reply_id).file), Path(catalogue.blank(blank_id).file)
    files = {_REPLY: reply, _HEAD: blank.with_suffix(".yml"), _BLANK: blank}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, path in files.items():
            archive.writestr(zipfile.ZipInfo(name.format(path.stem), _MOMENT), _bytes(path))
    read_copy(whole.getvalue())
    return whole.getvalue()


def read_copy(data: bytes) -> tuple[ReplyText, Blank]:
    """What ``copy_of`` has kept; raises TemplateError as the catalogue does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        reply, head, blank = archive.namelist()
        texts = _texts(archive, reply, head)
        read = parse_reply(next(texts), reply)
        told = parse_model(next(texts), BlankHead, file=head, error=TemplateError)
        return read, Blank(told, archive.read(blank), blank)


def _texts(archive: zipfile.ZipFile, *names: str) -> Iterator[str]:
    for name in names:
        try:
            yield archive.read(name).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise TemplateError("file.encoding", file=name) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise TemplateError("file.unreadable", file=str(path), why=fault.strerror or str(fault)) from fault
