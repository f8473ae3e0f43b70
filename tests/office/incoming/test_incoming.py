"""What comes in: kept once, settled value by value, entered as an appeal with its text and files, or set aside."""

from collections.abc import Sequence
from typing import Any

import pytest

from letterkit.core.office import IncomingSource, IncomingState
from letterkit.core.outcome import Channel
from letterkit.office.cases import corrections
from letterkit.office.incoming import deciding, listing
from letterkit.office.incoming.origin import Origin
from letterkit.office.incoming.proposing import Proposal, propose
from letterkit.office.incoming.settling import SettledCard, settle, settled_card
from letterkit.office.register import attached, indexing
from letterkit.office.register import listing as register
from letterkit.office.register.details import Details
from letterkit.office.register.listing import Filters
from letterkit.store import audit
from letterkit.store.incoming_tables import AppealText, Incoming

from ..cases.conftest import Day, refused

TEXT = "Прошу починить протекающую кровлю. Когда это сделают?\nИванова Мария Петровна"
READING: dict[str, Any] = {
    "card": {
        "appeal": {"subject": "ремонт кровли", "questions": ["Когда это сделают?", "Прошу починить кровлю."]},
        "applicant": {"surname": "Иванова", "name": "Мария", "gender": "female"},
        "reply": {"ground": "rude"},
    },
    "representative": None,
    "benefit": True,
    "text": TEXT,
}
NUMBERED = {"appeal.number": "17-О", "appeal.registered": "03.06.2024", "appeal.channel": "email"}


class Reads:
    """Proposes READING of whatever it is given, with ``more``, and remembers what that was."""

    def __init__(self, **more: Any) -> None:
        self.asked: list[list[str]] = []
        self.reading = {**READING, **more}

    def __call__(self, files: Sequence[tuple[str, bytes]]) -> Proposal:
        self.asked.append([name for name, _ in files])
        return Proposal(self.reading)


def came(day: Day, **given: Any) -> Incoming:
    kept = {"text": TEXT, "source": IncomingSource.PAGE, "reader": Reads(), **given}
    return propose(day.office, day.staff.registry, day.staff.registry.body, kept.pop("files", ()), **kept)


def confirmed(day: Day, it: Incoming, *paths: str, **put: Any) -> SettledCard:
    return settle(day.office, day.staff.registry, it.id, {**NUMBERED, **put}, paths)


def test_a_message_is_read_and_kept_once_in_a_body(day: Day) -> None:
    reader, body = Reads(), day.staff.registry.body
    given: dict[str, Any] = {
        "source": IncomingSource.MAIL,
        "channel": Channel.EMAIL,
        "message_id": "<1@example.org>",
        "sender": "ivanova@example.org",
        "heading": "Кровля",
        "reader": reader,
    }
    first = propose(day.office, None, body, [("a.eml", b"From: a")], **given)
    again = propose(day.office, None, body, [("a.eml", b"From: a")], **given)
    other = propose(day.office, None, "other", [("a.eml", b"From: a")], **given)
    assert first.id == again.id != other.id
    assert reader.asked == [["a.eml"], ["a.eml"]]
    assert [each.id for each in listing.page(day.office, day.staff.registry, IncomingState.WAITING).rows] == [first.id]
    with refused("incoming.gone"):
        listing.read_incoming(day.office, day.staff.registry, other.id)
    assert day.journal(f"incoming:{first.id}") == ["incoming.proposed"]


def test_who_may_not_enter_appeals_or_works_for_another_body_sees_nothing_of_it(day: Day) -> None:
    it = came(day)
    with refused("denied.duty"):
        listing.read_incoming(day.office, day.staff.signer, it.id)
    with refused("incoming.nothing"):
        came(day, text=" \n")
    assert listing.count_waiting(day.office, day.staff.registry) == 1
    assert listing.count_waiting(day.office, day.staff.signer) == 0


