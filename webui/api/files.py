"""Files of the API: taken in with a form, given out to be saved."""

from io import BytesIO
from typing import cast

from flask import send_file
from pydantic import BaseModel
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.office.register.attached import AttachedFile
from webui.uploads import uploaded_files

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
BYTES = "application/octet-stream"


class FileTold(BaseModel):
    """A file that goes with something."""

    id: int
    name: str
    size: int
    sha256: str
    href: str


class FilesTold(BaseModel):
    """In the order in which they came."""

    files: list[FileTold]


def files_given() -> list[AttachedFile]:
    """The files of the form, one at least; raises RequestError ``file.not-chosen``."""
    files = uploaded_files()
    if not files:
        raise RequestError("file.not-chosen", field="files")
    return files


def send_bytes(data: bytes, kind: str, name: str) -> Response:
    """``data`` as a file called ``name``."""
    return cast(Response, send_file(BytesIO(data), kind, as_attachment=True, download_name=name))
