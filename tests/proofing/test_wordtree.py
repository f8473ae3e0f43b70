"""The tree of additional words is the one that pylat_ru builds, made as far as it is walked."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylat_ru import spelling
from pylat_ru.morfologik.speller import TrieFSA

from letterkit.proofing.word_tree import WordTree, grow_word_lists_slowly

# Few bytes, so that many begin alike; the first and the last one, and one that begins a Russian letter.
BYTES = st.sampled_from([0, 97, 98, 0xD0, 0xFF])
SEQUENCES = st.lists(BYTES, max_size=5).map(bytes)
WORDS = st.sets(SEQUENCES.filter(bool), max_size=40).map(sorted)
THREADS = 4


@given(WORDS)
def test_it_holds_the_same_words_in_the_same_order(words: list[bytes]) -> None:
    assert list(WordTree(words).get_sequences()) == list(TrieFSA(words).get_sequences()) == words


@given(WORDS, st.lists(SEQUENCES, max_size=20))
def test_whatever_is_looked_up_is_found_or_missed_alike(words: list[bytes], asked: list[bytes]) -> None:
    ours, theirs = WordTree(words), TrieFSA(words)
    for sequence in asked:
        assert ours.match(sequence)[:2] == theirs.match(sequence)[:2]


def test_a_node_has_its_arcs_when_it_is_asked() -> None:
    tree = WordTree([b"abc", b"abd", b"xyz"])
    tree.match(b"x")
    assert {node.prefix for node in tree._to_grow.values()} == {b"a", b"x"}
    tree.match(b"abd")
    assert {node.prefix for node in tree._to_grow.values()} == {b"x"}


@pytest.mark.usefixtures("hurried_threads")
def test_threads_that_walk_it_at_once_find_what_one_finds() -> None:
    words = sorted({bytes(each) for each in product(b"abcd", repeat=5)})
    for _ in range(10):
        tree, start = WordTree(words), Barrier(THREADS)

        def found(tree: WordTree = tree, start: Barrier = start) -> list[bytes]:
            start.wait()
            return list(tree.get_sequences())

        with ThreadPoolExecutor(THREADS) as pool:
            assert all(each.result() == words for each in [pool.submit(found) for _ in range(THREADS)])


def test_the_speller_of_letters_has_such_a_tree() -> None:
    grow_word_lists_slowly()
    metadata = spelling.load_binary_dictionary("ru_RU").metadata
    dictionary = spelling.build_plain_text_dictionary(["маркетплейс".encode()], metadata)
    assert isinstance(dictionary.fsa, WordTree)
