"""A proposed card as JSON: CONTRACT, «Intake (JSON)»."""

from collections.abc import Iterator, Mapping
from typing import Any

from letterkit.intake import AppealReading, FoundValue
from letterkit.intake.documents import Document, DocumentPart
from letterkit.reports.wording import sentence_of
from letterkit.tables.card import card_mapping

PHONE = "applicant.phone"
"""What a card has no key for stands beside it."""


def as_mapping(reading: AppealReading, document: Document) -> dict[str, Any]:
    """``reading`` of the appeal in ``document``; how surely a value was read counts in its confidence."""
    phone = reading.found.get(PHONE)
    return {
        "card": _card(reading),
        "places": {
            path: [list(place) for place in found.places] for path, found in _all_found(reading) if found.places
        },
        "confidence": {path: confidence(found, document) for path, found in _all_found(reading)},
        "groups": [{"group": each.name, "likelihood": each.likelihood} for each in reading.groups],
        "questions": list(reading.card.appeal.questions),
        "phone": phone.value if phone else None,
        "people": [each.value.full for each in reading.people],
        "representative": reading.representative.value.full if reading.representative else None,
        "delivery_wish": reading.delivery_wish,
        "benefit": reading.benefit,
        "other_body": reading.other_body,
        "text": document.text,
        "read_by": document.read_by.value,
        "read_confidence": document.confidence,
        "parts": [_part(each) for each in document.parts],
    }


def confidence(found: FoundValue[object], document: Document) -> float:
    """How likely the value is right: read rightly, and meant so."""
    read = document.confidence_at(found.places) if found.places else document.confidence
    return round(found.confidence * read, 2)


def _all_found(reading: AppealReading) -> Iterator[tuple[str, FoundValue[object]]]:
    yield from sorted(reading.found.items())
    if reading.representative:
        yield "representative", reading.representative


def _card(reading: AppealReading) -> Mapping[str, Any]:
    made = card_mapping(reading.card)
    if reading.card.appeal.sent:
        made["appeal"]["sent"] = f"{reading.card.appeal.sent:%d.%m.%Y}"
    return made


def _part(part: DocumentPart) -> dict[str, Any]:
    return {
        "name": part.name,
        "start": part.start,
        "end": part.end,
        "appeal": part.is_appeal,
        "read_by": part.read_by.value,
        "confidence": part.confidence,
        "unread": sentence_of(part.fault) if part.fault else None,
    }
