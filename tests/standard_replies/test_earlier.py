"""«Already sent» is found and told with number and date of the earlier reply; a person decides."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from letterkit.compose import Catalogue
from letterkit.core.case import CaseCard
from letterkit.core.people import Person
from letterkit.reports import wording
from letterkit.standard_replies.earlier import Earlier, SentReplies, earlier, sent_of
from letterkit.standard_replies.identity import row_key, said_by

Cards = Callable[..., CaseCard]
Told = Callable[..., tuple[Earlier, ...]]


def changed(card: CaseCard, **parts: dict[str, object]) -> CaseCard:
    made = {name: replace(getattr(card, name), **part) for name, part in parts.items()}
    return replace(card, **made)  # type: ignore[arg-type]


def answered(card: CaseCard, number: str, day: datetime.date) -> CaseCard:
    return replace(card, number=number, date=day)


@pytest.fixture
def told(catalogue: Catalogue) -> Told:
    """What is told of a card when another has been answered before."""

    def look(new: CaseCard, old: CaseCard, reply: str = "redirect", before: str = "redirect", **more: object):
        known = SentReplies([sent_of(old, before, catalogue.reply(before).head.outcome)])
        return earlier(new, catalogue.reply(reply), known, **{"within_days": 30, **more})  # type: ignore[arg-type]

    return look


JUNE = datetime.date(2024, 6, 1)


def test_a_second_reply_to_an_appeal_is_told_with_number_and_date(card: Cards, told: Told) -> None:
    old = answered(card("redirect"), "3.08-1/24", JUNE)
    new = changed(card("redirect"), appeal={"number": "№ и-345"}, applicant={"person": Person("Иванова", "М.", "П.")})
    (found,) = told(new, old)
    assert found.why == "appeal"
    refusal = found.refusal()
    assert not refusal.stops
    assert "№ 3.08-1/24 от 01.06.2024" in wording.sentence(refusal.error())


@pytest.mark.parametrize(
    "other",
    [
        {"appeal": {"number": "И-346", "subject": "ремонт дороги"}},
        {"appeal": {"registered": datetime.date(2023, 5, 14), "subject": "ремонт дороги"}},
        {"applicant": {"person": Person("Иванова", "Анна", "Петровна")}},
    ],
    ids=["another number", "a number of another year", "another applicant"],
)
def test_another_appeal_or_applicant_is_not_told(other: dict[str, dict[str, object]], card: Cards, told: Told) -> None:
    assert told(changed(card("redirect"), **other), answered(card("redirect"), "1", JUNE)) == ()


@pytest.mark.parametrize(("days", "count"), [(30, 1), (31, 0)])
def test_the_same_text_is_told_within_the_period(days: int, count: int, card: Cards, told: Told) -> None:
    old = answered(card("redirect"), "1", JUNE)
    again = changed(card("redirect"), appeal={"number": "И-999", "registered": JUNE})
    found = told(replace(again, date=JUNE + datetime.timedelta(days=days)), old)
    assert [each.why for each in found] == ["text"] * count


def test_a_namesake_in_another_house_has_had_nothing(card: Cards, told: Told) -> None:
    again = changed(card("redirect"), appeal={"number": "И-999"}, applicant={"address": "ул. Ленина, д. 11, кв. 5"})
    assert told(again, card("redirect")) == ()


def test_namesakes_without_an_address_are_asked_about_by_their_initials_too(card: Cards, told: Told) -> None:
    """Appeals that came by e-mail have no address; of a hundred Ivanovs two are compared."""
    whole = card("redirect")
    by_mail = changed(
        whole,
        appeal={"number": "И-999"},
        applicant={"address": None, "email": "a@b.ru", "person": Person("Иванова", "А.", "П.")},
    )
    known = SentReplies([sent_of(whole, "redirect", None)])
    assert list(known.like(sent_of(by_mail, "redirect", None))) == []
    assert told(by_mail, whole) == ()


@pytest.mark.parametrize("person", [Person("ИВАНОВА", "М."), Person("Иванова"), Person("Иванова", "Мария", "Петровна")])
@pytest.mark.parametrize("address", [None, "Ленина 10-5"])
def test_the_same_text_is_found_by_as_much_of_a_name_as_is_known(
    person: Person, address: str | None, card: Cards, told: Told
) -> None:
    whole = card("redirect")
    part = changed(
        whole, appeal={"number": "И-999"}, applicant={"person": person, "address": address, "email": "a@b.ru"}
    )
    assert [each.why for each in told(part, whole)] == ["text"]
    assert [each.why for each in told(whole, part)] == ["text"]


def test_words_of_the_letter_are_compared_where_they_are_at_hand(catalogue: Catalogue, card: Cards) -> None:
    old, new = card("redirect"), changed(card("interim"), appeal={"number": "И-999", "subject": "дорога"})
    known = SentReplies([sent_of(old, "own", None, text="Дом ещё строят.")])
    reply = catalogue.reply("interim")
    assert earlier(new, reply, known, within_days=30) == ()
    assert [each.why for each in earlier(new, reply, known, within_days=30, text="Дом еще строят")] == ["text"]


@pytest.mark.parametrize("before", ["interim", "extension", "clarify"])
def test_the_final_reply_after_one_on_the_way_is_no_second(before: str, card: Cards, told: Told) -> None:
    assert told(card("repeat"), card(before), "repeat", before) == ()
    assert [each.why for each in told(card(before), card(before), before, before)] == ["appeal"]


def test_the_row_itself_run_before_does_not_count(catalogue: Catalogue, card: Cards) -> None:
    given, reply = card("redirect"), catalogue.reply("redirect")
    known = SentReplies([sent_of(given, reply.id, reply.head.outcome, row=row_key(said_by(given), reply.id))])
    assert earlier(given, reply, known, within_days=30) == ()
    assert len(earlier(replace(given, number="2"), reply, known, within_days=30)) == 1


def test_the_newest_reply_is_told_first(catalogue: Catalogue, card: Cards) -> None:
    days = [datetime.date(2024, 6, number) for number in (1, 9, 5)]
    known = SentReplies(sent_of(answered(card("redirect"), "1", day), "redirect", None) for day in days)
    found = earlier(card("redirect"), catalogue.reply("redirect"), known, within_days=30)
    assert [each.sent.date for each in found] == sorted(days, reverse=True)


def test_a_look_among_many_touches_a_few(catalogue: Catalogue, card: Cards) -> None:
    """A batch sends one text to thousands, many of one surname."""
    given = card("redirect")

    def neighbour(number: int) -> CaseCard:
        return changed(
            given, appeal={"number": f"А-{number}"}, applicant={"address": f"ул. Ленина, д. {number + 100}, кв. 5"}
        )

    known = SentReplies(sent_of(neighbour(number), "redirect", None) for number in range(2000))
    assert list(known.like(sent_of(given, "redirect", None))) == []
    assert earlier(neighbour(7), catalogue.reply("redirect"), known, within_days=30) != ()
