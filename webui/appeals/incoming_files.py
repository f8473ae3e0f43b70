"""The files of what came in: saved, or looked at beside the card."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import cast

from flask import Response, send_file
from werkzeug.wrappers import Response as AnyResponse

from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor
from letterkit.intake.documents.reader import MAX_SCANNED_PAGES
from letterkit.office.context import Office
from letterkit.office.incoming import listing
from letterkit.office.register import attached_pages
from letterkit.office.register.attached_pages import Look
from letterkit.store.incoming_tables import IncomingFile
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, blueprint
from webui.engine import engine


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file with how it is looked at, and how many of its pages there are to see."""

    file: IncomingFile
    look: Look
    pages: int


def seen_files(incoming_id: int) -> Sequence[SeenFile]:
    """The files of what came in; of those that LibreOffice would have to print only the first page is counted."""
    office, by = engine().office, actor()
    return [
        SeenFile(file, attached_pages.look_of(file), _pages(office, by, file))
        for file in listing.files_of(office, by, incoming_id)
    ]


def _pages(office: Office, by: Actor, file: IncomingFile) -> int:
    look = attached_pages.look_of(file)
    if look is not Look.PAGES or PurePath(file.name).suffix.lower() in attached_pages.PRINTED:
        return int(look is Look.PAGES)
    try:
        _, data = listing.read_file(office, by, file.incoming_id, file.id)
        return min(attached_pages.view_of(office, file, data).pages, MAX_SCANNED_PAGES)
    except LetterkitError:  # a broken file is there to be saved
        return 0


@blueprint.get("/incoming/<int:incoming_id>/files/<int:file_id>")
@needs(*ENTERERS)
def incoming_file(incoming_id: int, file_id: int) -> AnyResponse:
    """A file as it came: to be saved, never shown by the browser as a page of ours."""
    known, data = listing.read_file(engine().office, actor(), incoming_id, file_id)
    sent = send_file(BytesIO(data), "application/octet-stream", as_attachment=True, download_name=known.name)
    return cast(AnyResponse, sent)


@blueprint.get("/incoming/<int:incoming_id>/files/<int:file_id>/page/<int:page>.png")
@needs(*ENTERERS)
def incoming_page(incoming_id: int, file_id: int, page: int) -> Response:
    """A page of a document or a scan, drawn."""
    file, data = listing.read_file(engine().office, actor(), incoming_id, file_id)
    return Response(attached_pages.page_of(engine().office, file, data, page), mimetype="image/png")


@blueprint.get("/incoming/<int:incoming_id>/files/<int:file_id>/photograph")
@needs(*ENTERERS)
def incoming_photograph(incoming_id: int, file_id: int) -> Response:
    """A photograph, as an image and as nothing else."""
    data, kind = attached_pages.photograph_of(*listing.read_file(engine().office, actor(), incoming_id, file_id))
    return Response(data, mimetype=kind)
