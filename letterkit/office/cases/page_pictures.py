"""The pages of a version that was printed, drawn when somebody looks at them."""

from collections.abc import Sequence

from letterkit.checking.checker import MAX_PICTURES, Picture
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.pages import preview
from letterkit.store.tables import Version


def pages_of(office: Office, version: Version) -> Sequence[Picture]:
    """The pages of ``version`` with their sizes, not drawn yet (``png`` is empty); none when it was not printed."""
    if version.pdf is None:
        return ()
    sizes = preview.sizes_mm(office.files.get(version.pdf))[:MAX_PICTURES]
    return [Picture(number, width, height, b"") for number, (width, height) in enumerate(sizes, 1)]


def page_png(office: Office, by: Actor, letter_id: int, pdf: str, page: int) -> bytes:
    """Page ``page`` (1-based) of the file ``pdf`` (SHA-256), if a version of the letter was printed to it.

    Raises RequestError ``letter.gone``, ``file.gone``, ``preview.no-page``.
    """
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        if session.query(Version.id).filter_by(letter_id=letter.id, pdf=pdf).first() is None:
            raise RequestError("file.gone", sha256=pdf)
    return preview.png(office.files.get(pdf), page)
