"""What words can be, and noun groups that agree."""

import pytest

from letterkit.checks.readings import group_at, readings
from letterkit.checks.tokens import tokens


def test_a_noun_that_is_nothing_else_is_known_as_one() -> None:
    assert readings("крыша").only_noun
    assert not readings("дома").predicate


@pytest.mark.parametrize("word", ["рассмотрено", "выехали", "недоволен", "сообщаем"])
def test_a_word_that_is_only_a_predicate_has_one(word: str) -> None:
    assert readings(word).predicate is not None


@pytest.mark.parametrize("word", ["нужно", "дорога", "проверьте", "решение"])
def test_a_word_that_may_be_something_else_is_no_predicate(word: str) -> None:
    assert readings(word).predicate is None


def test_a_rare_homonym_does_not_hide_the_likely_word() -> None:
    assert {form[0] for form in readings("плата").nouns} == {"nomn"}


def test_a_group_has_the_forms_that_all_its_words_share() -> None:
    group = group_at(tokens("денежные средства"), 0)
    assert group is not None
    assert (group.last, group.cases) == (2, {"nomn", "accs"})


def test_words_that_do_not_agree_share_no_form() -> None:
    group = group_at(tokens("данной учреждении"), 0)
    assert group is not None
    assert group.possible == frozenset()


def test_no_group_begins_at_a_verb_or_a_possessive_that_is_not_declined() -> None:
    assert group_at(tokens("осмотрели дом"), 0) is None
    assert group_at(tokens("её дом"), 0) is None
