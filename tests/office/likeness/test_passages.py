"""Paragraphs of earlier letters and what is said of the same house: what answers is marked, none of it is theirs."""

import pytest

from letterkit.office.likeness.known_facts import known_facts
from letterkit.office.likeness.passages import passages_of

from ..cases.conftest import Day, refused
from .conftest import Answer, Enter

ADDRESS = "г. Холмск, ул. Садовая, д. 4, кв. 11"
QUESTIONS = ("Когда отремонтируют крышу?", "Можно ли не платить за отопление?")
TEXT = """Рассмотрев Ваше обращение по вопросу ремонта крыши, сообщаем.
> Когда Вы, наконец, почините кровлю у Мороз?
Крышу дома № 413 по ул. Лесной отремонтируют до 01.10.2024.
> Почему так дорого топят?
За отопление Вам пересчитали 4 831 руб., платить нужно.
В городе Холмске дом № 4 по ул. Садовой войдёт в программу «Светлый двор» в 2026 году, сообщил П.П. Щавелёв.
Ваш дом обследует комиссия."""


def test_the_paragraph_that_answers_a_question_is_marked_and_questions_of_others_are_left_out(
    day: Day, enter: Enter, answer: Answer
) -> None:
    letter = answer(enter("К-1", "ремонт крыши", surname="Мороз"), TEXT)
    asked = enter("К-2", "ремонт крыши и отопление", *QUESTIONS)
    found = passages_of(day.office, day.staff.executor, asked.id, letter.id)
    assert [(each.number, each.answers) for each in found.passages][:2] == [(2, (1,)), (4, (2,))]
    assert (
        found.passages[0].text == "Крышу дома [указать номер] по ул. [указать адрес] отремонтируют до [указать дату]."
    )
    assert "Мороз" not in "".join(each.text for each in found.passages)
    assert ("[указать дату]", True) in found.passages[0].pieces


def test_paragraphs_are_for_those_who_may_see_the_letter(day: Day, enter: Enter, answer: Answer) -> None:
    letter, asked = answer(enter("К-1", "крыша"), TEXT), enter("К-2", "крыша")
    with refused("letter.gone"):
        passages_of(day.office, day.staff.stranger, asked.id, letter.id)
    with refused("letter.gone"):
        passages_of(day.office, day.staff.executor, asked.id, day.begun().id)
    secret = answer(enter("К-3", "крыша"), TEXT, restricted=True, copy_number="1")
    with refused("letter.gone"):
        passages_of(day.office, day.staff.executor, asked.id, secret.id)


@pytest.mark.parametrize(
    ("address", "count"),
    [(ADDRESS, 1), ("г. Корсаков, ул. Садовая, д. 4", 0), ("г. Холмск, ул. Садовая, д. 40", 0)],
)
def test_what_letters_say_of_the_same_house_in_the_same_town_is_known(
    day: Day, enter: Enter, answer: Answer, address: str, count: int
) -> None:
    answer(enter("К-1", "ремонт крыши", surname="Мороз"), TEXT)
    facts = known_facts(day.office, day.staff.executor, enter("К-2", "отопление", address=address).id)
    assert len(facts.of_house) == count
    for fact in facts.of_house:
        assert fact.text.startswith("В городе Холмске дом № 4 по ул. Садовой войдёт в программу [указать название] в")
        assert "Щавел" not in fact.text


def test_a_neighbour_is_told_what_was_said_of_your_house(day: Day, enter: Enter, answer: Answer) -> None:
    answer(
        enter("К-1", "ремонт крыши", surname="Мороз", address=ADDRESS.replace("11", "12")),
        "Ваш дом обследует комиссия.",
    )
    facts = known_facts(day.office, day.staff.executor, enter("К-2", "отопление", address=ADDRESS).id)
    assert [fact.text for fact in facts.of_house] == ["Ваш дом обследует комиссия."]
    assert known_facts(day.office, day.staff.reviewer, enter("К-3", "крыша", address="ул. Лесная").id).of_house == []


def test_what_letters_say_of_a_programme_is_known(day: Day, enter: Enter, answer: Answer) -> None:
    answer(enter("К-1", "ремонт крыши"), TEXT)
    asked = enter("К-2", "срок работ по программе «Светлый двор»")
    (fact,) = known_facts(day.office, day.staff.executor, asked.id).of_programmes
    assert "«Светлый двор»" in fact.text
