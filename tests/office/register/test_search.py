"""Search by anything: words in any form, parts of numbers, names, phrases; what stands where is shown."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select

from letterkit.office.cases import appeals
from letterkit.office.register import indexing, listing
from letterkit.office.register.listing import Filters
from letterkit.office.register.search import Reach
from letterkit.office.register.snippet import highlight, snippet
from letterkit.store.register_tables import AppealWords, Question
from letterkit.store.tables import Appeal

from ..cases.conftest import Day

pytestmark = pytest.mark.both_databases

OTHER: dict[str, Any] = {
    "appeal": {
        "number": "З-9/24",
        "registered": "01.06.2024",
        "subject": "ремонт крыши дома",
        "questions": ["Когда отремонтируют чердак и крышу?"],
    },
    "applicant": {"surname": "Ёлкина", "name": "Алёна", "email": "elkina@example.ru", "organisation": "ТСЖ «Надежда»"},
}


@pytest.fixture
def two(day: Day) -> tuple[Appeal, Appeal]:
    """The sample appeal И-345 of Иванова about moving out of a house, and another one."""
    return day.entered(), appeals.add(day.office, day.staff.registry, OTHER)


def found(day: Day, words: str) -> list[int]:
    return [each.id for each in listing.page(day.office, day.staff.registry, Filters(words)).rows]


@pytest.mark.parametrize(
    "words",
    [
        "345",
        "И-345",
        "и-345",
        "№ И-345",
        "Ивановой",
        "ИВАНОВА Мария",
        "переселении",
        "аварийных домов",
        "«аварийного дома»",
        '"переселение из аварийного"',
        "дом аварийный Иванова",
        "Иванов",
        "пересел",
    ],
)
def test_an_appeal_is_found_by_words_in_any_form_and_by_parts_of_its_number(
    day: Day, two: tuple[Appeal, Appeal], words: str
) -> None:
    assert found(day, words) == [two[0].id]


@pytest.mark.parametrize("words", ["9", "З-9/24", "елкина", "ЁЛКИНОЙ", "крыш чердаков", "elkina", "надежды", "Алене"])
def test_everything_that_the_card_says_is_searched(day: Day, two: tuple[Appeal, Appeal], words: str) -> None:
    assert found(day, words) == [two[1].id]


def test_of_a_word_of_very_many_the_newest_are_shown_unless_days_are_asked_for(day: Day) -> None:
    by, on_postgresql = day.staff.registry, day.office.database.engine.dialect.name == "postgresql"
    for number in range(6):
        appeals.add(day.office, by, OTHER | {"appeal": OTHER["appeal"] | {"number": f"З-{number}/25"}})
    all_of_them = listing.page(day.office, by, Filters("крыша"), reach=Reach(newest=2, enough=3))
    assert (all_of_them.total, all_of_them.newest) == (6, 0)
    newest = listing.page(day.office, by, Filters("крыша"), reach=Reach(newest=2, enough=2))
    assert (newest.total, newest.newest) == ((2, 2) if on_postgresql else (6, 0))
    by_number = listing.page(day.office, by, Filters("25"), reach=Reach(newest=2, enough=2))
    assert (by_number.total, by_number.newest) == (6, 0)
    of_days = listing.page(day.office, by, Filters("крыша", since=date(2024, 6, 1)), reach=Reach(newest=2, enough=2))
    assert (of_days.total, of_days.newest) == (6, 0)


@pytest.mark.parametrize("words", ["«дома аварийного»", "34", "крыша Иванова", "«дома когда»", "%", "'", '"', "* OR a"])
def test_what_no_appeal_says_is_not_found_and_no_sign_breaks_the_search(
    day: Day, two: tuple[Appeal, Appeal], words: str
) -> None:
    assert found(day, words) == []


def test_an_empty_search_asks_nothing(day: Day, two: tuple[Appeal, Appeal]) -> None:
    assert sorted(found(day, "  ")) == sorted(each.id for each in two)


def test_what_was_there_before_the_index_is_indexed_with_its_questions_once(
    day: Day, two: tuple[Appeal, Appeal]
) -> None:
    with day.office.database.writing() as session:
        session.execute(delete(AppealWords))
        session.execute(delete(Question))
    assert found(day, "Иванова") == []
    assert indexing.complete(day.office.database) == 2
    assert found(day, "Иванова") == [two[0].id]
    with day.office.database.reading() as session:
        asked = session.scalars(select(Question.words).filter_by(appeal_id=two[1].id)).all()
    assert asked == ["Когда отремонтируют чердак и крышу?"]
    assert indexing.complete(day.office.database) == 0
    assert indexing.complete(day.office.database, anew=True) == 2
    assert found(day, "чердака") == [two[1].id]


def test_an_index_made_anew_forgets_what_the_appeal_says_no_more(day: Day, two: tuple[Appeal, Appeal]) -> None:
    with day.office.database.writing() as session:
        row = session.get_one(Appeal, two[1].id)
        row.card = {**row.card, "appeal": {**row.card["appeal"], "questions": [], "subject": "вода"}}
        indexing.index(session, row)
    assert found(day, "чердак") == []
    assert found(day, "воды") == [two[1].id]


def words_marked(pieces: Any) -> list[str]:
    return [piece.words for piece in pieces if piece.is_found]


def test_the_words_found_are_marked_in_whatever_form_they_stand() -> None:
    pieces = highlight("Переселение из аварийных домов", "аварийный дом")
    assert "".join(piece.words for piece in pieces) == "Переселение из аварийных домов"
    assert words_marked(pieces) == ["аварийных", "домов"]


def test_a_snippet_is_cut_from_the_text_that_says_most_of_the_words() -> None:
    long = f"{'Начало. ' * 30}Когда починят крышу и чердак? {'Конец. ' * 30}"
    pieces = snippet(["крыша", long], "чердаки крыши")
    assert words_marked(pieces) == ["крышу", "чердак"]
    whole = "".join(piece.words for piece in pieces)
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) < 250
    assert snippet(["ничего"], "крыша") == ()
