"""What a visitor has given to be checked: a file or a text, and a card if there is one."""

from pathlib import PurePath
from typing import Any

from flask import Request
from werkzeug.datastructures import FileStorage

from letterkit.core.errors import CardError, LetterFileError, RequestError
from letterkit.datafile import parse_yaml

PASTED = "письмо.txt"
_CARD = "карточка"


def letter_of(request: Request) -> tuple[bytes, str]:
    """(data, name) of the letter; raises RequestError ``check.nothing`` when there is neither a file nor a text."""
    file = request.files.get("letter")
    if file is not None and file.filename:
        return file.read(), _plain(file.filename)
    text = request.form.get("text", "")
    if not text.strip():
        raise RequestError("check.nothing")
    return text.replace("\r\n", "\n").encode("utf-8", "surrogatepass"), PASTED


def scope_of(request: Request) -> bool | None:
    """Whether a text alone is to be checked: as was ticked; None of a pasted text, which tells by itself."""
    if request.form.get("text_only"):
        return True
    file = request.files.get("letter")
    return False if file is not None and file.filename else None


def card_of(request: Request) -> dict[str, Any] | None:
    """The card as it was written, JSON or YAML; None when there is none. Raises CardError."""
    file = request.files.get("card_file") or request.files.get("card")  # so curl sends one: -F card=@card.json
    return card_of_text(_decode_card(file) if file is not None and file.filename else request.form.get("card", ""))


def card_of_text(text: str) -> dict[str, Any] | None:
    """The card that ``text`` is, JSON or YAML; None when there is nothing in it. Raises CardError."""
    if not text.strip():
        return None
    read = parse_yaml(text, file=_CARD, error=CardError)
    if not isinstance(read, dict):
        raise CardError("data.not-a-mapping", file=_CARD)
    return _plainly(read)


def _plain(name: str) -> str:
    """The last step of the path that a browser may send."""
    return PurePath(name.replace("\\", "/")).name[:120] or PASTED


def _decode_card(file: FileStorage) -> str:
    data = file.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LetterFileError("check.card-encoding", file=_plain(file.filename or _CARD)) from None


def _plainly(value: Any) -> Any:
    """``value`` of plain types, as JSON can keep it."""
    if isinstance(value, dict):
        return {str(key): _plainly(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plainly(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
