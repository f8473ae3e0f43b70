"""All that is known of one person: found by any sign, given out without others' data, blocked."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document
from sqlalchemy import select

from letterkit.core.mail import MailingKind, MailingState
from letterkit.core.office import Actor, AppealState, IncomingState
from letterkit.core.outcome import Channel, Kind
from letterkit.core.register import CallEnd
from letterkit.deadlines.quarter import Quarter
from letterkit.office import rights
from letterkit.office.batches import output, sending
from letterkit.office.batches import printing as batch_printing
from letterkit.office.cases import queue
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.citizens import blocking
from letterkit.office.citizens.finding import find
from letterkit.office.citizens.gathering import gather
from letterkit.office.citizens.sought import SoughtPerson
from letterkit.office.contacts import calls, receptions
from letterkit.office.control.weekly_lists import of_days
from letterkit.office.feedback import opinions
from letterkit.office.incoming import listing as arrivals
from letterkit.office.incoming.deciding import set_aside
from letterkit.office.mail.mailings import retry
from letterkit.office.register import listing
from letterkit.office.register.listing import Filters
from letterkit.office.retention.due import due_sums
from letterkit.office.retention.rules import Terms
from letterkit.reports.citizen_archive import citizen_archive
from letterkit.store.batch_tables import BatchRow
from letterkit.store.incoming_tables import AppealText, Incoming
from letterkit.store.mail_tables import Mailing
from letterkit.store.register_tables import Call, Opinion, Reception
from letterkit.store.tables import Appeal, AuditEntry, Letter

from ..cases.conftest import Day, refused
from ..retention.conftest import (  # noqa: F401
    NAME,
    NOW,
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
        ({"name": "Иванова Мария Петровна"}, "Супруги Ивановы Иван и Мария", True),
        ({"name": "Бережная Наталья Петровна"}, "БЕРЕЖНОЙ НАТАЛИИ ПЕТРОВНЕ", True),
        ({"name": "Иванова М.П."}, "Иванова Мария Петровна", True),
        ({"name": "Иванова М.П."}, "Иванова Ольга Петровна", False),
        ({"name": "Кузнецова (Смирнова) Анна"}, "до замужества – Смирнова А.И.", True),
        ({"name": "О’Коннор Джон"}, "О'Коннору Джону", True),
        ({"name": "Иванова Мария"}, "İİİİİ Ивановой М", True),
        ({"phone": "+7 (914) 123-45-67"}, "тел. 8 914 123 45 67, звонить вечером", True),
        ({"phone": "+7 (914) 123-45-67"}, "+7 914 123‑45‑67", True),
        ({"phone": "+7 (914) 123-45-67"}, "8-914-12-34-567", True),
        ({"phone": "+7 (914) 123-45-67"}, "тел. 8 914 123 45 68", False),
        ({"address": "ул. Ленина, д. 5, кв. 12"}, "проживаю: ул. Ленина, дом 5, квартира 12", True),
        ({"address": "ул. Ленина, д. 5, кв. 12"}, "ул. Ленина, дом 15", False),
        ({"email": "A@Example.ru"}, "пишите на a@example.RU.", True),
        ({"email": "van@example.ru"}, "ivan@example.ru", False),
    ],
)
def test_a_person_is_known_by_each_sign(asked: dict[str, str], text: str, is_in: bool) -> None:
    assert SoughtPerson.of(asked).is_in(text) is is_in


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "asked",
    [
        {"name": "Селезнёв Семён"},
        {"name": "Селезнев Семен"},
        {"phone": "8 (914) 123-45-67"},
        {"address": "ул. Селезнева, 5"},
    ],
)
@pytest.mark.parametrize("written", [str, str.upper])
def test_the_database_finds_what_is_written_otherwise(
    day: Day,  # noqa: F811
    asked: dict[str, str],
    written: Callable[[str], str],
) -> None:
    call = Call(at=NOW, by_id=day.staff.executor.id, seconds=60, end="answered", told="ул. Селезнёва, д. 5")
    call.caller, call.phone, call.told = written("Селезнёв Семён"), "914 12‑345‑67", written(call.told)
    told = {"surname": written("Селезнёв"), "name": written("Семён"), "address": written("ул. Селезнёва, д. 5")}
    with day.office.database.writing() as session:
        session.add_all((call, Appeal(**_APPEAL, card={"applicant": {**told, "phone": "+7\u00a0914\u00a0123–45–67"}})))
    found = find(day.office.database, day.staff.registry, SoughtPerson.of(asked))
    assert sorted(each.kind.value for each in found.things) == ["calls", "cases"]
    for other in ({"name": "Селезень Анна"}, {"phone": "914 123-45-68"}, {"address": "ул. Селезнева, 6"}):
        assert find(day.office.database, day.staff.registry, SoughtPerson.of(other)).things == []


_APPEAL = {"number": "Ч-1", "registered": NOW.date(), "due": NOW.date(), "created": NOW, "state": AppealState.NEW}


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
    assert {"waiver"} <= set(of_case.places)
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
    appeal_id = case()
    batch()
    database, files = day.office.database, day.office.files
    with database.writing() as session:
        appeal = session.get_one(Appeal, appeal_id)
        appeal.channel, appeal.kind = Channel.POST, Kind.COMPLAINT
        session.get_one(AppealText, appeal_id).text += "\f\x01"  # what a file may bring and a document may not have
    codes = [each.code for each in find(database, day.staff.registry, SoughtPerson.of({"name": NAME})).things]
    given = gather(database, files, day.staff.registry, codes)
    whole = citizen_archive(given, day.office.profile.body, terms, date(2026, 2, 2))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        told = json.loads(archive.read("данные.json"))
        summary = "\n".join(each.text for each in Document(io.BytesIO(archive.read("сводка.docx"))).paragraphs)
        names = archive.namelist()
    of_case = next(each["facts"] for each in told if each["kind"] == "cases")
    assert of_case["text"].startswith(f"Я, {NAME}, прошу")
    assert of_case["letters"][0]["mail"][0]["to"] == "sentinelova@example.ru"
    assert "5 лет ЭПК, ст. 154" in summary
    assert f"текст: Я, {NAME}, прошу" in summary
    assert "каким путём: почта" in summary
    assert "вид: жалоба" in summary
    assert sum(name.endswith(".pdf") for name in names) == 3  # the letter, the scan, the letter of the batch
    assert any("ответ 1_18.docx" in name for name in names)


def test_a_receipt_that_went_to_the_applicant_is_given_out_too(
    day: Day,  # noqa: F811
    case: Callable[..., int],  # noqa: F811
) -> None:
    appeal_id = case()
    with day.office.database.writing() as session:
        known = session.scalars(select(Mailing)).one()
        known.letter_id, known.appeal_id, known.kind = None, appeal_id, MailingKind.RECEIPT
    [given] = gather(day.office.database, day.office.files, day.staff.registry, [f"cases-{appeal_id}"])
    assert [each["to"] for each in given.facts["mail"]] == ["sentinelova@example.ru"]


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
    assert queue.page(day.office, who.executor, LetterFilters(LetterList.OWN)).total == 0
    assert day.journal(f"appeal:{appeal_id}")[-1] == "citizen.blocked"
    assert blocking.unblock(database, who.registry, [f"cases-{appeal_id}"]) == 1
    assert listing.page(day.office, who.signer, Filters()).total == 1
    assert queue.page(day.office, who.executor, LetterFilters(LetterList.OWN)).total == 1


def test_a_blocked_call_reception_or_arrival_is_not_used_and_only_the_registry_comes_upon_it(
    day: Day,  # noqa: F811
) -> None:
    at_work, who = day.office, day.staff
    common = {"body": "", "by_id": who.executor.id}
    call = Call(**common, at=NOW, seconds=60, caller=NAME, told=NAME, end="answered")
    reception = Reception(**common, at=NOW, created=NOW, visitor=NAME, official="Громов", subject=NAME)
    opinion = Opinion(day=NOW.date(), channel="site", clear=4, comment=NAME)
    it = Incoming(source="page", state=IncomingState.WAITING, at=NOW, text=NAME, reading={}, settled={})
    with at_work.database.writing() as session:
        session.add_all((call, reception, it, opinion))
    codes = [f"calls-{call.id}", f"receptions-{reception.id}", f"incoming-{it.id}", f"opinions-{opinion.id}"]
    assert blocking.block(at_work.database, who.registry, codes, "требование") == 4

    def seen_by(by: Actor) -> list[int]:
        return [
            len(calls.list_calls(at_work, by).rows),
            len(receptions.of_day(at_work, by, NOW.date())),
            len(arrivals.page(at_work, by, IncomingState.WAITING).rows),
            len(opinions.commented_opinions(at_work, by, Quarter(2026, 1))),
        ]

    assert (seen_by(who.executor), seen_by(who.registry)) == ([0, 0, 0, 0], [1, 1, 1, 1])
    assert arrivals.count_waiting(at_work, who.executor) == 0
    assert calls.read_call(at_work, who.executor, call.id).told == NAME  # it may still be read
    with refused("case.blocked"):
        calls.mend(at_work, who.executor, call.id, calls.CallCard(NOW, 60, CallEnd.ANSWERED, told="другое"))
    with refused("case.blocked"):
        receptions.answer_orally(at_work, who.registry, reception.id, told="устно", consent=True)
    with refused("case.blocked"):
        set_aside(at_work, who.registry, it.id, "не обращение")
    blocking.unblock(at_work.database, who.registry, codes)
    assert seen_by(who.executor) == [1, 1, 1, 1]


def test_what_was_refused_by_the_mail_is_not_sent_once_more_when_blocked(
    day: Day,  # noqa: F811
    case: Callable[..., int],  # noqa: F811
) -> None:
    appeal_id = case()
    with day.office.database.writing() as session:
        mailing = session.scalars(select(Mailing)).one()
        mailing.state, mailing.again_id = MailingState.REFUSED, mailing.id
    blocking.block(day.office.database, day.staff.registry, [f"cases-{appeal_id}"], "требование")
    with refused("case.blocked"):
        retry(day.office, day.staff.registry, mailing.id)


@pytest.mark.both_databases
def test_a_row_that_answers_a_blocked_appeal_is_given_out_nowhere_whichever_came_first(
    day: Day,  # noqa: F811
    case: Callable[..., int],  # noqa: F811
    batch: Callable[..., int],  # noqa: F811
) -> None:
    appeal_id, registry = case(), day.staff.registry
    codes = [f"cases-{appeal_id}"]
    blocking.block(day.office.database, registry, codes, "требование")
    batch_id = batch()
    with day.office.database.writing() as session:
        row = session.scalars(select(BatchRow)).one()
        row.appeal_number, row.appeal_day = "С-1", session.get_one(Appeal, appeal_id).registered

    def given() -> tuple[int, ...]:
        asked = (day.office, registry, batch_id)
        return (
            len(list(output.letters(*asked))),
            len(list(output.register_rows(*asked))),
            batch_printing.count(*asked, approved=True),
            sending.count_blocked(*asked),
        )

    assert given() == (0, 0, 0, 1)
    blocking.unblock(day.office.database, registry, codes)
    assert given() == (1, 1, 1, 0)


def test_the_control_of_terms_goes_on_without_the_words_of_who_is_blocked(
    day: Day,  # noqa: F811
) -> None:
    it = Appeal(**_APPEAL, card={}, applicant=NAME, subject=f"О {NAME}", responsible_id=day.staff.executor.id)
    with day.office.database.writing() as session:
        session.add(it)
    blocking.block(day.office.database, day.staff.registry, [f"cases-{it.id}"], "требование")
    [item] = of_days(day.office.database, "", NOW.date(), NOW.date(), NOW.date())
    assert (item.number, item.applicant, item.subject) == ("Ч-1", "", "Данные заблокированы")
