"""POST check, POST draft, GET rules and the document that describes them."""

import base64
from typing import Any

from flask import Response, jsonify, request

from letterkit.checking.draft import draft
from letterkit.core.office import Duty, Scope
from letterkit.reports.as_json import report_object
from letterkit.reports.rules_json import rule_object
from letterkit.tables.card import parse_card
from webui.access import needs, own_office, public
from webui.api.asked import CheckAsked, DraftAsked, parse_body
from webui.api.blueprint import blueprint
from webui.api.document import document
from webui.api.form_fields import MULTIPART, read_flag
from webui.api.operations import operation
from webui.api.typed_card import CARD
from webui.check.given import card_of, letter_of

_TEXT = ".txt"
"""What is sent as a text is read as one, whatever it is called."""


@blueprint.post("/check")
@needs()
@operation(
    "check",
    "Проверить письмо: текст",
    Scope.CHECK,
    "Report",
    body=CheckAsked,
    old_form="CheckForm",
    changes=False,
)
def check() -> Response:
    """The report of a letter as text, with a card or without; of a file in a form too, as programs before asked."""
    if request.mimetype == MULTIPART:
        return check_file()
    given = parse_body(CheckAsked, request)
    data = given.text.encode("utf-8", "surrogatepass")
    name = given.name if given.name.lower().endswith(_TEXT) else f"{given.name}{_TEXT}"
    return _report(data, name, given.card, text_only=given.text_only)


@blueprint.post("/check/file")
@needs()
@operation("checkFile", "Проверить письмо: файл", Scope.CHECK, "Report", form="CheckForm", changes=False)
def check_file() -> Response:
    """The report of a letter as a file in a form, with a card or without."""
    data, name = letter_of(request)
    return _report(data, name, card_of(request), text_only=read_flag("text_only", default=False))


def _report(data: bytes, name: str, card: dict[str, Any] | None, *, text_only: bool) -> Response:
    held_to = parse_card(card, CARD) if card is not None else None
    checked = own_office().checker.check_bytes(data, name, card=held_to, text_only=text_only)
    return jsonify(report_object(checked.report))


@blueprint.post("/draft")
@needs(Duty.EXECUTOR, Duty.REGISTRY)
@operation(
    "draft", "Составить письмо по карточке и тексту ответа", Scope.CHECK, "Draft", body=DraftAsked, changes=False
)
def compose() -> Response:
    """A letter made of a card and a reply text: its files in Base64 and its report."""
    given = parse_body(DraftAsked, request)
    office = own_office()
    made = draft(parse_card(given.card, CARD), given.reply, given.blank, office.catalogue, office.checker)
    return jsonify(
        name=made.stem,
        docx=base64.b64encode(made.docx).decode("ascii"),
        pdf=None if made.pdf is None else base64.b64encode(made.pdf).decode("ascii"),
        report=report_object(made.checked.report),
    )


@blueprint.get("/rules")
@needs()
@operation("rules", "Правила, которые действуют", Scope.READ, "Rules")
def rules() -> Response:
    """Every rule in force, with its clause, level and examples."""
    book = own_office().checker.book
    return jsonify(
        version=book.version,
        rules=[rule_object(check) for check in sorted(book.checks, key=lambda check: check.code)],
    )


@blueprint.get("/openapi.json")
@public
@operation("openapi", "Этот документ", None, "Document")
def openapi() -> Response:
    """What there is and how to ask for it (OpenAPI 3.1)."""
    return jsonify(document())
