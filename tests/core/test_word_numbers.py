"""Many words in little memory: each is found by itself, and no other."""

from letterkit.core.word_numbers import WordNumbers

_MANY = [f"слово{number}" for number in range(300_000)]


def test_each_word_has_its_place_and_a_strange_one_has_none() -> None:
    known = WordNumbers(_MANY)
    assert len(known) == len(_MANY)
    assert [known.get(_MANY[number]) for number in range(0, len(_MANY), 997)] == list(range(0, len(_MANY), 997))
    assert known.get("слово") is None
    assert "слово7" in known
    assert "" not in known


def test_of_many_words_those_that_are_known_are_told() -> None:
    known = WordNumbers(_MANY)
    assert known.among([*_MANY[5:400:3], "иное", "слово"]) == {f"слово{at}": at for at in range(5, 400, 3)}


def test_of_no_words_none_is_known() -> None:
    none = WordNumbers([])
    assert none.get("слово") is None
    assert none.among(["слово"]) == {}
