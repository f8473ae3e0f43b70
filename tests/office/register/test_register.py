"""What the register knows beside the card: who helps, what repeats what, files, how appeals end, filters."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import LEAVES_OPEN, Channel
from letterkit.core.register import Result
from letterkit.office.cases import appeals, dispatch
from letterkit.office.contacts.appeal_lookup import appeals_about
from letterkit.office.control import elsewhere
from letterkit.office.register import attached, helpers, listing, repeats, replies, results
from letterkit.office.register.attached import AttachedFile
from letterkit.office.register.details import Details
from letterkit.office.register.listing import Filters
from letterkit.office.register.replies import ReplyQuery
from letterkit.store.tables import Appeal

from ..cases.conftest import Day, refused


def entered(day: Day, number: str, details: Details | None = None, **appeal: Any) -> Appeal:
    card = day.card(appeal={"number": number, **appeal})
    return appeals.add(day.office, day.staff.registry, card, details=details)


def test_the_register_keeps_what_the_card_has_no_place_for(day: Day) -> None:
    details = Details(
        " не согласен  с очередью ", (day.staff.colleague.id,), True, "Сергеева Л.П.", "Иванов Пётр Ильич"
    )
    appeal = entered(day, "1", details, group="1.2")
    assert (appeal.reason, appeal.priority) == ("не согласен с очередью", True)
    assert appeal.visit == {"with": "Сергеева Л.П.", "representative": "Иванов Пётр Ильич"}
    assert appeal.group == "Очередь и сроки переселения"
    assert [each.surname for each in helpers.of(day.office, [appeal.id])[appeal.id]] == ["Ли"]


def test_who_helps_with_an_appeal_sees_it_and_nobody_else_of_another_department(day: Day) -> None:
    appeal = appeals.add(day.office, day.staff.registry, day.card(), day.staff.executor.id)
    with refused("appeal.gone"):
        appeals.read_appeal(day.office, day.staff.stranger, appeal.id)
    appeals.choose_helpers(day.office, day.staff.registry, appeal.id, [day.staff.stranger.id, day.staff.executor.id])
    assert appeals.read_appeal(day.office, day.staff.stranger, appeal.id).id == appeal.id
    assert [each.id for each in listing.page(day.office, day.staff.stranger).rows] == [appeal.id]
    assert [each.id for each in helpers.of(day.office, [appeal.id])[appeal.id]] == [day.staff.stranger.id]
    with refused("person.gone"):
        appeals.choose_helpers(day.office, day.staff.registry, appeal.id, [day.staff.signer.id])
    with refused("denied.duty"):
        appeals.choose_helpers(day.office, day.staff.executor, appeal.id, [])


def test_an_earlier_appeal_of_the_same_applicant_on_a_like_subject_is_offered_and_linked_by_a_person(day: Day) -> None:
    first = entered(day, "1", registered="01.04.2024")
    other = entered(day, "2", registered="02.04.2024", subject="отопление в школе", questions=["Когда включат тепло?"])
    stranger = day.card(appeal={"number": "3", "registered": "03.04.2024"}, applicant={"surname": "Сидорова"})
    appeals.add(day.office, day.staff.registry, stranger)
    again = entered(day, "4")
    assert [each.id for each in repeats.similar_appeals(day.office, day.staff.registry, again.id)] == [first.id]
    assert repeats.similar_appeals(day.office, day.staff.registry, first.id) == []
    repeats.link(day.office, day.staff.executor, again.id, first.id)
    assert repeats.similar_appeals(day.office, day.staff.registry, again.id) == []
    assert [each.id for each in repeats.linked_appeals(day.office, day.staff.registry, again.id).earlier] == [first.id]
    assert [each.id for each in repeats.linked_appeals(day.office, day.staff.registry, first.id).later] == [again.id]
    with refused("link.not-earlier"):
        repeats.link(day.office, day.staff.registry, first.id, again.id)
    repeats.unlink(day.office, day.staff.registry, again.id, first.id)
    assert repeats.linked_appeals(day.office, day.staff.registry, again.id).earlier == []
    assert day.journal(f"appeal:{again.id}") == ["appeal.entered", "appeal.linked", "appeal.unlinked"]
    assert other.id


def test_numbers_that_the_card_says_it_repeats_are_linked_at_once(day: Day) -> None:
    first = entered(day, "И-120", registered="01.04.2024", subject="другое")
    again = entered(day, "И-345", repeat_of=["и - 120", "И-999"])
    assert [each.id for each in repeats.linked_appeals(day.office, day.staff.registry, again.id).earlier] == [first.id]


def test_files_come_back_as_they_were_and_only_to_those_who_see_the_appeal(day: Day) -> None:
    appeal = appeals.add(day.office, day.staff.registry, day.card(), day.staff.executor.id)
    attached.attach(
        day.office, day.staff.registry, appeal.id, [AttachedFile("C:\\папка\\договор.PDF", b"%PDF-1.7 ...")]
    )
    (file,) = attached.files_of(day.office, day.staff.executor, appeal.id)
    assert (file.name, file.size) == ("договор.pdf", 12)
    assert attached.read_file(day.office, day.staff.executor, appeal.id, file.id)[1] == b"%PDF-1.7 ..."
    with refused("appeal.gone"):
        attached.read_file(day.office, day.staff.stranger, appeal.id, file.id)
    with refused("denied.duty"):
        attached.remove(day.office, day.staff.executor, appeal.id, file.id)
    attached.remove(day.office, day.staff.registry, appeal.id, file.id)
    with refused("file.not-attached"):
        attached.read_file(day.office, day.staff.executor, appeal.id, file.id)


def test_a_letter_may_be_another_kind_of_letter_inside(day: Day) -> None:
    appeal = day.entered()
    files = [AttachedFile("письмо.doc", b"<html><p>a"), AttachedFile("ответ.rtf", b"\xd0\xcf\x11\xe0")]
    attached.attach(day.office, day.staff.registry, appeal.id, files)
    assert len(attached.files_of(day.office, day.staff.registry, appeal.id)) == 2


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("вирус.exe", b"MZ", "file.no-kind"),
        ("без имени", b"x", "file.no-kind"),
        ("пусто.pdf", b"", "file.empty"),
        ("не то.pdf", b"<html>", "file.other-kind"),
        ("не то.doc", b"GIF89a", "file.other-kind"),
        ("двоичный.txt", b"a\0b", "file.other-kind"),
        ("фото.jpg", b"\x89PNG", "file.other-kind"),
        ("большой.pdf", b"%PDF" + b" " * 25_000_000, "file.too-large"),
    ],
)
def test_a_file_that_is_not_what_people_send_is_refused(day: Day, name: str, data: bytes, code: str) -> None:
    appeal = day.entered()
    with refused(code):
        attached.attach(
            day.office, day.staff.registry, appeal.id, [AttachedFile("есть.pdf", b"%PDF"), AttachedFile(name, data)]
        )
    assert attached.files_of(day.office, day.staff.registry, appeal.id) == []


@pytest.mark.parametrize(
    ("reply_text", "kind", "said", "result"),
    [
        ("by_date", "complaint", None, Result.SATISFIED),
        ("by_date", "complaint", Result.REFUSED, Result.REFUSED),
        ("by_date", "statement", None, Result.SATISFIED),
    ],
)
def test_a_letter_that_goes_records_the_answer(
    day: Day, reply_text: str, kind: str, said: Result | None, result: Result
) -> None:
    appeal = day.entered(kind=kind)
    letter = day.at(LetterState.APPROVED, reply_text, appeal={"kind": kind}, reply={"outcome": "by_date"})
    assert letter.appeal_id == appeal.id
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST, to="Энск", result=said)
    now = appeals.read_appeal(day.office, day.staff.registry, appeal.id)
    assert (now.result, now.answered, now.reply_number) == (result, date(2024, 6, 5), letter.number)


def test_an_interim_reply_is_no_answer(day: Day) -> None:
    appeal = day.entered()
    for outcome in LEAVES_OPEN:
        results.record(appeal, outcome, date(2024, 6, 5), "17/24", Result.SATISFIED)
    assert (appeal.result, appeal.answered, appeal.reply_number) == (None, None, None)


def test_an_answer_given_elsewhere_closes_the_appeal_and_stands_in_the_register_of_replies(day: Day) -> None:
    appeal, by = day.entered(kind="complaint"), day.staff.registry
    told: dict[str, Any] = {"result": Result.EXPLAINED, "number": "17/24"}
    with refused("answer.too-early"):
        elsewhere.enter(day.office, by, appeal.id, on=date(2024, 5, 1), **told)
    with refused("answer.not-yet"):
        elsewhere.enter(day.office, by, appeal.id, on=date(2024, 6, 6), **told)
    with refused("denied.duty"):
        elsewhere.enter(day.office, day.staff.executor, appeal.id, on=date(2024, 6, 5), **told)
    done = elsewhere.enter(day.office, by, appeal.id, on=date(2024, 6, 4), **told)
    assert (done.state, done.answered, done.reply_number) == (AppealState.DONE, date(2024, 6, 4), "17/24")
    assert results.is_to_be_asked(done)
    assert elsewhere.judge(day.office, by, appeal.id, Result.REFUSED).result == Result.REFUSED
    with refused("appeal.done"):
        elsewhere.enter(day.office, by, appeal.id, on=date(2024, 6, 4), **told)
    (reply,) = replies.replies(day.office, by, ReplyQuery()).rows
    assert (reply.number, reply.appeal and reply.appeal.id, reply.letter_id) == ("17/24", appeal.id, None)


def test_a_result_is_not_told_of_what_has_no_answer(day: Day) -> None:
    with refused("answer.none-yet"):
        elsewhere.judge(day.office, day.staff.registry, day.entered().id, Result.REFUSED)


def test_letters_with_a_number_stand_in_the_register_of_replies_linked_to_their_appeals(day: Day) -> None:
    appeal = day.entered()
    letter = day.at(LetterState.APPROVED)
    waiting = replies.replies(day.office, day.staff.registry, ReplyQuery(sent=False))
    assert [(each.letter_id, each.state, each.channel) for each in waiting.rows] == [
        (letter.id, LetterState.APPROVED, None)
    ]
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST, to="Энск")
    (reply,) = replies.replies(day.office, day.staff.registry, ReplyQuery("иванова")).rows
    assert (reply.number, reply.addressee, reply.channel) == (letter.number, "Иванова Мария Петровна", "post")
    assert reply.appeal is not None
    assert reply.appeal.id == appeal.id
    assert replies.replies(day.office, day.staff.registry, ReplyQuery("сидорова")).total == 0
    assert replies.replies(day.office, day.staff.registry, ReplyQuery(since=date(2024, 6, 6))).total == 0
    assert replies.replies(day.office, day.staff.stranger, ReplyQuery()).total == 0
    assert [each.letter_id for each in replies.every_reply(day.office, day.staff.registry, ReplyQuery())] == [letter.id]


@pytest.mark.both_databases
def test_a_reply_is_found_by_the_name_and_numbers_that_its_appeal_has_now(day: Day) -> None:
    by, appeal = day.staff.registry, entered(day, "1", kind="complaint")
    elsewhere.enter(day.office, by, appeal.id, on=date(2024, 6, 4), result=Result.EXPLAINED, number="17/24")

    def found(words: str) -> list[int]:
        answered = replies.replies(day.office, by, ReplyQuery(words)).rows
        seen = [row.appeal.id for row in answered if row.appeal]
        assert [each.id for each in appeals_about(day.office, by, words)] == seen
        return seen

    assert found("иванова 17/24") == [appeal.id]
    with day.office.database.writing() as session:
        session.execute(update(Appeal).values(applicant="Сидорова Анна Львовна", reply_number="18/5"))
    assert (found("сидорова 18/5"), found("иванова"), found("17/24")) == ([appeal.id], [], [])


@pytest.mark.both_databases
def test_a_frequent_name_is_looked_for_among_the_newest_replies_and_all_stand_in_the_spreadsheet(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "_MANY", 3)
    monkeypatch.setattr(replies, "_NEWEST", 2)
    by, ids = day.staff.registry, []
    for number in ("1", "2", "3"):
        ids.append(entered(day, number, kind="complaint").id)
        elsewhere.enter(day.office, by, ids[-1], on=date(2024, 6, 4), result=Result.EXPLAINED, number=f"17/{number}")
    asked = ReplyQuery("иванова мария")
    found = replies.replies(day.office, by, asked, size=1)
    with day.office.database.reading() as session:
        is_bounded = session.get_bind().dialect.name == "postgresql"
    assert (found.total, found.newest) == ((2, 2) if is_bounded else (3, 0))
    assert [each.appeal and each.appeal.id for each in found.rows] == [ids[-1]]
    assert len(list(replies.every_reply(day.office, by, asked))) == 3
    assert replies.replies(day.office, by, ReplyQuery("17/2 иванова")).total == 1


def test_the_list_is_narrowed_by_what_appeals_are(day: Day) -> None:
    by = day.staff.registry
    old = entered(day, "1", registered="01.04.2024", channel="email", group="Ипотека", kind="complaint")
    card = day.card(appeal={"number": "2", "channel": "post", "group": None})
    new = appeals.add(day.office, by, card, day.staff.executor.id)

    def ids(**asked: Any) -> list[int]:
        return [each.id for each in listing.page(day.office, by, Filters(**asked)).rows]

    assert ids() == [old.id, new.id]
    assert ids(executor=str(day.staff.executor.id)) == [new.id]
    assert ids(executor=listing.NOBODY) == [old.id]
    assert ids(group="2") == ids(group="Ипотека") == ids(kind="complaint") == ids(channel="email") == [old.id]
    assert ids(group=listing.NONE) == [new.id]
    assert ids(since=date(2024, 5, 1)) == [new.id]
    assert ids(until=date(2024, 5, 1)) == [old.id]
    assert ids(since=old.registered, until=old.registered) == [old.id]
    assert ids(overdue=True) == [old.id]
    assert ids(executor="1e9") == []
    assert [each.surname for each in listing.executors_of(day.office, by)] == ["Петрова"]


def test_pages_go_on_from_what_is_open_to_what_is_done_the_latest_first(day: Day) -> None:
    by = day.staff.registry
    ids = [entered(day, str(number), registered=f"0{number}.04.2024").id for number in range(1, 6)]
    for done in (ids[0], ids[3]):
        elsewhere.enter(day.office, by, done, on=date(2024, 6, 4), result=Result.EXPLAINED)
    pages = [[each.id for each in listing.page(day.office, by, number=number, size=2).rows] for number in (1, 2, 3)]
    assert pages == [[ids[1], ids[2]], [ids[4], ids[3]], [ids[0]]]


def test_a_page_counts_by_state_whatever_state_is_shown(day: Day) -> None:
    by = day.staff.registry
    numbers = [entered(day, str(number)).id for number in range(5)]
    elsewhere.enter(day.office, by, numbers[0], on=date(2024, 6, 4), result=Result.EXPLAINED)
    page = listing.page(day.office, by, Filters(state=AppealState.NEW), 2, size=3)
    assert (page.total, page.number, page.pages, len(page.rows)) == (4, 2, 2, 1)
    assert page.by_state == {AppealState.NEW: 4, AppealState.WORK: 0, AppealState.DONE: 1}
    assert listing.page(day.office, by, Filters(), 99, size=3).number == 2
