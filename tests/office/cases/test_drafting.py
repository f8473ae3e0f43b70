"""A reply is begun, written and saved; nothing that was typed is lost."""

from datetime import date

import pytest

from letterkit.core.case import BODY_LIMIT
from letterkit.core.errors import RequestError
from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import Ground, Outcome
from letterkit.office.cases import appeals, drafting

from .conftest import NOW, Day, later, refused

TEXT = "Ваше обращение рассмотрено.\nДом построят."


def save(day: Day, letter_id: int, revision: int, text: str, **options: bool) -> int:
    return drafting.save(day.office, day.staff.executor, letter_id, revision, "О доме", text, **options).revision


def words_kept(day: Day, letter_id: int) -> list[tuple[str, str, str]]:
    """Why each version was kept, of whom, and its words, first to last."""
    versions = drafting.versions(day.office, day.staff.executor, letter_id)
    return [(each.why, each.by.surname, each.text) for each in reversed(versions)]


# --- begin


def test_a_letter_begins_with_the_words_of_its_reply_text(day: Day) -> None:
    letter = day.begun()
    assert letter.title == "О переселении из аварийного дома"
    assert letter.text.startswith("Рассмотрев Ваше обращение")
    assert "[" not in letter.text
    assert (letter.state, letter.revision, letter.reply, letter.blank) == (LetterState.DRAFT, 1, "by_date", "corner")
    assert [(each.why, each.text) for each in day.versions(letter)] == [("begun", letter.text)]


def test_what_the_card_does_not_have_yet_is_a_marked_gap(day: Day) -> None:
    letter = day.begun(reply={"fields": {}, "due_date": None, "outcome": "by_date"})
    assert "[указать дату]" in letter.text
    assert "[указать: что будет сделано]" in letter.text
    found = drafting.live(day.office, day.staff.executor, letter.id, letter.title, letter.text)
    assert "placeholder.bracket" in {each.finding.code for each in found.remarks}


def test_the_executor_of_the_letter_is_whoever_begins_it(day: Day) -> None:
    card = {name: part for name, part in day.card().items() if name != "executor"}
    letter = drafting.begin(day.office, day.staff.stranger, card, "by_date")
    assert letter.card["executor"] == {
        "surname": "Громов",
        "name": "Анна",
        "patronymic": "Сергеевна",
        "phone": "+7 (4242) 00-00-00",
        "unit": "отдел инженерных сетей",
    }
    assert day.begun().card["executor"]["surname"] == "Петрова"  # the card's own stays


def test_an_appeal_goes_to_work_with_its_first_letter(day: Day) -> None:
    letter = day.begun()
    assert letter.appeal is not None
    assert (letter.appeal.state, letter.appeal.responsible_id) == (AppealState.WORK, day.staff.executor.id)
    assert letter.due == letter.appeal.due


def test_the_appeal_stays_with_whom_it_was_given_to(day: Day) -> None:
    appeal = day.entered()
    appeals.assign(day.office, day.staff.registry, appeal.id, day.staff.colleague.id)
    assert day.begun().appeal.responsible_id == day.staff.colleague.id  # type: ignore[union-attr]


def test_only_executors_begin_letters_and_only_to_appeals_that_they_see(day: Day) -> None:
    appeal = day.entered()
    appeals.assign(day.office, day.staff.registry, appeal.id, day.staff.executor.id)
    with refused("denied.duty"):
        drafting.begin(day.office, day.staff.second, day.card(), "by_date")
    with refused("appeal.gone"):
        drafting.begin(day.office, day.staff.stranger, day.card(), "by_date", appeal_id=appeal.id)
    with refused("reply.unknown"):
        drafting.begin(day.office, day.staff.executor, day.card(), "no_such")
    with refused("blank.unknown"):
        drafting.begin(day.office, day.staff.executor, day.card(), "by_date", "no_such")


