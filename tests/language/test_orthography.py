"""Rules of orthography on words that no dictionary has."""

import pytest

from letterkit.language.joints import Joint, joint_of_taki
from letterkit.language.orthography import right_spellings


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("безинициативность", "безынициативность"),
        ("сверхыдея", "сверхидея"),
        ("подьемник", "подъемник"),
        ("трансевропейский", "трансъевропейский"),
        ("брошурой", "брошюрой"),
        ("преспособил", "приспособил"),
        ("листочик", "листочек"),
        ("креслеце", "креслице"),
        ("полапельсина", "пол-апельсина"),
        ("историкокультурный", "историко-культурный"),
        ("пятидесятью", "пятьюдесятью"),
        ("незабудем", "не забудем"),
        ("кемто", "кем-то"),
        ("понашему", "по-нашему"),
        ("еслибы", "если бы"),
    ],
)
def test_a_rule_gives_the_right_spelling_first(wrong, right):
    assert right_spellings(wrong)[0] == right


@pytest.mark.parametrize("word", ["безинтереса", "изистории", "взвешенны", "озлобленно", "рамблер", "это-с"])
def test_nothing_is_said_of_what_is_no_case_of_a_rule(word):
    assert not right_spellings(word)


def test_taki_has_a_hyphen_after_verbs_and_adverbs_alone():
    assert joint_of_taki("нашел") is Joint.HYPHEN
    assert joint_of_taki("довольно") is Joint.HYPHEN
    assert joint_of_taki("книга") is Joint.APART
