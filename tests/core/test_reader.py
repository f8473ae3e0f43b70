"""For whom letters are written, and the limits that follow from it."""

import pytest

from letterkit.core.reader import HARDEST_GRADE, OF_THE_ORDER, Reader


def test_the_reader_of_the_order_is_thirty_to_sixty_five() -> None:
    assert (OF_THE_ORDER.age_from, OF_THE_ORDER.age_to) == (30, 65)
    assert OF_THE_ORDER.limits()["sentence_words"] == 30


def test_less_schooling_asks_for_shorter_sentences_and_plainer_words() -> None:
    few, school, university = (Reader(30, 65, years).limits() for years in (9, 11, 15))
    for name in ("sentence_words", "sentence_words_most", "mean_sentence_words", "paragraph_sentences", "grade_most"):
        assert few[name] < school[name] < university[name]
    assert few["flesch_least"] > school["flesch_least"] > university["flesch_least"]


@pytest.mark.parametrize("age", [(12, 40), (30, 80)])
def test_the_young_and_the_old_get_shorter_sentences(age: tuple[int, int]) -> None:
    assert Reader(*age, 11).limits()["sentence_words"] < OF_THE_ORDER.limits()["sentence_words"]


def test_the_grade_of_a_text_may_err_and_ends_with_the_hardest() -> None:
    assert Reader(30, 65, 9).limits()["reader_grade"] == 12
    assert Reader(30, 65, 17).limits()["reader_grade"] == HARDEST_GRADE