def test_the_card_names_the_appeal_that_the_letter_is_linked_to(day: Day) -> None:
    letter = day.begun()
    other = day.card(appeal={"number": "И-999"})
    with refused("appeal.other"):
        drafting.begin(day.office, day.staff.executor, other, "by_date", appeal_id=letter.appeal_id)
    with refused("appeal.other"):
        drafting.change_card(day.office, day.staff.executor, letter.id, letter.revision, other)


def test_a_letter_begun_without_its_appeal_is_linked_later(day: Day) -> None:
    letter = drafting.begin(day.office, day.staff.executor, day.card(), "by_date")
    appeal = day.entered()
    linked = drafting.link(day.office, day.staff.executor, letter.id, appeal.id)
    assert (linked.appeal_id, linked.due) == (appeal.id, appeal.due)
    assert linked.appeal is not None
    assert linked.appeal.state == AppealState.WORK
    with refused("appeal.other"):
        drafting.link(day.office, day.staff.executor, letter.id, day.entered(number="И-9").id)
    assert day.journal(f"letter:{letter.id}") == ["letter.begun", "letter.linked"]


def test_the_letter_takes_outcome_and_ground_from_its_reply_text(day: Day) -> None:
    plain = day.begun("repeat", reply={"outcome": None, "fields": {"letters": ["от 12.01.2024 № 3.08-15/24"]}})
    assert (plain.card["reply"]["outcome"], plain.card["reply"]["ground"]) == (Outcome.NO_ANSWER, Ground.REPEAT)
    said = {"outcome": None, "fields": {"progress": "Дом осмотрели.", "waiting": "Ждём заключения."}}
    assert day.begun("interim", reply=said).card["reply"]["outcome"] == Outcome.INTERIM


# --- save


def test_saving_names_who_was_quicker_and_when(day: Day) -> None:
    letter = day.begun()
    drafting.save(day.office, day.staff.colleague, letter.id, 1, "О доме", TEXT)
    with pytest.raises(RequestError) as caught:
        save(day, letter.id, 1, "Мой текст.")
    assert caught.value.code == "letter.changed"
    assert caught.value.details == {"by": "Ли А.С.", "at": "05.06.2024 10:00", "revision": 2}
    assert day.now(letter).text == TEXT


def test_the_same_text_is_no_change(day: Day) -> None:
    letter = day.begun()
    drafting.save(day.office, day.staff.executor, letter.id, 1, f" {letter.title}  ", f"{letter.text}  \r\n\r\n")
    assert (day.now(letter).revision, len(day.versions(letter))) == (1, 1)


def test_a_text_beyond_the_limit_is_refused_whole(day: Day) -> None:
    letter = day.begun()
    for title, text in (("О доме", "а" * (BODY_LIMIT + 1)), ("а" * 501, "Текст.")):
        with refused("letter.too-long"):
            drafting.save(day.office, day.staff.executor, letter.id, 1, title, text)
    assert day.now(letter).revision == 1


def test_a_version_is_kept_every_five_minutes_of_writing(day: Day) -> None:
    letter = day.begun()
    revision = 1
    for minute in (1, 4, 6, 7, 12):
        with later(minutes=minute):
            revision = save(day, letter.id, revision, f"Текст {minute}.")
    assert [text for _, _, text in words_kept(day, letter.id)] == [letter.text, "Текст 6.", "Текст 12."]
    assert day.now(letter).text == "Текст 12."


def test_a_version_is_kept_when_it_is_asked_for(day: Day) -> None:
    letter = day.begun()
    save(day, letter.id, 1, TEXT)
    assert len(day.versions(letter)) == 1
    save(day, letter.id, 2, TEXT, kept=True)
    save(day, letter.id, 2, TEXT, kept=True)
    assert [text for _, _, text in words_kept(day, letter.id)] == [letter.text, TEXT]


def test_another_writer_leaves_the_words_before_them_kept(day: Day) -> None:
    letter = day.begun()
    with later(minutes=1):
        save(day, letter.id, 1, "Слова исполнителя.")
    with later(minutes=2):
        drafting.save(day.office, day.staff.colleague, letter.id, 2, "О доме", "Слова другого.")
    assert words_kept(day, letter.id) == [
        ("begun", "Петрова", letter.text),
        ("saved", "Петрова", "Слова исполнителя."),
        ("saved", "Ли", "Слова другого."),
    ]


