import pytest
from pylat_ru.morfologik.fsa import CFSA2
from pylat_ru.tagging.russian import RussianTagger

from letterkit.proofing.quicker import Known, read_dictionaries_quickly, rows, stands


class _Reading:
    def __init__(self, token: str) -> None:
        self.token, self.lemma, self.pos_tag = token, token, None


class _Token:
    whitespace_before, is_sentence_start, is_sentence_end = " ", False, False

    def __init__(self, token: str) -> None:
        self.token, self.readings = token, [_Reading(token)]


@pytest.fixture
def dictionary() -> CFSA2:
    read_dictionaries_quickly()
    fsa = RussianTagger.get_instance().morfologik_tagger.dictionary.fsa
    assert isinstance(fsa, CFSA2)
    return fsa


@pytest.mark.parametrize("word", ["ремонт", "крыши", "отремонтированный", "ёлка", "абвгд", "ь"])
def test_a_dictionary_is_walked_as_pylat_ru_walks_it(word: str, dictionary: CFSA2) -> None:
    node = dictionary.get_root_node()
    for letter in word.encode("koi8-r"):
        arc = node
        while arc and dictionary.get_arc_label(arc) != letter:
            after = 0 if dictionary.is_arc_last(arc) else dictionary._skip_arc(arc)
            assert dictionary.get_next_arc(arc) == after
            arc = after
        assert dictionary.get_arc(node, letter) == arc
        if not arc:
            return
        end = arc
        while not dictionary.is_arc_last(end):
            end = dictionary._skip_arc(end)
        if dictionary.is_next_set(arc):
            node = dictionary._skip_arc(end)
        else:
            label = 1 if dictionary.arcs[arc] & dictionary.LABEL_INDEX_MASK else 2
            node, _ = dictionary._read_vint(arc + label)
        assert dictionary.get_destination_node_offset(arc) == node


def test_what_a_pattern_asks_of_a_word_is_asked_once() -> None:
    asked: list[str] = []

    def takes(token: _Token) -> bool:
        asked.append(token.token)
        return token.token.startswith("д")

    known = Known()
    place = known.place("begins with д", takes)
    words = known.words([_Token("в"), _Token("доме"), _Token("две"), _Token("доме")])
    assert list(rows(words, [place], 4)) == [1, 2, 3]
    again = known.words([_Token("доме"), _Token("тепло")])
    assert stands(again, known.place("begins with д", takes))
    assert list(rows(again, [place], 2)) == [0]
    assert asked == ["в", "доме", "две", "тепло"]


def test_another_question_is_asked_by_itself() -> None:
    known = Known()
    words = known.words([_Token("доме")])
    assert list(rows(words, [known.place("begins with д", lambda token: True)], 1)) == [0]
    assert not stands(words, known.place("ends in д", lambda token: False))


def test_a_row_of_words_begins_where_each_of_them_follows_the_other() -> None:
    known = Known()
    words = known.words([_Token(word) for word in "в доме в тёплом доме в".split()])
    before, after = (known.place(text, lambda token, text=text: token.token == text) for text in ("в", "доме"))
    assert list(rows(words, [before, after], len(words))) == [0]
    assert list(rows(words, [after, before], len(words))) == [1, 4]
    assert list(rows(words, [after, before], 4)) == [1]
    assert list(rows(words, [before] * 7, len(words))) == []
