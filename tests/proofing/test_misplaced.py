from pathlib import Path

import pytest

from letterkit.proofing.lexicon import Lexicon, load_lexicon
from letterkit.proofing.misplaced import RULE, Misplaced
from letterkit.proofing.ports import Proofreader
from letterkit.russian.words import Word, words


@pytest.fixture(scope="module")
def misplaced(rules: Path) -> Misplaced:
    return Misplaced(load_lexicon(rules))


def _words(sentence: str) -> list[Word]:
    return [word for word in words(sentence) if word.kind == "word"]


@pytest.mark.parametrize(
    ("sentence", "wrong", "right"),
    [
        ("Порядок приёма размещён на официальном чайте министерства.", "чайте", "сайте"),
        ("Вопрос предоставления служебного жиль решает комиссия.", "жиль", "жилья"),
        ("Просим Вас выбрать удобное врем приёма.", "врем", "время"),
        ("Проезд к дому будет отсыпан щебнем на нужна высоту.", "нужна", "нужно"),
        ("Рассмотрев Ваше обращен по вопросу ремонта, министерство отвечает.", "обращен", "обращение"),
    ],
)
def test_a_word_meant_for_another_is_found(sentence: str, wrong: str, right: str, misplaced: Misplaced) -> None:
    (match,) = misplaced.matches(sentence, _words(sentence))
    assert sentence[match.start : match.end] == wrong
    assert match.replacements[0] == right


@pytest.mark.parametrize(
    "sentence",
    [
        "О принятом решении сообщим Вам до 1 декабря 2024 года.",
        "Подрядчик заделал ямы и положил новый асфальт.",
        "Плату за наём жилья возместят за каждый час.",
        "По табелям суббот в июне и июле нет, другие работники о них не рассказали.",
        "Если течь останется, вызовите аварийную службу.",
        "На площадке роют котлован и забивают сваи.",
        "Незаконный спил деревьев остановлен, весы у поста поверены.",
        "Ваша просьба обоснованна, но денег на это нет.",
    ],
)
def test_rarer_words_in_their_place_are_left_alone(sentence: str, misplaced: Misplaced) -> None:
    assert [match for match in misplaced.matches(sentence, _words(sentence)) if match.rule == RULE] == []


def test_the_other_word_takes_over_the_capital(proofreader: Proofreader) -> None:
    sentence = "Ваш заявление рассмотрено. Реконт крыши дома начнут в мае."
    found = {sentence[m.start : m.end]: m.replacements[:1] for m in proofreader.matches(sentence)}
    assert found.get("Реконт") == ("Ремонт",)


def test_a_word_of_the_house_counts_as_common() -> None:
    assert Lexicon(["выдел"], {}).commonness("выдел") > Lexicon([], {}).commonness("выдел")
    assert Lexicon([], {}, ["врем"]).commonness("врем") < Lexicon([], {}).commonness("время")
