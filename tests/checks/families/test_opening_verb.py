"""Clause 3.6: the verb of the first sentence, on whole letters."""

import pytest

from .conftest import Letter, Look

ABOUT = "обращение по вопросу ремонта дороги"


@pytest.mark.parametrize(
    ("opening", "excerpt", "mend"),
    [
        (f"Комитет по делам дорог Сахалинской области рассмотрело Ваше {ABOUT}.", "рассмотрело", "рассмотрел"),
        (f"Управление дорог рассмотрели Ваше {ABOUT}.", "рассмотрели", "рассмотрело"),
        ("Ваше обращение о ремонте дороги поступили в министерство 3 мая.", "поступили", "поступило"),
        (
            "По результатам рассмотрения Вашего обращения о дороге комитет сообщаем.",
            "комитет сообщаем",
            "комитет сообщает",
        ),
        (f"Рассмотрев Ваше {ABOUT}, поступившее в комитет, сообщает.", "сообщает", "сообщаем"),
        (f"Рассмотрев Ваше {ABOUT}, поступившая в комитет, сообщаем.", "поступившая", "поступившее"),
    ],
)
def test_the_verb_is_that_of_the_one_who_considered(
    letter: Letter, look: Look, opening: str, excerpt: str, mend: str
) -> None:
    (finding,) = [each for each in look(letter(opening=opening), "opening") if each.code == "opening.verb-form"]
    assert (finding.excerpt, finding.suggestions) == (excerpt, (mend,))


@pytest.mark.parametrize(
    "opening",
    [
        f"Министерство и администрация города рассмотрели Ваше {ABOUT}.",
        f"Глава города рассмотрела Ваше {ABOUT}.",
        f"Рассмотрев Ваше {ABOUT}, поступившее в министерство, комитет сообщает.",
        "Рассмотрев Вашу жалобу на ремонт дороги, поступившую в министерство, сообщаем.",
        f"На Ваше {ABOUT} министерство сообщает.",
    ],
)
def test_right_first_sentences_pass(letter: Letter, look: Look, opening: str) -> None:
    codes = {each.code for each in look(letter(opening=opening), "opening")}
    assert not codes & {"opening.verb-form", "opening.no-verb"}


def test_a_first_sentence_without_its_verb_is_shown(letter: Letter, look: Look) -> None:
    found = look(letter(opening="Министерство строительства Ваше обращение о том, когда починят дорогу."), "opening")
    assert [each.excerpt for each in found if each.code == "opening.no-verb"] == [
        "Министерство строительства Ваше обращение о том"
    ]
