"""Paragraphs read together by the models are found fault with as one by one."""

import pytest

from letterkit.core.lru_cache import Shelf
from letterkit.proofing import commas, context, forms
from letterkit.proofing.commas import split_commas
from letterkit.proofing.form_model import form_model, may_be_asked, words_of
from letterkit.proofing.net import batches, in_one_row
from letterkit.russian.vectors import numberless

UNITS = [
    "Сообщаем что дорогу отремонтируют до первого июня.",
    "Да.",
    "",
    "Комиссия осмотрела крыша дома, и составила акт.",
    "Жители получил ответ, который подготовило министерство и отправила почта.",
    "Ремонт дорог " + "и тротуаров, " * 90 + "начнут весной.",
]


def test_every_paragraph_is_answered_as_if_it_stood_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((commas, "_known"), (commas, "_known_hidden"), (forms, "_known"), (context, "_known")):
        monkeypatch.setattr(module, name, Shelf(0))  # nothing is kept: each is worked out both ways
    assert commas.matches_each(UNITS) == [list(commas.matches(unit)) for unit in UNITS]
    assert forms.matches_each(UNITS) == [list(forms.matches(unit)) for unit in UNITS]
    assert any(commas.matches_each(UNITS))
    assert any(forms.matches_each(UNITS))


def test_the_numbers_are_those_of_a_paragraph_alone() -> None:
    given = [split_commas(unit) for unit in UNITS if unit]
    for alone, together in zip(given, commas._model().scores_each(given), strict=True):
        assert together == pytest.approx(commas._model().scores(*alone), abs=1e-3)
    asked = []
    for unit in UNITS:
        words = [token.group() for token in words_of(unit)]
        numbers = [number for number, word in enumerate(words) if may_be_asked(word)]
        if numbers:
            asked.append((words, numbers))
    for one, scores in zip(asked, form_model().scores_each(asked), strict=True):
        assert scores == pytest.approx(form_model().scores(*one), abs=1e-3)


def test_a_paragraph_with_other_numbers_is_read_as_the_same() -> None:
    one = "Дом № 602 осмотрели 24.11.2026, и крыша, которую сорвало в 2019 году, починена до 15 декабря."
    other = "Дом № 17 осмотрели 03.02.2025, и крыша, которую сорвало в 2021 году, починена до 22 декабря."
    (words, commas_of), (others, commas_of_other) = split_commas(one), split_commas(other)
    assert words != others
    assert numberless(words) == numberless(others)
    assert commas_of == commas_of_other
    gaps = [number for number, has_comma in enumerate(commas_of) if has_comma]
    model = commas._model()
    assert (model.scores(words, commas_of) == model.scores(others, commas_of)).all()
    assert (model.hidden(words, commas_of, gaps) == model.hidden(others, commas_of, gaps)).all()
    asked = [number for number, word in enumerate(words) if may_be_asked(word)]
    assert (form_model().scores(words, asked) == form_model().scores(others, asked)).all()
    rows = list(range(1, len(words) + 1))
    assert (context._model().hidden(words, rows, asked) == context._model().hidden(others, rows, asked)).all()


def test_no_model_knows_a_number_of_several_digits_by_itself() -> None:
    frequent = {*commas._model()._frequent, *form_model()._frequent, *form_model()._lemmas}
    assert [word for word in frequent if (word,) != numberless((word,))] == []


def test_what_is_kept_of_one_paragraph_is_not_changed_by_another() -> None:
    unit = "Сообщаем что дорогу № 10 отремонтируют, и до первого июня её откроют."
    first = [*commas.matches(unit), *forms.matches(unit)]
    assert [*commas.matches(unit.replace("10", "99")), *forms.matches(unit.replace("10", "99"))] == first
    assert [*commas.matches(unit), *forms.matches(unit)] == first != []


def test_sequences_stand_in_one_row_with_empty_places_between() -> None:
    rows, there = in_one_row([2, 3], gap=4)
    assert rows.tolist() == [0, 1, 6, 7, 8]
    assert there[:, 0].tolist() == [1, 1, 0, 0, 0, 0, 1, 1, 1]


def test_groups_hold_all_in_their_order_and_no_more_than_is_read_at_once() -> None:
    lengths = [500, 200, 1, 700, 3]
    groups = [lengths[group] for group in batches(lengths)]
    assert [length for group in groups for length in group] == lengths
    assert groups == [[500], [200, 1], [700], [3]]
    assert list(batches([])) == []
