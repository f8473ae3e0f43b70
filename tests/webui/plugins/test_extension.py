"""The extension without LibreOffice: its file, how it finds words again, how it asks the service."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select

from letterkit import __version__
from letterkit.core.office import Duty, LetterState, Scope
from letterkit.office.cases import drafting
from letterkit.office.people import accounts, own_token
from letterkit.office.people.details import Details
from letterkit.store.tables import AuditEntry, Person
from webui.account import token_of
from webui.plugins.extension import make_extension

from ..conftest import PASSWORD
from ..office import Register
from ..programs import ProgramOf, program_of  # noqa: F401
from .conftest import PartOf

CASES = json.loads(Path(__file__).with_name("places.json").read_text("utf-8"))
WORDS = ["Работы начнутся в мае.", "Согласно приказа работы идут."]
LINES = ["О ремонте дома", "Уважаемая Мария Петровна!", *WORDS, "С уважением,"]


def letter() -> bytes:
    written, made = Document(), BytesIO()
    for line in LINES:
        written.add_paragraph(line)
    written.save(made)
    return made.getvalue()


def test_the_extension_is_the_same_bytes_each_time() -> None:
    assert make_extension("https://letterkit.example.ru") == make_extension("https://letterkit.example.ru")


def test_the_extension_knows_its_version_and_the_service_that_gave_it() -> None:
    with ZipFile(BytesIO(make_extension("https://a.example.ru/?a&b"))) as packed:
        assert f'<version value="{__version__}"/>' in packed.read("description.xml").decode()
        values = [each.text for each in ElementTree.fromstring(packed.read("Settings.xcu")).iter("value")]
        assert values == ["https://a.example.ru/?a&b"]
        manifest = ElementTree.fromstring(packed.read("META-INF/manifest.xml"))
        named = {value for each in manifest for key, value in each.attrib.items() if key.endswith("full-path")}
        assert named <= set(packed.namelist())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_words_are_found_again(part: PartOf, case: dict[str, Any]) -> None:
    places = part("places")
    start = case.get("start", case["line"].index(case["words"]))
    place = part("findings").Place(case["line"], start, start + len(case["words"]), case.get("nth", 0))
    if case["found"] is None:
        with pytest.raises(places.Gone):
            places.find(place, case["now"])
    else:
        number, at, has_changed = case["found"]
        at = case["now"][number].index(at) if isinstance(at, str) else at
        assert places.find(place, case["now"]) == (number, at, at + len(case["words"]), has_changed)


def test_a_mend_moves_the_places_after_it(part: PartOf) -> None:
    def told(start: int, end: int, *suggestions: str) -> dict[str, Any]:
        place = {"start": start, "end": end, "page": 1, "suggestions": list(suggestions)}
        return {"code": "a.b", "clause": "3.3", "level": "error", "message": "м", "advice": "", "others": [], **place}

    text = "Согласно приказа работы идут."
    findings = [told(0, 16, "По приказу"), told(9, 16), told(17, 23)]
    review = part("findings").Review({"text": text, "findings": findings, "not_checked": []})
    review.mend(review.findings[0], "По приказу")
    [left] = review.findings
    assert review.text == "По приказу работы идут."
    assert review.place(left).words == "работы", "the one inside what was mended is gone"


def test_a_letter_is_handed_in_under_a_token(
    served: str,
    part: PartOf,
    register: Register,
    program_of: ProgramOf,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(part("service"), "_AT_ONCE", 1)
    other, made = register.letter(), register.letter(register.appeal())
    with register.office.database.writing() as session:
        session.get_one(Person, register.by(Duty.EXECUTOR).id).unit = "отдел ремонта"
    alien = part("service").Service(served, program_of(Duty.EXECUTOR).token)
    assert alien.drafts() == [], "a program of no department stands in for nobody"
    service = part("service").Service(f"{served}/", program_of(Duty.EXECUTOR, unit="отдел ремонта").token)
    drafts = service.drafts()
    assert {each["id"] for each in drafts} == {other.id, made.id}
    [draft] = [each for each in drafts if each["id"] == made.id]
    title, words = part("findings").letter_words(service.check(letter(), "Ответ.docx"))
    assert (title, words) == ("О ремонте дома", "\n".join(WORDS))
    assert service.submit(draft, title, words)["state"] == LetterState.REVIEW
    assert register.now(made).text == words


def test_a_letter_is_handed_in_under_one_s_own_token(served: str, app: Flask, part: PartOf, register: Register) -> None:
    database, person = register.office.database, register.people[Duty.EXECUTOR]
    with database.writing() as session:
        session.get_one(Person, person.id).unit = "отдел ремонта"
    told = Details("Соседова", "Анна", unit="отдел ремонта")
    colleague = accounts.add(database, None, "colleague", PASSWORD, told, [Duty.EXECUTOR])
    made = register.letter(register.appeal())
    card = {**register.card, "executor": {}}
    theirs = drafting.begin(register.office, colleague.actor, card, "by_date")
    owner = own_token.make(database, person.actor, PASSWORD, [Scope.READ, Scope.CHECK, Scope.LETTERS])
    with app.app_context():
        service = part("service").Service(served, token_of(owner))
    drafts = service.drafts()
    assert [each["id"] for each in drafts] == [made.id, theirs.id], "one's own come first, however old"
    assert service.submit(drafts[0], "О ремонте дома", WORDS[0])["state"] == LetterState.REVIEW
    with database.reading() as session:
        steps = session.scalars(select(AuditEntry).where(AuditEntry.action == "letter.submitted")).all()
    assert [(each.subject, each.by) for each in steps] == [(f"letter:{made.id}", person.short_name)]


@pytest.mark.parametrize(
    ("address", "token", "said"),
    [
        ("", "x", "Не указан адрес службы letterkit"),
        ("letterkit.example.ru", "x", "Не указан адрес службы letterkit"),
        ("http://127.0.0.1:1", " ", "Не указан ключ: создайте свой"),
        ("http://127.0.0.1:1", "ключ", "Не указан ключ: создайте свой"),
        ("http://127.0.0.1:1", "x", "Служба не отвечает по адресу http://127.0.0.1:1"),
    ],
)
def test_what_is_not_there_is_told_in_words(part: PartOf, address: str, token: str, said: str) -> None:
    module = part("service")
    with pytest.raises(module.Refused, match=said):
        module.Service(address, token).check(letter(), "letter.docx")


def test_refusals_of_the_service_are_shown_as_they_are(served: str, part: PartOf, program_of: ProgramOf) -> None:  # noqa: F811
    module = part("service")
    for address, token, said in (
        (served, "x", "Нужно войти: ключ доступа не передан, отозван или устарел."),
        (served, program_of(Duty.EXECUTOR, scopes=[Scope.READ]).token, "Ключ доступа выдан не для этого"),
    ):
        with pytest.raises(module.Refused, match=said):
            module.Service(address, token).check(letter(), 'Ответ "от" мая.docx')
