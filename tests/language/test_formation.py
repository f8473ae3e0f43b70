from pathlib import Path

import pytest

from letterkit.language.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="module")
def lexicon(rules: Path) -> Lexicon:
    return load_lexicon(rules)


@pytest.mark.parametrize(
    "word",
    [
        "загерметизировали", "отбалансировал", "двенадцатиквартирный", "энергосетевой",
        "обсеменённость", "неперечисление", "внутриквартальный", "маркируется", "обнулились", "созалогодержателями",
        "пересборка", "беззнаковый", "возмездно", "управленчески", "удочеритель", "усыновительный",
        "хризотилсодержащей", "шестидесятипятилетие", "дофинансирование",
    ],
)  # fmt: skip
def test_new_words_made_of_known_ones_are_known(word: str, lexicon: Lexicon) -> None:
    assert lexicon.knows(word)


@pytest.mark.parametrize(
    "word",
    [
        "обязаность", "спецалист", "небудет", "попросьбе", "ответственость", "послеработы", "оказалсь", "состороны",
        "подзащиту", "сверхнормы", "указанно", "обеспеченно", "сооглашение", "безпорядковый",
    ],
)  # fmt: skip
def test_slips_are_no_new_words(word: str, lexicon: Lexicon) -> None:
    assert not lexicon.knows(word)
