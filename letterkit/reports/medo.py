"""A reply as a message «Документ» of МЭДО (IEDMS 2.6): its description in XML beside its files, in one archive.

The names, their order and which of them must be there are those of systems that exchange such messages (docs/decisions,
0048); the schema itself was not at hand. Who sends it is named by words: the number that МЭДО knows the body by is put
in by the system that does send it.
"""

import io
import uuid
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from letterkit.core.people import Case
from letterkit.office.cases.exchange import ExchangedLetter

NAMESPACE = "http://www.infpres.com/IEDMS"
VERSION = "2.6"
DESCRIPTION = "document.xml"
_OURS = uuid.UUID("5b1f1f5e-6a0e-4a52-9b39-2f7d7f0c9a11")
"""So that one letter has one identifier, whoever exports it and how often."""
_DOCUMENT, _LETTER, _ANSWERS = "Документ", "Письмо", "В ответ на"
_TEXT, _ENCLOSURE = "Текст документа", "Текст приложения"
_SHORT, _LONG = 255, 2047


def medo_archive(letter: ExchangedLetter, at: datetime) -> bytes:
    """The archive: the description as of ``at``, the PDF, what goes with it, and the signature if there is one."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DESCRIPTION, medo_document(letter, at))
        for name, data in (*letter.files, *([letter.signature] if letter.signature else [])):
            archive.writestr(name, data)
    return whole.getvalue()


def medo_document(letter: ExchangedLetter, at: datetime) -> bytes:
    """The description alone."""
    root = etree.Element(_name("communication"), {_name("version"): VERSION}, nsmap={"xdms": NAMESPACE})
    moment = at.replace(tzinfo=None).isoformat(timespec="seconds")
    header = {"type": _DOCUMENT, "uid": _uid(letter, "message"), "created": moment}
    source = _add(_add(root, "header", **header), "source")
    _add(source, "organization", _short(letter.body.names[Case.NOMINATIVE]))
    document = _add(root, "document", uid=_uid(letter, "document"))
    _describe(document, letter)
    files = _add(root, "files")
    for number, (name, _) in enumerate(letter.files):
        file = _add(files, "file", localName=name, localId=str(number))
        _add(file, "group", _ENCLOSURE if number else _TEXT)
        _add(file, "description", _long(name.rpartition(".")[0] or name))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _describe(document: etree._Element, letter: ExchangedLetter) -> None:
    card, name = letter.card, letter.body.names[Case.NOMINATIVE]
    _add(document, "kind", _LETTER)
    _number(document, card.number, card.date)
    signatory = _add(_add(document, "signatories"), "signatory")
    _add(signatory, "organization", _short(name))
    if card.signer.name:
        _add(signatory, "person", _short(card.signer.name))
    if card.signer.post:
        _add(signatory, "post", _short(card.signer.post))
    if card.date is not None:
        _add(signatory, "signed", card.date.isoformat())
    _who(_add(_add(document, "addressees"), "addressee"), letter)
    _add(document, "pages", str(letter.pages))
    _add(document, "annotation", _long(letter.title))
    correspondent = _add(_add(document, "correspondents"), "correspondent")
    _add(correspondent, "organization", _short(name))
    _number(correspondent, card.number, card.date)
    if card.appeal.number:
        link = _add(_add(document, "links"), "link")
        _add(link, "linkType", _ANSWERS)
        reference = _add(link, "reference")
        _who(reference, letter, contacts=False)
        _number(reference, card.appeal.number, card.appeal.registered)
    if card.executor.person.full:
        executor = _add(document, "executor")
        _add(executor, "organization", _short(name))
        _add(executor, "person", _short(card.executor.person.full))
        if card.executor.unit:
            _add(executor, "department", _short(card.executor.unit))
        if card.executor.phone:
            _add(executor, "contactInfo", _long(card.executor.phone))


def _who(parent: etree._Element, letter: ExchangedLetter, *, contacts: bool = True) -> None:
    applicant = letter.card.applicant
    if applicant.organisation:
        _add(parent, "organization", _short(applicant.organisation))
    if applicant.person.full:
        _add(parent, "person", _short(applicant.person.full))
    told = "; ".join(part for part in (applicant.address, applicant.email) if part)
    if contacts and told:
        _add(parent, "contactInfo", _long(told))


def _number(parent: etree._Element, number: str | None, day: date | None) -> None:
    num = _add(parent, "num")
    if number:
        _add(num, "number", number)
    if day is not None:
        _add(num, "date", day.isoformat())


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, _name(name), {_name(key): value for key, value in attributes.items()})
    child.text = None if text is None else "".join(_signs(text))
    return child


def _signs(text: str) -> Iterator[str]:
    """What XML can hold; a control sign becomes a space."""
    for sign in text:
        yield sign if sign.isprintable() else " "


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _uid(letter: ExchangedLetter, what: str) -> str:
    return str(uuid.uuid5(_OURS, f"{what} {letter.sha256}"))


def _short(words: str) -> str:
    return words[:_SHORT]


def _long(words: str) -> str:
    return words[:_LONG]
