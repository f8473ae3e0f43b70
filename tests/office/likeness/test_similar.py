"""Letters that answered the like: found by matter and not by names, for those who may see them, kept up to date."""

import pytest
from sqlalchemy import func, select

from letterkit.core.office import LetterState
from letterkit.office.cases import approval
from letterkit.office.likeness import indexing
from letterkit.office.likeness.similar import Nearness, SimilarLetter, similar_letters
from letterkit.office.register import repeats
from letterkit.store import audit
from letterkit.store.likeness_tables import LetterLikeness, LikenessKey
from letterkit.store.tables import Appeal

from ..cases.conftest import Day, refused
from .conftest import Answer, Enter

pytestmark = pytest.mark.both_databases

ROOF = ("капитальный ремонт крыши дома", "Когда отремонтируют кровлю?")
ROAD = ("ремонт дороги по улице", "Когда засыплют ямы на дороге?")


def similar(day: Day, appeal: Appeal, who: str = "executor") -> list[SimilarLetter]:
    return list(similar_letters(day.office, getattr(day.staff, who), appeal.id).letters)


def test_a_letter_on_the_like_is_found_and_one_on_another_matter_is_not(day: Day, enter: Enter, answer: Answer) -> None:
    roof = answer(enter("К-1", *ROOF), "Крышу отремонтируют до 1 октября.")
    answer(enter("К-2", *ROAD), "Ямы засыплют до 1 сентября.")
    asked = enter("К-3", "протекает кровля", "Будет ли ремонт крыши?", surname="Дятлов")
    (found,) = similar(day, asked)
    assert (found.letter.id, found.subject, found.returned, found.wrote_again) == (roof.id, ROOF[0], 0, False)
    assert found.outcome == "by_date"
    assert found.nearness in (Nearness.CLOSE, Nearness.LIKE)


def test_a_namesake_with_another_question_is_not_alike(day: Day, enter: Enter, answer: Answer) -> None:
    answer(enter("К-1", *ROOF), "Крышу отремонтируют.")
    assert similar(day, enter("К-2", *ROAD)) == []


def test_nobody_is_shown_a_letter_that_they_may_not_see(day: Day, enter: Enter, answer: Answer) -> None:
    answer(enter("К-1", *ROOF), "Крышу отремонтируют.")
    asked = enter("К-2", *ROOF)
    assert [len(similar(day, asked, who)) for who in ("colleague", "reviewer", "registry", "stranger")] == [1, 1, 1, 0]


def test_a_restricted_letter_is_not_kept(day: Day, enter: Enter, answer: Answer) -> None:
    answer(enter("К-1", *ROOF), "Крышу отремонтируют.", restricted=True, copy_number="1")
    assert similar(day, enter("К-2", *ROOF)) == []
    assert indexing.complete(day.office.database) == 0


def test_how_a_letter_fared_is_told(day: Day, enter: Enter, answer: Answer) -> None:
    first = enter("К-1", *ROOF)
    letter = answer(first, "Крышу отремонтируют.")
    with day.office.database.writing() as session:
        for _ in range(2):
            audit.record(session, day.staff.reviewer, "letter.returned", f"letter:{letter.id}")
    again = enter("К-2", *ROOF)
    repeats.link(day.office, day.staff.registry, again.id, first.id)
    (found,) = similar(day, again)
    assert (found.returned, found.wrote_again, found.nearness) == (2, True, Nearness.SAME)


def test_letters_that_differ_in_names_and_figures_alone_are_one(day: Day, enter: Enter, answer: Answer) -> None:
    for number in range(3):
        answer(enter(f"К-{number}", *ROOF), f"Крышу дома № {number} отремонтируют до {number + 1}.10.2024.")
    result = similar_letters(day.office, day.staff.executor, enter("К-9", *ROOF).id)
    assert [found.others for found in result.letters] == [2]
    assert result.replies == [("by_date", 1)]


def test_an_approval_keeps_a_letter_and_its_end_forgets_it(printing_day: Day) -> None:
    day = printing_day
    letter = day.approved()
    asked = day.entered(number="И-999")
    assert [found.letter.id for found in similar(day, asked)] == [letter.id]
    approval.revoke(day.office, day.staff.signer, letter.id, "Ошибка в сроке.")
    assert similar(day, asked) == []
    with day.office.database.reading() as session:
        for table in (LikenessKey, LetterLikeness):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_letters_from_before_are_kept_once(day: Day, enter: Enter) -> None:
    letter = day.at(LetterState.SENT)
    asked = day.entered(number="И-999")
    assert similar(day, asked) == []
    assert [indexing.complete(day.office.database) for _ in range(2)] == [1, 0]
    assert indexing.complete(day.office.database, anew=True) == 1
    assert [found.letter.id for found in similar(day, asked)] == [letter.id]


def test_who_may_not_see_the_appeal_is_told_that_it_is_gone(day: Day, enter: Enter) -> None:
    asked = enter("К-1", *ROOF)
    with refused("appeal.gone"):
        similar_letters(day.office, day.staff.clerk, asked.id)