def test_only_what_a_person_confirms_or_puts_themselves_is_taken(day: Day) -> None:
    it = came(day)
    assert settled_card(it).card == {}
    settled = confirmed(
        day, it, "applicant.surname", "appeal.questions.0", **{"appeal.subject": "ремонт крыши", "applicant.gender": ""}
    )
    assert settled.card["applicant"] == {"surname": "Иванова"}
    assert settled.card["appeal"]["questions"] == ["Когда это сделают?"]
    assert settled.card["appeal"]["subject"] == "ремонт крыши"
    assert set(settled.unconfirmed) == {"appeal.questions.1", "applicant.name", "priority"}
    changed = confirmed(day, it, **{"appeal.questions": ["Когда?", "Прошу починить кровлю."]})
    assert changed.card["appeal"]["questions"] == ["Когда?"]


def part(name: str, read_by: str = "text", *, appeal: bool = True) -> dict[str, Any]:
    return {"name": name, "read_by": read_by, "appeal": appeal}


FORM = "Фамилия: Иванова\nИмя: Мария\nE-mail: ivanova@example.org\nТекст обращения: Прошу починить кровлю."


@pytest.mark.parametrize(
    ("more", "channel", "sure"),
    [
        ({"parts": [part("письмо.eml")]}, Channel.EMAIL, 0.8),
        ({"parts": [part("фото.jpg", "ocr")]}, Channel.POST, 0.4),
        ({"parts": [part("форма.txt")], "text": FORM}, Channel.SITE, 0.8),
        ({"parts": [part("форма.jpg", "ocr")], "text": FORM}, Channel.SITE, 0.8),
        ({"parts": [part("заявление.txt"), part("фото.jpg", "ocr", appeal=False)]}, None, None),
    ],
)
def test_the_way_it_came_is_guessed_by_what_came_and_taken_only_when_confirmed(
    day: Day, more: dict[str, Any], channel: Channel | None, sure: float | None
) -> None:
    it = came(day, reader=Reads(**more))
    assert it.reading is not None
    assert it.reading["card"]["appeal"].get("channel") == channel
    assert it.reading.get("confidence", {}).get("appeal.channel") == sure
    by, given = day.staff.registry, {"appeal.channel": channel or ""}
    assert settle(day.office, by, it.id, given, []).card == {}
    if channel is not None:
        assert settle(day.office, by, it.id, given, ["appeal.channel"]).card == {"appeal": {"channel": channel}}


def test_what_a_mailbox_has_brought_came_by_mail(day: Day) -> None:
    it = came(day, source=IncomingSource.MAIL, channel=Channel.EMAIL, reader=Reads(parts=[part("фото.jpg", "ocr")]))
    assert it.reading is not None
    assert it.reading["card"]["appeal"]["channel"] == Channel.EMAIL
    assert it.reading["confidence"]["appeal.channel"] == 1


def test_the_appeal_has_the_text_the_files_and_the_journal_of_what_was_read_and_changed(day: Day) -> None:
    files = [("Заявление.txt", TEXT.encode()), ("архив.zip", b"PK\x03\x04")]
    it = came(day, files=files, text="")
    settled = confirmed(day, it, "applicant.surname", "appeal.questions.0", **{"appeal.subject": "ремонт крыши"})
    by = day.staff.registry
    appeal = deciding.enter(day.office, by, it.id, settled.card, day.staff.executor.id, settled.details)
    assert [each.name for each in attached.files_of(day.office, by, appeal.id)] == ["Заявление.txt"]
    assert day.journal(f"appeal:{appeal.id}") == ["appeal.entered", "appeal.file-added", "incoming.entered"]
    with day.office.database.reading() as session:
        told = audit.of_subject(session, f"appeal:{appeal.id}")[-1].details
    assert told == {
        "incoming": it.id,
        "confirmed": ["appeal.questions", "applicant.surname"],
        "put_right": ["appeal.subject"],
        "added": ["appeal.channel"],
        "left_out": ["applicant.gender", "applicant.name", "priority"],
    }
    assert listing.read_incoming(day.office, by, it.id).state == IncomingState.ENTERED
    with refused("incoming.decided"):
        deciding.enter(day.office, by, it.id, settled.card)


