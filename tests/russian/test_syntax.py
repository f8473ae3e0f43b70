"""The tree of a sentence: as slovnet's own code finds it, and nothing for what is no sentence."""

from letterkit.russian.syntax import _links_of, links, links_of
from letterkit.russian.vectors import vectors

_SENTENCE = tuple("Опоры освещения по улице Лесной находятся на балансе сетевой организации .".split())


def test_as_slovnet_finds_them() -> None:
    from natasha import NewsSyntaxParser

    found = next(NewsSyntaxParser(vectors()).map([list(_SENTENCE)])).tokens
    assert [(link.head, link.relation) for link in links(_SENTENCE)] == [
        (int(token.head_id) - 1, token.rel) for token in found
    ]


def test_the_subject_hangs_on_its_verb() -> None:
    subject = links(_SENTENCE)[0]
    assert (_SENTENCE[subject.head], subject.relation) == ("находятся", "nsubj")


def test_one_word_and_a_long_table_have_none() -> None:
    assert links(("Да",)) == ()
    assert links(("слово",) * 500) == ()


def test_sentences_read_together_are_read_as_each_alone() -> None:
    other = tuple("Ремонт кровли дома закончат до первого июня .".split())
    together = links_of([_SENTENCE, ("Да",), other, *[(*other, str(number)) for number in range(80)], _SENTENCE])
    (alone,), (other_alone,) = _links_of([_SENTENCE]), _links_of([other])
    assert together[:3] == [alone, (), other_alone]
    assert together[-1] == alone


def test_a_sentence_with_other_numbers_has_the_same_tree() -> None:
    one = tuple("Дом № 602 по улице Лесной осмотрели 24.11.2026 , крышу починят до 15 декабря .".split())
    other = tuple("Дом № 17 по улице Лесной осмотрели 03.02.2025 , крышу починят до 22 декабря .".split())
    assert _links_of([one]) == _links_of([other]) == [links(one)]
