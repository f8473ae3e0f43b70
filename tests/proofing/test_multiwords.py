"""Expressions of several words are marked as pylat_ru marks them, in one pass over the sentence."""

from typing import Any

import pytest
from pylat_ru.disambiguation.hybrid import RussianHybridDisambiguator

from letterkit.proofing.multiword_tags import Multiwords

from ..counted import calls

Dumped = list[tuple[str, list[tuple[str, str | None, str | None]]]]


@pytest.fixture(scope="module")
def engine() -> RussianHybridDisambiguator:
    return RussianHybridDisambiguator.get_instance()


def dumped(sentence: Any) -> Dumped:
    return [
        (word.token, [(each.token, each.lemma, each.pos_tag) for each in word.readings]) for word in sentence.tokens
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Откуда ни возьмись, пиши  пропал: до мажор, т. е. дом.",
        "(«потому  что») и т.д., и т. п.",
        "Дом № 5 стоит до тех пор, пока он нужен.",
        "((((((((а))))))))",
        "",
    ],
)
def test_the_marks_are_those_of_pylat_ru(text: str, engine: RussianHybridDisambiguator) -> None:
    raw = engine.create_analyzed_sentence(text)
    assert dumped(Multiwords(engine.chunker).disambiguate(raw)) == dumped(engine.chunker.disambiguate(raw))


def test_an_expression_is_marked(engine: RussianHybridDisambiguator) -> None:
    raw = engine.create_analyzed_sentence("Дом стоит, откуда ни возьмись.")
    assert dumped(Multiwords(engine.chunker).disambiguate(raw)) != dumped(raw)


def test_marks_without_a_blank_take_no_more_steps_each_the_more_they_are(engine: RussianHybridDisambiguator) -> None:
    multiwords = Multiwords(engine.chunker)

    few, many = (engine.create_analyzed_sentence("(" * length) for length in (200, 800))
    assert calls(lambda: multiwords.disambiguate(many)) <= 5 * calls(lambda: multiwords.disambiguate(few))
