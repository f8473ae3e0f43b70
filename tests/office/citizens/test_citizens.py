"""All that is known of one person: found by any sign, given out without others' data, blocked."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document
from sqlalchemy import select

from letterkit.core.mail import MailingState
from letterkit.office import rights
from letterkit.office.citizens import blocking
from letterkit.office.citizens.finding import find
from letterkit.office.citizens.gathering import gather
from letterkit.office.citizens.sought import SoughtPerson
from letterkit.office.register import listing
from letterkit.office.register.listing import Filters
from letterkit.office.retention.due import due_sums
from letterkit.office.retention.rules import Terms
from letterkit.reports.citizen_archive import citizen_archive
from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Appeal, AuditEntry, Letter

from ..cases.conftest import Day, refused
from ..retention.conftest import (  # noqa: F401
    NAME,
    batch,
    case,
    catalogue,
    day,
    office,
    on_paper,
    printing,
    sample,
    staff,
    stopped_clock,
    terms,
    typed,
    whole_checker,
)


@pytest.mark.parametrize(
    ("asked", "text", "is_in"),
    [
        ({"name": "Иванова Мария Петровна"}, "Ответ Ивановой М.П. по дому", True),
        ({"name": "Иванова Мария Петровна"}, "Уважаемая Мария Петровна! … ИВАНОВОЙ МАРИИ ПЕТРОВНЕ", True),
        ({"name": "Иванова Мария Петровна"}, "Ивановой Ольге Петровне", False),
        ({"name": "Иванова Мария Петровна"}, "О.С. Ивановой", False),
        ({"name": "Иванова Мария Петровна"}, "улица Ивановская", False),
        ({"name": "Королёв Пётр Ильич"}, "Королеву П.И.", True),
        ({"phone": "+7 (914) 123-45-67"}, "тел. 8 914 123 45 67, звонить вечером", True),
        ({"phone": "+7 (914) 123-45-67"}, "тел. 8 914 123 45 68", False),
        ({"address": "ул. Ленина, д. 5, кв. 12"}, "проживаю: ул. Ленина, дом 5, квартира 12", True),
        ({"address": "ул. Ленина, д. 5, кв. 12"}, "ул. Ленина, дом 15", False),
        ({"email": "A@Example.ru"}, "пишите на a@example.RU", True),
    ],
)
def test_a_person_is_known_by_each_sign(asked: dict[str, str], text: str, is_in: bool) -> None:
    assert SoughtPerson.of(asked).is_in(text) is is_in


@pytest.mark.both_databases
def test_everything_of_the_person_is_found_and_nothing_of_others(
    day: Day,  # noqa: F811
    case: Callable[..., int],  # noqa: F811
    batch: Callable[..., int],  # noqa: F811
) -> None:
    case()
    batch()
    day.entered(number="Н-1")
    found = find(day.office.database, day.staff.registry, SoughtPerson.of({"name": NAME.upper()}))
    kinds = sorted({each.kind.value for each in found.things})
    assert kinds == ["calls", "cases", "opinions", "receptions", "reminders", "rows"]
    [of_case] = [each for each in found.things if each.kind == "cases"]
    wanted = {"appeal", "text", "note", "file", "letter", "version", "remark", "dispatch", "mailing", "incoming"}
    assert wanted <= set(of_case.places)
    assert find(day.office.database, day.staff.registry, SoughtPerson.of({"number": "С-1"})).things[0].id == of_case.id
    with refused("denied.duty"):
        find(day.office.database, day.staff.executor, SoughtPerson.of({"name": NAME}))
    with day.office.database.reading() as session:
        entries = session.scalars(select(AuditEntry).filter_by(action="citizen.searched")).all()
    assert NAME not in str([each.details for each in entries])


def test_what_is_given_out_is_whole_and_readable(
    day: Day,  # noqa: F811
    case: Callable[..., int],  # noqa: F811
    batch: Callable[..., int],  # noqa: F811
    terms: Terms,  # noqa: F811
) -> None:
    case()
    batch()
    database, files = day.office.database, day.office.files
    codes = [each.code for each in find(database, day.staff.registry, SoughtPerson.of({"name": NAME})).things]
    given = gather(database, files, day.staff.registry, codes)
    whole = citizen_archive(given, day.office.profile.body, terms, date(2026, 2, 2))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        told = json.loads(archive.read("данные.json"))
        summary = "\n".join(each.text for each in Document(io.BytesIO(archive.read("сводка.docx"))).paragraphs)
        names = archive.namelist()
    of_case = next(each["facts"] for each in told if each["kind"] == "cases")
    assert of_case["text"] == f"Я, {NAME}, прошу"
    assert of_case["letters"][0]["mail"][0]["to"] == "sentinelova@example.ru"
    assert "5 лет ЭПК, ст. 154" in summary
    assert f"текст: Я, {NAME}, прошу" in summary
    assert sum(name.endswith(".pdf") for name in names) == 3  # the letter, the scan, the letter of the batch
    assert any("ответ 1_18.docx" in name for name in names)


def test_a_collective_appeal_is_told_of_without_its_other_authors(
    day: Day,  # noqa: F811
    case: Callable[..., int],  # noqa: F811
    terms: Terms,  # noqa: F811
) -> None:
    appeal_id = case()
    with day.office.database.writing() as session:
        appeal = session.get_one(Appeal, appeal_id)
        appeal.card = {**appeal.card, "applicant": {**appeal.card["applicant"], "collective": True}}
    [given] = gather(day.office.database, day.office.files, day.staff.registry, [f"cases-{appeal_id}"])
    assert (given.withheld, given.files) == ("collective", [])
    assert "text" not in given.facts


def test_what_is_blocked_is_read_and_not_used(
    day: Day,  # noqa: F811
    case: Callable[..., int],  # noqa: F811
    terms: Terms,  # noqa: F811
) -> None:
    appeal_id = case()
    database, who = day.office.database, day.staff
    with database.writing() as session:
        session.scalars(select(Mailing)).one().state = MailingState.QUEUED
        letter_id = session.scalars(select(Letter.id)).one()
    assert blocking.block(database, who.registry, [f"cases-{appeal_id}"], "требование от 01.02.2026") == 1
    with database.reading() as session:
        assert rights.appeal_seen(session, who.executor, appeal_id).id == appeal_id
        with refused("case.blocked"):
            rights.appeal_held(session, who.executor, appeal_id)
        with refused("case.blocked"):
            rights.lock_letter(session, who.registry, letter_id)
        assert session.scalars(select(Mailing.state)).one() == MailingState.CANCELLED
        assert "cases" not in {each.kind for each in due_sums(session, "", terms)}
    assert listing.page(day.office, who.signer, Filters()).total == 0
    assert listing.page(day.office, who.registry, Filters()).total == 1
    assert day.journal(f"appeal:{appeal_id}")[-1] == "citizen.blocked"
    assert blocking.unblock(database, who.registry, [f"cases-{appeal_id}"]) == 1
    assert listing.page(day.office, who.signer, Filters()).total == 1