def test_an_appeal_is_found_by_the_words_of_its_text_in_any_form(day: Day) -> None:
    it, by = came(day), day.staff.registry
    appeal = deciding.enter(day.office, by, it.id, confirmed(day, it).card)

    def found() -> list[int]:
        return [each.id for each in register.page(day.office, by, Filters(words="протекающей кровлей")).rows]

    assert found() == [appeal.id]
    card = {**appeal.card, "appeal": {**appeal.card["appeal"], "subject": "крыша"}}
    seen = corrections.correctable_appeal(day.office, by, appeal.id).seen
    corrections.correct(day.office, by, appeal.id, seen, card, Details())
    assert found() == [appeal.id]
    indexing.complete(day.office.database, anew=True)
    assert found() == [appeal.id]
    with day.office.database.reading() as session:
        assert session.get_one(AppealText, appeal.id).text == TEXT


def test_a_number_that_is_taken_leaves_what_came_in_waiting(day: Day) -> None:
    first, second = came(day), came(day, text="Другое")
    card = confirmed(day, first).card
    deciding.enter(day.office, day.staff.registry, first.id, card)
    with refused("appeal.twice"):
        deciding.enter(day.office, day.staff.registry, second.id, card)
    assert listing.read_incoming(day.office, day.staff.registry, second.id).state == IncomingState.WAITING


def test_what_is_set_aside_with_a_reason_can_be_taken_up_again(day: Day) -> None:
    it, by = came(day), day.staff.registry
    with refused("incoming.no-reason"):
        deciding.set_aside(day.office, by, it.id, " ")
    assert deciding.set_aside(day.office, by, it.id, "реклама").why == "реклама"
    with refused("incoming.decided"):
        settle(day.office, by, it.id, {}, ())
    assert deciding.take_up(day.office, by, it.id).state == IncomingState.WAITING
    with refused("incoming.decided"):
        deciding.take_up(day.office, by, it.id)


@pytest.mark.parametrize("text", [TEXT, "Совсем другое"])
def test_the_same_words_twice_are_told(day: Day, text: str) -> None:
    first = came(day)
    second = came(day, reader=lambda files: Proposal({**READING, "text": text}))
    assert [each.id for each in listing.alike(day.office, day.staff.registry, second)] == [first.id] * (text == TEXT)


ADDRESS = "694020, Сахалинская область, г. Корсаков, ул. Лесная, д. 4, кв. 12"
STORY = "Вода с крыши течёт в мою комнату с марта, обои отстали, проводка"


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (ADDRESS, "ivanova@example.org"),
        (ADDRESS, "+7 914 000-00-12"),
        (ADDRESS, "8(914)0000012"),
        (ADDRESS, "тел. 8 914 000 00 12"),
        (ADDRESS, "Тел.: 8 914 000 00 12"),
        (ADDRESS, "Телефон: не указан"),
        (ADDRESS, "12.09.2026"),
        (ADDRESS, "«12» сентября 2026 года"),
        (ADDRESS, "12 сентября 2026 г.\nЗаявление"),
        (ADDRESS, "Тема: крыша"),
    ],
)
def test_a_line_with_a_mail_address_a_number_a_day_or_a_label_stands_by_itself(before: str, line: str) -> None:
    text = f"{before}\n{line}"
    assert Origin(text, None, {}).flowing == text


@pytest.mark.parametrize("line", ["искрит.", "12 сентября 2026 года приходил мастер.", "8 марта потолок упал."])
def test_a_line_that_was_broken_to_fit_a_sheet_goes_on(line: str) -> None:
    assert Origin(f"{STORY}\n{line}", None, {}).flowing == f"{STORY} {line}"
