"""The tree of a sentence: as slovnet's own code finds it, and nothing for what is no sentence."""

from letterkit.russian.syntax import links
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
