"""A reply as a message of МЭДО: every element where those who exchange such messages have it."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from letterkit.core.case import Appeal, Applicant, CaseCard, Executor, Signer
from letterkit.core.people import Case, Person
from letterkit.core.profile import Body
from letterkit.office.cases.exchange import ExchangedLetter
from letterkit.reports.medo import NAMESPACE, medo_archive, medo_document

AT = datetime(2026, 12, 1, 10, 30).astimezone()
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("iedms.xsd")))


@pytest.fixture
def letter() -> ExchangedLetter:
    body = Body(
        names={Case.NOMINATIVE: "министерство строительства"},
        letterhead_lines=(),
        address_lines=(),
        phone="",
        email="",
        site="",
    )
    card = CaseCard(
        appeal=Appeal(number="И-345", registered=date(2026, 11, 3)),
        applicant=Applicant(person=Person("Иванова", "Мария", "Петровна"), address="ул. Ленина, д. 10, 693000"),
        executor=Executor(person=Person("Петрова", "Анна", "Сергеевна"), phone="+7 (4242) 00-00-00", unit="отдел"),
        signer=Signer("Министр", "И.О. Фамильев"),
        number="3.08-1/26",
        date=date(2026, 12, 1),
    )
    files = [("3.08-1-26_Иванова.pdf", b"%PDF"), ("план.pdf", b"%PDF plan")]
    return ExchangedLetter(card, "О ремонте", body, "ab" * 32, "3.08-1-26_Иванова", 2, files, ("a.pdf.sig", b"0"))


def told(xml: bytes, path: str) -> list[str]:
    found = etree.fromstring(xml).iterfind(path, namespaces={"x": NAMESPACE})
    return [element.text or "" for element in found]


def test_a_reply_is_a_document_in_answer_to_its_appeal(letter: ExchangedLetter) -> None:
    xml = medo_document(letter, AT)
    assert SCHEMA.validate(etree.fromstring(xml)), SCHEMA.error_log
    assert told(xml, ".//x:document/x:num/x:number") == ["3.08-1/26"]
    assert told(xml, ".//x:addressee/x:person") == ["Иванова Мария Петровна"]
    assert told(xml, ".//x:link/x:linkType") == ["В ответ на"]
    assert told(xml, ".//x:reference/x:num/*") == ["И-345", "2026-11-03"]


@pytest.mark.parametrize(
    "card",
    [
        {"appeal": Appeal()},
        {"executor": Executor()},
        {"applicant": Applicant(organisation="ООО «Берег»")},
        {"applicant": Applicant(person=Person("Ли"), address="ул. \x00Мира\n" * 500)},
        {"signer": Signer()},
    ],
    ids=["no appeal", "no executor", "organisation", "control signs and length", "no signer"],
)
def test_what_the_card_lacks_is_left_out_and_the_message_still_holds(
    letter: ExchangedLetter, card: dict[str, Any]
) -> None:
    xml = medo_document(replace(letter, card=replace(letter.card, **card)), AT)
    assert SCHEMA.validate(etree.fromstring(xml)), SCHEMA.error_log


def test_one_letter_has_one_identifier_and_another_letter_another(letter: ExchangedLetter) -> None:
    path, name = ".//x:document", f"{{{NAMESPACE}}}uid"

    def uid(of: ExchangedLetter) -> str | None:
        found = etree.fromstring(medo_document(of, AT)).find(path, namespaces={"x": NAMESPACE})
        return None if found is None else found.get(name)

    assert uid(letter) == uid(letter)
    assert uid(letter) != uid(replace(letter, sha256="cd" * 32))


def test_the_archive_holds_what_the_description_names_and_the_signature(letter: ExchangedLetter) -> None:
    with zipfile.ZipFile(io.BytesIO(medo_archive(letter, AT))) as archive:
        names = archive.namelist()
        xml = archive.read("document.xml")
    named = [file.get(f"{{{NAMESPACE}}}localName") for file in etree.fromstring(xml).iter(f"{{{NAMESPACE}}}file")]
    assert names == ["document.xml", *named, "a.pdf.sig"]
    assert told(xml, ".//x:file/x:group") == ["Текст документа", "Текст приложения"]
