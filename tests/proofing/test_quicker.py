import pytest
from pylat_ru.analysis import AnalyzedSentence, AnalyzedToken, AnalyzedTokenReadings
from pylat_ru.morfologik.fsa import CFSA2
from pylat_ru.native_rules import RussianCompoundRule
from pylat_ru.tagging.russian import RussianTagger

from letterkit.proofing.quicker import (
    Known,
    Place,
    Words,
    bits_of,
    copy_words_quickly,
    keep_words_of_sentences,
    read_dictionaries_quickly,
    rows,
    seek_compounds_quickly,
    stand,
)


class _Reading:
    def __init__(self, token: str) -> None:
        self.token, self.lemma, self.pos_tag = token, token, None


class _Token:
    whitespace_before, is_sentence_start, is_sentence_end = " ", False, False

    def __init__(self, token: str) -> None:
        self.token, self.readings = token, [_Reading(token)]


def stands(words: Words, place: Place) -> bool:
    return stand(words, [place], bits_of([place]))


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


def test_a_pattern_is_worth_a_try_only_where_each_of_its_places_finds_a_word() -> None:
    known = Known()
    places = [known.place(text, lambda token, text=text: token.token == text) for text in ("в", "доме")]
    whole, half = (known.words([_Token(word) for word in text.split()]) for text in ("доме в тёплом", "в тёплом"))
    for _ in range(2):  # asked, and then remembered
        assert stand(whole, places, bits_of(places))
        assert not stand(half, places, bits_of(places))


def test_a_word_is_copied_as_pylat_ru_copies_it() -> None:
    word = AnalyzedTokenReadings([AnalyzedToken("доме", "дом", "NN"), AnalyzedToken("доме", None, None)], 5, ["B"])
    word.set_whitespace_before(" ")
    word.is_immunized = True
    copy_words_quickly()
    quick = AnalyzedTokenReadings(word)
    slow = AnalyzedTokenReadings(word, word.start_pos)
    assert vars(quick) == vars(slow)
    quick.readings.clear()
    quick.chunk_tags.clear()
    assert len(word.readings) == 2
    assert word.chunk_tags == ["B"]


def test_a_sentence_has_the_words_and_places_that_pylat_ru_gives_it() -> None:
    keep_words_of_sentences()
    slow_init = AnalyzedSentence.__init__.__wrapped__  # type: ignore[attr-defined]
    words = [
        AnalyzedTokenReadings([AnalyzedToken(text, text or None, None)]) for text in ("", "в", " ", "доме", "\n", ".")
    ]
    before = [AnalyzedTokenReadings(word) for word in words]
    for given in ((words,), (words, before), (words, [])):
        quick, slow = AnalyzedSentence(*given), object.__new__(AnalyzedSentence)
        slow_init(slow, *given)
        assert [word.token for word in quick.tokens] == [word.token for word in slow.tokens]
        assert list(map(vars, quick.pre_disambig_tokens)) == list(map(vars, slow.pre_disambig_tokens))
        assert quick.wh_positions == slow.wh_positions == [0, 1, 3, 5]
        assert [quick.tokens.index(word) for word in quick.non_blank_tokens] == quick.wh_positions
        assert not any(one is other for one in quick.tokens for other in quick.pre_disambig_tokens)


@pytest.mark.parametrize(
    "text",
    [
        "Собрание в конференц зале",
        "Конференц зал закрыт",
        "как будто кто то",
        "по прежнему не будет",
        "Во первых -по-прежнему",
        "северо западный ветер",
        "",
    ],
)
def test_compounds_are_sought_only_where_one_may_begin(text: str) -> None:
    rule = RussianCompoundRule(0)
    seek_compounds_quickly()
    quick = RussianCompoundRule._string_to_token_map
    slow = quick.__wrapped__  # type: ignore[attr-defined]
    words = [AnalyzedTokenReadings([AnalyzedToken(word, None, None)], 0) for word in text.split()]
    for word in words[1:]:
        word.set_whitespace_before(" ")
    known = RussianCompoundRule.data().incorrect_compounds
    for first in range(len(words)):
        found = [text for text in quick(rule, words[first:])[0] if text in known]
        assert found == [text for text in slow(rule, words[first:])[0] if text in known]


def test_a_row_of_words_begins_where_each_of_them_follows_the_other() -> None:
    known = Known()
    words = known.words([_Token(word) for word in "в доме в тёплом доме в".split()])
    before, after = (known.place(text, lambda token, text=text: token.token == text) for text in ("в", "доме"))
    assert list(rows(words, [before, after], len(words))) == [0]
    assert list(rows(words, [after, before], len(words))) == [1, 4]
    assert list(rows(words, [after, before], 4)) == [1]
    assert list(rows(words, [before] * 7, len(words))) == []
