"""A signature is put beside an approved letter, taken away, and given away with it."""

from io import BytesIO
from typing import cast, get_args

from flask import Blueprint, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office.context import Office
from letterkit.office.signatures import keeping
from letterkit.office.signatures.archive import Kind, export_signed
from webui.access import actor, needs
from webui.engine import engine
from webui.letters.blueprint import READERS
from webui.review.done import take_step

blueprint = Blueprint("signatures", __name__, url_prefix="/letters/<int:letter_id>/signature")
_TYPES: dict[Kind, str] = {"sig": "application/pkcs7-signature", "copy": "application/pdf", "zip": "application/zip"}


@blueprint.post("")
@needs(Duty.SIGNER, Duty.REGISTRY)
def attach(letter_id: int) -> Response:
    """Puts the chosen signature beside the letter."""
    given = request.files.get("file")

    def put(office: Office, by: Actor, letter_id: int) -> None:
        if given is None or not given.filename:
            raise RequestError("signature.no-file")
        keeping.attach(office, by, letter_id, given.filename, given.read())

    return take_step(letter_id, "signature", put, "Подпись приложена и проверена.", place="signature")


@blueprint.post("/withdraw")
@needs(Duty.SIGNER, Duty.REGISTRY)
def withdraw(letter_id: int) -> Response:
    """Takes the signature away."""
    return take_step(letter_id, "signature", keeping.withdraw, "Подпись убрана.", place="signature")


@blueprint.get("/<kind>")
@needs(*READERS)
def take(letter_id: int, kind: str) -> Response:
    """The signature, the copy with its mark, or all in one archive."""
    if kind not in get_args(Kind):
        raise NotFound
    name, data = export_signed(engine().office, actor(), letter_id, cast(Kind, kind))
    return send_file(BytesIO(data), _TYPES[cast(Kind, kind)], as_attachment=True, download_name=name)