def test_a_letter_that_has_left_its_executor_is_not_written_by_them(day: Day) -> None:
    letter = day.on_review()
    with refused("denied.not-writable"):
        save(day, letter.id, letter.revision, TEXT)


# --- the card and earlier versions


def test_another_card_leaves_the_words_and_keeps_them(day: Day) -> None:
    letter = day.begun()
    save(day, letter.id, 1, TEXT)
    card = day.card(applicant={"surname": "Ким"})
    changed = drafting.change_card(day.office, day.staff.executor, letter.id, 2, card, "longitudinal")
    assert (changed.text, changed.blank, changed.card["applicant"]["surname"]) == (TEXT, "longitudinal", "Ким")
    assert [why for why, _, _ in words_kept(day, letter.id)] == ["begun", "saved", "card"]


def test_another_reply_text_begins_the_words_anew_and_the_old_ones_can_be_had_again(day: Day) -> None:
    letter = day.begun()
    save(day, letter.id, 1, TEXT)
    card = day.card(reply={"outcome": "no_date", "fields": {"reason": "денег пока нет"}})
    changed = drafting.change_card(day.office, day.staff.executor, letter.id, 2, card, reply_id="no_date")
    assert changed.reply == "no_date"
    assert "Точного срока пока нет" in changed.text
    again = drafting.restore(day.office, day.staff.executor, letter.id, changed.revision, 2)
    assert (again.text, again.reply) == (TEXT, "by_date")


def test_a_card_without_an_executor_has_the_letters_own(day: Day) -> None:
    letter = day.begun()
    card = {name: part for name, part in day.card().items() if name != "executor"}
    changed = drafting.change_card(day.office, day.staff.colleague, letter.id, 1, card)
    assert changed.card["executor"]["surname"] == "Петрова"


def test_an_earlier_version_is_restored_as_a_new_one(day: Day) -> None:
    letter = day.begun()
    save(day, letter.id, 1, TEXT)
    restored = drafting.restore(day.office, day.staff.executor, letter.id, 2, 1)
    assert (restored.text, restored.revision) == (letter.text, 3)
    assert [(why, text) for why, _, text in words_kept(day, letter.id)] == [
        ("begun", letter.text),
        ("saved", TEXT),
        ("restored", letter.text),
    ]
    with refused("version.gone"):
        drafting.restore(day.office, day.staff.executor, letter.id, 3, 99)
    with refused("letter.changed"):
        drafting.restore(day.office, day.staff.executor, letter.id, 2, 1)


def test_a_card_that_plans_something_else_than_the_reply_text_is_refused(day: Day) -> None:
    with refused("card.outcome-differs"):
        day.begun("interim", reply={"outcome": "solved"})


def test_a_card_that_forgets_the_outcome_does_not_close_the_appeal(day: Day) -> None:
    letter = day.begun("interim", reply={"outcome": "interim", "fields": {}})
    card = day.card(reply={"outcome": None, "fields": {}})
    changed = drafting.change_card(day.office, day.staff.executor, letter.id, 1, card)
    assert changed.card["reply"]["outcome"] == Outcome.INTERIM


def test_reply_texts_that_fit_come_first(day: Day) -> None:
    first, fits = drafting.replies_for(day.office, Outcome.REDIRECTED, None)[0]
    assert (first.id, fits) == ("redirect", True)
    by_ground = drafting.replies_for(day.office, Outcome.NO_ANSWER, Ground.COURT)
    assert (by_ground[0][0].id, sum(fits for _, fits in by_ground)) == ("court", 1)
    assert {reply.id for reply, _ in by_ground} == {reply.id for reply in day.office.catalogue.replies()}


def test_the_number_given_on_registration_is_the_cards(day: Day) -> None:
    letter = day.at(LetterState.REVIEW)
    card = drafting.card_of(letter)
    assert (card.number, card.date) == (letter.number, date(2024, 6, 5))
    assert NOW.date() == card.date
